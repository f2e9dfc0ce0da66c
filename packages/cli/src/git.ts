import { spawnSync } from 'node:child_process';
import type { SpawnSyncReturns } from 'node:child_process';
import { InputError, isSystemFault, systemProblem } from '@specline/openapi';

/** How to run git. */
export interface GitOptions {
  readonly cwd: string;
  /** What git reads on stdin. */
  readonly input?: string;
  /** The index to use in place of the user's own. */
  readonly index?: string;
}

/** Bytes of output: the names of all files of a large repository. */
const MAX_OUTPUT = 2 ** 28;

/** Runs git and returns what it prints. Throws `InputError` at `place`, with git's own words, where it fails. */
export function git(place: string, args: readonly string[], options: GitOptions): string {
  const ended = run(place, args, options);
  if (ended.status !== 0) throw gitFailure(place, ended);
  return ended.stdout;
}

/** The full name of a commit. Throws `InputError`, with a remedy, where there is none of this name. */
export function commitOf(name: string, cwd: string, remedy = 'name a branch, a tag or a commit'): string {
  const ended = run(name, ['rev-parse', '--verify', '--end-of-options', `${name}^{commit}`], { cwd });
  if (ended.status === 0) return ended.stdout.trim();
  if (!UNKNOWN.test(ended.stderr)) throw gitFailure(name, ended);
  const message = `git knows no commit ${name} here`;
  if (isShallow(cwd)) throw failure(name, `${message}, and this clone is shallow`, DEEPEN);
  throw failure(name, message, remedy);
}

/** The commit at which two histories parted. Throws `InputError` where they have none in common. */
export function mergeBase(name: string, cwd: string): string {
  const commit = commitOf(name, cwd);
  const ended = run(name, ['merge-base', commit, commitOf('HEAD', cwd)], { cwd });
  if (ended.status === 0) return ended.stdout.trim();
  if (ended.stderr !== '') throw gitFailure(name, ended);
  const message = 'git finds no commit that this and the current one have in common';
  throw failure(name, message, isShallow(cwd) ? DEEPEN : 'name another revision');
}

const DEEPEN = 'fetch its history: git fetch --unshallow --tags';

/** What git says of a name that it does not know, and nothing else. */
const UNKNOWN = /^fatal: Needed a single revision\n*$/;

/** Whether a clone lacks the older part of its history. */
function isShallow(cwd: string): boolean {
  return git('git', ['rev-parse', '--is-shallow-repository'], { cwd }).trim() === 'true';
}

type Ended = SpawnSyncReturns<string>;

function run(place: string, args: readonly string[], { cwd, input = '', index }: GitOptions): Ended {
  // In English, because the words are looked at.
  const env = { ...process.env, LC_ALL: 'C', ...(index === undefined ? {} : { GIT_INDEX_FILE: index }) };
  const ended = spawnSync('git', args, { cwd, env, input, encoding: 'utf8', maxBuffer: MAX_OUTPUT });
  if (ended.error !== undefined) throw startFailure(place, ended.error, cwd);
  return ended;
}

function gitFailure(place: string, { status, signal, stderr }: Ended): InputError {
  const words = wordsOf(stderr) || `it ended with ${signal ?? `exit status ${status}`}`;
  const { what, remedy } = FAILURES.find(({ pattern }) => pattern.test(stderr)) ?? OTHER;
  const hint = /git config --global --add safe\.directory \S.*/.exec(stderr)?.[0];
  return failure(place, `${what}: ${words}`, hint === undefined ? remedy : `run ${hint}`);
}

/** What git says where it cannot work, in English, and what to do about it. In this order. */
const FAILURES: readonly { readonly pattern: RegExp; readonly what: string; readonly remedy: string }[] = [
  {
    pattern: /dubious ownership/,
    what: 'git does not trust this repository, which belongs to another user',
    remedy: 'run git config --global --add safe.directory FOLDER',
  },
  {
    pattern: /not a git repository/,
    what: 'this folder is in no git repository',
    remedy: 'change to a clone, or give files',
  },
  {
    pattern: /must be run in a work tree/,
    what: 'this git repository has no working tree',
    remedy: 'change to a clone, or give files',
  },
  {
    pattern: /^error: |corrupt|bad object|unable to read|missing (blob|tree|commit)/m,
    what: 'git cannot read this repository',
    remedy: 'check it with git fsck, or clone it again',
  },
];

const OTHER = { what: 'git failed', remedy: 'fix what git reports, and run the command again' };

/** Git's own lines about a failure, on one. */
function wordsOf(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const faults = lines.filter((line) => /^(fatal|error): /.test(line));
  return (faults.length > 0 ? faults : lines).slice(0, 3).join('; ');
}

function startFailure(place: string, error: Error, cwd: string): Error {
  if (!isSystemFault(error)) return error;
  if (error.code === 'ENOENT') return failure(place, 'git is not on PATH', 'install git, or give files');
  if (error.code === 'ENOBUFS') return failure(place, 'git lists too many files', 'name a smaller folder');
  return new InputError([{ ...systemProblem(error, cwd), file: place }]);
}

function failure(file: string, message: string, remedy: string): InputError {
  return new InputError([{ file, message, remedy }]);
}
