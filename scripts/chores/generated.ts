import type { Printed } from '@scripts/kit/command.ts';

/** What `specline generate` did: in a line, and which files; of APIs that did not change only how many they are. */
export function generated({ stdout, output }: Printed): { headline: string; details: readonly string[] } {
  const lines = stdout.trimEnd().split('\n');
  const same = lines.filter((line) => line.endsWith(SAME));
  const [headline = same.length === 1 ? String(same[0]) : `${same.length} APIs${SAME}`, ...files] =
    lines.filter((line) => !line.endsWith(SAME));
  const warnings = output.split('\n').filter((line) => line.startsWith('warning: '));
  return { headline, details: [...files, ...told(warnings)] };
}

const SAME = ', nothing to change';

/** As many warnings as are read at once. */
const TOLD = 5;

function told(warnings: readonly string[]): string[] {
  const rest = warnings.length - TOLD;
  if (rest <= 0) return [...warnings];
  return [...warnings.slice(0, TOLD), `and more warnings: specline generate tells ${warnings.length}`];
}
