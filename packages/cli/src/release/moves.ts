import { InputError } from '@specline/openapi';
import type { Problem } from '@specline/openapi';
import { bytesOf, removeFile, replaceFile } from '../workspace-file.js';

/** A file that a release changes, below the root: its bytes before and after, each as one letter; null where it is not there. */
export interface Move {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What stands in the place of a move's file. `other`: what a person wrote. */
export type State = 'before' | 'after' | 'other';

export function stateOf(root: string, { path, before, after }: Move): State {
  const present = bytesOf(root, path) ?? null;
  if (present === before) return 'before';
  return present === after ? 'after' : 'other';
}

/** Changes files one by one, each whole. Throws `InputError` at the first one that was edited since it was read. */
export function applyMoves(root: string, moves: readonly Move[]): void {
  for (const move of moves) {
    if (stateOf(root, move) !== 'before') throw new InputError([editedMeanwhile(move)]);
    put(root, move.path, move.after);
  }
}

/** Puts back what is as a release left it. What a person wrote since is not touched. */
export function undoMoves(root: string, moves: readonly Move[]): void {
  for (const move of moves) if (stateOf(root, move) === 'after') put(root, move.path, move.before);
}

function put(root: string, path: string, bytes: string | null): void {
  if (bytes === null) removeFile(root, path);
  else replaceFile(root, path, bytes, 'latin1');
}

function editedMeanwhile({ path }: Move): Problem {
  return {
    file: path,
    message: 'this was edited while the release ran',
    remedy: 'run specline release again',
  };
}
