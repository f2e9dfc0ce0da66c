import { expect, test } from 'vitest';
import * as runtime from '../src/index.js';
import { raw } from '../src/encoders.js';
import {
  clientFor,
  closedURL,
  drop,
  failure,
  operation,
  type Respond,
  rotateWith,
  serveBytes,
} from './loopback.js';
import { json, rotated, serveInTurn, answering } from './loopback.js';

const AT_ONCE = { 'retry-after': '0' };
const done = answering(200);

/** Calls with one retry allowed, and returns how often the server was asked and what came of it. */
async function attempts(
  fault: Respond,
  given: Parameters<typeof operation>[0],
  options: runtime.IdempotentRequestOptions = {},
  params = {},
) {
  const { url, seen } = await serveInTurn(fault, done);
  const call = clientFor(url, { maxRetries: 1 }).send(operation(given), {}, params, options);
  const result = await call.asResult();
  return { asked: seen.length, seen, error: result.ok ? undefined : result.error };
}

const SAFE = ['GET', 'HEAD', 'OPTIONS'];
const IDEMPOTENT = [...SAFE, 'PUT', 'DELETE'];
const OTHERS = ['POST', 'PATCH'];
const none = { 200: 'none' } as const;

test.each(
  IDEMPOTENT.flatMap((method) => [408, 429, 500, 502, 503, 504].map((code) => [method, code] as const)),
)('%s after %s is sent again', async (method, code) => {
  const { asked, error } = await attempts(answering(code, AT_ONCE), { method, responses: none });
  expect([asked, error]).toEqual([2, undefined]);
});

test.each(
  OTHERS.flatMap((method) => [
    [method, 429, AT_ONCE, 2, undefined] as const,
    [method, 429, {}, 2, undefined] as const,
    [method, 503, AT_ONCE, 2, undefined] as const,
    [method, 503, {}, 1, 'unknown'] as const,
    [method, 408, AT_ONCE, 1, 'unknown'] as const,
    [method, 500, AT_ONCE, 1, 'unknown'] as const,
    [method, 502, AT_ONCE, 1, 'unknown'] as const,
  ]),
)('%s after %s with %j is sent %s times', async (method, code, headers, want, outcome) => {
  const { asked, error } = await attempts(answering(code, headers), { method });
  expect([asked, error?.outcome]).toEqual([want, outcome]);
});

test.each(
  ['GET', 'PUT', 'POST'].flatMap((method) => [400, 403, 404, 409, 422].map((code) => [method, code])),
)('%s after %s is not sent again', async (method, code) => {
  const { asked, error } = await attempts(answering(Number(code), AT_ONCE), { method: String(method) });
  expect([asked, error?.status, error?.outcome]).toEqual([1, code, 'not-applied']);
});

test.each([
  ...IDEMPOTENT.map((method) => [method, 2] as const),
  ...OTHERS.map((method) => [method, 1] as const),
])('%s whose connection drops is sent %s times', async (method, want) => {
  const { asked, error } = await attempts(drop, { method, responses: none });
  expect([asked, error?.constructor]).toEqual([want, want === 2 ? undefined : runtime.OutcomeUnknownError]);
});

test('one dropped socket after the server rotated is exactly one POST, whatever maxRetries says', async () => {
  const { url, seen } = await serveInTurn(drop);
  const error = await failure(rotateWith(clientFor(url, { maxRetries: 5 }), { maxRetries: 9 }));
  expect([error.constructor, error.outcome, seen.length]).toEqual([
    runtime.OutcomeUnknownError,
    'unknown',
    1,
  ]);
});

test('a success that breaks off after a POST is exactly one POST', async () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{';
  const { url, requests } = await serveBytes((socket) => socket.end(head));
  const error = await failure(rotateWith(clientFor(url, { maxRetries: 2 })));
  expect([error.constructor, error.outcome, requests()]).toEqual([runtime.DecodeError, 'applied', 1]);
});

test('what the document calls idempotent is sent again, whatever its method', async () => {
  const given = { method: 'POST', idempotent: true } as const;
  expect((await attempts(drop, given)).asked).toBe(2);
  expect((await attempts(answering(500, AT_ONCE), given)).asked).toBe(2);
});

test('idempotencyKey: the same each time, and nothing without a header for it', async () => {
  const keyed = { method: 'POST', idempotencyHeader: 'Idempotency-Key' };
  const { asked, seen } = await attempts(drop, keyed, { idempotencyKey: 'k1' });
  expect([asked, ...seen.map(({ headers }) => headers['idempotency-key'])]).toEqual([2, 'k1', 'k1']);
  expect((await attempts(drop, keyed)).asked).toBe(1);
  expect((await attempts(drop, { method: 'POST' }, { idempotencyKey: 'k1' })).asked).toBe(1);
});

test.each([
  ['a stall', 'GET', () => {}, 2],
  ['a stall after POST', 'POST', () => {}, 1],
])('%s is a failure of its attempt', async (_, method, stall, want) => {
  const { asked, error } = await attempts(stall, { method }, { timeout: 1000 });
  expect([asked, error?.constructor]).toEqual([want, want === 2 ? undefined : runtime.OutcomeUnknownError]);
});

test('a refused connection is tried again, whatever the method', async () => {
  const { url, seen } = await serveInTurn((response) => json(response, 200, rotated));
  const closed = await closedURL();
  let asked = 0;
  const send: runtime.Fetch = (target, init) => fetch(asked++ ? target : target.replace(url, closed), init);
  const data = await rotateWith(clientFor(url, { fetch: send, maxRetries: 1 }));
  expect([data, asked, seen.length]).toEqual([rotated.result, 2, 1]);
});

test.each([
  ['by default', {}, {}, 3],
  ['by the client', { maxRetries: 1 }, {}, 2],
  ['by the call', { maxRetries: 1 }, { maxRetries: 3 }, 4],
  ['not at all', {}, { maxRetries: 0 }, 1],
])('how often, %s', async (_, client, options, want) => {
  const { url, seen } = await serveInTurn(answering(429, AT_ONCE));
  const call = rotateWith(clientFor(url, { maxRetries: undefined, ...client }), options);
  expect((await failure(call)).constructor).toBe(runtime.RateLimitError);
  expect(seen).toHaveLength(want);
});

test('each attempt sends the same, whatever the caller changes meanwhile', async () => {
  const params = { type: 'subscribe', page: 1 };
  const options = { headers: { 'x-mine': '1' }, query: { debug: 1 } };
  const { url, seen } = await serveInTurn(answering(429, AT_ONCE), done);
  const given = { query: { page: {} }, body: { from: 'spread', mediaType: 'application/json' } } as const;
  const call = clientFor(url, { maxRetries: 1 }).send(
    operation({ method: 'POST', ...given }),
    {},
    params,
    options,
  );
  Object.assign(params, { type: 'changed', page: 2 });
  options.headers['x-mine'] = '2';
  options.query.debug = 2;
  await call;
  const sent = seen.map((request) => [request.url, request.headers['x-mine'], `${request.body}`]);
  const want = ['/things?page=1&debug=1', '1', '{"type":"subscribe"}'];
  expect(sent).toEqual([want, want]);
});

test.each([
  ['bytes', new Uint8Array([97])],
  ['a blob', new Blob(['a'])],
  ['text', 'a'],
])('%s are sent again', async (_, body) => {
  const { seen } = await attempts(
    drop,
    { method: 'PUT', body: { from: 'member', encode: raw } },
    {},
    { body },
  );
  expect(seen.map((request) => `${request.body}`)).toEqual(['a', 'a']);
});

test('a stream is never sent again', async () => {
  const { url, seen } = await serveInTurn(answering(503, AT_ONCE), done);
  const put = operation({ method: 'PUT', body: { from: 'member', encode: raw } });
  const body = new Blob(['a,b']).stream();
  const error = await failure(clientFor(url, { maxRetries: 2 }).send(put, {}, { body }));
  expect([error.status, error.outcome, seen.map((request) => `${request.body}`)]).toEqual([
    503,
    'unknown',
    ['a,b'],
  ]);
});

test.each([
  ['DELETE', 'dropped, then 404', [drop, answering(404)], runtime.NotFoundError, 'unknown'],
  ['DELETE', '404', [answering(404)], runtime.NotFoundError, 'not-applied'],
  [
    'PUT',
    '500, then 422',
    [answering(500, AT_ONCE), answering(422)],
    runtime.UnprocessableEntityError,
    'unknown',
  ],
  [
    'PUT',
    '429, then 422',
    [answering(429, AT_ONCE), answering(422)],
    runtime.UnprocessableEntityError,
    'not-applied',
  ],
  ['GET', 'dropped, then 404', [drop, answering(404)], runtime.NotFoundError, 'not-applied'],
  [
    'PUT',
    'dropped, then success: false',
    [drop, (response) => json(response, 200, { success: false })],
    runtime.APIError,
    'unknown',
  ],
] satisfies [string, string, Respond[], typeof runtime.APIError, runtime.Outcome][])(
  '%s %s: what an earlier attempt did stays open',
  async (method, _, answers, errorClass, outcome) => {
    const { url } = await serveInTurn(...answers);
    const given = operation({ method, envelope: 'result' });
    const error = await failure(clientFor(url, { maxRetries: 1 }).send(given, {}, {}));
    expect([error.constructor, error.outcome]).toEqual([errorClass, outcome]);
  },
);

test('what an earlier attempt did stays open when the next is refused', async () => {
  const { url, seen } = await serveInTurn(drop);
  let asked = 0;
  const apiToken = () => (asked++ === 0 ? 't' : Promise.reject(new Error('canary')));
  const put = operation({ method: 'PUT', auth: [['apiToken']] });
  const refused = await failure(clientFor(url, { apiToken, maxRetries: 1 }).send(put, {}, {}));
  expect([refused.constructor, refused.outcome, seen.length]).toEqual([
    runtime.InvalidRequestError,
    'unknown',
    1,
  ]);
});
