import { expect, test } from 'vitest';
import { AuthenticationError, type Fetch, OutcomeUnknownError } from '../src/index.js';
import { clientFor, drop, failure, type Loopback, operation, type Respond } from './loopback.js';
import { serveInTurn, answering, type TestOptions } from './loopback.js';

const AT_ONCE = { 'retry-after': '0' };
const things = (method = 'GET', changes = {}) => operation({ method, auth: [['apiToken']], ...changes });

function tokens({ seen }: Pick<Loopback, 'seen'>) {
  return seen.map(({ headers }) => headers.authorization?.replace('Bearer ', ''));
}

/** A function that gives `t1`, `t2` and so on. */
function counter() {
  let asked = 0;
  return async () => `t${++asked}`;
}

async function called(answers: Respond[], given = things(), options: TestOptions = {}) {
  const server = await serveInTurn(...answers);
  const client = clientFor(server.url, { apiToken: counter(), ...options });
  const result = await client.send(given, {}, {}).asResult();
  return { tokens: tokens(server), error: result.ok ? undefined : result.error };
}

test('a function is asked before each attempt', async () => {
  const answers = [answering(503, AT_ONCE), answering(429, AT_ONCE), answering(200)];
  expect(await called(answers, things(), { maxRetries: 2 })).toEqual({
    tokens: ['t1', 't2', 't3'],
    error: undefined,
  });
});

/** A token that comes when `give` is called. */
function late(token: string) {
  let give = () => {};
  const answer = new Promise<string>((resolve) => (give = () => resolve(token)));
  return { answer, give };
}

test('calls at the same time share an answer, and the next asks again', async () => {
  const server = await serveInTurn(answering(200));
  const first = late('t1');
  const answers = [first.answer, 't2'];
  let asked = 0;
  const client = clientFor(server.url, { apiToken: () => answers[asked++] });
  const calls = [1, 2, 3].map(() => client.send(things(), {}, {}).asResponse());
  await expect.poll(() => asked).toBe(1);
  first.give();
  await Promise.all(calls);
  await client.send(things(), {}, {});
  expect([asked, tokens(server)]).toEqual([2, ['t1', 't1', 't1', 't2']]);
});

test('a failure is shared, and not kept', async () => {
  const server = await serveInTurn(answering(200));
  let asked = 0;
  const client = clientFor(server.url, {
    apiToken: () => (asked++ === 0 ? Promise.reject(new Error('canary')) : 't'),
  });
  const calls = [1, 2].map(() => failure(client.send(things(), {}, {})));
  for (const { message } of await Promise.all(calls))
    expect(message).toBe('GET /things: apiToken is of the wrong kind, or its function failed; pass another');
  await client.send(things(), {}, {});
  expect([asked, tokens(server)]).toEqual([2, ['t']]);
});

test.each([
  ['GET', {}, ['t1', 't2']],
  ['PUT', {}, ['t1', 't2']],
  ['DELETE', {}, ['t1', 't2']],
  ['POST', { idempotent: true }, ['t1', 't2']],
  ['POST', {}, ['t1']],
  ['PATCH', {}, ['t1']],
])(
  '%s with %j after 401: asked again, and sent once more where that is safe',
  async (method, changes, want) => {
    const { tokens: sent, error } = await called([answering(401), answering(200)], things(method, changes));
    expect(sent).toEqual(want);
    expect(error?.constructor).toBe(want.length === 2 ? undefined : AuthenticationError);
  },
);

test('a second 401 is the error', async () => {
  const { tokens: sent, error } = await called([answering(401)], things(), { maxRetries: 5 });
  expect([sent, error?.constructor]).toEqual([['t1', 't2'], AuthenticationError]);
});

test('a credential that is no function is not sent again', async () => {
  const { tokens: sent, error } = await called([answering(401), answering(200)], things(), {
    apiToken: 'fixed',
  });
  expect([sent, error?.constructor]).toEqual([['fixed'], AuthenticationError]);
});

test('what 401 costs is no retry', async () => {
  const answers = [answering(401), answering(503, AT_ONCE), answering(200)];
  const { tokens: sent, error } = await called(answers, things(), { maxRetries: 1 });
  expect([sent, error]).toEqual([['t1', 't2', 't3'], undefined]);
});

test('after 401, an answer that another call waits for is not taken', async () => {
  const server = await serveInTurn(answering(401), answering(200));
  const second = late('t2');
  const answers = ['t1', second.answer, 't3'];
  let asked = 0;
  let other: Promise<Response> | undefined;
  const send: Fetch = async (url, init) => {
    const response = await fetch(url, init);
    other ??= client.send(things(), {}, {}).asResponse();
    return response;
  };
  const client = clientFor(server.url, { apiToken: () => answers[asked++], fetch: send });
  await client.send(things(), {}, {});
  second.give();
  await other;
  expect(tokens(server)).toEqual(['t1', 't3', 't2']);
});

test('a POST that drops is not sent again, renewable or not', async () => {
  const { tokens: sent, error } = await called([drop, answering(200)], things('POST'), { maxRetries: 2 });
  expect([sent, error?.constructor]).toEqual([['t1'], OutcomeUnknownError]);
});
