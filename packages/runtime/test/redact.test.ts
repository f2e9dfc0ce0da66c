import { expect, test } from 'vitest';
import { APIError } from '../src/index.js';
import { redact } from '../src/redact.js';
import type { Sensitive } from '../src/definition.js';
import { clientFor, json, operation, rotate, rotated, serve } from './loopback.js';
import { rejection } from './rejections.js';

const canary = 'canary-2c6d';

test('what is no secret is copied', () => {
  const value = { a: 1, b: ['x', null, true, { c: 'y' }], d: undefined, tokenType: 'Bearer', address: 'z' };
  const copy = redact(value);
  expect(copy).toEqual(value);
  expect(copy).not.toBe(value);
  expect((copy as typeof value).b).not.toBe(value.b);
});

test.each(
  `authorization Proxy-Authorization cookie set-cookie Cookies x-api-key apiKey api_key X-Auth-Key
password newPassword passwords passwd pwd passphrase secret clientSecret token
access_token refreshToken csrf-token tokens jwt privateKey signature sig auth
pass session sessionId credentials AWS_SECRET_ACCESS_KEY rawHeaders otp pin`.split(/\s+/),
)('a value under %s is hidden', (name) => {
  for (const secret of [canary, 17, { deep: canary }, [canary]])
    expect(redact({ [name]: secret })).toEqual({ [name]: '[hidden]' });
  expect(redact([{ [name]: null }, { [name]: false }, { [name]: undefined }])).toEqual([
    { [name]: null },
    { [name]: false },
    { [name]: undefined },
  ]);
});

test('more names', () => {
  const value = { Phone_Number: canary, inner: { phoneNumbers: [canary] }, other: 'x' };
  expect(redact(value, ['phone-number'])).toEqual({
    Phone_Number: '[hidden]',
    inner: { phoneNumbers: '[hidden]' },
    other: 'x',
  });
});

test('what the document calls sensitive is hidden, whatever its name', async () => {
  const { url } = await serve((response) =>
    json(response, 200, { ...rotated, result: [{ pem: canary, a: 1 }] }),
  );
  const call = clientFor(url).send({ ...rotate, sensitive: ['pem'] }, { relay_id: 'r' }, { account_id: 'a' });
  expect(redact(await call)).toEqual([{ pem: '[hidden]', a: 1 }]);
  expect(redact(await call.withResponse())).toMatchObject({
    data: [{ pem: '[hidden]' }],
    body: { result: [{ pem: '[hidden]', a: 1 }], success: true },
    response: { status: 200, url: expect.stringContaining(url) },
  });
  expect(redact(await call.asResult())).toMatchObject({ ok: true, data: [{ pem: '[hidden]' }] });
});

test.each<[what: string, sensitive: Sensitive, want: unknown]>([
  ['all of it', true, '[hidden]'],
  ['a member that says yes or no', ['flag'], { flag: '[hidden]', none: null, list: [{ a: 1 }] }],
  ['a list', ['list'], { flag: true, none: null, list: '[hidden]' }],
  ['all but some members', [{ shown: ['none'] }], { flag: '[hidden]', none: null, list: '[hidden]' }],
])('what the document calls sensitive: %s', async (_, sensitive, want) => {
  const { url } = await serve((response) =>
    json(response, 200, { flag: true, none: null, list: [{ a: 1 }] }),
  );
  const { envelope: _envelope, ...plain } = rotate;
  const call = clientFor(url).send({ ...plain, sensitive }, { relay_id: 'r' }, { account_id: 'a' });
  expect(redact(await call)).toEqual(want);
});

test('an error of a call', async () => {
  const body = { errors: [{ code: 7, message: canary }] };
  const { url } = await serve((response) => json(response, 404, body, { 'cf-ray': 'ray', 'x-b': canary }));
  const error = await rejection(clientFor(url).send(operation({}), {}, {}));
  expect(error).toBeInstanceOf(APIError);
  expect(redact({ error })).toEqual({
    error: {
      name: 'NotFoundError',
      message: 'GET /things: 404 (code 7)',
      stack: expect.stringContaining('GET /things: 404 (code 7)'),
      status: 404,
      outcome: 'not-applied',
      codes: [7],
      requestId: 'ray',
    },
  });
});

test('errors, their causes and what they are made of', () => {
  const cause = { code: 'ECONNRESET', token: canary };
  const error = new TypeError('first', {
    cause: new AggregateError([new Error('in it')], 'many', { cause }),
  });
  expect(redact(Object.assign(error, { config: canary }))).toEqual({
    name: 'TypeError',
    message: 'first',
    stack: expect.stringContaining('TypeError: first'),
    cause: {
      name: 'AggregateError',
      message: 'many',
      stack: expect.any(String),
      cause: { code: 'ECONNRESET', token: '[hidden]' },
      errors: [{ name: 'Error', message: 'in it', stack: expect.any(String) }],
    },
  });
  expect(redact(new DOMException('late', 'TimeoutError'))).toMatchObject({
    name: 'TimeoutError',
    message: 'late',
  });
});

test.each([
  [new Headers({ authorization: canary, accept: 'a/b' }), { accept: 'a/b', authorization: '[hidden]' }],
  [new URLSearchParams({ token: canary, page: '2' }), { token: '[hidden]', page: '2' }],
  [
    new Request(`https://example.com/a?token=${canary}`, {
      method: 'POST',
      body: canary,
      headers: { Cookie: canary },
    }),
    {
      method: 'POST',
      url: 'https://example.com/a?token=[hidden]',
      headers: { cookie: '[hidden]', 'content-type': 'text/plain;charset=UTF-8' },
    },
  ],
  [
    new Response(canary, { status: 201, headers: { 'set-cookie': canary, a: 'b' } }),
    {
      status: 201,
      url: '',
      headers: { a: 'b', 'set-cookie': '[hidden]', 'content-type': 'text/plain;charset=UTF-8' },
    },
  ],
  [new URL(`https://user:${canary}@example.com/a`), 'https://[hidden]@example.com/a'],
  [`https://${canary}@example.com`, 'https://[hidden]@example.com'],
  [`/a?x=1&api%5Fkey=${canary}&y`, '/a?x=1&api%5Fkey=[hidden]&y'],
  [
    `https://a/?key=${canary}#access_token=${canary}&x=1`,
    'https://a/?key=[hidden]#access_token=[hidden]&x=1',
  ],
  [new Map([['token', canary]]), { token: '[hidden]' }],
  [
    new Map<unknown, unknown>([
      [1, 'a'],
      ['token', canary],
    ]),
    [
      [1, 'a'],
      ['token', '[hidden]'],
    ],
  ],
  [new Set([{ token: canary }]), [{ token: '[hidden]' }]],
  [[['Authorization', canary]], [['Authorization', '[hidden]']]],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [new Date(Number.NaN), 'Invalid Date'],
  [/a/u, '/a/u'],
  [
    [12n, Symbol('s'), () => canary],
    ['12', 'Symbol(s)', '[function]'],
  ],
  [
    [new TextEncoder().encode(canary), new ArrayBuffer(8)],
    ['[bytes]', '[bytes]'],
  ],
  [Promise.resolve(canary), {}],
  [clientFor('https://example.com', { apiToken: canary }), {}],
])('%o', (value, want) => {
  expect(redact(value)).toEqual(want);
});

test('a cycle, and what is in two places', () => {
  const shared = { a: 1 };
  const value: Record<string, unknown> = { one: shared, two: shared };
  value['self'] = [value];
  expect(redact(value)).toEqual({ one: { a: 1 }, two: { a: 1 }, self: ['[circular]'] });
});

test('depth and number have an end', () => {
  let deep: unknown = canary;
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];
  expect(JSON.stringify(redact(deep))).toBe(`${'['.repeat(16)}"[more]"${']'.repeat(16)}`);
  // Each refers to all: as a tree, this is beyond counting.
  const all: unknown[] = [];
  for (let index = 0; index < 50; index++) all.push({ all });
  expect(JSON.stringify(redact(all)).length).toBeLessThan(1_000_000);
  expect(redact(Array.from({ length: 200_000 }))).toBe('[200000 items]');
});

test('no getter, no toJSON and no method of the value is called', () => {
  const calls: unknown[] = [];
  const call = () => {
    calls.push(new Error().stack);
    return canary;
  };
  const traps = { toJSON: call, toString: call, valueOf: call, [Symbol.toPrimitive]: call };
  const accessor = { get: call, enumerable: true };
  class Named {
    get token() {
      return call();
    }
  }
  const error = Object.defineProperties(new Error('e'), {
    message: accessor,
    cause: accessor,
    stack: accessor,
  });
  const request = Object.defineProperty(new Request('https://example.com'), 'url', accessor);
  const map = Object.assign(new Map([['a', 1]]), { entries: call, forEach: call });
  const array = Object.defineProperty(['a'], '0', accessor);
  const date = Object.defineProperties(
    new Date(0),
    Object.fromEntries(Object.keys(traps).map((name) => [name, { value: call }])),
  );
  const copy = redact([
    { ...traps },
    Object.defineProperty({}, 'a', accessor),
    new Named(),
    error,
    request,
    map,
    array,
    date,
  ]);
  expect(calls).toEqual([]);
  expect(copy).toMatchObject([
    { toJSON: '[function]' },
    { a: '[getter]' },
    {},
    { name: 'Error' },
    { url: 'https://example.com/' },
    { a: 1 },
    [undefined],
    '1970-01-01T00:00:00.000Z',
  ]);
});

test('what cannot be read is no reason to throw', () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const hostile = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error(canary);
      },
    },
  );
  expect(redact([proxy, hostile, Object.create(Headers.prototype)])).toEqual([
    '[unreadable]',
    '[unreadable]',
    '[unreadable]',
  ]);
  const own = JSON.parse('{"__proto__":{"token":"x"}}');
  expect(JSON.stringify(redact(own))).toBe('{"__proto__":{"token":"[hidden]"}}');
  expect(redact(Object.assign(Object.create(null), { a: 1 }))).toEqual({ a: 1 });
});
