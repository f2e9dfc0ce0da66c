import { expect, test } from 'vitest';
import { form } from '../src/encoders.js';
import * as runtime from '../src/index.js';
import { raw } from '../src/encoders.js';
import { answering, definition, drop, failure, json, type Respond, serve, serveInTurn } from './loopback.js';

const secured = { ...definition, security: [['apiToken']] };

function clientAt(url: string, options: runtime.BaseClientOptions = {}) {
  const own: runtime.BaseClientOptions & { apiToken: string } = { baseURL: url, apiToken: 't', ...options };
  return new runtime.APIClient(own, secured);
}

async function sent(method: string, path: string, options?: runtime.RawRequestOptions) {
  const { url, seen } = await serveInTurn(answering(200));
  await clientAt(`${url}/v4`).request(method, path, options);
  const { headers, body, ...rest } = seen[0]!;
  return { ...rest, type: headers['content-type'], headers, body: `${body}` };
}

test('below baseURL, with the credentials and headers of the client', async () => {
  const { method, url, headers, body, type } = await sent('get', '/zones?a=1', { query: { b: [2, 3] } });
  expect([method, url, body, type]).toEqual(['GET', '/v4/zones?a=1&b=2&b=3', '', undefined]);
  expect(headers).toMatchObject({
    accept: 'application/json',
    authorization: 'Bearer t',
    'user-agent': '@specline/example-client/1.2.3',
  });
});

test.each([
  ['JSON', { body: { a: [1] } }, '{"a":[1]}', 'application/json'],
  ['null', { body: null }, 'null', 'application/json'],
  ['a JSON type of its own', { body: 1, headers: { 'content-type': 'a/b+json' } }, '1', 'a/b+json'],
  ['text', { body: 'a,b', encode: raw, headers: { 'content-type': 'text/csv' } }, 'a,b', 'text/csv'],
  ['bytes', { body: new Uint8Array([97]), encode: raw }, 'a', undefined],
  ['a form', { body: { a: 'b c' }, encode: form, headers: { 'content-type': 'x/y' } }, 'a=b+c', 'x/y'],
])('body: %s', async (_, options, body, type) => {
  expect(await sent('POST', '/zones', options)).toMatchObject({ body, type });
});

test('body: what encode cannot send is refused', async () => {
  const { url, seen } = await serveInTurn(answering(200));
  const error = await failure(clientAt(url).request('POST', '/zones', { body: { canary: 1 }, encode: raw }));
  expect(error.message).toBe('POST /zones: params.body is missing or of another kind; pass it');
  expect(seen).toEqual([]);
});

test.each([
  'zones',
  '@evil.example/',
  '.evil.example/',
  ':1@evil.example/',
  '\\evil.example',
  'https://evil.example/',
  '/..',
  '/../x',
  '/a/../../x',
  '/.',
  '/a/./b',
  '/%2e%2E/x',
  '/.%2e',
  '/a\\..\\b',
  '/..?a=1',
  '/..#a',
  '/a#b',
  '/.\t./x',
  '/.\n./x',
  '/a/.. ',
  '/a/..\u0001',
])('path %j is refused: it leads elsewhere', async (path) => {
  const { url, seen } = await serveInTurn(answering(200));
  const error = await failure(clientAt(`${url}/v4`).request('GET', path));
  expect(error.constructor).toBe(runtime.InvalidRequestError);
  expect(error.message).toContain('pass another');
  expect(seen).toEqual([]);
});

test.each(['//evil.example/x', '/...', '/a/..b/.c', '/a..', '/:8080/@x', '/http://evil.example'])(
  'path %j stays below baseURL',
  async (path) => expect((await sent('GET', path)).url).toBe(`/v4${path}`),
);

const text = (code: number, body: string, type?: string) =>
  ((response) => response.writeHead(code, type ? { 'content-type': type } : {}).end(body)) satisfies Respond;

test.each([
  ['JSON', text(200, '{"success":false}', 'application/json; charset=utf-8'), { success: false }],
  ['a JSON type', text(201, '[1]', 'application/problem+json'), [1]],
  ['text', text(200, '{"a":1}', 'text/plain'), '{"a":1}'],
  ['no type', text(200, 'é'), 'é'],
  ['an empty body', text(202, '', 'application/json'), ''],
  ['no body', text(204, ''), undefined],
])('gives %s', async (_, respond, want) => {
  const { url } = await serve(respond);
  expect(await clientAt(url).request('GET', '/zones')).toEqual(want);
});

test('fails as any other call', async () => {
  const broken = await serve(text(200, '{"canary', 'application/json'));
  expect(await failure(clientAt(broken.url).request('GET', '/zones'))).toMatchObject({
    name: 'DecodeError',
    message: 'GET /zones: 200, applied, but it is not JSON',
    body: '{"canary',
  });
  const { url } = await serve((response) => json(response, 404, { errors: [{ code: 7 }] }));
  const result = await clientAt(url).request('GET', '/zones').asResult();
  expect(result).toMatchObject({ ok: false, status: undefined, error: { status: 404, codes: [7] } });
  const anonymous = new runtime.APIClient({ baseURL: url }, secured);
  const refused = await failure(anonymous.request('GET', '/zones'));
  expect(refused.message).toBe('GET /zones: no credentials; pass apiToken or set SPECLINE_TEST_TOKEN');
});

test('a POST that drops is sent once, a GET again', async () => {
  const { url, seen } = await serveInTurn(drop, drop, answering(200));
  const client = clientAt(url, { maxRetries: 1 });
  expect((await failure(client.request('post', '/zones', { body: {} }))).constructor).toBe(
    runtime.OutcomeUnknownError,
  );
  expect(seen).toHaveLength(1);
  await client.request('get', '/zones');
  expect(seen).toHaveLength(3);
});
