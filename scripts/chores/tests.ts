/** Numbers of tests. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/**
 * The tests that vitest counts in the output of turbo, replayed runs included: one `Tests` line for each run.
 * A run that never came to its summary counts as one failure.
 */
export function countTests(output: string): TestCounts {
  const summaries = [...output.matchAll(/^(?:\S+: )? *Tests  (.*)\(\d+\)$/gm)].map(
    ([, numbers = '']) => numbers,
  );
  const runs = [...output.matchAll(/^(?:\S+: )? *RUN  v/gm)].length;
  const sum = (word: string) =>
    summaries.reduce(
      (total, numbers) => total + Number(new RegExp(`(\\d+) ${word}`).exec(numbers)?.[1] ?? 0),
      0,
    );
  return { passed: sum('passed'), failed: sum('failed') + runs - summaries.length };
}
