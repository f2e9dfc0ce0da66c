import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Returns where the new contents of a path are written by this process before they take its place. */
export function temporary(path: string): string {
  return join(dirname(path), `.${basename(path)}.specline-new-${process.pid}`);
}

const TEMPORARY = /^\..+\.specline-new-(\d{1,10})$/;

/**
 * Removes what runs that were killed left below a folder: names of `temporary` whose process has ended, and those of
 * `ended`, a process whose number another may have now.
 */
export function removeTemporaries(root: string, ended?: number): void {
  const isLeft = (name: string) => {
    const pid = Number(TEMPORARY.exec(name)?.[1] ?? process.pid);
    return pid === ended ? TEMPORARY.test(name) : !isRunning(pid);
  };
  const visit = (folder: string): void => {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (isLeft(entry.name)) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
      else if (entry.isDirectory() && !FOREIGN.has(entry.name)) visit(path);
    }
  };
  visit(root);
  visit(join(root, CACHE));
}

/** Where what is remembered of a workspace is kept, below its root. */
export const CACHE = 'node_modules/.cache/specline';

const FOREIGN = new Set(['node_modules', '.git', 'dist']);

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // It cannot be read, or ended meanwhile: nothing of ours can be removed from it.
    return [];
  }
}

/** Whether a process of this machine runs. One that has ended and was not yet waited for does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !/^[ZX]/.test(statusOf(pid)[0] ?? '');
}

/** Returns what tells a process from a later one of the same number; undefined where the system does not say. */
export function startOf(pid: number): string | undefined {
  return statusOf(pid)[START];
}

/** The state and the start (`proc(5)`, `/proc/pid/stat`, fields 3 and 22) among what Linux says of a process. */
const START = 19;

function statusOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
