import { existsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { InputError, readText } from '@specline/openapi';
import type { Problem } from '@specline/openapi';
import type { GeneratedFile } from '../print/module.js';
import {
  comparable,
  isMarked,
  isWritten,
  OWNERSHIP_FILE,
  ownershipOf,
  ownershipText,
  parseOwnership,
} from './ownership.js';
import type { Ownership } from './ownership.js';
import { Obstacles, pathFault, refuseLinks } from './paths.js';

/**
 * How a file on disk differs from what is generated. `unowned`: Specline would overwrite what it did not write. `kept`: it
 * would delete what is not as it wrote it.
 */
export interface Difference {
  readonly path: string;
  readonly status: 'missing' | 'changed' | 'stale' | 'unowned' | 'kept';
}

/** What is to be done to one folder. Nothing has been done yet. */
export interface WritePlan {
  readonly directory: string;
  /** Sorted by path; empty where the folder is as generated. */
  readonly differences: readonly Difference[];
  /** Files with new contents. */
  readonly writes: readonly GeneratedFile[];
  /** Files that Specline wrote and generates no longer. */
  readonly deletes: readonly string[];
  readonly unchanged: readonly string[];
  /** What the folder's list of files says now, and what it is to say. */
  readonly owned: { readonly before: Ownership; readonly after: Ownership };
}

/**
 * Compares the files of a package with a folder, which need not exist. Files that are neither generated nor listed as
 * generated are not looked at. Throws `InputError` where a path leads out of the folder or, below `root`, through a
 * symbolic link, or where the folder's list of files cannot be read.
 */
export function planWrite(directory: string, files: readonly GeneratedFile[], root = directory): WritePlan {
  if (directory !== root) refuseLinks(root, relative(root, directory));
  const before = readOwnership(directory);
  const after = ownershipOf(files);
  refuseBadPaths(directory, [...Object.keys(after), ...Object.keys(before)]);
  refuseEqualPaths(directory, Object.keys(after));
  const list: GeneratedFile = { path: OWNERSHIP_FILE, contents: ownershipText(after) };
  const isNew = !existsSync(directory);
  const compared = [...files, list].map((file) => ({
    file,
    status: isNew ? ('missing' as const) : statusOf(file, directory, before),
  }));
  const deletes = Object.keys(before).filter(
    (path) => !Object.hasOwn(after, path) && existsSync(join(directory, path)),
  );
  const differences = [
    ...compared.flatMap(({ file, status }) => (status === undefined ? [] : [{ path: file.path, status }])),
    ...deletes.map((path): Difference => ({ path, status: staleStatus(path, directory, before) })),
  ];
  return {
    directory,
    differences: differences.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    writes: compared
      .filter(({ status, file }) => status !== undefined && file !== list)
      .map(({ file }) => file),
    deletes,
    unchanged: compared.filter(({ status }) => status === undefined).map(({ file }) => file.path),
    owned: { before, after },
  };
}

function statusOf(
  file: GeneratedFile,
  directory: string,
  owned: Ownership,
): Difference['status'] | undefined {
  const path = join(directory, file.path);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 'missing';
  if (!found.isFile()) return 'unowned';
  const contents = readText(path);
  if (comparable({ path: file.path, contents }) === comparable(file)) return undefined;
  if (file.path === OWNERSHIP_FILE) return 'changed';
  const isOwn =
    Object.hasOwn(owned, file.path) && (isUnmarkable(file.path) || isOurs(file.path, contents, owned));
  return isOwn ? 'changed' : 'unowned';
}

/** Files that no comment can mark as generated: of these the list alone says whose they are. */
function isUnmarkable(path: string): boolean {
  return path.endsWith('.json') || path === 'LICENSE';
}

/** Whether a text is what the list says, or is marked as generated and was edited. The list may be anyone's. */
function isOurs(path: string, contents: string, owned: Ownership): boolean {
  return isWritten({ path, contents }, owned) || isMarked(contents);
}

function staleStatus(path: string, directory: string, owned: Ownership): Difference['status'] {
  const file = join(directory, path);
  if (!statSync(file).isFile()) return 'kept';
  return isOurs(path, readText(file), owned) ? 'stale' : 'kept';
}

function readOwnership(directory: string): Ownership {
  const file = join(directory, OWNERSHIP_FILE);
  if (!existsSync(file)) return {};
  const owned = parseOwnership(readText(file));
  if (owned !== undefined) return owned;
  const message = 'this should list the files that Specline wrote, and cannot be read';
  throw new InputError([{ file, message, remedy: 'restore it from version control' }]);
}

function refuseBadPaths(directory: string, paths: readonly string[]): void {
  const obstacles = existsSync(directory) ? new Obstacles(directory) : undefined;
  const problems = [...new Set([...paths, OWNERSHIP_FILE])].flatMap((path): Problem[] => {
    const file = join(directory, path);
    const fault = pathFault(path);
    if (fault !== undefined) return [{ file, message: fault, remedy: 'choose another name in sdk.yaml' }];
    const obstacle = obstacles?.before(path);
    return obstacle === undefined ? [] : [{ file, message: obstacle, remedy: 'move it away' }];
  });
  if (problems.length > 0) throw new InputError(problems);
}

/** Two files whose names differ in capitals alone are one on many file systems. */
function refuseEqualPaths(directory: string, paths: readonly string[]): void {
  const first = new Map<string, string>();
  const problems = paths.flatMap((path): Problem[] => {
    const other = first.get(path.toLowerCase());
    first.set(path.toLowerCase(), path);
    if (other === undefined) return [];
    const message = `${other} differs from this in capitals alone, and is the same file on many systems`;
    return [{ file: join(directory, path), message, remedy: 'choose another name in sdk.yaml' }];
  });
  if (problems.length > 0) throw new InputError(problems);
}
