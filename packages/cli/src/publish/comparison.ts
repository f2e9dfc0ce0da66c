import { neededBy } from './order.js';
import type { Packed, PackedManifest } from './tarball.js';

const MANIFEST = 'package.json';

/**
 * The files whose contents differ between two tarballs of one version. What moves in package.json without a release is
 * let be: `devDependencies`, and the versions of packages of the same workspace, which have releases of their own.
 */
export function changedFiles(ours: Packed, theirs: Packed, siblings: ReadonlySet<string>): string[] {
  const paths = new Set([...ours.files.keys(), ...theirs.files.keys()]);
  const same = (path: string) =>
    path === MANIFEST
      ? settled(ours.manifest, siblings) === settled(theirs.manifest, siblings)
      : sameBytes(ours.files.get(path), theirs.files.get(path));
  return [...paths].filter((path) => !same(path)).toSorted();
}

function settled(packed: PackedManifest, siblings: ReadonlySet<string>): string {
  const { devDependencies: _development, ...manifest } = packed;
  const released = new Set(neededBy(manifest).filter((name) => siblings.has(name)));
  return JSON.stringify(manifest, (name, value: unknown) =>
    released.has(name) && typeof value === 'string' ? '' : value,
  );
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;
}
