import { run } from './command.ts';

/** Turbo's counts of one run. */
export interface TurboRun {
  readonly output: string;
  readonly tasks: number;
  readonly cached: number;
}

/** Runs tasks over the workspace (or what `filter` names), every failure included; throws CommandFailure. */
export async function turbo(tasks: readonly string[], filter: readonly string[] = []): Promise<TurboRun> {
  const flags = ['--continue=dependencies-successful', '--ui=stream', '--log-order=grouped', '--output-logs=full'];
  const filters = filter.map((name) => `--filter=${name}`);
  const { output } = await run('turbo', ['run', ...tasks, ...filters, ...flags]);
  const count = (pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? 0);
  return { output, tasks: count(/^ Tasks: .* (\d+) total$/m), cached: count(/^Cached: +(\d+) cached/m) };
}

/** What a run did, in words: `3 of 8 run, 5 unchanged`. */
export function summary({ tasks, cached }: TurboRun): string {
  return cached === tasks ? `${tasks} unchanged` : `${tasks - cached} run, ${cached} unchanged`;
}
