import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../command.ts';
import { versions } from './versions.ts';

/** The script in a package that starts its command. */
const scripts = {
  esbuild: 'esbuild/bin/esbuild',
  'hey-api': '@hey-api/openapi-ts/bin/run.js',
  kubb: '@kubb/cli/bin/kubb.cjs',
  'openapi-typescript': 'openapi-typescript/bin/cli.js',
  orval: 'orval/dist/bin/orval.mjs',
  tsc: 'typescript/bin/tsc',
} as const;

/** The folder that the versions are installed in: outside the repository, and another one when a version changes. */
export function cacheFolder(wanted: Readonly<Record<string, string>> = versions): string {
  const hash = createHash('sha256').update(JSON.stringify(wanted)).digest('hex').slice(0, 12);
  return join(tmpdir(), `specline-bench-${hash}`);
}

/** Installs the peers with npm where they are not there yet, and resolves with their folder. */
export async function installPeers(say: (line: string) => void): Promise<string> {
  const folder = cacheFolder();
  if (existsSync(folder)) return folder;
  say(`installing ${Object.keys(versions).length} packages into ${folder}`);
  await mkdir(tmpdir(), { recursive: true });
  // Renamed when it is whole, so that an interrupted installation is not taken for one.
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    const manifest = { name: 'specline-bench', private: true, type: 'module', dependencies: versions };
    await writeFile(join(unfinished, 'package.json'), JSON.stringify(manifest));
    const flags = ['--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--prefer-offline'];
    await run('npm', ['install', ...flags], { cwd: unfinished });
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** The path of an installed package's command, to be run by Node. */
export function scriptOf(installation: string, command: keyof typeof scripts): string {
  return join(installation, 'node_modules', scripts[command]);
}
