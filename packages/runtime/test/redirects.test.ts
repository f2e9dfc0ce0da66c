import { expect, test } from 'vitest';
import { APIError } from '../src/index.js';
import {
  clientFor,
  failure,
  json,
  operation,
  type Respond,
  serve,
  serveInTurn,
  answering,
} from './loopback.js';

const none = { 200: 'none' } as const;

const to =
  (location: string | undefined, code = 302): Respond =>
  (response) =>
    response.writeHead(code, location === undefined ? {} : { location }).end('moved');

test.each(
  ['GET', 'HEAD'].flatMap((method) => [301, 302, 303, 307, 308].map((code) => [method, code] as const)),
)('%s follows %s within the origin, with all it was sent with', async (method, code) => {
  const { url, seen } = await serveInTurn(to('/v2/things?page=2', code), answering(200));
  const given = operation({ method, responses: none, auth: [['apiToken']] });
  await clientFor(url).send(given, {}, {}, { headers: { 'x-mine': '1' } });
  expect(seen.map((request) => [request.method, request.url])).toEqual([
    [method, '/things'],
    [method, '/v2/things?page=2'],
  ]);
  expect(seen[1]?.headers).toMatchObject({ authorization: 'Bearer the-token', 'x-mine': '1' });
});

test.each([
  ['relative', 'sub/a', '/sub/a'],
  ['absolute', 'ORIGIN/other', '/other'],
  ['with a fragment', '/other#part', '/other'],
])('the location may be %s', async (_, location, want) => {
  const { url, seen } = await serve((response, request) => {
    if (request.url === '/things') to(location.replace('ORIGIN', url))(response);
    else json(response, 200, { a: 1 });
  });
  expect(await clientFor(url).send(operation({}), {}, {})).toEqual({ a: 1 });
  expect(seen[1]?.url).toBe(want);
});

test.each([
  [5, 6, undefined],
  [6, 6, 302],
])('of %s in a row', async (count, asked, code) => {
  const hops = Array.from({ length: count }, (_, index) => to(`/hop${index}`));
  const { url, seen } = await serveInTurn(...hops, answering(200));
  const result = await clientFor(url, { maxRetries: 2 }).send(operation({}), {}, {}).asResult();
  expect([result.ok ? undefined : result.error.status, seen.length]).toEqual([code, asked]);
});

test.each(
  ['POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'].flatMap((method) =>
    [301, 302, 303, 307, 308].map((code) => [method, code] as const),
  ),
)('%s does not follow %s, even within the origin', async (method, code) => {
  const { url, seen } = await serveInTurn(to('/other', code), answering(200));
  const error = await failure(clientFor(url, { maxRetries: 2 }).send(operation({ method }), {}, {}));
  expect(error.constructor).toBe(APIError);
  expect(error.message).toBe(`${method} /things: ${code} is a redirect, not followed; check baseURL`);
  expect(seen).toHaveLength(1);
});

test.each(['GET', 'HEAD', 'POST', 'PUT'])('%s goes to no other origin', async (method) => {
  const other = await serve((response) => json(response, 200, {}));
  const locations = [other.url, other.url.replace('http:', ''), other.url.replace('127.0.0.1', 'localhost')];
  for (const location of locations) {
    const { url, seen } = await serveInTurn(to(location, 307), answering(200));
    const given = operation({ method, responses: none, auth: [['apiToken']] });
    expect((await failure(clientFor(url).send(given, {}, {}))).status).toBe(307);
    expect([seen.length, other.seen.length]).toEqual([1, 0]);
  }
});

test('the same port under another host is another origin, also after a redirect that was followed', async () => {
  const { url, seen } = await serve((response, request) =>
    to(request.url === '/things' ? '/next' : `${url.replace('127.0.0.1', 'localhost')}/end`)(response),
  );
  expect((await failure(clientFor(url).send(operation({}), {}, {}))).status).toBe(302);
  expect(seen.map((request) => request.url)).toEqual(['/things', '/next']);
});

test.each([
  ['no location', to(undefined)],
  ['an empty location', to('')],
  ['a location that is no URL', to('http://')],
  ['300', to('/other', 300)],
  ['305', to('/other', 305)],
  ['304', to('/other', 304)],
])('%s is followed nowhere', async (_, answer) => {
  const { url, seen } = await serveInTurn(answer, answering(200));
  expect((await failure(clientFor(url).send(operation({}), {}, {}))).outcome).toBe('not-applied');
  expect(seen).toHaveLength(1);
});
