import { failures } from '@specline/generator/failures';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '@scripts/kit/command.ts';
import { canaries, type RowResult, runRows } from '@scripts/fixtures/faults/program.ts';
import { root } from '@scripts/kit/workspace.ts';
import { builtClient } from './built-client.ts';
import { deviations } from './judge.ts';
import { waitForConnections } from './patience.ts';
import { appliesTo, CONCURRENCY, rowsFor } from './runtimes.ts';
import { faultNames, type FaultServer, startFaultServer } from './server.ts';

const rows = rowsFor('node');

let server: FaultServer;
let results: readonly RowResult[];
let printed: { readonly stdout: string; readonly output: string };

// All calls are made once, at a time; what is held against them follows.
beforeAll(async () => {
  await waitForConnections();
  server = await startFaultServer();
  const whole = { depth: Infinity, showHidden: true, getters: true };
  const show = (value: unknown) =>
    [true, false].map((customInspect) => inspect(value, { ...whole, customInspect })).join('\n');
  const options = { inspect: show, concurrency: CONCURRENCY };
  const program = join(root, 'scripts/faults/printing.ts');
  [results, printed] = await Promise.all([
    runRows(server.origin, rows, await builtClient(), options),
    run(process.execPath, [program, server.origin]),
  ]);
}, 1_200_000);
afterAll(() => server.close());

test('the server has every fault of the table, and the table every fault of the server', () => {
  const named = failures.flatMap(({ faults }) => faults.map(({ name }) => name));
  expect([...new Set(named)].toSorted()).toEqual(faultNames.toSorted());
});

test.each(failures.filter((failure) => appliesTo('node', failure)))(
  '$title',
  ({ faults, credential = 'string' }) => {
    const names = faults.map(({ name }) => name);
    const found = rows.flatMap((row, index) => {
      const result = results[index];
      if (!names.includes(row.fault) || row.credential !== credential) return [];
      return result ? deviations(row, result, server.recordOf(result.run)) : [`${row.fault}: no result`];
    });
    expect(found).toEqual([]);
  },
);

test('nothing came to another origin', () => {
  expect(server.foreignRequests()).toBe(0);
});

test.each(Object.entries(canaries))('%s: in no message, stack, cause, log or print', (_, canary) => {
  const places = results.flatMap(({ fault, method, sinks }) =>
    Object.entries(sinks).flatMap(([sink, text]) =>
      text.includes(canary) ? [`${method} ${fault}: ${sink}`] : [],
    ),
  );
  expect(places).toEqual([]);
  expect(printed.output.split('\n').filter((line) => line.includes(canary))).toEqual([]);
});

test('there were logs and prints to see them in, and they were there to be seen', () => {
  const place = 'POST /accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate: ';
  expect(
    results.filter(({ method, sinks }) => method === 'rotate' && !sinks['log']?.includes(place)),
  ).toEqual([]);
  // Errors go to stderr.
  expect(printed.stdout).toContain(place);
  expect(printed.output).toContain(`RateLimitError: ${place}`);
  const arrived = JSON.stringify(results.flatMap(({ run: id }) => server.recordOf(id).requests));
  const sent = ['apiToken', 'requestHeader', 'requestQuery', 'requestBody'] as const;
  for (const canary of sent.map((name) => canaries[name])) expect(arrived).toContain(canary);
});
