import { createPackageFromTarballData, type Package } from '@arethetypeswrong/core';
import { readFile } from 'node:fs/promises';
import { run } from '../command.ts';
import type { Manifest } from '../workspace.ts';

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
  readonly data: Buffer;
  readonly content: Package;
  /** Paths inside the package, sorted. */
  readonly paths: readonly string[];
  readonly text: (path: string) => string;
}

/** Packs every public package of the workspace into a folder, as a release would. */
export async function packAll(destination: string): Promise<Tarball[]> {
  const args = [
    '--recursive',
    '--filter=./packages/*',
    'pack',
    '--json',
    `--pack-destination=${destination}`,
  ];
  const { stdout } = await run('pnpm', args);
  const tarballs: Tarball[] = JSON.parse(stdout);
  return tarballs.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Reads a tarball. */
export async function readTarball(tarball: Tarball): Promise<PackedPackage> {
  const data = await readFile(tarball.filename);
  const content = createPackageFromTarballData(data);
  const prefix = `/node_modules/${content.packageName}/`;
  const paths = content.listFiles().map((path) => path.slice(prefix.length));
  const text = (path: string) => content.readFile(prefix + path);
  return {
    tarball,
    manifest: JSON.parse(text('package.json')),
    data,
    content,
    paths: paths.toSorted(),
    text,
  };
}
