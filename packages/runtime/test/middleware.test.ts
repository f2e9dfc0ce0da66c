import { expect, test } from 'vitest';
import {
  APIConnectionError,
  type BaseClientOptions,
  DecodeError,
  InvalidRequestError,
  OutcomeUnknownError,
} from '../src/index.js';
import { type Middleware, type MiddlewareSettings, withMiddleware } from '../src/extensions.js';
import { multipart } from '../src/encoders.js';
import { clientFor, json, operation, rotated, rotateWith, serve, serveBytes } from './loopback.js';
import { closedURL, rejection, shown } from './rejections.js';

const canary = 'canary-91be';
const secret = Object.assign(new Error(canary, { cause: { code: canary } }), { code: canary, body: canary });

function clientWith(
  url: string,
  middleware: Middleware | readonly Middleware[],
  options: BaseClientOptions = {},
  settings: MiddlewareSettings = {},
) {
  return clientFor(url, { fetch: withMiddleware([middleware].flat(), settings), ...options });
}

test('headers of the request are changed, and the body stays as it was', async () => {
  const { url, seen } = await serve((response) => json(response, 200, rotated));
  const client = clientWith(url, { onRequest: ({ request }) => request.headers.set('traceparent', 'a') });
  expect(await rotateWith(client)).toEqual(rotated.result);
  expect(seen[0]?.headers).toMatchObject({ traceparent: 'a', 'content-length': '20' });
  expect(seen[0]?.body.toString()).toBe('{"type":"subscribe"}');
});

test('onRequest in order, the others in reverse, with one id for an attempt', async () => {
  const { url, seen } = await serve((response) =>
    seen.length === 1 ? response.writeHead(503, { 'retry-after': '0' }).end() : json(response, 200, rotated),
  );
  const order: string[] = [];
  const ids = new Set<string>();
  const named = (name: string): Middleware => ({
    onRequest({ id }) {
      ids.add(id);
      order.push(`request ${name}`);
    },
    onResponse({ id, response }) {
      ids.add(id);
      order.push(`response ${name} ${response.status}`);
    },
  });
  await rotateWith(clientWith(url, [named('a'), named('b')], { maxRetries: 1 }));
  expect(order).toEqual([
    'request a',
    'request b',
    'response b 503',
    'response a 503',
    'request a',
    'request b',
    'response b 200',
    'response a 200',
  ]);
  expect(ids.size).toBe(2);
});

test('another request is sent in its place, and its redirects are still refused', async () => {
  const { url, seen } = await serve((response, { url: path }) =>
    path?.startsWith('/other')
      ? response.writeHead(307, { location: '/' }).end()
      : json(response, 200, rotated),
  );
  const other = clientWith(url, {
    onRequest: ({ request }) =>
      new Request(request, { headers: { ...Object.fromEntries(request.headers), a: 'b' } }),
  });
  expect(await rotateWith(other)).toEqual(rotated.result);
  expect(seen[0]?.headers).toMatchObject({
    a: 'b',
    'content-length': '20',
    'content-type': 'application/json',
  });
  expect(seen[0]?.body.toString()).toBe('{"type":"subscribe"}');
  const redirected = clientWith(url, { onRequest: () => new Request(`${url}/other`, { method: 'POST' }) });
  expect(await rejection(rotateWith(redirected))).toMatchObject({ status: 307 });
  expect(seen.length).toBe(2);
});

test('a form keeps its boundary', async () => {
  const { url, seen } = await serve((response) => json(response, 200, {}));
  const form = operation({
    method: 'POST',
    body: { from: 'member', encode: multipart, mediaType: undefined, required: true },
  });
  const client = clientWith(url, { onRequest: ({ request }) => request.headers.set('a', 'b') });
  await client.send(form, {}, { body: { name: 'value' } });
  const boundary = /boundary=(.+)$/.exec(seen[0]?.headers['content-type'] ?? '')?.[1];
  expect(seen[0]?.body.toString()).toContain(`--${boundary}`);
});

test('a stream is sent as one, read by a middleware or not', async () => {
  const { url, seen } = await serve((response) => json(response, 200, {}));
  const streamed = operation({
    method: 'POST',
    body: { from: 'member', encode: (body) => new Blob([String(body)]).stream(), required: true },
  });
  const client = clientWith(url, { onRequest: async ({ request }) => void (await request.clone().text()) });
  await client.send(streamed, {}, { body: 'some text' });
  expect(seen[0]?.body.toString()).toBe('some text');
});

test('a response in place of the request: nothing is sent, and onResponse is left out', async () => {
  const { url, seen } = await serve((response) => json(response, 200, rotated));
  let isCalled = false;
  const client = clientWith(url, [
    { onResponse: () => void (isCalled = true) },
    { onRequest: () => Response.json(rotated) },
    { onRequest: () => void (isCalled = true) },
  ]);
  expect(await rotateWith(client)).toEqual(rotated.result);
  expect([seen.length, isCalled]).toEqual([0, false]);
});

test('another response', async () => {
  const { url } = await serve((response) => json(response, 200, {}));
  const client = clientWith(url, { onResponse: () => Response.json(rotated) });
  expect(await rotateWith(client)).toEqual(rotated.result);
});

test('a response in place of an error, and onResponse after it', async () => {
  const { url } = await serveBytes((socket) => socket.resetAndDestroy());
  const statuses: number[] = [];
  const client = clientWith(url, {
    onResponse: ({ response }) => void statuses.push(response.status),
    onError: () => Response.json(rotated),
  });
  expect(await rotateWith(client)).toEqual(rotated.result);
  expect(statuses).toEqual([200]);
});

test('redirects that are followed are seen', async () => {
  const { url } = await serve((response, { url: path }) =>
    path === '/things' ? response.writeHead(302, { location: '/there' }).end() : json(response, 200, {}),
  );
  const urls: string[] = [];
  const client = clientWith(url, { onRequest: ({ request }) => void urls.push(request.url) });
  await client.send(operation({}), {}, {});
  expect(urls).toEqual([`${url}/things`, `${url}/there`]);
});

test('a fetch beneath', async () => {
  const { url } = await serve((response) => json(response, 200, rotated));
  const given: unknown[] = [];
  const beneath = (target: string, init: RequestInit) => {
    given.push(target, Reflect.get(init, 'dispatcher'), init.redirect);
    return fetch(target, { ...init, dispatcher: undefined } as RequestInit);
  };
  const options = { fetchOptions: { dispatcher: 'a dispatcher' } };
  await rotateWith(clientWith(`${url}`, [], options, { fetch: beneath }));
  expect(given).toEqual([expect.stringContaining(url), 'a dispatcher', 'manual']);
});

test.each([
  ['throws', () => Promise.reject(secret)],
  ['gives something else', () => canary as unknown as Request],
])('onRequest %s: nothing was sent, nothing is sent again, nothing is shown', async (_name, onRequest) => {
  const { url, seen } = await serve((response) => json(response, 200, rotated));
  const error = await rejection(rotateWith(clientWith(url, { onRequest }, { maxRetries: 2 })));
  expect(error).toBeInstanceOf(InvalidRequestError);
  expect(error.outcome).toBe('not-applied');
  expect(shown(error)).not.toContain(canary);
  expect(seen).toEqual([]);
});

test('onRequest throws after an attempt that may have been applied', async () => {
  const { url, requests } = await serveBytes((socket) => socket.resetAndDestroy());
  const attempts: string[] = [];
  const client = clientWith(
    url,
    {
      onRequest({ id }) {
        attempts.push(id);
        if (attempts.length === 2) throw secret;
      },
    },
    { maxRetries: 2 },
  );
  const error = await rejection(client.send(operation({ method: 'DELETE' }), {}, {}));
  expect([error.outcome, requests()]).toEqual(['unknown', 1]);
});

test.each([
  ['throws', () => Promise.reject(secret)],
  ['gives something else', () => canary as unknown as Response],
])('onResponse %s: it was applied, and nothing is shown', async (_name, onResponse) => {
  const { url, seen } = await serve((response) => json(response, 200, rotated));
  const error = await rejection(rotateWith(clientWith(url, { onResponse }, { maxRetries: 2 })));
  expect(error).toBeInstanceOf(DecodeError);
  expect(error.outcome).toBe('applied');
  expect(shown(error)).not.toContain(canary);
  expect(seen.length).toBe(1);
});

test('onResponse throws for an error status', async () => {
  const { url, seen } = await serve((response) => json(response, 404, {}));
  const error = await rejection(rotateWith(clientWith(url, { onResponse: () => Promise.reject(secret) })));
  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(error.cause).toEqual({ code: 'ERR_MIDDLEWARE' });
  expect(shown(error)).not.toContain(canary);
  expect(seen.length).toBe(1);
});

test.each<[string, Middleware['onError']]>([
  ['throws', () => Promise.reject(secret)],
  ['gives another error', () => secret],
])('onError %s: the error is that of the platform', async (_name, onError) => {
  const seen: unknown[] = [];
  const last: Middleware = { onError: ({ error }) => void seen.push(error) };
  const error = await rejection(rotateWith(clientWith(await closedURL(), [last, { onError: onError! }])));
  expect(error).toBeInstanceOf(APIConnectionError);
  expect(error.outcome).toBe('not-applied');
  expect(shown(error)).not.toContain(canary);
  expect(seen).toEqual([secret]);
});

test.each<[string, Middleware['onRequest']]>([
  ['a cookie', ({ request }) => request.headers.set('Cookie', canary)],
  ['a key', ({ request }) => request.headers.set('x-api-key', canary)],
  ['a key in the query', ({ request }) => new Request(`${request.url}?api_key=${canary}`, request)],
])('credentials of a middleware do not go over http: %s', async (_name, onRequest) => {
  const sent: string[] = [];
  const beneath = async (url: string) => {
    sent.push(url);
    return Response.json({});
  };
  const options = { apiToken: null } as BaseClientOptions;
  const read = (settings: MiddlewareSettings) =>
    clientWith('http://example.com', { onRequest: onRequest! }, options, settings).send(
      operation({}),
      {},
      {},
    );
  const error = await rejection(read({ fetch: beneath }));
  expect(error.message).toBe('withMiddleware: credentials need https:, or the option allowInsecure');
  expect(sent).toEqual([]);
  expect(await read({ fetch: beneath, allowInsecure: true })).toEqual({});
});
