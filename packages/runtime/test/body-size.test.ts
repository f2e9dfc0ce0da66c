import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type APIError, DecodeError, InternalServerError, type ResponseKind } from '../src/index.js';
import { createClient } from '../src/openapi-fetch.js';
import { clientFor, failure, operation, place, rotate, rotateWith, serve } from './loopback.js';

const LIMIT = 1000;
const tooLarge = 'its body is larger than maxBodySize; raise it, or read it with asResponse()';
const text = JSON.stringify('a'.repeat(LIMIT - 2));

/** Answers without a length, and tells when the client has closed the connection. */
function answering(status: number, body: string | Buffer, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.write(body);
    response.end();
  };
}

/** Sends for as long as the client reads; resolves when it has closed the connection. */
function endless(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  const spaces = (function* () {
    for (;;) yield ' '.repeat(100_000);
  })();
  return pipeline(Readable.from(spaces), response).catch(() => {});
}

const big = `{"errors":[{"code":7}],"a":"${'b'.repeat(LIMIT)}"}`;

test.each<[string, string | Buffer, Record<string, string>]>([
  ['plain', big, {}],
  ['gzip', gzipSync(big), { 'content-encoding': 'gzip' }],
  ['deflate', deflateSync(big), { 'content-encoding': 'deflate' }],
  ['br', brotliCompressSync(big), { 'content-encoding': 'br' }],
  ['gzip twice', gzipSync(gzipSync(big)), { 'content-encoding': 'gzip, gzip' }],
])('a 2xx that is larger than maxBodySize, %s', async (_, body, headers) => {
  const { url, seen } = await serve(answering(200, body, headers));
  const error = await failure(rotateWith(clientFor(url, { maxBodySize: LIMIT, maxRetries: 2 })));
  expect(error).toBeInstanceOf(DecodeError);
  expect(error.message).toBe(`${place}: 200, applied, but ${tooLarge}`);
  expect([error.outcome, error.body, seen.length]).toEqual(['applied', undefined, 1]);
});

test.each<[string, number, number]>([
  ['GET', 500, 3],
  ['POST', 500, 1],
  ['GET', 404, 1],
])('an error that is larger: %s, %i', async (method, status, sent) => {
  const { url, seen } = await serve(answering(status, big, { 'retry-after': '0' }));
  const client = clientFor(url, { maxBodySize: LIMIT, maxRetries: 2 });
  const error = await failure(client.send(operation({ method }), {}, {}));
  expect(error).toMatchObject({ status, codes: [], message: `${method} /things: ${status}` });
  expect([error.body, error.documented, seen.length]).toEqual([undefined, false, sent]);
});

test.each<[ResponseKind, unknown]>([
  ['json', JSON.parse(text)],
  ['text', text],
  ['any', JSON.parse(text)],
  ['binary', text],
  ['none', undefined],
])('exactly maxBodySize is read: %s', async (kind, want) => {
  const { url } = await serve(answering(200, text));
  const call = (maxBodySize: number) =>
    clientFor(url).send(operation({ responses: { 200: kind } }), {}, {}, { maxBodySize });
  const data = await call(LIMIT);
  expect(data instanceof Blob ? await data.text() : data).toEqual(want);
  expect(data instanceof Blob ? data.type : 'application/json').toBe('application/json');
  expect((await failure(call(LIMIT - 1))).message).toContain(tooLarge);
  expect((await failure(call(NaN))).message).toContain(tooLarge);
  expect(await call(Infinity)).toEqual(data);
});

test('characters that come in two pieces are read whole', async () => {
  const bytes = Buffer.from(JSON.stringify('ü€😀'));
  const { url } = await serve(async (response) => {
    response.setHeader('content-type', 'application/json');
    for (const byte of bytes) {
      response.write(Buffer.of(byte));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    response.end();
  });
  expect(await clientFor(url).send(operation({}), {}, {})).toBe('ü€😀');
});

test('a body without an end is read up to the limit, and its connection closed', async () => {
  let closed: Promise<void> | undefined;
  const { url } = await serve((response) => void (closed = endless(response)));
  const error = await failure(rotateWith(clientFor(url, { maxBodySize: 5_000_000 })));
  expect(error.message).toContain(tooLarge);
  await closed;
});

test('asResponse has no limit', async () => {
  const { url } = await serve(answering(200, big));
  const response = await clientFor(url, { maxBodySize: 1 }).send(operation({}), {}, {}).asResponse();
  expect(await response.text()).toBe(big);
});

test('the limit is 128 MiB where none is given', async () => {
  const piece = new Uint8Array(2 ** 20).fill(32);
  let sent = 0;
  const fetch = async () => {
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(piece);
      },
    });
    return new Response(body, { headers: { 'content-type': 'application/json' } });
  };
  const error = await failure(
    clientFor('https://example.com', { fetch }).send(rotate, { relay_id: 'r' }, { account_id: 'a' }),
  );
  expect(error.message).toContain(tooLarge);
  // One more than fit, and what the platform asks for in advance.
  expect(sent).toBeGreaterThan(128);
  expect(sent).toBeLessThan(132);
});

type Anything = Record<string, { get: { parameters: {}; responses: {} } }>;

test.each(['json', 'text', 'blob', 'arrayBuffer'] as const)('openapi-fetch: a 2xx, %s', async (parseAs) => {
  const { url } = await serve(answering(200, text));
  const client = createClient<Anything>({ baseUrl: url, maxBodySize: LIMIT });
  const data: unknown = (await client.GET('/a', { parseAs })).data;
  expect(data instanceof Blob ? await data.text() : data).toEqual(
    { json: JSON.parse(text), text, blob: text, arrayBuffer: new TextEncoder().encode(text).buffer }[parseAs],
  );
  const less: Record<string, unknown> = { parseAs, maxBodySize: LIMIT - 1 };
  const error: APIError = await failure(client.GET('/a', less));
  expect([error.constructor, error.message]).toEqual([DecodeError, `GET /a: 200, applied, but ${tooLarge}`]);
});

test('openapi-fetch: an error', async () => {
  const { url, seen } = await serve(answering(500, big, { 'retry-after': '0' }));
  const client = createClient<Anything>({ baseUrl: url, maxBodySize: LIMIT, maxRetries: 1 });
  const { error, response } = await client.GET('/a');
  expect(error).toBeInstanceOf(InternalServerError);
  expect([(error as unknown as APIError).body, response.status, seen.length]).toEqual([undefined, 500, 2]);
});
