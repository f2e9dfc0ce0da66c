import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CACHE, refuseLinks, removeTemporaries, temporary } from '@specline/generator';
import { InputError, makeFolders } from '@specline/openapi';
import { report } from '../console.js';
import type { Console } from '../console.js';
import { removeEmptyFolder } from '../workspace-file.js';
import { forgetOwner, hasEnded, nameOf, newOwner, parseOwner } from './owner.js';
import type { Owner } from './owner.js';

/**
 * The lock of a workspace, or of a folder of `--out`: a folder with one file, named after its owner. It appears and changes
 * hands by one rename each time, and nobody removes an owner other than the one that was found to have ended.
 */
export const LOCK = `${CACHE}/lock`;

/** Tells the commands that a command runs which lock is held for them. */
export const HOLDER = 'SPECLINE_LOCK_HOLDER';

/** How long a command waits for another one to end, in milliseconds. */
const PATIENCE = 60_000;
const PAUSE = 50;

/**
 * Runs what writes below a root while no other command does, and removes first what a killed one left half-written. A
 * command that is run by the one that holds the lock does not wait for it. Throws `InputError` where another command goes
 * on holding it.
 */
export async function withLock<Result>(
  root: string,
  command: string,
  console: Console,
  work: () => Promise<Result>,
): Promise<Result> {
  refuseLinks(root, LOCK);
  const outer = console.env[HOLDER];
  if (outer !== undefined && ownerOf(root)?.id === outer) return work();
  const owner = newOwner(command);
  const made = makeFolders(join(root, CACHE));
  try {
    await acquire(root, owner, console);
    try {
      console.env[HOLDER] = owner.id;
      return await work();
    } finally {
      if (outer === undefined) delete console.env[HOLDER];
      else console.env[HOLDER] = outer;
      remove(root, owner);
    }
  } finally {
    forgetOwner(owner);
    removeEmpty(join(root, CACHE), made);
  }
}

async function acquire(root: string, owner: Owner, console: Console): Promise<void> {
  const { patience = PATIENCE } = console;
  const until = performance.now() + patience;
  let reported: string | undefined;
  while (!isTaken(root, owner)) {
    const other = ownerOf(root);
    if (other !== undefined && hasEnded(other)) {
      removeTemporaries(root, other.pid);
      remove(root, other);
      continue;
    }
    if (performance.now() > until) throw refusal(other);
    if (other !== undefined && other.id !== reported) {
      reported = other.id;
      report(console, `waiting for ${nameOf(other)} to end`);
    }
    await sleep(PAUSE);
  }
  // One that was killed before it had the lock left only this.
  removeTemporaries(join(root, CACHE));
}

/** Whether the lock was free and is the owner's now. */
function isTaken(root: string, owner: Owner): boolean {
  const lock = join(root, LOCK);
  const draft = temporary(`${lock}-${owner.id}`);
  makeFolders(draft);
  try {
    writeFileSync(join(draft, owner.id), JSON.stringify(owner));
    removeEmptyFolder(lock);
    renameSync(draft, lock);
    return true;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (isBusy(error)) return false;
    throw error;
  }
}

/** Another owner is there, or removed the folders that it had made. */
function isBusy(error: unknown): boolean {
  const { code = '' } = error as NodeJS.ErrnoException;
  return ['ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOTDIR', 'ENOENT'].includes(code);
}

function ownerOf(root: string): Owner | undefined {
  const lock = join(root, LOCK);
  try {
    const [file = ''] = readdirSync(lock);
    const owner = parseOwner(readFileSync(join(lock, file), 'utf8'));
    return owner?.id === file ? owner : undefined;
  } catch {
    return undefined;
  }
}

/** Whoever takes the lock next makes its file under another name, which this cannot remove. */
function remove(root: string, { id }: Owner): void {
  rmSync(join(root, LOCK, id), { force: true });
  removeEmptyFolder(join(root, LOCK));
}

function refusal(other: Owner | undefined): InputError {
  const holder =
    other === undefined ? 'a file that is not a lock of this version of Specline' : nameOf(other);
  const message = `${holder} holds this workspace${other === undefined ? '' : ` since ${other.since}`}`;
  const remedy = 'wait until it ends; if it has ended, delete this folder';
  return new InputError([{ file: LOCK, message, remedy }]);
}

/** Removes folders that are empty, from one up to the one that was made first. */
function removeEmpty(folder: string, first: string | undefined): void {
  if (first === undefined || !folder.startsWith(first)) return;
  if (removeEmptyFolder(folder)) removeEmpty(dirname(folder), first);
}
