import type { PackedManifest } from './tarball.js';

/** What a package needs before it can be installed. */
export function neededBy(manifest: PackedManifest): string[] {
  const { dependencies, peerDependencies, optionalDependencies } = manifest;
  return Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
}

/**
 * What others need before them, so that whatever is in the registry can be installed; as far as that leaves open, what
 * `isLate` says last, and by name.
 */
export function inOrder<Item extends { readonly manifest: PackedManifest }>(
  items: readonly Item[],
  isLate: (name: string) => boolean,
): Item[] {
  const byName = new Map(items.map((item) => [item.manifest.name, item]));
  const names = [...byName.keys()].toSorted();
  const ordered = new Set<Item>();
  const visited = new Set<string>();
  const visit = (name: string) => {
    const item = byName.get(name);
    if (item === undefined || visited.has(name)) return;
    visited.add(name);
    for (const needed of neededBy(item.manifest).toSorted()) visit(needed);
    ordered.add(item);
  };
  for (const name of names.filter((other) => !isLate(other))) visit(name);
  for (const name of names) visit(name);
  return [...ordered];
}
