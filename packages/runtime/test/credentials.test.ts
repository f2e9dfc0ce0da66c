import { afterEach, expect, test, vi } from 'vitest';
import {
  type Fetch,
  InvalidRequestError,
  type OperationDefinition,
  type RequestOptions,
} from '../src/index.js';
import { clientFor, json, operation, serve, type TestOptions } from './loopback.js';

afterEach(() => vi.unstubAllEnvs());

const off: TestOptions = { apiToken: undefined };

async function sentWith(
  auth: readonly (readonly string[])[],
  options: TestOptions,
  headers: Record<string, string | null> = {},
) {
  const { url, seen } = await serve((response) => json(response, 200, {}));
  await clientFor(url, { ...off, ...options }).send(operation({ auth }), {}, {}, { headers });
  return seen[0]!;
}

test.each([
  ['bearer', [['apiToken']], { apiToken: 't' }, { authorization: 'Bearer t' }],
  ['an async function', [['apiToken']], { apiToken: async () => 't' }, { authorization: 'Bearer t' }],
  ['another scheme', [['signature']], { signature: 's' }, { authorization: 'HOBA s' }],
  ['basic', [['login']], { login: { username: 'ü', password: 'p:w' } }, { authorization: 'Basic w7w6cDp3' }],
  ['basic as text', [['login']], { login: 'user:pw' }, { authorization: 'Basic dXNlcjpwdw==' }],
  [
    'basic from a function',
    [['login']],
    { login: () => ({ username: 'a', password: '' }) },
    { authorization: 'Basic YTo=' },
  ],
  [
    'keys together',
    [['apiEmail', 'apiKey']],
    { apiEmail: 'e', apiKey: 'k' },
    { 'x-auth-email': 'e', 'x-auth-key': 'k' },
  ],
  [
    'the first complete alternative',
    [['apiEmail', 'apiKey'], ['apiToken']],
    { apiEmail: 'e', apiToken: 't' },
    { authorization: 'Bearer t' },
  ],
  [
    'the first of two',
    [['apiToken'], ['apiKey']],
    { apiToken: 't', apiKey: 'k' },
    { authorization: 'Bearer t', 'x-auth-key': undefined },
  ],
  ['anonymous only without any', [[], ['apiToken']], { apiToken: 't' }, { authorization: 'Bearer t' }],
  ['anonymous', [[], ['apiToken']], {}, { authorization: undefined }],
  ['none needed', [], { apiToken: 't' }, { authorization: undefined }],
])('%s', async (_, auth, options, want) => {
  const { headers } = await sentWith(auth, options);
  expect(Object.fromEntries(Object.keys(want).map((name) => [name, headers[name]]))).toEqual(want);
});

test('in the query', async () => {
  expect((await sentWith([['queryKey']], { queryKey: 'a&b' })).url).toBe('/things?api%20key=a%26b');
});

test('a function is asked before each request', async () => {
  const { url, seen } = await serve((response) => json(response, 200, {}));
  let asked = 0;
  const client = clientFor(url, { apiToken: () => `t${++asked}` });
  await client.send(operation({ auth: [['apiToken']] }), {}, {});
  await client.send(operation({ auth: [['apiToken']] }), {}, {});
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer t1', 'Bearer t2']);
});

test('from the environment, which null turns off', async () => {
  vi.stubEnv('SPECLINE_TEST_TOKEN', ' from-environment\n');
  vi.stubEnv('SPECLINE_TEST_LOGIN', 'user:pw');
  expect((await sentWith([['apiToken']], {})).headers.authorization).toBe('Bearer from-environment');
  expect((await sentWith([['login']], {})).headers.authorization).toBe('Basic dXNlcjpwdw==');
  await expect(sentWith([['apiToken']], { apiToken: null })).rejects.toThrow(InvalidRequestError);
});

test.each([
  ['given', { authorization: 'Mine' }, 'Mine'],
  ['removed', { Authorization: null }, undefined],
])("the caller's own header stands in: %s", async (_, headers, want) => {
  expect((await sentWith([['apiToken']], {}, headers)).headers.authorization).toBe(want);
  expect((await sentWith([['apiToken']], { defaultHeaders: headers })).headers.authorization).toBe(want);
});

const missing = 'pass apiToken or set SPECLINE_TEST_TOKEN';
const unfit = 'is of the wrong kind, or its function failed; pass another';

test.each([
  ['missing', [['apiToken']], {}, `no credentials; ${missing}`],
  ['empty', [['apiToken']], { apiToken: '' }, `no credentials; ${missing}`],
  [
    'all alternatives missing',
    [['apiToken'], ['apiEmail', 'apiKey']],
    { apiEmail: 'e' },
    `no credentials; ${missing}, or apiEmail and apiKey or set SPECLINE_TEST_KEY`,
  ],
  ['not a string', [['apiToken']], { apiToken: 7 }, `apiToken ${unfit}`],
  ['a function that gives nothing', [['apiKey']], { apiKey: () => undefined }, `apiKey ${unfit}`],
  [
    'a function that fails',
    [['apiToken']],
    { apiToken: () => Promise.reject(new Error('canary')) },
    `apiToken ${unfit}`,
  ],
  [
    'a user name with a colon',
    [['login']],
    { login: { username: 'a:b', password: 'canary' } },
    `login ${unfit}`,
  ],
  [
    'a token with a line feed',
    [['apiToken']],
    { apiToken: 'can\nary' },
    'an argument or header cannot be sent; pass another',
  ],
])('%s is refused', async (_, auth, options, want) => {
  await expect(sentWith(auth, options)).rejects.toThrow(new InvalidRequestError(`GET /things: ${want}`));
});

const exposed = 'credentials need https:, or the option allowInsecure';
const auth = [['apiToken'], ['queryKey'], ['session'], []];

test.each([
  ['http://example.com', {}, {}, false],
  ['http://example.com', { queryKey: 'k', apiToken: null }, {}, false],
  ['http://example.com', { session: 'k', apiToken: null }, {}, false],
  ['http://example.com', { apiToken: null }, { Authorization: 'x' }, false],
  ['http://127.0.0.1.example.com', {}, {}, false],
  ['http://[::2]', {}, {}, false],
  ['http://10.0.0.1', {}, {}, false],
  ['http://example.com', { apiToken: null }, {}, true],
  ['http://example.com', { allowInsecure: true }, {}, true],
  ['https://example.com', {}, {}, true],
  ['HTTPS://EXAMPLE.COM', {}, {}, true],
  ['http://localhost:1', {}, {}, true],
  ['http://api.localhost', {}, {}, true],
  ['http://127.8.9.1', {}, {}, true],
  ['http://[::1]:8', {}, {}, true],
])('over %s with %j and headers %j: %s', async (baseURL, options, headers, allowed) => {
  let requests = 0;
  const fetch = async () => (requests++, Response.json({}));
  const call = clientFor(baseURL, { fetch, ...options }).send(operation({ auth }), {}, {}, { headers });
  if (allowed) await call;
  else await expect(call).rejects.toThrow(new InvalidRequestError(`GET /things: ${exposed}`));
  expect(requests).toBe(allowed ? 1 : 0);
});

const keyAuth = { auth: [['apiKey'], []] };
const anonymous: TestOptions = { apiToken: null };
const insecureParams = {
  path: '/things',
  header: { 'X-Auth-Key': {}, 'X-Api-Key': {} },
  query: { token: {} },
};

/** Each way by which a credential may come into a request. */
test.each<
  [string, Partial<OperationDefinition>, TestOptions, Record<string, unknown>, RequestOptions, boolean]
>([
  ['a key of the document, by default', keyAuth, { defaultHeaders: { 'x-auth-key': 'k' } }, {}, {}, false],
  ['a key of the document, with the call', keyAuth, {}, {}, { headers: { 'X-AUTH-KEY': 'k' } }, false],
  ['a key of another operation', {}, {}, {}, { headers: { 'X-Auth-Key': 'k' } }, false],
  ['a key in the query, by default', {}, { defaultQuery: { 'api key': 'k' } }, {}, {}, false],
  ['a key in the query, with the call', {}, {}, {}, { query: { 'api key': 'k' } }, false],
  ['a name of a key, in the query', {}, {}, {}, { query: { access_token: 'k' } }, false],
  ['a name of a key, nested in the query', {}, {}, {}, { query: { auth: { api_key: 'k' } } }, false],
  ['a short name of a key, nested in the query', {}, {}, {}, { query: { a: [{ sig: 'k' }] } }, false],
  [
    'a place in a list, nested in the query',
    {},
    {},
    {},
    { query: { a: { page_token: 'k', key: 'k' } } },
    true,
  ],
  ['a name of a key', {}, { defaultHeaders: { 'x-api-key': 'k' } }, {}, {}, false],
  ['proxy-authorization', {}, { defaultHeaders: { 'Proxy-Authorization': 'k' } }, {}, {}, false],
  ['a cookie', {}, {}, {}, { headers: { Cookie: 'a=b' } }, false],
  ['a header parameter that is a key', insecureParams, {}, { 'X-Auth-Key': 'k' }, {}, false],
  ['a header parameter named as a key', insecureParams, {}, { 'X-Api-Key': 'k' }, {}, false],
  ['in the path of a request', { path: '/things?api_key=k' }, {}, {}, {}, false],
  ['a parameter of the document', insecureParams, {}, { token: 'k' }, {}, true],
  ['a place in a list', {}, {}, {}, { query: { page_token: 'k', nextToken: 'k', cursor: 'k' } }, true],
  [
    'a header that is none',
    {},
    { defaultHeaders: { traceparent: 'k', 'Idempotency-Key': 'k' } },
    {},
    {},
    true,
  ],
  [
    'one that is removed',
    {},
    { defaultHeaders: { 'x-api-key': 'k' } },
    {},
    { headers: { 'X-Api-Key': null } },
    true,
  ],
])('over http: %s', async (_, changes, options, params, call, allowed) => {
  const sent: RequestInit[] = [];
  const fetch: Fetch = async (_url, init) => (sent.push(init), Response.json({}));
  const send = (baseURL: string, more: TestOptions = {}) =>
    clientFor(baseURL, { fetch, ...anonymous, ...options, ...more })
      .send(operation(changes), {}, { ...params }, call)
      .asResult();
  const result = await send('http://example.com');
  expect(sent).toHaveLength(allowed ? 1 : 0);
  if (!result.ok) expect(result.error.message).toContain(exposed);
  for (const [baseURL, more] of [
    ['https://example.com', {}],
    ['http://127.0.0.1:8', {}],
    ['http://example.com', { allowInsecure: true }],
  ] as const)
    expect((await send(baseURL, more)).ok).toBe(true);
});
