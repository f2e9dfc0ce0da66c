import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './command.ts';

/** Packages that a chore needs and that are not in the lockfile: exact versions by name. */
export type Versions = Readonly<Record<string, string>>;

/** The folder that a chore's packages are installed in: outside the repository, and another one when a version changes. */
export function cacheFolder(chore: string, wanted: Versions): string {
  const hash = createHash('sha256').update(JSON.stringify(wanted)).digest('hex').slice(0, 12);
  return join(tmpdir(), `specline-${chore}-${hash}`);
}

/** Installs packages with npm where they are not there yet, and resolves with their folder. */
export async function installOnDemand(
  chore: string,
  wanted: Versions,
  say: (line: string) => void,
): Promise<string> {
  const folder = cacheFolder(chore, wanted);
  if (existsSync(folder)) return folder;
  say(`installing ${Object.keys(wanted).length} packages into ${folder}`);
  await mkdir(tmpdir(), { recursive: true });
  // Renamed when it is whole, so that an interrupted installation is not taken for one.
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    const manifest = { name: `specline-${chore}`, private: true, type: 'module', dependencies: wanted };
    await writeFile(join(unfinished, 'package.json'), JSON.stringify(manifest));
    const flags = ['--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--prefer-offline'];
    await run('npm', ['install', ...flags], { cwd: unfinished });
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}
