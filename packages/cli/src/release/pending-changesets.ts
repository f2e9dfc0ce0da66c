import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exists, readText, refuseOutside } from '@specline/openapi';
import { parse } from 'yaml';

/** What waits for a release. */
export interface PendingChangeset {
  /** Its file below `.changeset`. */
  readonly file: string;
  /** How packages are to be raised, by their names. */
  readonly releases: Readonly<Record<string, unknown>>;
}

/** The changesets of a workspace, by the names of their files. */
export function pendingChangesets(root: string): PendingChangeset[] {
  const folder = join(root, '.changeset');
  if (!exists(folder)) return [];
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .toSorted();
  refuseOutside(
    root,
    files.map((file) => `.changeset/${file}`),
  );
  return files.map((file) => ({ file, releases: frontMatter(readText(join(folder, file))) }));
}

function frontMatter(text: string): PendingChangeset['releases'] {
  const head = /^---\n([\s\S]*?)\n?---/.exec(text)?.[1] ?? '';
  try {
    return (parse(head) as PendingChangeset['releases'] | null) ?? {};
  } catch {
    // Changesets says what is wrong with it.
    return {};
  }
}
