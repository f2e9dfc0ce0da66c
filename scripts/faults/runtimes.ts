import { type FailureRow, failureRows, type RuntimeTrait } from '@specline/generator/failures';

/** What the runtimes do of what not every one does, as their versions of 2026 have shown. */
const runtimeTraits = {
  node: ['tells-refused', 'shows-redirects', 'refuses-continue'],
  bun: ['tells-refused', 'shows-redirects', 'accepts-continue'],
  deno: ['tells-refused', 'shows-redirects', 'accepts-continue'],
  workerd: ['hides-refused', 'shows-redirects', 'accepts-continue'],
  chromium: ['hides-refused', 'hides-redirects', 'accepts-continue'],
} as const satisfies Record<string, readonly RuntimeTrait[]>;

export type RuntimeName = keyof typeof runtimeTraits;

/** Whether a row, or a line, of the table of failures is about a runtime. */
export function appliesTo(runtime: RuntimeName, { runtime: trait }: Pick<FailureRow, 'runtime'>): boolean {
  const traits: readonly RuntimeTrait[] = runtimeTraits[runtime];
  return trait === 'all' || traits.includes(trait);
}

/** Returns the rows of the table of failures that are about a runtime. */
export function rowsFor(runtime: RuntimeName): FailureRow[] {
  return failureRows().filter((row) => appliesTo(runtime, row));
}

/** Calls at a time in Node: most of them wait for the next attempt. */
export const CONCURRENCY = 200;
