import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { APIResource, type APIError } from '../src/index.js';
import { clientFor, json, rotateWith, serve, serveBytes } from './loopback.js';

const canary = 'canary-5d1f';

class Tokens extends APIResource {}

function shown(value: unknown): string {
  const error = value as Error;
  return [
    inspect(value, { depth: Infinity, showHidden: true }),
    JSON.stringify(value),
    String(value),
    error.stack,
    inspect(error.cause, { depth: Infinity, showHidden: true }),
  ].join('\n');
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
