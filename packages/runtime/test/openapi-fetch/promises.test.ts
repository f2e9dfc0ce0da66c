import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIUserAbortError,
  DecodeError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
} from '../../src/index.js';
import { type ClientOptions, createClient } from '../../src/openapi-fetch.js';
import type { paths } from '../fixtures/blog/paths.js';
import { json, serve, serveBytes } from '../loopback.js';
import { closedURL, rejection } from '../rejections.js';

const post = { title: 'a post' };
const canary = 'canary-7f3a';

type Anything = Record<string, { get: { parameters: { path?: unknown }; responses: {} } }>;

function clientFor(baseUrl: string, options: ClientOptions = {}) {
  return createClient<paths>({ baseUrl, ...options });
}

test.each([
  ['{post_id}', undefined, 'post_id is missing'],
  ['{post_id}', {}, 'post_id is missing'],
  ['{post_id}', { post_id: undefined }, 'post_id is missing'],
  ['{post_id}', { post_id: null }, 'post_id is missing'],
  ['{post_id}', { post_id: '' }, 'post_id is missing'],
  ['{post_id}', { post_id: [] }, 'post_id is missing'],
  ['{constructor}', {}, 'constructor is missing'],
  ['{post_id}', { post_id: '.' }, 'dots for a segment'],
  ['{post_id}', { post_id: '..' }, 'dots for a segment'],
  ['{post_id}/comments', { post_id: ['..'] }, 'dots for a segment'],
  ['{.post_id}', { post_id: '.' }, 'dots for a segment'],
  ['..', undefined, 'dots for a segment'],
])('a path that leads elsewhere is refused: %s %j', async (template, path, message) => {
  const { url, seen } = await serve((response) => json(response, 200, post));
  const client = createClient<Anything>({ baseUrl: url });
  const error = await rejection(client.GET(`/posts/${template}`, { params: { path } }));
  expect(error).toBeInstanceOf(InvalidRequestError);
  expect(error.message).toContain(`GET /posts/${template}: `);
  expect(error.message).toContain(path === undefined ? 'path' : message);
  expect(seen).toEqual([]);
});

test('dots within a segment, and in the base, are a path like any other', async () => {
  const { url, seen } = await serve((response) => json(response, 200, post));
  await clientFor(`${url}/a/../b`).GET('/blogposts/{post_id}', {
    params: { path: { post_id: '..a/../%2e' } },
  });
  expect(seen[0]?.url).toBe('/b/blogposts/..a%2F..%2F%252e');
});

test('a serializer of the caller’s own is held to the same', async () => {
  const { url, seen } = await serve((response) => json(response, 200, post));
  const pathSerializer = (pathname: string, { post_id }: Record<string, unknown>) =>
    pathname.replace('{post_id}', String(post_id));
  const client = clientFor(url, { pathSerializer });
  const read = (post_id: string) => client.GET('/blogposts/{post_id}', { params: { path: { post_id } } });
  expect(await rejection(read('..'))).toBeInstanceOf(InvalidRequestError);
  expect(await rejection(read('{other}'))).toBeInstanceOf(InvalidRequestError);
  expect((await read('a')).data).toEqual(post);
  expect(seen.map((request) => request.url)).toEqual(['/blogposts/a']);
});

test.each([
  ['Content-Length: 0', () => serve((response) => response.writeHead(404, { 'content-length': '0' }).end())],
  ['chunked', () => serve((response) => response.writeHead(404).end())],
  ['null', () => serve((response) => json(response, 404, null))],
  [
    'broken',
    () => serveBytes((socket) => socket.end(`HTTP/1.1 404 -\r\ncontent-length: 99\r\n\r\n${canary}`)),
  ],
])('an error without a body is an error: %s', async (_name, start) => {
  const { url } = await start();
  const { data, error, response } = await clientFor(url).DELETE('/blogposts');
  expect(error).toBeInstanceOf(NotFoundError);
  expect(error).toMatchObject({ message: 'DELETE /blogposts: 404', outcome: 'not-applied' });
  expect([data, response.status]).toEqual([undefined, 404]);
  expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(canary);
});

test('an error of HEAD is an error', async () => {
  const { url } = await serve((response) => response.writeHead(404).end());
  expect((await clientFor(url).HEAD('/blogposts')).error).toBeInstanceOf(NotFoundError);
});

test('GET is sent again, POST is not', async () => {
  const { url, seen } = await serve((response) => {
    response.setHeader('retry-after', '0');
    if (seen.length === 1) response.writeHead(500).end('{"message":"no"}');
    else json(response, 200, post);
  });
  const client = clientFor(url);
  expect((await client.GET('/v1/login')).data).toEqual(post);
  expect(seen.length).toBe(2);
  const once = await serve((response) => json(response, 500, { message: 'no' }));
  const { error, response } = await clientFor(once.url).POST('/blogposts', { body: post });
  expect([error, response.status, once.seen.length]).toEqual([{ message: 'no' }, 500, 1]);
});

test('what was not applied is sent again, with its body', async () => {
  const { url, seen } = await serve((response) => {
    if (seen.length === 1) response.writeHead(503, { 'retry-after': '0' }).end();
    else json(response, 201, post);
  });
  const { data } = await clientFor(url).POST('/blogposts', { body: post });
  expect(data).toEqual(post);
  expect(seen.map(({ body }) => body.toString())).toEqual([JSON.stringify(post), JSON.stringify(post)]);
  expect(seen.map(({ headers }) => headers['content-length'])).toEqual(['18', '18']);
});

test('a dropped socket: one POST, and an error that says so', async () => {
  const { url, requests } = await serveBytes((socket) => socket.resetAndDestroy());
  const error = await rejection(clientFor(url).POST('/blogposts', { body: post }));
  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(error).toMatchObject({ outcome: 'unknown', cause: { code: expect.any(String) } });
  expect(error.message).toMatch(/^POST \/blogposts: no response/);
  expect(requests()).toBe(1);
});

test.each([
  ['of the client', { maxRetries: 1 }, {}],
  ['of the call', {}, { maxRetries: 1 }],
])('maxRetries %s', async (_name, options, init) => {
  const { url, seen } = await serve((response) => response.writeHead(503, { 'retry-after': '0' }).end());
  await clientFor(url, options).GET('/v1/login', init);
  expect(seen.length).toBe(2);
});

test('a wait above maxRetryAfter is an error at once', async () => {
  const { url, seen } = await serve((response) => response.writeHead(503, { 'retry-after': '60' }).end());
  const { response } = await clientFor(url, { maxRetryAfter: 59_000 }).GET('/v1/login');
  expect([response.status, seen.length]).toEqual([503, 1]);
});

test.each([
  ['of the client', { timeout: 100 }, {}],
  ['of the call', {}, { timeout: 100 }],
])('timeout %s', async (_name, options, init) => {
  const { url } = await serveBytes(() => {});
  const error = await rejection(clientFor(url, { maxRetries: 0, ...options }).GET('/v1/login', init));
  expect(error).toBeInstanceOf(APIConnectionTimeoutError);
});

test('timeout counts until the body is read', async () => {
  const { url } = await serveBytes((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'));
  const error = await rejection(clientFor(url, { timeout: 500 }).GET('/v1/login'));
  expect(error).toBeInstanceOf(DecodeError);
  expect(error).toMatchObject({ outcome: 'applied', cause: expect.any(APIConnectionTimeoutError) });
});

test('timeout ends with the headers where the caller reads the stream', async () => {
  const { url } = await serve((response) => {
    response.write('{"title":');
    setTimeout(() => response.end('"late"}'), 1500);
  });
  const { data } = await clientFor(url, { timeout: 1000 }).GET('/v1/login', { parseAs: 'stream' });
  expect(await new Response(data).json()).toEqual({ title: 'late' });
});

test('an abort is the caller’s', async () => {
  const controller = new AbortController();
  const { url } = await serveBytes(() => controller.abort());
  const error = await rejection(clientFor(url).POST('/blogposts', { body: post, signal: controller.signal }));
  expect(error).toBeInstanceOf(APIUserAbortError);
  expect(error.outcome).toBe('unknown');
});

test('a refused connection', async () => {
  const error = await rejection(clientFor(await closedURL(), { maxRetries: 0 }).GET('/v1/login'));
  expect(error).toBeInstanceOf(APIConnectionError);
  expect(error).toMatchObject({ outcome: 'not-applied' });
});
