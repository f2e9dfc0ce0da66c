import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '@specline/openapi';
import { changedFiles } from './comparison.js';
import type { Registry } from './environment.js';
import { readPacked } from './tarball.js';
import type { Packed } from './tarball.js';
import { shownBy, tarballFrom } from './registry.js';
import type { Shown } from './registry.js';
import { distTag } from './version.js';

/** What is to be done with a tarball: nothing where the registry has its version. */
export type Plan = { readonly packed: Packed } & (
  | { readonly state: 'absent'; readonly tag: string }
  | { readonly state: 'present' }
  /** The registry has the version; what has changed since waits for the next. */
  | { readonly state: 'pending' }
  | { readonly state: 'conflict'; readonly problem: Problem }
);

/** Holds tarballs against a registry. Throws `InputError` where it does not answer. */
export async function planOf(
  shelf: readonly Packed[],
  registry: Registry,
  pending: ReadonlySet<string>,
): Promise<Plan[]> {
  const siblings = new Set(shelf.map(({ manifest }) => manifest.name));
  return Promise.all(
    shelf.map(async (packed): Promise<Plan> => {
      const { name, version } = packed.manifest;
      const shown = await shownBy(registry, name);
      const dist = shown.dist[version];
      if (dist === undefined) return { packed, state: 'absent', tag: distTag(version, shown) };
      if (dist.integrity === packed.integrity) return { packed, state: 'present' };
      if (pending.has(name)) return { packed, state: 'pending' };
      const changed = changedFiles(packed, await fetched(registry, packed, shown), siblings);
      if (changed.length === 0) return { packed, state: 'present' };
      return { packed, state: 'conflict', problem: conflict(packed, changed) };
    }),
  );
}

/** Why a tarball may not go to a registry at all, whatever is there. */
export function refusals({ manifest }: Packed, { isPublic }: Registry): Problem[] {
  const { name, publishConfig = {} } = manifest;
  const file = `${name}/package.json`;
  const problems: Problem[] = [];
  if (isPublic && publishConfig.access !== 'public') {
    const message = 'the registry is public, and publishConfig.access does not say so';
    const remedy =
      'to publish it for everyone, add "publishConfig": { "access": "public" }; else add "private": true, or publish elsewhere';
    problems.push({ file, message, remedy });
  }
  if (Object.keys(publishConfig).some((key) => key === 'registry' || key.endsWith(':registry'))) {
    const message = 'publishConfig names a registry, and the environment says where to publish';
    problems.push({ file, message, remedy: 'remove it' });
  }
  return problems;
}

async function fetched(registry: Registry, { manifest }: Packed, { dist }: Shown): Promise<Packed> {
  const { name, version } = manifest;
  const folder = mkdtempSync(join(tmpdir(), 'specline-published-'));
  try {
    const path = join(folder, 'package.tgz');
    const theirs = dist[version];
    if (theirs !== undefined) writeFileSync(path, await tarballFrom(registry, name, theirs));
    return readPacked(path, `${name}@${version}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function conflict({ manifest: { name, version } }: Packed, changed: readonly string[]): Problem {
  const listed =
    changed.length > SHOWN ? [...changed.slice(0, SHOWN), `${changed.length - SHOWN} more`] : changed;
  return {
    file: `${name}@${version}`,
    message: `the registry has this version with other contents (${listed.join(', ')})`,
    remedy: 'a version is published once; add a changeset to release the change as a new version',
  };
}

/** How many files a message names. */
const SHOWN = 5;
