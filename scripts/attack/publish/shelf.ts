import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ended, SPECLINE } from './child.ts';

/** A package of a workspace: its package.json beyond name and version, and its files by path. */
export interface Member {
  readonly manifest: {
    readonly [key: string]: unknown;
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  readonly files: Readonly<Record<string, string>>;
}

const PETS: Readonly<Record<string, Member>> = {
  '@test/pets': {
    manifest: { exports: './index.js', files: ['index.js'] },
    files: { 'index.js': '// pets\n' },
  },
};

export function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

/** Makes a workspace with packages of version 1.0.0, by default one, and packs them into a folder of it. */
export async function packedWorkspace(
  workspace: string,
  members = PETS,
): Promise<{ workspace: string; packed: string }> {
  writeFiles(workspace, {
    'package.json': '{ "name": "root", "private": true, "packageManager": "pnpm@12.21.0" }\n',
    'pnpm-workspace.yaml': 'packages: [packages/*]\npmOnFail: ignore\n',
    'pnpm-lock.yaml': lockfileOf(members),
    'spec/defaults.yaml': "npmScope: '@test'\nlicense: MIT\n",
  });
  for (const [name, { manifest, files }] of Object.entries(members)) {
    const text = JSON.stringify({
      name,
      version: '1.0.0',
      license: 'MIT',
      publishConfig: { access: 'public' },
      ...manifest,
    });
    writeFiles(join(workspace, folderOf(name)), { ...files, 'package.json': text });
  }
  const packed = join(workspace, 'packed');
  const { code, output } = await ended([...SPECLINE, 'publish', '--dry-run', '--out', packed], {
    cwd: workspace,
    env: { ...process.env, SPECLINE_REGISTRY: '' },
  });
  if (code !== 0) throw new Error(`the package was not packed: ${output}`);
  return { workspace, packed };
}

function folderOf(name: string): string {
  return `packages/${name.replace(/^.*\//, '')}`;
}

/** What pnpm writes for packages that need only each other. */
function lockfileOf(members: Readonly<Record<string, Member>>): string {
  const importers = Object.entries(members).map(
    ([
      name,
      {
        manifest: { dependencies = {} },
      },
    ]) => {
      const links = Object.entries(dependencies).map(
        ([needed, specifier]) =>
          `      '${needed}':\n        specifier: ${specifier}\n        version: link:../../${folderOf(needed)}\n`,
      );
      const importer = `  ${folderOf(name)}:`;
      return links.length === 0 ? `${importer} {}\n` : `${importer}\n    dependencies:\n${links.join('')}`;
    },
  );
  return `lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n\n${importers.join('\n')}`;
}
