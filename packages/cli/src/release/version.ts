import { existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { changesetFile } from './changeset-file.js';
import { prereleaseMode } from './context.js';
import { closeJournal, readJournal, restore, versionedFiles, writeJournal } from './journal.js';
import { runTool } from './tool.js';

/** Lets Changesets raise versions and write changelogs, for all but the refused APIs. A kill on the way is undone by `resume`. */
export async function raiseVersions(
  root: string,
  refused: readonly string[],
  versioned: Readonly<Record<string, string>>,
  options: readonly string[],
): Promise<void> {
  const before = versionedFiles(root);
  writeJournal(root, { before });
  try {
    const held = refused.map((api) => join(root, changesetFile(api))).filter((file) => existsSync(file));
    for (const file of held) renameSync(file, `${file}${HELD}`);
    if (hasChangesets(root)) await runTool(root, '@changesets/cli', 'changeset', ['version', ...options]);
    for (const file of held) renameSync(`${file}${HELD}`, file);
    writeJournal(root, { versioned });
  } catch (error) {
    restore(root, before);
    closeJournal(root);
    throw error;
  }
}

/** What a changeset is called while its API is refused: nothing that Changesets reads. */
const HELD = '.refused';

/** Whether there is a changeset that waits, or prereleases to end; Changesets takes neither for a fault. */
function hasChangesets(root: string): boolean {
  return ['.changeset', ...(prereleaseMode(root) === 'exit' ? ['.changeset/pre'] : [])]
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder))
    .some((file) => file.endsWith('.md') && !/^README\.md$/i.test(file));
}

/** Undoes versions that were raised by half; returns the APIs that were versioned and not yet recorded. */
export function resume(root: string): Readonly<Record<string, string>> {
  const { before, versioned = {} } = readJournal(root);
  if (before !== undefined) {
    restore(root, before);
    closeJournal(root);
  }
  return versioned;
}
