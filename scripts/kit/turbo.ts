import { CommandFailure, run, type CommandOptions } from './command.ts';
import type { Step } from './steps.ts';

/** What one run of turbo did; tasks are named as turbo does: `@specline/runtime#test`. */
export interface TurboRun {
  readonly output: string;
  readonly tasks: number;
  readonly cached: number;
  readonly failed: readonly string[];
}

/** What turbo is to run: over the whole workspace, or over the packages that `filter` names. */
export interface TurboOptions extends CommandOptions {
  readonly filter?: readonly string[];
}

/** Runs tasks, as far as they do not need one that failed. */
export async function turbo(tasks: readonly string[], options: TurboOptions = {}): Promise<TurboRun> {
  const flags = [
    '--continue=dependencies-successful',
    '--ui=stream',
    '--log-order=grouped',
    '--output-logs=full',
  ];
  const filters = (options.filter ?? []).map((name) => `--filter=${name}`);
  const { output } = await run('turbo', ['run', ...tasks, ...filters, ...flags], options).catch(failure);
  const found = (pattern: RegExp) => pattern.exec(output)?.[1];
  return {
    output,
    tasks: Number(found(/^ Tasks: .* (\d+) total$/m) ?? 0),
    cached: Number(found(/^Cached: +(\d+) cached/m) ?? 0),
    failed: found(/^Failed: +(.+)$/m)?.split(', ') ?? [],
  };
}

/** The tasks that were not cached, named as turbo does, sorted. */
export function executed({ output }: Pick<TurboRun, 'output'>): string[] {
  const lines = output.matchAll(/^([^:\s]+):(\S+): cache miss, executing /gm);
  return [...lines].map(([, name, task]) => `${name}#${task}`).toSorted();
}

/** The hashes of the tasks by their names: what their artifacts are kept under. */
export function taskHashes({ output }: Pick<TurboRun, 'output'>): ReadonlyMap<string, string> {
  const lines = output.matchAll(/^([^:\s]+):(\S+): cache (?:miss, executing|hit, \w+ \w+) ([0-9a-f]+)$/gm);
  return new Map([...lines].map(([, name = '', task = '', hash = '']) => [`${name}#${task}`, hash]));
}

/** A run in words: `3 run, 5 unchanged`; throws with the logs of the tasks that failed. */
export function outcome({ output, tasks, cached, failed }: TurboRun): string {
  if (failed.length > 0)
    throw new Error(failed.map((task) => `${task}\n${indented(taskLog(task, output))}`).join('\n'));
  return cached === tasks ? `${tasks} unchanged` : `${tasks - cached} run, ${cached} unchanged`;
}

/** What one task printed, or printed when it was not cached. */
export function taskLog(task: string, output: string): string {
  const prefix = `${task.replace('#', ':')}: `;
  const lines = output.split('\n').filter((line) => line.startsWith(prefix));
  return lines.map((line) => line.slice(prefix.length)).join('\n');
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}

/** A run with failing tasks says which; one that could not start has nothing to say but its error. */
function failure(error: unknown): CommandFailure {
  if (error instanceof CommandFailure && /^Failed: /m.test(error.output)) return error;
  throw error;
}

/** Builds everything that has changed since. */
export const build: Step = {
  title: 'build',
  run: async () => outcome(await turbo(['build'])),
};
