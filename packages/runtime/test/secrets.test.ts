import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { APIResource, type APIError } from '../src/index.js';
import { clientFor, failure, json, place, rotateWith, serve, serveBytes } from './loopback.js';

const canary = 'canary-5d1f';

class Tokens extends APIResource {}

const whole = { depth: Infinity, showHidden: true, getters: true } as const;

function shown(value: unknown): string {
  const error = value as Error;
  return [
    inspect(value, whole),
    inspect(value, { ...whole, customInspect: false }),
    inspect(listed(value), whole),
    JSON.stringify(value),
    String(value),
    error.stack,
    inspect(error.cause, { depth: Infinity, showHidden: true }),
  ].join('\n');
}

/** What Node's worker threads, and test runners, read of an error: each property that its prototypes list. */
function listed(value: unknown): unknown {
  const found: Record<PropertyKey, unknown> = {};
  for (let owner: unknown = value; Object(owner) === owner; owner = Reflect.getPrototypeOf(owner as object))
    for (const name of Reflect.ownKeys(owner as object)) found[name] ??= Reflect.get(value as object, name);
  return found;
}

test('a client and its resources show no option', () => {
  const client = clientFor('https://example.com', {
    apiToken: canary,
    login: { username: canary, password: canary },
    apiKey: () => canary,
    defaultHeaders: { a: canary },
    defaultQuery: { a: canary },
  });
  expect(shown(client)).not.toContain(canary);
  expect(shown(new Tokens(client))).not.toContain(canary);
});

const secretBody = { success: false, errors: [{ code: 1, message: canary }], result: { token: canary } };
const secretText = `{"success":true,"result":{"token":"${canary}"`;

const faults: [string, () => Promise<{ url: string }>][] = [
  ['an error status', () => serve((response) => json(response, 404, secretBody, { 'x-secret': canary }))],
  [
    'an error status with text',
    () => serve((response) => response.writeHead(500, { 'x-secret': canary }).end(canary)),
  ],
  ['success: false', () => serve((response) => json(response, 200, secretBody))],
  ['broken JSON', () => serve((response) => response.setHeader('content-type', 'a/json').end(secretText))],
  ['html', () => serve((response) => response.end(canary))],
  ['another member', () => serve((response) => json(response, 200, { token: canary }))],
  ['an undocumented status', () => serve((response) => json(response, 201, secretBody))],
  [
    'a status phrase',
    () => serveBytes((socket) => socket.end(`HTTP/1.1 404 ${canary}\r\ncontent-length: 0\r\n\r\n`)),
  ],
  [
    'a redirect',
    () => serve((response) => response.writeHead(307, { location: `https://example.com/${canary}` }).end()),
  ],
  ['a reset', () => serveBytes((socket) => socket.resetAndDestroy())],
  ['no HTTP', () => serveBytes((socket) => socket.end(canary))],
  [
    'a body that breaks off',
    () => serveBytes((socket) => socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n${canary}`)),
  ],
  ['a stall', () => serveBytes(() => {})],
];

test.each(faults)('an error shows no secret: %s', async (_, start) => {
  const { url } = await start();
  const client = clientFor(`${url}/${canary}`, { apiToken: canary });
  const options = { headers: { 'x-mine': canary }, query: { mine: canary }, timeout: 1000 };
  const error: APIError = await rotateWith(client, options).then(
    () => Promise.reject(new Error('no error')),
    (reason) => reason,
  );
  expect(shown(error)).not.toContain(canary);
  expect(shown({ nested: [{ error }] })).not.toContain(canary);
  expect(Object.keys(error).toSorted()).toEqual(['codes', 'outcome', 'requestId', 'status']);
  const { name, message, status, codes, requestId, outcome } = error;
  expect(error.toJSON()).toEqual({ name, message, status, codes, requestId, outcome });
});

test.each([
  ['200', { result: { a: 1 } }, 200],
  ['404', secretBody, 404],
])('a result, and its response, show no URL, header or body of an error: %s', async (_, body, code) => {
  const { url } = await serve((response) => json(response, code, body, { 'set-cookie': canary }));
  const call = () => rotateWith(clientFor(url), { query: { api_key: canary } });
  const result = await call().asResult();
  const values = [result, ...(code === 200 ? [await call().withResponse()] : [])];
  for (const value of values) expect(shown(value)).not.toContain(canary);
  const { response } = result.ok ? result : result.error;
  expect(response?.url).toContain(canary);
  expect(response?.headers.get('set-cookie')).toBe(canary);
  expect(inspect({ response })).toBe(`{ response: Response { status: ${code} } }`);
  expect(JSON.stringify(response)).toBe(`{"status":${code}}`);
  expect(result.body).toEqual(body);
});

test('what asResponse gives, and a copy of it, is printed without its URL and headers', async () => {
  const { url } = await serve((response) => json(response, 200, {}, { 'set-cookie': canary }));
  const response = await rotateWith(clientFor(url), { query: { api_key: canary } }).asResponse();
  const copies = [response, response.clone(), response.clone().clone()];
  for (const copy of copies) {
    expect(inspect(copy, { depth: 9, showHidden: true })).toBe('Response { status: 200 }');
    expect(JSON.stringify(copy)).toBe('{"status":200}');
  }
  expect(await copies[2]?.text()).toBe('{}');
  expect([response.url.includes(canary), await response.text()]).toEqual([true, '{}']);
});

test('a message names ten codes, and an error has a hundred', async () => {
  const errors = Array.from({ length: 200_000 }, (_, code) => ({ code }));
  const { url } = await serve((response) => json(response, 400, { errors }));
  const { message, codes } = await failure(rotateWith(clientFor(url)));
  expect(message).toBe(`${place}: 400 (code 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …)`);
  expect(codes).toEqual(Array.from({ length: 100 }, (_, code) => code));
});

test('errors that are a text have no codes', async () => {
  const { url } = await serve((response) => json(response, 400, { errors: 'abc' }));
  const { message, codes } = await failure(rotateWith(clientFor(url)));
  expect([message, codes]).toEqual([`${place}: 400`, []]);
});

test('an error has no errors, which Node before 22 would print', async () => {
  const { url } = await serve((response) => json(response, 404, secretBody));
  expect(await rotateWith(clientFor(url)).catch((error: unknown) => error)).not.toHaveProperty('errors');
});

test.each([
  ['a header', { headers: { 'x-secret': `${canary}\n` } }],
  ['a name of a header', { headers: { [`${canary} `]: '' } }],
  ['a query parameter', { query: { q: `${canary}\ud800` } }],
])('a refused request shows no secret: %s', async (_, options) => {
  const error: unknown = await rotateWith(clientFor('https://example.com'), options).catch(
    (reason: unknown) => reason,
  );
  expect(shown(error)).not.toContain(canary);
});

test('what is not shown can still be had', async () => {
  const { url } = await serve((response) => response.setHeader('content-type', 'a/json').end(secretText));
  const error: APIError = await rotateWith(clientFor(url)).then(
    () => Promise.reject(new Error('no error')),
    (reason) => reason,
  );
  expect([error.body, error.response?.status, error.headers?.['content-type']]).toEqual([
    secretText,
    200,
    'a/json',
  ]);
});

test('a fragment in a path is in no message', async () => {
  const error = await failure(clientFor('http://127.0.0.1:1').request('GET', `/a#${canary}`));
  expect(error.message).toMatch(/^GET \/a#…: the path has /);
});

test('a query in a path is in no message and in no log', async () => {
  const { url } = await serve((response) => json(response, 404, {}));
  const lines: string[] = [];
  const keep = (line: string) => void lines.push(line);
  const logger = { error: keep, warn: keep, info: keep, debug: keep };
  const client = clientFor(url, { logger, logLevel: 'debug' });
  const error = await failure(client.request('GET', `/a?b=${canary}&api_key=${canary}&c`));
  expect(error.message).toBe('GET /a?b=…&api_key=…&c: 404');
  expect(lines[0]).toContain('GET /a?b=…&api_key=…&c: sent');
  expect([shown(error), ...lines].join()).not.toContain(canary);
});
