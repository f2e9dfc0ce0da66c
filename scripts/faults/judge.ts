import type { FailureRow } from '@specline/generator/failures';
import type { RowResult } from '@scripts/fixtures/faults/program.ts';
import type { CallRecord } from './server.ts';

/** Returns where a call is not what its row says, and where the row cannot be true of what the server did. */
export function deviations(row: FailureRow, result: RowResult, record: CallRecord): string[] {
  const facts: [fact: string, wanted: unknown, found: unknown][] = [
    ['class', row.class, result.class],
    ['cause', row.cause, result.cause],
    ['status', row.status, result.status],
    ['outcome', row.outcome, result.outcome],
    ['sent', row.sent, result.sent],
    ['requests', row.requests, record.requests.length],
    ['requests to another origin', 0, record.foreign.length],
    ['rotated token', row.class === 'resolves' && row.method !== 'HEAD', result.rotated],
  ];
  const differences = facts
    .filter(([, wanted, found]) => wanted !== found)
    .map(([fact, wanted, found]) => `${fact} ${String(wanted)}, found ${String(found)}`);
  const remarks = [...differences, ...dishonesties(row, record)];
  return remarks.length === 0 ? [] : [`${row.method} ${row.fault}: ${remarks.join('; ')}`];
}

/** An outcome is about what the server did; what may not be sent twice is never done twice. */
function dishonesties({ method, outcome, class: name }: FailureRow, { acted }: CallRecord): string[] {
  const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(method);
  const isRepeatable = isSafe || ['PUT', 'DELETE', 'idempotent POST'].includes(method);
  return [
    ...(outcome === 'not-applied' && acted > 0 ? [`not-applied, but the server acted ${acted} times`] : []),
    ...((outcome === 'applied' || name === 'resolves') && !isSafe && acted === 0
      ? ['applied, but the server did not act']
      : []),
    ...(!isRepeatable && acted > 1 ? [`the server acted ${acted} times`] : []),
  ];
}
