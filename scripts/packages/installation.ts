import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@scripts/kit/command.ts';
import { root } from '@scripts/kit/workspace.ts';
import { subpaths } from './exports.ts';
import type { PackedPackage } from './tarball.ts';

/** The Nodes at hand: the workspace's, and the machine's own where that one started the chores. */
export const nodes: readonly string[] = [
  ...new Set([process.execPath, process.env['SPECLINE_NODE'] ?? process.execPath]),
];

/** Installs tarballs with npm in a new project, as a user would. */
export async function installTarballs(
  packed: readonly Pick<PackedPackage, 'tarball'>[],
  dir: string,
): Promise<void> {
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'package.json'), '{ "name": "stranger", "private": true }\n');
  const flags = ['--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--prefer-offline'];
  await run('npm', ['install', ...flags, ...packed.map(({ tarball }) => tarball.filename)], { cwd: dir });
}

/** Loads every subpath that has something to run by `import` and by `require`, on every Node at hand. */
export async function loadSubpaths(packed: readonly PackedPackage[], dir: string): Promise<void> {
  const all = packed.flatMap(subpaths).filter(({ typesOnly }) => !typesOnly);
  const lopsided = all
    .filter((subpath) => !subpath.import || !subpath.require)
    .map(({ specifier }) => specifier);
  if (lopsided.length > 0) {
    throw new Error(
      `exports: ${lopsided.join(', ')} cannot be both imported and required; offer both, or null`,
    );
  }
  const specifiers = all.map(({ specifier }) => specifier);
  for (const loader of ['import-all.mjs', 'require-all.cjs']) {
    await cp(join(root, 'scripts/fixtures/loaders', loader), join(dir, loader));
    for (const node of nodes) await run(node, [loader, ...specifiers], { cwd: dir });
  }
}
