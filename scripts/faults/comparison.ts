import { failures } from '@specline/generator/failures';
import { table } from '@scripts/kit/print.ts';
import { type Peer, type PeerResult, peers, type Target } from './peers.ts';
import { appliesTo } from './runtimes.ts';

/** What every client got, by client and then by fault. */
export type Comparison = Readonly<Record<Peer, Readonly<Record<string, PeerResult>>>>;

/** The statuses that stand for all: what is refused, what fails, and what is to be sent again later. */
const SHOWN_STATUSES = [401, 404, 408, 429, 500, 503];

/** Returns the faults that are compared: all that Node can meet, with few statuses for many. */
export function targets(): Target[] {
  const named = failures
    .filter((failure) => appliesTo('node', failure) && failure.credential === undefined)
    .flatMap(({ faults }) => faults)
    .filter(({ name }) => isShown(name));
  return named.map(({ name, stalls = false }) => ({ name, stalls }));
}

function isShown(name: string): boolean {
  const [, status, body] = /^status-(\d+)-(documented|empty|broken-off)$/.exec(name) ?? [];
  return body === undefined || (body === 'documented' && SHOWN_STATUSES.includes(Number(status)));
}

/** Returns a table of faults and clients, what the marks mean, and the sums. */
export function comparisonText(comparison: Comparison): string {
  const rows = Object.keys(comparison.specline).map((fault) => [
    fault,
    ...peers.map((peer) => cell(comparison[peer][fault])),
  ]);
  return [table(['fault', ...peers], rows), LEGEND, sumsTable(comparison)].join('\n\n');
}

const LEGEND = `One call of rotate each: what the caller got, how many requests arrived, and behind a slash how many of them rotated the token.
O: something secret came to another origin. L: the client's own debug log shows it. P: a print of the error shows it.`;

function cell(result: PeerResult | undefined): string {
  if (result === undefined) return '';
  const { got, requests, rotations, leaked, logged, printed } = result;
  const marks = [leaked[0] && 'O', logged[0] && 'L', printed[0] && 'P'];
  return [got, `${requests}/${rotations}`, ...marks].filter(Boolean).join(' ');
}

/** What must not happen, by how many faults show it. */
const SUMS: readonly [title: string, isSo: (result: PeerResult) => boolean][] = [
  ['rotated more than once', ({ rotations }) => rotations > 1],
  ['no error and no token', ({ got }) => /^(null|undefined)$|no token$/.test(got)],
  ['an error of the platform', ({ got }) => /\b(Type|Syntax|Fetch)Error\b/.test(got)],
  ['waits without end', ({ got }) => got === 'hangs'],
  ['API token to another origin', ({ leaked }) => leaked.includes('apiToken')],
  ['header or body to another origin', ({ leaked }) => leaked.some((name) => name !== 'apiToken')],
  ['API token in the debug log', ({ logged }) => logged.includes('apiToken')],
  ['rotated token in the debug log', ({ logged }) => logged.includes('rotatedToken')],
  ['anything secret in a print of the error', ({ printed }) => printed.length > 0],
];

/** Returns how many faults show each thing that must not happen, by client. */
export function sums(comparison: Comparison): { title: string; counts: Record<string, number> }[] {
  return SUMS.map(([title, isSo]) => ({
    title,
    counts: Object.fromEntries(
      peers.map((peer) => [peer, Object.values(comparison[peer]).filter(isSo).length]),
    ),
  }));
}

function sumsTable(comparison: Comparison): string {
  const { length } = Object.keys(comparison.specline);
  const rows = sums(comparison).map(({ title, counts }) => [
    title,
    ...peers.map((peer) => String(counts[peer])),
  ]);
  return table([`of ${length} faults`, ...peers], rows);
}
