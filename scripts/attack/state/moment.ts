import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { CACHE, type End } from './workspace.ts';

/** When a run is ended, and how. */
export interface Moment {
  /**
   * `time`: after a part of the time of an undisturbed run; `event`: after a part of its changes of files; `journal`: soon
   * after a release began to change files.
   */
  readonly by: 'time' | 'event' | 'journal';
  readonly part: number;
  readonly signal: NodeJS.Signals;
  /** Whether what it runs goes on. */
  readonly isAlone: boolean;
}

export function momentOf(command: string, random: () => number): Moment {
  const kinds = [
    'time',
    'event',
    ...(command === 'release' ? (['journal', 'journal'] as const) : []),
  ] as const;
  const by = kinds[Math.floor(random() * kinds.length)] ?? 'time';
  const kind = random();
  const signal = kind < 0.7 ? 'SIGKILL' : kind < 0.85 ? 'SIGINT' : 'SIGTERM';
  return { by, part: random(), signal, isAlone: random() < 0.5 };
}

/** What an undisturbed run takes. */
export interface Measure {
  readonly milliseconds: number;
  readonly events: number;
}

/** Measures a run below a folder. */
export async function measured(root: string, run: () => Promise<unknown>): Promise<Measure> {
  let events = 0;
  const watcher = watch(root, { recursive: true }, () => (events += 1));
  watcher.on('error', () => {});
  const started = performance.now();
  await run();
  watcher.close();
  return { milliseconds: performance.now() - started, events };
}

/** Ends a run at a moment; returns what stops waiting for it. */
export function endAt(
  { by, part, signal, isAlone }: Moment,
  { milliseconds, events }: Measure,
  root: string,
  end: End,
): () => void {
  if (by === 'time') {
    const timer = setTimeout(() => end(signal, isAlone), part * milliseconds);
    return () => clearTimeout(timer);
  }
  if (by === 'journal') return endAtJournal(root, () => end(signal, isAlone), part);
  let left = Math.ceil(part * events);
  const watcher = watch(root, { recursive: true }, () => {
    left -= 1;
    if (left <= 0) end(signal, isAlone);
  });
  // A folder may be gone before it is looked at.
  watcher.on('error', () => {});
  return () => watcher.close();
}

const JOURNAL = `${CACHE}/release.json`;

/** The most that is waited for once the journal is there, in milliseconds: its changes take a few. */
const SOON = 20;

function endAtJournal(root: string, end: () => void, part: number): () => void {
  const timer = setInterval(() => {
    if (!existsSync(join(root, JOURNAL))) return;
    clearInterval(timer);
    setTimeout(end, part * part * SOON);
  }, 1);
  return () => clearInterval(timer);
}
