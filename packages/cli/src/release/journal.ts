import { CACHE, refuseLinks } from '@specline/generator';
import { InputError } from '@specline/openapi';
import type { Problem } from '@specline/openapi';
import { bytesOf, removeFile, replaceFile } from '../workspace-file.js';
import { headName, headOf } from './head.js';
import type { Head } from './head.js';
import { stateOf, undoMoves } from './moves.js';
import type { Move, State } from './moves.js';

/** What was versioned of an API: digests of all that its record is made of, and of its `accepted.yaml`. */
export interface Versioned {
  readonly digest: string;
  readonly accepted?: string;
}

/** What a release is about to change, or has changed: written before the first change, removed after the last. */
export interface Journal {
  readonly head: Head;
  readonly moves: readonly Move[];
  /** Once all moves are made: the APIs that are to be recorded, by name. */
  readonly versioned?: Readonly<Record<string, Versioned>>;
}

const JOURNAL = `${CACHE}/release.json`;

export function writeJournal(root: string, journal: Journal): void {
  replaceFile(root, JOURNAL, JSON.stringify(journal));
}

export function closeJournal(root: string): void {
  removeFile(root, JOURNAL);
}

/**
 * Puts back what an interrupted release changed by half; returns the APIs that it versioned and did not record. Throws
 * `InputError`, with nothing touched, where a person edited one of its files since, or moved to another commit or branch.
 */
export function resume(root: string): Readonly<Record<string, Versioned>> {
  const journal = readJournal(root);
  if (journal === undefined) return {};
  const { head, moves, versioned } = journal;
  const states = versioned === undefined ? moves.map(stateIn(root)) : moves.flatMap(versionStateIn(root));
  // Nothing is left of it: it had not begun, or a person took it back.
  const isGone = states.length > 0 && states.every(({ state }) => state === 'before');
  if (!isGone) {
    refuseOtherHead(root, head);
    const wanted = versioned === undefined ? ['before', 'after'] : ['after'];
    const edited = states.filter(({ state }) => !wanted.includes(state));
    if (edited.length > 0) throw new InputError(edited.map(({ path }) => editedProblem(path)));
    if (versioned !== undefined) return versioned;
    undoMoves(root, moves);
  }
  closeJournal(root);
  return {};
}

interface PlacedState {
  readonly path: string;
  readonly state: State;
}

function stateIn(root: string) {
  return (move: Move): PlacedState => ({ path: move.path, state: stateOf(root, move) });
}

/** Of what was versioned only the versions still matter: the rest of it is the person's again. */
function versionStateIn(root: string) {
  return ({ path, before, after }: Move): PlacedState[] => {
    const [old, next] = [versionIn(before), versionIn(after)];
    if (!/(^|\/)package\.json$/.test(path) || old === next) return [];
    const present = versionIn(bytesOf(root, path) ?? null);
    return [{ path, state: present === next ? 'after' : present === old ? 'before' : 'other' }];
  };
}

function versionIn(manifest: string | null): string | undefined {
  return /"version":\s*("[^"]*")/.exec(manifest ?? '')?.[1];
}

function refuseOtherHead(root: string, head: Head): void {
  const now = headOf(root);
  if (now.commit === head.commit && now.ref === head.ref) return;
  const message = `a release was interrupted on ${headName(head)}, and this is ${headName(now)}`;
  throw new InputError([
    { file: JOURNAL, message, remedy: `go back there and run specline release; ${GIVE_UP}` },
  ]);
}

const GIVE_UP = `to give that release up, restore its files from version control and delete ${JOURNAL}`;

function editedProblem(file: string): Problem {
  const message = 'a release was interrupted after it had changed this, and it was edited since';
  return { file, message, remedy: `take the edit back, run specline release, and make it again; ${GIVE_UP}` };
}

function readJournal(root: string): Journal | undefined {
  refuseLinks(root, JOURNAL);
  const text = bytesOf(root, JOURNAL);
  if (text === undefined) return undefined;
  const journal = parsed(Buffer.from(text, 'latin1').toString('utf8'));
  if (journal !== undefined) return journal;
  const message = 'an interrupted release left this, and this Specline cannot read it';
  const remedy = 'restore the files that it changed from version control and delete this one';
  throw new InputError([{ file: JOURNAL, message, remedy }]);
}

function parsed(text: string): Journal | undefined {
  try {
    const { head, moves, versioned } = JSON.parse(text) as Partial<Journal>;
    const isSound = typeof head === 'object' && Array.isArray(moves) && moves.every(isVersionedFile);
    return isSound && head !== null ? { head, moves, ...(versioned && { versioned }) } : undefined;
  } catch {
    return undefined;
  }
}

/** Nothing else is ever changed, whatever a journal says. */
function isVersionedFile({ path }: Move): boolean {
  return (
    !path.split(/[\\/]/).includes('..') &&
    /^(\.changeset\/.+|([^/\\:]+\/)*(package\.json|CHANGELOG\.md))$/.test(path)
  );
}
