import { afterEach, expect, test, vi } from 'vitest';
import { form } from '../src/encoders.js';
import { APIClient, InvalidRequestError, type BaseClientOptions, type RequestOptions } from '../src/index.js';
import { serverURL } from '../src/parameters.js';
import {
  clientFor,
  definition,
  json,
  operation,
  place,
  rotate,
  rotated,
  rotateWith,
  serve,
  type TestOptions,
} from './loopback.js';

afterEach(() => vi.unstubAllEnvs());

const EMPTY = 'path parameter id is missing, empty or an object; pass another';
const DOTS = 'the path has a dot segment, #, control character or no slash at first; pass another';
const UNFIT = 'an argument or header cannot be sent; pass another';
const BASE = 'baseURL is no http(s) URL without user, query, fragment; pass another';

const ok = () => serve((response) => json(response, 200, rotated));

async function sent(
  given: Parameters<typeof operation>[0],
  params: object = {},
  options: RequestOptions = {},
  client: TestOptions = {},
) {
  const { url, seen } = await ok();
  await clientFor(url, client).send(operation(given), {}, params, options);
  return seen[0]!;
}

test('the rotate call', async () => {
  const { url, seen } = await ok();
  expect(await rotateWith(clientFor(`${url}/client/v4/`))).toEqual({
    token: 'eyJ-rotated',
    type: 'subscribe',
  });
  expect(seen).toHaveLength(1);
  const { method, url: target, headers, body } = seen[0]!;
  expect([method, target]).toEqual(['POST', '/client/v4/accounts/a1/moq/relays/r1/tokens/rotate']);
  expect(JSON.parse(body.toString())).toEqual({ type: 'subscribe' });
  expect(headers).toMatchObject({
    accept: 'application/json',
    authorization: 'Bearer the-token',
    'content-type': 'application/json',
    'user-agent': '@specline/example-client/1.2.3',
  });
});

test.each([
  ['encoded', 'a b/c?d#e%2f..\\é', 'a%20b%2Fc%3Fd%23e%252f..%5C%C3%A9'],
  ['a number', 7, '7'],
  ['three dots', '...', '...'],
  ['$& is no pattern', '$&', '%24%26'],
])('path parameter: %s', async (_, given, want) => {
  expect((await sent({ path: '/things/{id}' }, { id: given })).url).toBe(`/things/${want}`);
});

test.each([
  ['a query', '/rest?method=a.b', '/rest?method=a.b&q=1'],
  ['two of them', '/rest?a=b&c', '/rest?a=b&c&q=1'],
])('a path with %s of its own', async (_, path, want) => {
  expect((await sent({ path, query: { q: {} } }, { q: 1 })).url).toBe(want);
});

test('path parameter: a style of its own, and two in a segment', async () => {
  const given = {
    path: '/a{id}x}/{from}-{to}:verb',
    pathStyle: { id: { style: 'label' as const } },
  };
  expect((await sent(given, { id: [1, 2], from: 'a', to: 'b' })).url).toBe('/a.1,2x%7D/a-b:verb');
});

test.each([
  ['missing', undefined, EMPTY],
  ['null', null, EMPTY],
  ['empty', '', EMPTY],
  ['an empty array', [], EMPTY],
  ['a dot', '.', DOTS],
  ['two dots', '..', DOTS],
  ['a lone surrogate', '\ud800', UNFIT],
  ['nested', [['a']], EMPTY],
])('path parameter: %s is refused', async (_, given, want) => {
  const { url, seen } = await ok();
  const call = clientFor(url).send(operation({ path: '/things/{id}' }), {}, { id: given });
  await expect(call).rejects.toThrow(new InvalidRequestError(`GET /things/{id}: ${want}`));
  await expect(call).rejects.toMatchObject({ outcome: 'not-applied', status: undefined });
  expect(seen).toEqual([]);
});

test.each(['constructor', 'toString', '__proto__'])(
  'path parameter %s is not found on a prototype',
  async (name) => {
    const { url } = await ok();
    await expect(clientFor(url).send(operation({ path: `/things/{${name}}` }), {}, {})).rejects.toThrow(
      'is missing',
    );
  },
);

test('query: parameters, defaults and what the call adds', async () => {
  const query = {
    page: {},
    'filter[x]': { style: 'deepObject' as const },
    sort: { group: 'query' },
    off: {},
  };
  const params = { page: 2, 'filter[x]': { a: 1 }, query: { sort: 'up' }, off: undefined };
  const { url } = await sent(
    { query },
    params,
    { query: { page: 3, tags: ['a', 'b'], w: { x: 1 }, gone: null } },
    { defaultQuery: { page: 1, gone: 1, kept: 'é' } },
  );
  expect(url).toBe('/things?page=3&kept=%C3%A9&filter%5Bx%5D%5Ba%5D=1&sort=up&tags=a&tags=b&w%5Bx%5D=1');
});

test('query: a value that is all of it', async () => {
  const query = { filter: { encode: form, encoding: { tags: { style: 'pipeDelimited' as const } } } };
  const { url } = await sent({ query }, { filter: { a: 'b c', tags: ['x', 'y'] } });
  expect(url).toBe('/things?a=b+c&tags=x%7Cy');
  const call = sent({ query }, { filter: 'text' });
  await expect(call).rejects.toThrow(
    'GET /things: query parameter filter is of another kind, nested too deep or not well-formed Unicode; pass another value',
  );
});

test('headers: parameters, defaults, and what the call adds or removes', async () => {
  const { headers } = await sent(
    { header: { 'X-Ids': {}, 'X-Group': { group: 'header' }, 'X-Off': {}, 'X-Empty': {} } },
    { 'X-Ids': [1, 2], header: { 'X-Group': 'g' }, 'X-Off': undefined, 'X-Empty': '' },
    { headers: { 'x-call': '1', 'X-Default': '2', 'user-agent': null } },
    { defaultHeaders: { 'X-Default': '1', 'x-ids': 'default', Accept: null } },
  );
  expect(headers).toMatchObject({
    'x-ids': '1,2',
    'x-group': 'g',
    'x-empty': '',
    'x-call': '1',
    'x-default': '2',
  });
  expect(headers).not.toHaveProperty('x-off');
  expect(headers['user-agent']).not.toContain('specline');
});

test('cookies', async () => {
  const { headers } = await sent(
    { cookie: { theme: {}, ids: { explode: false } }, auth: [['session']] },
    { theme: 'a b', ids: [1, 2] },
    {},
    { session: 's;1' },
  );
  expect(headers.cookie).toBe('theme=a%20b; ids=1,2; session=s%3B1');
});

test.each([
  ['a value with a line feed', { 'x-secret': 'canary\r\nx: y' }, UNFIT],
  ['a value beyond Latin-1', { 'x-secret': 'canary€' }, UNFIT],
  ['a name with a space', { 'x canary': '1' }, UNFIT],
])('headers: %s is refused without being quoted', async (_, headers, want) => {
  const { url, seen } = await ok();
  await expect(rotateWith(clientFor(url), { headers })).rejects.toThrow(
    new InvalidRequestError(`${place}: ${want}`),
  );
  expect(seen).toEqual([]);
});

test.each([
  ['a relative URL', '/api', BASE],
  ['another scheme', 'file:///etc', BASE],
  ['none', undefined, BASE],
  ['a password', 'https://user:canary@example.com', BASE],
  ['a query', 'https://example.com/?a=canary', BASE],
])('baseURL: %s is refused', async (_, baseURL, want) => {
  const call = rotateWith(new APIClient({ baseURL, apiToken: 't' } as BaseClientOptions, definition));
  await expect(call).rejects.toThrow(new InvalidRequestError(`${place}: ${want}`));
});

test('baseURL: the variables of the server', () => {
  const withServer = {
    ...definition,
    baseURL: serverURL('https://{region}.example.com/{constructor}', { region: 'eu', constructor: 'v1' }),
  };
  const baseURL = (options: object) => new APIClient(options, withServer).baseURL;
  expect(baseURL({})).toBe('https://eu.example.com/v1');
  expect(baseURL({ serverVariables: { region: 'us', constructor: undefined } })).toBe(
    'https://us.example.com/v1',
  );
  expect(baseURL({ baseURL: 'https://other.example', serverVariables: { region: 'us' } })).toBe(
    'https://other.example',
  );
});

test('baseURL: the option, then the environment, then the document', () => {
  const withServer = { ...definition, baseURL: 'https://document.example/', baseURLEnv: 'SPECLINE_TEST_URL' };
  expect(new APIClient({}, withServer).baseURL).toBe('https://document.example');
  vi.stubEnv('SPECLINE_TEST_URL', ' https://environment.example/v1 ');
  expect(new APIClient({}, withServer).baseURL).toBe('https://environment.example/v1');
  expect(new APIClient({ baseURL: 'https://option.example' }, withServer).baseURL).toBe(
    'https://option.example',
  );
});

test.each([0, -1, Number.NaN, 'soon' as unknown as number])('a timeout of %s is refused', async (timeout) => {
  const { url } = await ok();
  const want = `${place}: timeout is not above 0; pass another`;
  await expect(rotateWith(clientFor(url), { timeout })).rejects.toThrow(new InvalidRequestError(want));
  await expect(rotateWith(clientFor(url, { timeout }))).rejects.toThrow(want);
});

test.each([Infinity, 2 ** 31, 2 ** 40])('a timeout of %s is no limit in practice', async (timeout) => {
  const { url } = await ok();
  expect(await rotateWith(clientFor(url), { timeout })).toEqual(rotated.result);
});

test.each([
  [undefined, 'application/json'],
  ['text/csv, application/json', 'text/csv, application/json'],
])('accept: %s', async (accept, want) => {
  expect((await sent(accept === undefined ? {} : { accept })).headers.accept).toBe(want);
});

test('an argument that throws when it is read is refused without its error', async () => {
  const { url } = await ok();
  const params = Object.defineProperty({ account_id: 'a' }, 'type', {
    enumerable: true,
    get() {
      throw new Error('canary');
    },
  });
  const want = `${place}: ${UNFIT}`;
  await expect(clientFor(url).send(rotate, { relay_id: 'r' }, params)).rejects.toThrow(
    new InvalidRequestError(want),
  );
});
