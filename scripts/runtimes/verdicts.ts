import { isDeepStrictEqual } from 'node:util';
import { table } from '@scripts/kit/print.ts';
import { launch, type Program, type Runtime } from './launch.ts';

/** What checks have to find, by their names. */
export type Findings = Readonly<Record<string, unknown>>;

/** What one runtime made of a program, or why it made nothing. */
export interface Verdict {
  readonly runtime: string;
  /** By check: nothing where it holds, else what was found; checks that do not apply are absent. */
  readonly checks: Readonly<Record<string, string | undefined>>;
}

/** Runs a program in a runtime, and holds what it found against what is wanted of it. */
export async function verdictOf(runtime: Runtime, program: Program, wanted: Findings): Promise<Verdict> {
  const { name } = runtime;
  try {
    const { value } = await launch(runtime, program);
    return { runtime: name, checks: differences(value, wanted) };
  } catch (error) {
    return withoutEnd(runtime, error);
  }
}

/** The verdict on a runtime in which a program did not come to its end. */
export function withoutEnd({ name }: Runtime, error: unknown): Verdict {
  return {
    runtime: name,
    checks: { 'it ends well': error instanceof Error ? error.message : String(error) },
  };
}

/** For every check that is wanted, what was found instead; undefined where it holds. */
export function differences(found: unknown, wanted: Findings): Verdict['checks'] {
  const values = new Map(Object.entries(found ?? {}));
  const checks = Object.entries(wanted).map(([name, want]) => [name, difference(values.get(name), want)]);
  return Object.fromEntries(checks);
}

function difference(found: unknown, want: unknown): string | undefined {
  return isDeepStrictEqual(found, want)
    ? undefined
    : `${JSON.stringify(found) ?? 'nothing'} instead of ${JSON.stringify(want)}`;
}

/** Checks by runtimes, with what went wrong below. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  const names = [...new Set(verdicts.flatMap(({ checks }) => Object.keys(checks)))];
  const rows = names.map((name) => [name, ...verdicts.map(({ checks }) => cell(checks, name))]);
  return [table(['', ...verdicts.map(({ runtime }) => runtime)], rows), ...failures(verdicts)].join('\n');
}

/** Every check that failed, as `runtime: check: what was found`. */
export function failures(verdicts: readonly Verdict[]): string[] {
  return verdicts.flatMap(({ runtime, checks }) =>
    Object.entries(checks)
      .filter(([, found]) => found !== undefined)
      .map(([name, found]) => `${runtime}: ${name}: ${found}`),
  );
}

function cell(checks: Verdict['checks'], name: string): string {
  if (!Object.hasOwn(checks, name)) return '–';
  return checks[name] === undefined ? 'ok' : 'FAILS';
}
