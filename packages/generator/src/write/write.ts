import { existsSync, lstatSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError, makeFolders, withPath } from '@specline/openapi';
import type { Problem } from '@specline/openapi';
import type { GeneratedFile } from '../print/module.js';
import { OWNERSHIP_FILE, ownershipText } from './ownership.js';
import type { WritePlan } from './plan.js';
import { temporary } from './temporary.js';

/** What was done to one folder. */
export interface WriteResult {
  readonly directory: string;
  readonly written: readonly string[];
  readonly deleted: readonly string[];
  readonly unchanged: readonly string[];
}

/**
 * Carries out plans, all or none: every new file is whole beside its place before the first one is replaced. Throws
 * `InputError`, with nothing touched, where a file would be overwritten that Specline did not write.
 */
export function writeFiles(plans: readonly WritePlan[]): WriteResult[] {
  refuseUnowned(plans);
  const changing = plans.filter(({ differences }) => differences.length > 0);
  const staged = stage(changing);
  try {
    refuseAppeared(changing);
    for (const { from, to } of staged) renameSync(from, to);
  } catch (error) {
    discard(staged);
    throw error;
  }
  const whole = new Set(staged.map(({ to }) => to));
  for (const { directory, deletes, owned } of changing.filter((plan) => !whole.has(plan.directory))) {
    for (const path of deletes) remove(directory, path);
    replace(join(directory, OWNERSHIP_FILE), ownershipText(owned.after));
  }
  return plans.map(({ directory, differences, deletes, unchanged }) => ({
    directory,
    written: differences.filter(({ status }) => status !== 'stale').map(({ path }) => path),
    deleted: deletes,
    unchanged,
  }));
}

/** Plans that cannot be carried out, as problems; empty where all can. */
export function unownedProblems(plans: readonly WritePlan[]): Problem[] {
  return plans.flatMap(({ directory, differences }) =>
    differences.flatMap(({ path, status }): Problem[] => {
      const file = join(directory, path);
      if (status === 'unowned')
        return [{ file, message: UNOWNED, remedy: 'move it away, or generate into another folder' }];
      return status === 'kept' ? [{ file, message: KEPT, remedy: 'move it away, or delete it' }] : [];
    }),
  );
}

/** What was made by others since the plan was. */
function refuseAppeared(plans: readonly WritePlan[]): void {
  const appeared = plans.map((plan) => ({
    ...plan,
    differences: plan.differences
      .filter(({ path, status }) => status === 'missing' && isThere(join(plan.directory, path)))
      .map(({ path }) => ({ path, status: 'unowned' as const })),
  }));
  refuseUnowned(appeared);
}

const UNOWNED = 'Specline would write this file and did not write the one that is there';
const KEPT = 'Specline would delete this file, and it is not as Specline wrote it';

function refuseUnowned(plans: readonly WritePlan[]): void {
  const problems = unownedProblems(plans);
  if (problems.length > 0) throw new InputError(problems);
}

/** What takes its place by one rename: a file, or a folder that was not there. */
interface Staged {
  readonly from: string;
  readonly to: string;
}

/** Writes all new contents beside their places, which are removed again if one fails. */
function stage(plans: readonly WritePlan[]): Staged[] {
  const staged: Staged[] = [];
  try {
    for (const plan of plans) {
      if (existsSync(plan.directory)) stageFiles(plan, staged);
      else stageFolder(plan, staged);
    }
    return staged;
  } catch (error) {
    discard(staged);
    throw error;
  }
}

function discard(staged: readonly Staged[]): void {
  for (const { from } of staged) rmSync(from, { recursive: true, force: true });
}

function stageFiles({ directory, writes, owned }: WritePlan, staged: Staged[]): void {
  const first: GeneratedFile = {
    path: OWNERSHIP_FILE,
    // Until all is done the list holds old and new, so that an interrupted run can be repeated.
    contents: ownershipText({ ...owned.before, ...owned.after }),
  };
  const folders = new Set<string>();
  for (const { path, contents } of [first, ...writes]) {
    const to = join(directory, path);
    const from = temporary(to);
    makeFolder(dirname(to), folders);
    staged.push({ from, to });
    writeNew(from, contents);
  }
}

/** A folder that is not there yet is made whole, which asks the file system for a third of the work. */
function stageFolder({ directory, writes, owned }: WritePlan, staged: Staged[]): void {
  const from = temporary(directory);
  rmSync(from, { recursive: true, force: true });
  staged.push({ from, to: directory });
  const folders = new Set<string>();
  const list: GeneratedFile = { path: OWNERSHIP_FILE, contents: ownershipText(owned.after) };
  for (const { path, contents } of [list, ...writes]) {
    const place = join(from, path);
    makeFolder(dirname(place), folders);
    withPath(place, () => writeFileSync(place, contents, CREATED));
  }
}

function makeFolder(path: string, made: Set<string>): void {
  if (made.has(path)) return;
  makeFolders(path);
  made.add(path);
}

/** A file is made, never followed or overwritten. The encoding is named because that is the fast way. */
const CREATED = { encoding: 'utf8', flag: 'wx' } as const;

/** Never follows what may lie there: it is removed first, and the file is made anew. */
function writeNew(path: string, contents: string): void {
  if (isThere(path)) rmSync(path, { recursive: true, force: true });
  withPath(path, () => writeFileSync(path, contents, CREATED));
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function replace(path: string, contents: string): void {
  writeNew(temporary(path), contents);
  renameSync(temporary(path), path);
}

/** Deletes a file, and the folders that are empty without it. */
function remove(directory: string, path: string): void {
  rmSync(join(directory, path), { force: true });
  const folder = dirname(path);
  if (folder !== '.' && readdirSync(join(directory, folder)).length === 0) removeFolder(directory, folder);
}

function removeFolder(directory: string, folder: string): void {
  rmdirSync(join(directory, folder));
  const parent = dirname(folder);
  if (parent !== '.' && readdirSync(join(directory, parent)).length === 0) removeFolder(directory, parent);
}
