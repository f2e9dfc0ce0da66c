import type { ProviderReport, ProviderResult, ProviderVerdict } from '@specline/contract';
import { styled } from './console.js';
import type { Console } from './console.js';

/** What was found of a server: a line for each operation and status, then the counts; or the same as JSON. */
export function verifyReport(
  { results, counts }: ProviderReport,
  { json }: { readonly json?: true },
  console: Console,
): string[] {
  if (json) return [JSON.stringify({ counts, results }, undefined, 2)];
  const sum = VERDICTS.map((verdict) => `${counts[verdict]} ${words(verdict)}`).join(', ');
  return [...results.flatMap((result) => resultLines(result, console)), sum];
}

const VERDICTS: readonly ProviderVerdict[] = ['kept', 'broken', 'not-seen', 'not-sent'];

const STYLES = { kept: 'green', broken: 'red', 'not-seen': 'yellow', 'not-sent': 'yellow' } as const;

/** A line; of what is broken one for each problem. */
function resultLines(result: ProviderResult, console: Console): string[] {
  const { operation, subject, verdict, problems, reason } = result;
  const head = styled(STYLES[verdict], words(verdict).padEnd('not seen'.length), console.stdout);
  const what = subject === '' ? operation : `${operation} ${subject}`;
  if (problems.length === 0) return [`${head}  ${what}${reason === '' ? '' : `: ${reason}`}`];
  return problems.map(
    ({ pointer, place, message, request }) =>
      `${head}  ${what}: ${pointer} ${place}: ${message}${subject.endsWith(request) ? '' : ` (${request})`}`,
  );
}

function words(verdict: ProviderVerdict): string {
  return verdict.replace('-', ' ');
}
