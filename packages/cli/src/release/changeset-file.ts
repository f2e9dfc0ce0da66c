import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
 * it stays. In prerelease mode the changeset of the prerelease before is written again only if it says something else.
 */
export function writeChangeset(
  { api, ruling, entry }: ApiPlan,
  { root, isPrerelease }: ReleaseContext,
): ChangesetStatus {
  const file = join(root, changesetFile(api.api));
  const previous = textOf(file);
  const before = isPrerelease ? textOf(join(root, `.changeset/pre/${api.api}.md`)) : undefined;
  if (ruling.bump === 'none') return previous === undefined || isByHand(previous) ? 'none' : removed(file);
  const { types, client } = api.packages;
  const text = changesetText([types, client], ruling.bump, entry, previous ?? before);
  if (text === (previous ?? before)) return 'unchanged';
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.specline-new`, text);
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
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
