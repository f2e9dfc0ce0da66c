/** The middle one of some numbers, or the mean of the middle two. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error('the median of nothing');
  return (lower + upper) / 2;
}

/** `1.25`: a value as a multiple of another; a dash where there is nothing to compare with. */
export function ratio(value: number, base: number | undefined): string {
  return base === undefined || base === 0 ? '–' : (value / base).toFixed(2);
}

/** `12,345`: a whole number with its thousands apart. */
export function count(value: number): string {
  return Math.round(value)
    .toFixed(0)
    .replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/**
 * Measures every subject as many times as there are `runs`, side by side: one run of each, then the next of each, so that
 * what else the machine does meets all of them alike.
 */
export async function interleaved<Subject, Measurement>(
  runs: number,
  subjects: readonly Subject[],
  measure: (subject: Subject, run: number) => Promise<Measurement>,
): Promise<{ readonly subject: Subject; readonly measurements: readonly Measurement[] }[]> {
  const results = subjects.map((subject) => ({ subject, measurements: [] as Measurement[] }));
  for (let run = 1; run <= runs; run += 1) {
    for (const { subject, measurements } of results) measurements.push(await measure(subject, run));
  }
  return results;
}
