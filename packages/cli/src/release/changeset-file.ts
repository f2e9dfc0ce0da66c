import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exists, readText, withPath } from '@specline/openapi';
import { changesetText, proseIn } from '@specline/semver';
import type { ReleaseContext } from './context.js';
import type { ApiPlan } from './plan.js';

export type ChangesetStatus = 'written' | 'unchanged' | 'removed' | 'none';

/** The changeset of an API, below the root. */
export function changesetFile(api: string): string {
  return `.changeset/${api}.md`;
}

/**
 * Writes what an API's changes mean as a changeset; removes it where they mean nothing any more. What a person wrote in
 * it stays. Changesets keeps those of prereleases apart: one that says the same is not written again, and the release
 * that ends them takes the last one in its place.
 */
export function writeChangeset(
  { api, ruling, entry }: ApiPlan,
  { root, prereleases }: ReleaseContext,
): ChangesetStatus {
  const kept = join(root, `.changeset/pre/${api.api}.md`);
  const before = prereleases === undefined ? undefined : textOf(kept);
  const isLast = prereleases === 'exit' && before !== undefined;
  const file = isLast ? kept : join(root, changesetFile(api.api));
  const previous = textOf(file);
  if (ruling.bump === 'none') return previous === undefined || isByHand(previous) ? 'none' : removed(file);
  const { types, client } = api.packages;
  const text = changesetText([types, client], ruling.bump, entry, previous ?? before);
  if (text === (previous ?? before)) return 'unchanged';
  mkdirSync(dirname(file), { recursive: true });
  withPath(file, () => writeFileSync(`${file}.specline-new`, text));
  renameSync(`${file}.specline-new`, file);
  return 'written';
}

function removed(file: string): ChangesetStatus {
  rmSync(file);
  return 'removed';
}

function isByHand(text: string): boolean {
  const { before, after } = proseIn(text);
  return before !== '' || after !== '';
}

function textOf(file: string): string | undefined {
  return exists(file) ? readText(file) : undefined;
}
