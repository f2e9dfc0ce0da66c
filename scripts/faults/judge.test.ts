import { failureRows } from '@specline/generator/failures';
import { expect, test } from 'vitest';
import { canaries, type Client, type RowResult, runRows } from '@scripts/fixtures/faults/program.ts';
import { deviations } from './judge.ts';
import { type CallRecord, startFaultServer } from './server.ts';

const seen = { method: 'POST', url: '/', headers: {}, body: '' };
const record: CallRecord = { requests: [seen], acted: 1, foreign: [], stalls: [] };

const row = failureRows().find(({ fault, method }) => fault === 'reset-after-acting' && method === 'rotate')!;
const result: RowResult = {
  run: '1',
  fault: row.fault,
  method: row.method,
  class: 'OutcomeUnknownError',
  cause: undefined,
  status: undefined,
  outcome: 'unknown',
  sent: 1,
  rotated: false,
  sinks: {},
};

test.each<[string, Partial<typeof row>, Partial<RowResult>, Partial<CallRecord>, string[]]>([
  ['as promised', {}, {}, {}, []],
  ['another class', {}, { class: 'APIError' }, {}, ['class OutcomeUnknownError, found APIError']],
  [
    'rotated twice',
    {},
    { sent: 2 },
    { requests: [seen, seen], acted: 2 },
    ['sent 1, found 2; requests 1, found 2; the server acted 2 times'],
  ],
  ['elsewhere', {}, {}, { foreign: [seen] }, ['requests to another origin 0, found 1']],
  [
    'a row that is not true',
    { outcome: 'not-applied' },
    { outcome: 'not-applied' },
    {},
    ['not-applied, but the server acted 1 times'],
  ],
  [
    'a row that is too sure',
    { outcome: 'applied' },
    { outcome: 'applied' },
    { acted: 0 },
    ['applied, but the server did not act'],
  ],
])('%s', (_, ofRow, ofResult, ofRecord, want) => {
  const found = deviations({ ...row, ...ofRow }, { ...result, ...ofResult }, { ...record, ...ofRecord });
  expect(found).toEqual(want.map((text) => `rotate reset-after-acting: ${text}`));
});

test('a client that logs its token, and one that throws what it got, are seen to', async () => {
  const server = await startFaultServer();
  const careless = ({ logger, apiToken }: { logger?: Console; apiToken?: string }): Client => {
    const rotate = async () => {
      logger?.debug(`sending ${apiToken}`);
      throw new Error('failed', { cause: { body: canaries.responseBody } });
    };
    return { moq: { relays: { tokens: { rotate } } }, request: rotate, send: rotate };
  };
  const [given] = await runRows(server.origin, [row], careless);
  await server.close();
  expect(given?.sinks['log']).toContain(canaries.apiToken);
  expect(given?.sinks['cause']).toContain(canaries.responseBody);
  expect(given).toMatchObject({ class: 'Error', sent: 0, rotated: false });
});
