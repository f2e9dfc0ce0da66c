import { hostname } from 'node:os';
import { isRunning, startOf } from '@specline/generator';

/** Who holds a lock. */
export interface Owner {
  /** Unique among all that ever held it. */
  readonly id: string;
  readonly pid: number;
  readonly host: string;
  /** `specline release` */
  readonly command: string;
  /** When it began, in ISO 8601. */
  readonly since: string;
  /** What tells the process from a later one of the same number, where the system says it. */
  readonly start?: string;
}

/** Locks that this process holds, by their ids. */
const held = new Set<string>();

export function newOwner(command: string): Owner {
  const { pid } = process;
  const id = crypto.randomUUID();
  const start = startOf(pid);
  const since = new Date().toISOString();
  held.add(id);
  return { id, pid, host: hostname(), command, since, ...(start === undefined ? {} : { start }) };
}

export function forgetOwner({ id }: Owner): void {
  held.delete(id);
}

/** Whether an owner has surely ended without giving its lock back. Of another machine's processes nothing is known. */
export function hasEnded({ id, pid, host, start }: Owner): boolean {
  if (host !== hostname()) return false;
  if (pid === process.pid) return !held.has(id);
  if (!isRunning(pid)) return true;
  return start !== undefined && start !== startOf(pid);
}

/** Reads what `JSON.stringify` wrote of an owner; undefined where the text is no such thing. */
export function parseOwner(text: string): Owner | undefined {
  try {
    const { id, pid, host, command, since, start } = JSON.parse(text) as Partial<Owner>;
    const isOwner = [id, host, command, since].every((value) => typeof value === 'string');
    if (!isOwner || !Number.isInteger(pid)) return undefined;
    return { id, pid, host, command, since, ...(typeof start === 'string' ? { start } : {}) } as Owner;
  } catch {
    return undefined;
  }
}

/** `specline release (process 4711)` */
export function nameOf({ command, pid, host }: Owner): string {
  const where = host === hostname() ? '' : ` on ${host}`;
  return `${command} (process ${pid}${where})`;
}
