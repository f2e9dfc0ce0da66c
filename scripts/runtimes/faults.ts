import type { FailureRow } from '@specline/generator/failures';
import { canaries, type RowResult } from '@scripts/fixtures/faults/program.ts';
import { deviations } from '@scripts/faults/judge.ts';
import { CONCURRENCY, rowsFor } from '@scripts/faults/runtimes.ts';
import { type FaultServer, startFaultServer } from '@scripts/faults/server.ts';
import { launch, type Launched, type Runtime } from './launch.ts';
import { type Verdict, withoutEnd } from './verdicts.ts';

/** Makes, in every runtime, the calls of the table of failures that are about it. */
export async function faultVerdicts(runtimes: readonly Runtime[], file: string): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  // One after the other: time ends some of the calls.
  for (const runtime of runtimes) verdicts.push(await faultVerdict(runtime, file));
  return verdicts;
}

async function faultVerdict(runtime: Runtime, file: string): Promise<Verdict> {
  const rows = rowsFor(runtime.family);
  const server = await startFaultServer();
  try {
    const { origin } = server;
    const input = { origin, rows, concurrency: CONCURRENCY, connections: connections(runtime) };
    const launched = await launch(runtime, { file, input, origin });
    return { runtime: runtime.name, checks: checksOf(runtime, rows, launched, server) };
  } catch (error) {
    return withoutEnd(runtime, error);
  } finally {
    await server.close();
  }
}

/** A browser opens six connections to a host. */
function connections({ kind }: Runtime): number {
  return kind === 'browser' ? 6 : CONCURRENCY;
}

/** Faults by which calls of some runtimes end otherwise than the table says, by the beginning of their names. */
const faultsApart: Readonly<Record<string, readonly string[]>> = {
  // With `connection: close` it takes the end of the connection for that of the body.
  'Node 20': ['body-without-last-chunk'],
};

function apart({ name }: Runtime): string[] {
  return Object.entries(faultsApart).flatMap(([start, faults]) => (name.startsWith(start) ? faults : []));
}

function checksOf(
  runtime: Runtime,
  rows: readonly FailureRow[],
  { value, printed }: Launched,
  server: FaultServer,
): Verdict['checks'] {
  const results = value as readonly RowResult[];
  const own = apart(runtime);
  const remarks = rows.flatMap((row, index) => {
    const result = results[index];
    const found = result ? deviations(row, result, server.recordOf(result.run)) : [`${row.fault}: no result`];
    return found.map((text) => ({ fault: row.fault, text }));
  });
  const wrong = remarks.filter(({ fault }) => !own.includes(fault)).map(({ text }) => text);
  const stale = own
    .filter((name) => remarks.every(({ fault }) => fault !== name))
    .map((name) => `${name}: it does as the table says; take it out of scripts/runtimes/faults.ts`);
  return {
    failures: problem([...wrong, ...stale]),
    'other origins': problem(server.foreignRequests() > 0 ? [`${server.foreignRequests()} requests`] : []),
    secrets: problem(leaks(results, printed)),
  };
}

function problem(problems: readonly string[]): string | undefined {
  return problems.length === 0 ? undefined : problems.join('\n');
}

/** Where a canary shows that may be seen nowhere. */
function leaks(results: readonly RowResult[], printed: string): string[] {
  const sinks = results.flatMap(({ method, fault, sinks: texts }) =>
    Object.entries(texts).map(([sink, shown]) => [`${method} ${fault}: ${sink}`, shown] as const),
  );
  return [...sinks, ['printed', printed] as const].flatMap(([place, shown]) =>
    Object.entries(canaries)
      .filter(([, canary]) => shown.includes(canary))
      .map(([name]) => `${place}: ${name}`),
  );
}
