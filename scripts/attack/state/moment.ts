import { watch } from 'node:fs';
import type { End } from './workspace.ts';

/** When a run is ended, and how. */
export interface Moment {
  /** `time`: after a part of the time of an undisturbed run; `event`: after a part of its changes of files. */
  readonly by: 'time' | 'event';
  readonly part: number;
  readonly signal: NodeJS.Signals;
  /** Whether what it runs goes on. */
  readonly isAlone: boolean;
}

export function momentOf(random: () => number): Moment {
  const by = random() < 0.5 ? 'time' : 'event';
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
  let left = Math.ceil(part * events);
  const watcher = watch(root, { recursive: true }, () => {
    left -= 1;
    if (left <= 0) end(signal, isAlone);
  });
  // A folder may be gone before it is looked at.
  watcher.on('error', () => {});
  return () => watcher.close();
}
