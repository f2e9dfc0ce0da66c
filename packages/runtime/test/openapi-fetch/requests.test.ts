import { expect, test } from 'vitest';
import { APIError, DecodeError, InvalidRequestError } from '../../src/index.js';
import { type ClientOptions, createClient } from '../../src/openapi-fetch.js';
import type { paths } from '../fixtures/blog/paths.js';
import { json, serve } from '../loopback.js';
import { rejection, shown } from '../rejections.js';

const post = { title: 'a post' };
const canary = 'canary-7f3a';

function clientFor(baseUrl: string, options: ClientOptions = {}) {
  return createClient<paths>({ baseUrl, ...options });
}

test('a redirect within the origin is followed for GET', async () => {
  const { url, seen } = await serve((response, { url: path }) => {
    if (path === '/v1/login') response.writeHead(302, { location: '/there' }).end();
    else json(response, 200, post);
  });
  expect((await clientFor(url).GET('/v1/login', { cache: 'no-store' })).data).toEqual(post);
  expect(seen.map((request) => request.url)).toEqual(['/v1/login', '/there']);
});

test('a redirect to another origin is not followed, nor one of a POST', async () => {
  const other = await serve((response) => json(response, 200, post));
  const { url, seen } = await serve((response) =>
    response.writeHead(307, { location: `${other.url}/${canary}` }).end(canary),
  );
  const client = clientFor(url, { headers: { authorization: canary } });
  const read = await client.GET('/v1/login');
  const written = await client.POST('/blogposts', { body: post });
  for (const { error, response } of [read, written]) {
    expect(response.status).toBe(307);
    expect(error).toBeInstanceOf(APIError);
    expect(shown(error)).toContain('307 is a redirect, not followed');
    expect(shown(error)).not.toContain(canary);
  }
  expect([seen.length, other.seen]).toEqual([2, []]);
});

test('a caller who wants to see redirects sees them', async () => {
  const { url, seen } = await serve((response) =>
    response.writeHead(302, { location: '/there' }).end('gone'),
  );
  const { error, response } = await clientFor(url, { redirect: 'manual' }).GET('/v1/login');
  expect([error, response.status, response.headers.get('location')]).toEqual(['gone', 302, '/there']);
  const refused = await rejection(clientFor(url).GET('/v1/login', { redirect: 'error' }));
  expect([refused.status, seen.length]).toEqual([302, 2]);
});

test.each([
  { authorization: canary },
  { Cookie: canary },
  { 'x-api-key': canary },
  { 'Proxy-Authorization': canary },
  { 'X-Session-Token': canary },
])('credentials do not go over http: %j', async (headers) => {
  const sent: string[] = [];
  const fetch = async ({ url }: Request) => {
    sent.push(url);
    return Response.json(post);
  };
  const client = clientFor('http://example.com', { headers, fetch });
  const error = await rejection(client.GET('/v1/login'));
  expect(error).toBeInstanceOf(InvalidRequestError);
  expect(error.message).toBe('GET /v1/login: credentials need https:, or the option allowInsecure');
  expect(sent).toEqual([]);
  const insecure = clientFor('http://example.com', { headers, fetch, allowInsecure: true });
  expect((await insecure.GET('/v1/login')).data).toEqual(post);
});

test('credentials in the query do not go over http', async () => {
  const inQuery = (query: object): Record<string, unknown> => ({ params: { query } });
  const client = createClient<Record<string, { get: { parameters: {}; responses: {} } }>>({
    baseUrl: 'http://example.com',
    fetch: async () => Response.json(post),
  });
  for (const name of ['api_key', 'access_token', 'key', 'signature', 'password'])
    for (const call of [
      client.GET('/a', inQuery({ [name]: canary })),
      client.GET(`/a?b=1&${name}=${canary}`),
    ])
      expect((await rejection(call)).message).toContain('credentials need https:');
  expect((await client.GET('/a', inQuery({ page_token: 'a', q: 'b' }))).data).toEqual(post);
});

test('credentials of a middleware do not go over http either', async () => {
  const client = clientFor('http://example.com', { fetch: async () => Response.json(post) });
  client.use({ onRequest: ({ request }) => request.headers.set('authorization', canary) });
  expect(await rejection(client.GET('/v1/login'))).toBeInstanceOf(InvalidRequestError);
});

test.each([
  ['a header', 'https://example.com', { headers: { 'x-secret': `a\n${canary}` } }],
  ['a base with a password', `https://user:${canary}@example.com`, {}],
  ['a base that is no URL', canary, {}],
  ['a query', 'https://example.com', { querySerializer: () => decodeURIComponent(`%${canary}`) }],
])('what cannot be sent shows no secret: %s', async (_name, baseUrl, init) => {
  const error = await rejection(clientFor(baseUrl).GET('/v1/login', init));
  expect(error).toBeInstanceOf(InvalidRequestError);
  expect(shown(error)).not.toContain(canary);
});

test.each([
  ['with a length', (text: string) => ({ 'content-length': `${text.length}` })],
  ['chunked', () => ({})],
])('a 2xx that is not JSON shows no secret, and can still be had: %s', async (_name, headersOf) => {
  const text = `<${canary}`;
  const { url } = await serve((response) => response.writeHead(200, headersOf(text)).end(text));
  const error = await rejection(clientFor(url).GET('/v1/login'));
  expect(error).toBeInstanceOf(DecodeError);
  expect(error).toMatchObject({ message: 'GET /v1/login: 200, applied, but it is not JSON', body: text });
  expect(shown(error)).not.toContain(canary);
});

test('a response of a middleware that is not JSON', async () => {
  const client = clientFor('https://example.com');
  client.use({ onRequest: () => new Response(canary) });
  const error = await rejection(client.GET('/v1/login'));
  expect(error).toBeInstanceOf(DecodeError);
  expect(shown(error)).not.toContain(canary);
});

test('the log has no value, and a deprecation once', async () => {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const { url } = await serve((response) => json(response, 200, post, { deprecation: '@1', secret: canary }));
  const client = clientFor(url, {
    logger: { error: log, warn: log, info: log, debug: log },
    logLevel: 'debug',
    headers: { authorization: canary },
  });
  const params = { path: { post_id: canary }, query: { version: 2 } };
  await client.GET('/blogposts/{post_id}', { params });
  await client.GET('/blogposts/{post_id}', { params });
  expect(lines.filter((line) => line.includes('deprecated'))).toEqual([
    'openapi-fetch: GET /blogposts/{post_id} is deprecated',
  ]);
  expect(lines[0]).toBe('openapi-fetch: GET /blogposts/{post_id}: sent');
  expect(lines.join()).not.toContain(canary);
});

test('a body that is a stream is sent as one', async () => {
  const { url, seen } = await serve((response) => response.writeHead(503, { 'retry-after': '0' }).end());
  const { response } = await clientFor(url).PUT('/blogposts', {
    body: post,
    duplex: 'half',
    bodySerializer: (body) => new Blob([JSON.stringify(body)]).stream(),
  });
  expect(seen.map(({ body, headers }) => [body.toString(), headers['transfer-encoding']])).toEqual([
    [JSON.stringify(post), 'chunked'],
  ]);
  expect(response.status).toBe(503);
});

test('fetch is given an instance of Request, the caller’s members of it, and requestInitExt', async () => {
  class OwnRequest extends Request {}
  const given: unknown[] = [];
  const client = clientFor('https://example.com', {
    Request: OwnRequest,
    requestInitExt: { dispatcher: 'a dispatcher' },
    cache: 'no-store',
    fetch: async (...all: unknown[]) => {
      given.push(...all);
      return Response.json(post);
    },
  });
  await client.GET('/v1/login', { next: { revalidate: 60 }, headers: { a: 'b', c: ['d', 'e'], f: null } });
  const [request, extension] = given as [Request, unknown];
  expect(request).toBeInstanceOf(OwnRequest);
  expect(request).toMatchObject({ url: 'https://example.com/v1/login', method: 'GET', cache: 'no-store' });
  expect(request).toHaveProperty('next', { revalidate: 60 });
  expect([...request.headers]).toEqual([
    ['a', 'b'],
    ['c', 'd, e'],
  ]);
  expect(extension).toEqual({ dispatcher: 'a dispatcher' });
});

test('a middleware may send a request itself', async () => {
  const { url, seen } = await serve((response, { headers }) =>
    json(response, headers.authorization ? 200 : 401, post),
  );
  const client = clientFor(url);
  client.use({
    async onResponse({ request, response, options }) {
      if (response.status !== 401) return undefined;
      return options.fetch(new Request(request, { headers: { authorization: 'renewed' } }));
    },
  });
  expect((await client.GET('/v1/login')).data).toEqual(post);
  expect(seen.map(({ headers }) => headers.authorization)).toEqual([undefined, 'renewed']);
});

test('every method', async () => {
  const { url, seen } = await serve((response) => json(response, 200, post));
  const client = clientFor(url);
  await client.GET('/v1/login');
  await client.PUT('/blogposts', { body: post });
  await client.POST('/blogposts', { body: post });
  await client.DELETE('/blogposts');
  await client.OPTIONS('/blogposts');
  await client.HEAD('/blogposts');
  await client.PATCH('/blogposts');
  await client.request('get', '/v1/login');
  expect(seen.map(({ method }) => method)).toEqual([
    'GET',
    'PUT',
    'POST',
    'DELETE',
    'OPTIONS',
    'HEAD',
    'PATCH',
    'GET',
  ]);
});
