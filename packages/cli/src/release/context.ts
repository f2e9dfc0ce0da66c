import { join } from 'node:path';
import { versionOnDisk } from '@specline/generator';
import { exists, InputError, readJsonObject } from '@specline/openapi';
import { checkConfiguration } from '../changesets.js';
import type { Console } from '../console.js';
import { runtimeVersion } from '../versions.js';
import { pendingChangesets } from './pending-changesets.js';

/** What a release depends on besides its API. */
export interface ReleaseContext {
  readonly root: string;
  /** `2026-11-28`. */
  readonly today: string;
  /** The version that the runtime will have. */
  readonly runtime: string;
  /** Whether Changesets makes prereleases, or ends them with this release. */
  readonly prereleases?: 'pre' | 'exit';
}

/** Throws `InputError` where the files of Changesets cannot be read. */
export function releaseContext(root: string, today: string): ReleaseContext {
  checkConfiguration(root);
  const prereleases = prereleaseMode(root);
  return { root, today, runtime: nextRuntime(root), ...(prereleases === undefined ? {} : { prereleases }) };
}

/** The day, in UTC; a console may say which one it is. */
export function todayOf({ today = new Date().toISOString() }: Console): string {
  return today.slice(0, '2026-11-28'.length);
}

/** The number before the first dot. */
export function majorOf(version: string): number {
  return Number(/^\d+/.exec(version)?.[0] ?? 0);
}

/** The version of the runtime: that of the workspace where it is made there, else the one that this command comes with. */
export function currentRuntime(root: string): string {
  return versionOnDisk(join(root, 'packages', 'runtime')) ?? runtimeVersion();
}

/** A major of the runtime that a changeset asks for comes with the next release. */
function nextRuntime(root: string): string {
  const current = currentRuntime(root);
  const isMajor = pendingChangesets(root).some(({ releases }) => releases['@specline/runtime'] === 'major');
  return isMajor ? `${majorOf(current) + 1}.0.0` : current;
}

/** What `changeset pre` was told last; undefined where it was not. Throws `InputError` for a file that it did not write. */
export function prereleaseMode(root: string): ReleaseContext['prereleases'] {
  const file = '.changeset/pre.json';
  if (!exists(join(root, file))) return undefined;
  const { mode, tag } = readJsonObject(join(root, file), file);
  if ((mode === 'pre' || mode === 'exit') && isChannel(tag)) return mode;
  const message = 'this is not what changeset pre writes';
  throw new InputError([{ file, message, remedy: 'restore it from version control' }]);
}

/** Whether a version that this is put into is one: what Changesets takes, it does not look at. */
function isChannel(tag: unknown): boolean {
  return typeof tag === 'string' && /^[0-9A-Za-z-]+$/.test(tag);
}
