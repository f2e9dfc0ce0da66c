import { join } from 'node:path';
import { refuseLinks } from '@specline/generator';
import { exists, readText } from '@specline/openapi';
import { changesetText, proseIn } from '@specline/semver';
import { removeFile, replaceFile } from '../workspace-file.js';
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
  const kept = `.changeset/pre/${api.api}.md`;
  const before = prereleases === undefined ? undefined : textOf(join(root, kept));
  const isLast = prereleases === 'exit' && before !== undefined;
  const file = isLast ? kept : changesetFile(api.api);
  refuseLinks(root, file);
  const previous = textOf(join(root, file));
  if (ruling.bump === 'none')
    return previous === undefined || isByHand(previous) ? 'none' : removed(root, file);
  const { types, client } = api.packages;
  const text = changesetText([types, client], ruling.bump, entry, previous ?? before);
  if (text === (previous ?? before)) return 'unchanged';
  replaceFile(root, file, text);
  return 'written';
}

function removed(root: string, file: string): ChangesetStatus {
  removeFile(root, file);
  return 'removed';
}

function isByHand(text: string): boolean {
  const { before, after } = proseIn(text);
  return before !== '' || after !== '';
}

function textOf(file: string): string | undefined {
  return exists(file) ? readText(file) : undefined;
}
