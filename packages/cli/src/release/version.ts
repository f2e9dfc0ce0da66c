import { changesetFile } from './changeset-file.js';
import { headOf } from './head.js';
import { closeJournal, writeJournal } from './journal.js';
import type { Versioned } from './journal.js';
import { applyMoves, undoMoves } from './moves.js';
import { stagedMoves } from './staging.js';

/** Lets Changesets raise versions and write changelogs, for all but the refused APIs. A kill on the way is undone by `resume`. */
export async function raiseVersions(
  root: string,
  refused: readonly string[],
  versioned: Readonly<Record<string, Versioned>>,
  options: readonly string[],
): Promise<void> {
  const moves = await stagedMoves(root, refused.map(changesetFile), options);
  const journal = { head: headOf(root), moves };
  writeJournal(root, journal);
  try {
    applyMoves(root, moves);
  } catch (error) {
    undoMoves(root, moves);
    closeJournal(root);
    throw error;
  }
  writeJournal(root, { ...journal, versioned });
}
