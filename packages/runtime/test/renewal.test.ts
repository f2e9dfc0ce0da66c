import { expect, onTestFinished, test, vi } from 'vitest';
import { type APIClient, APIUserAbortError, AuthenticationError, OutcomeUnknownError } from '../src/index.js';
import { clientFor, drop, failure, json, type Loopback, operation, type Respond, serve } from './loopback.js';
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

test('what was sent without a credential is not sent again', async () => {
  const { tokens: sent, error } = await called([answering(401), answering(200)], things('GET', { auth: [] }));
  expect([sent, error?.constructor]).toEqual([[undefined], AuthenticationError]);
});

test('what 401 costs is no retry', async () => {
  const answers = [answering(401), answering(503, AT_ONCE), answering(200)];
  const { tokens: sent, error } = await called(answers, things(), { maxRetries: 1 });
  expect([sent, error]).toEqual([['t1', 't2', 't3'], undefined]);
});

/** A server that takes one token, and a function that counts how often it is asked, and how often at a time. */
async function renewing(ask: (asked: number) => Promise<string> | string) {
  const server = await serve((response, { headers }) =>
    json(response, headers.authorization === 'Bearer fresh' ? 200 : 401, {}),
  );
  const count = { asked: 0, atOnce: 0, most: 0 };
  const apiToken = async () => {
    count.most = Math.max(count.most, ++count.atOnce);
    try {
      return await ask(++count.asked);
    } finally {
      count.atOnce--;
    }
  };
  return { server, count, apiToken, client: clientFor(server.url, { apiToken }) };
}

const results = (client: APIClient, calls: number) =>
  Promise.all(Array.from({ length: calls }, () => client.send(things(), {}, {}).asResult()));

test('calls whose answer is refused share a renewal', async () => {
  const { client, count } = await renewing((asked) => (asked === 1 ? 'stale' : 'fresh'));
  const found = await results(client, 100);
  expect(found.filter(({ ok }) => ok)).toHaveLength(100);
  expect(count).toEqual({ asked: 2, atOnce: 0, most: 1 });
});

test('an answer that came since is taken in place of a renewal', async () => {
  const second = late('second');
  const { server, count, apiToken } = await renewing((asked) => (asked === 1 ? 'stale' : 'fresh'));
  let isFirst = true;
  const client = clientFor(server.url, {
    apiToken,
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      if (isFirst) {
        isFirst = false;
        await second.answer;
      }
      return response;
    },
  });
  const first = client.send(things(), {}, {});
  await expect.poll(() => isFirst).toBe(false);
  await client.send(things(), {}, {});
  second.give();
  expect([await first, count.asked]).toEqual([{}, 2]);
});

test('an answer under way is waited for, and taken unless it is the refused one', async () => {
  for (const [underWay, want] of [
    ['fresh', 2],
    ['stale', 3],
  ] as const) {
    const answer = late(underWay);
    const answers = ['stale', answer.answer, 'fresh'];
    const { server, count, apiToken } = await renewing((asked) => answers[asked - 1]!);
    let other: Promise<unknown> | undefined;
    const client = clientFor(server.url, {
      apiToken,
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        other ??= client.send(things(), {}, {}).then(() => {});
        return response;
      },
    });
    const first = client.send(things(), {}, {});
    await expect.poll(() => count.asked).toBe(2);
    answer.give();
    await Promise.all([first, other]);
    expect([count.asked, count.most]).toEqual([want, 1]);
  }
});

test('a renewal that fails is the error of all who wait for it, and not kept', async () => {
  const { client, count } = await renewing((asked) => {
    if (asked === 2) throw new Error('canary');
    return asked === 1 ? 'stale' : 'fresh';
  });
  const found = await results(client, 100);
  // Refusals that come after the failure begin another renewal.
  expect(found.some(({ ok }) => !ok)).toBe(true);
  expect(count.most).toBe(1);
  expect((await client.send(things(), {}, {}).asResult()).ok).toBe(true);
});

test('a caller who aborts ends no renewal of others', async () => {
  const renewal = late('fresh');
  const { client, count } = await renewing((asked) => (asked === 1 ? 'stale' : renewal.answer));
  const controller = new AbortController();
  const aborted = failure(client.send(things(), {}, {}, { signal: controller.signal }));
  const other = client.send(things(), {}, {});
  await expect.poll(() => count.asked).toBe(2);
  controller.abort();
  expect(await aborted).toBeInstanceOf(APIUserAbortError);
  renewal.give();
  expect([await other, count.asked]).toEqual([{}, 2]);
});

test('clients with the same function share its answers', async () => {
  const { client, count } = await renewing((asked) => (asked === 1 ? 'stale' : 'fresh'));
  const clients = [1, 2, 3].map((timeout) => client.withOptions({ timeout: timeout * 60_000 }));
  expect((await Promise.all(clients.map((one) => results(one, 10)))).flat().every(({ ok }) => ok)).toBe(true);
  expect(count).toEqual({ asked: 2, atOnce: 0, most: 1 });
});

test('user names and passwords are compared, not the objects that hold them', async () => {
  const server = await serveInTurn(answering(401), answering(200));
  let asked = 0;
  const client = clientFor(server.url, {
    login: () => ({ username: 'a', password: asked++ === 0 ? 'stale' : 'fresh' }),
  });
  await client.send(things('GET', { auth: [['login']] }), {}, {});
  expect([asked, server.seen.map(({ headers }) => headers.authorization)]).toEqual([
    2,
    [`Basic ${btoa('a:stale')}`, `Basic ${btoa('a:fresh')}`],
  ]);
});

test('a function that gives no answer for a minute is asked again', async () => {
  const server = await serve((response) => json(response, 200, {}));
  let asked = 0;
  const apiToken = () => (asked++ === 0 ? new Promise<string>(() => {}) : 'fresh');
  const client = clientFor(server.url, { apiToken });
  const controller = new AbortController();
  const first = failure(client.send(things(), {}, {}, { signal: controller.signal }));
  await expect.poll(() => asked).toBe(1);
  const now = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => now + 60_000);
  onTestFinished(() => void vi.restoreAllMocks());
  await client.send(things(), {}, {});
  controller.abort();
  expect([await first, asked]).toEqual([expect.any(APIUserAbortError), 2]);
});

test('an answer that comes after a later one does not replace it', async () => {
  const hung = late('stale');
  const answers = [hung.answer, 'fresh', 'not asked for'];
  const { client, count } = await renewing((asked) => answers[asked - 1]!);
  const first = client.send(things(), {}, {});
  await expect.poll(() => count.asked).toBe(1);
  const now = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => now + 60_000);
  onTestFinished(() => void vi.restoreAllMocks());
  expect(await client.send(things(), {}, {})).toEqual({});
  hung.give();
  // Its answer is refused, and the later one is there.
  expect([await first, count.asked]).toEqual([{}, 2]);
});

test('a POST that drops is not sent again, renewable or not', async () => {
  const { tokens: sent, error } = await called([drop, answering(200)], things('POST'), { maxRetries: 2 });
  expect([sent, error?.constructor]).toEqual([['t1'], OutcomeUnknownError]);
});
