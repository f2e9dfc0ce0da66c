import { readFile } from 'node:fs/promises';
import { run } from '@scripts/kit/command.ts';
import type { Manifest } from '@scripts/kit/workspace.ts';

/** What `pnpm pack` made of one package. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  readonly filename: string;
  /** Bytes of the .tgz. */
  readonly size: number;
}

/** A tarball read: its manifest and the text of every file by path inside the package. */
export interface PackedPackage {
  readonly tarball: Tarball;
  readonly manifest: Manifest;
  /** Paths inside the package, sorted. */
  readonly paths: readonly string[];
  readonly data: (path: string) => Uint8Array;
  readonly text: (path: string) => string;
}

/** Packs every public package of the workspace, or those that pnpm's filters name, into a folder, as a release would. */
export async function packAll(
  destination: string,
  filters: readonly string[] = ['./packages/*'],
): Promise<Tarball[]> {
  const args = [
    '--recursive',
    ...filters.map((filter) => `--filter=${filter}`),
    'pack',
    '--json',
    `--pack-destination=${destination}`,
  ];
  const { stdout } = await run('pnpm', args);
  const tarballs: Tarball[] = JSON.parse(stdout);
  return tarballs.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Reads a tarball. What it is read by has been built by then, but not when a chore begins. */
export async function readTarball(tarball: Tarball): Promise<PackedPackage> {
  const { filesInTarball } = await import('@specline/cli');
  const files = filesInTarball(await readFile(tarball.filename));
  const paths = [...files.keys()].map((name) => name.slice(PREFIX.length));
  const data = (path: string) => {
    const content = files.get(PREFIX + path);
    if (content === undefined) throw new Error(`${tarball.name}: ${path} was not packed`);
    return content;
  };
  const text = (path: string) => Buffer.from(data(path)).toString('utf8');
  return { tarball, manifest: JSON.parse(text('package.json')), paths: paths.toSorted(), data, text };
}

/** What the names of all files of a packed package begin with. */
const PREFIX = 'package/';
