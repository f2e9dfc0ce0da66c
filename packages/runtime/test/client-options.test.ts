import { expect, test } from 'vitest';
import { APIClient, type BaseClientOptions, type FetchOptions, type RequestOptions } from '../src/index.js';
import { answering, clientFor, definition, failure, operation, serve } from './loopback.js';
import { json, serveInTurn, type TestOptions } from './loopback.js';

interface Options extends BaseClientOptions {
  apiToken?: string | null | undefined;
}

class Example extends APIClient<Options> {
  constructor(options: Options = {}) {
    super(options, definition);
  }
}

const secured = operation({ auth: [['apiToken'], []], query: { page: {} }, header: { 'X-Page': {} } });

test('withOptions: a client of the same class, with what is given in place of its own', async () => {
  const one = await serveInTurn(answering(200));
  const other = await serveInTurn(answering(200));
  const client = new Example({ baseURL: one.url, apiToken: 't', defaultHeaders: { 'x-mine': '1' } });
  const changed = client.withOptions({ baseURL: other.url, defaultQuery: { a: 1 } });
  expect(changed).toBeInstanceOf(Example);
  expect([client.baseURL, changed.baseURL]).toEqual([one.url, other.url]);
  await changed.send(secured, {}, {});
  expect(other.seen[0]).toMatchObject({
    url: '/things?a=1',
    headers: { authorization: 'Bearer t', 'x-mine': '1' },
  });
  await client.withOptions({ apiToken: null }).send(secured, {}, {});
  await client.send(secured, {}, {});
  expect(one.seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ['/things', undefined],
    ['/things', 'Bearer t'],
  ]);
});

test('withOptions: how often, how long, and a fetch of its own', async () => {
  const { url, seen } = await serveInTurn(answering(503, { 'retry-after': '0' }));
  const client = new Example({ baseURL: url, apiToken: 't' });
  await failure(client.withOptions({ maxRetries: 1 }).send(secured, {}, {}));
  expect(seen).toHaveLength(2);
  const stuck = client.withOptions({ fetch: () => new Promise(() => {}), timeout: 20, maxRetries: 0 });
  expect((await failure(stuck.send(secured, {}, {}))).name).toBe('APIConnectionTimeoutError');
});

async function sent(client: TestOptions, options: RequestOptions = {}, params = {}) {
  const { url, seen } = await serveInTurn(answering(200));
  await clientFor(url, client).send(secured, {}, params, options);
  return seen[0]!;
}

const defaults: TestOptions = {
  defaultHeaders: { 'x-page': '1', 'x-b': '2' },
  defaultQuery: { page: 1, b: 2 },
};

test.each([
  ['nothing', {}, {}, '1', '2', '/things?page=1&b=2'],
  ['null', { headers: { 'X-B': null }, query: { b: null } }, {}, '1', undefined, '/things?page=1'],
  ['undefined', { headers: { 'X-B': undefined }, query: { b: undefined } }, {}, '1', '2', '/things?page=1'],
  ['a value', { headers: { 'X-B': '3' }, query: { b: 3 } }, {}, '1', '3', '/things?page=1&b=3'],
  ['parameters', {}, { page: 4, 'X-Page': 5 }, '5', '2', '/things?page=4&b=2'],
  [
    'a parameter that is undefined',
    {},
    { page: undefined, 'X-Page': undefined },
    '1',
    '2',
    '/things?page=1&b=2',
  ],
  ['a query parameter that is null', {}, { page: null }, '1', '2', '/things?b=2'],
  [
    'the call, over a parameter',
    { headers: { 'x-page': null } },
    { 'X-Page': 5 },
    undefined,
    '2',
    '/things?page=1&b=2',
  ],
])('defaults and %s', async (_, options, params, page, b, want) => {
  const { url, headers } = await sent(defaults, options, params);
  expect([headers['x-page'], headers['x-b'], url]).toEqual([page, b, want]);
});

test('what is null everywhere is no header', async () => {
  const { headers } = await sent(
    { defaultHeaders: { Accept: null, 'user-agent': null } },
    { headers: null, query: null },
  );
  expect(headers.accept).toBe('*/*');
  expect(headers['user-agent']).toBe('node');
});

test('user-agent: the package of the client and its version, unless the caller says another', async () => {
  expect((await sent({})).headers['user-agent']).toBe('@specline/example-client/1.2.3');
  expect((await sent({ defaultHeaders: { 'User-Agent': 'mine' } })).headers['user-agent']).toBe('mine');
});

test('fetchOptions: what the platform adds reaches fetch, and nothing that the call says', async () => {
  const other = await serve((response) => json(response, 200, {}));
  const { url, seen } = await serve((response) => response.writeHead(307, { location: other.url }).end());
  const dispatcher = {};
  const inits: RequestInit[] = [];
  const fetchOptions = {
    credentials: 'include',
    keepalive: true,
    dispatcher,
    method: 'DELETE',
    headers: { 'x-other': '1' },
    body: 'canary',
    signal: AbortSignal.abort(),
    redirect: 'follow',
  } as FetchOptions;
  const send = (target: string, init: RequestInit) => {
    inits.push(init);
    const { dispatcher: _, ...rest } = init as RequestInit & { dispatcher: unknown };
    return fetch(target, rest as RequestInit);
  };
  const post = operation({ method: 'POST', body: { from: 'spread', mediaType: 'application/json' } });
  const error = await failure(clientFor(url, { fetch: send, fetchOptions }).send(post, {}, { a: 1 }));
  expect([error.status, other.seen.length]).toEqual([307, 0]);
  expect(inits[0]).toMatchObject({ credentials: 'include', keepalive: true, redirect: 'manual' });
  expect(Reflect.get(inits[0] ?? {}, 'dispatcher')).toBe(dispatcher);
  expect([seen[0]?.method, `${seen[0]?.body}`, seen[0]?.headers['x-other']]).toEqual([
    'POST',
    '{"a":1}',
    undefined,
  ]);
});

test('a client shows what it was told, and the defaults', () => {
  const told = clientFor('https://example.com', { maxRetries: 4, timeout: 5 });
  expect([told.baseURL, told.maxRetries, told.timeout]).toEqual(['https://example.com', 4, 5]);
  const silent = clientFor('https://example.com', { maxRetries: undefined });
  expect([silent.maxRetries, silent.timeout]).toEqual([2, 60_000]);
});
