import { expect, test } from 'vitest';
import { form } from '../src/encoders.js';
import { InvalidRequestError } from '../src/index.js';
import { multipart } from '../src/encoders.js';
import { raw } from '../src/encoders.js';
import { clientFor, json, operation, serve } from './loopback.js';

const ok = () => serve((response) => json(response, 200, {}));

async function sent(given: Parameters<typeof operation>[0], params: object) {
  const { url, seen } = await ok();
  await clientFor(url).send(operation(given), {}, params);
  return seen[0]!;
}

const spread = { mediaType: 'application/json', from: 'spread', required: true } as const;
const optional = { mediaType: 'application/json', from: 'spread' } as const;
const member = { mediaType: 'application/json', from: 'member' } as const;

test('body: fields beside parameters', async () => {
  const { url, seen } = await ok();
  const given = operation({
    method: 'POST',
    path: '/accounts/{account_id}/things/{id}',
    query: { page: {}, q: { group: 'query' } },
    body: { ...spread, grouped: ['account_id', 'page'] },
  });
  const params = {
    account_id: 'a',
    page: 1,
    query: { q: 2 },
    body: { account_id: 'b', page: 3 },
    id: 'field',
    x: null,
    y: undefined,
  };
  await clientFor(url).send(given, { id: 'i' }, params);
  expect(seen[0]!.url).toBe('/accounts/a/things/i?page=1&q=2');
  expect(JSON.parse(seen[0]!.body.toString())).toEqual({ id: 'field', x: null, account_id: 'b', page: 3 });
});

test('body: groups whose names are taken', async () => {
  const { url, seen } = await ok();
  const given = operation({
    method: 'POST',
    query: { body: {}, query: {}, page: { group: 'query_' } },
    body: { ...spread, as: 'body_', grouped: ['body', 'page'] },
  });
  const params = {
    body: 'b',
    query: 'q',
    query_: { page: 1 },
    body_: { body: 2, page: 3 },
    x: 4,
  };
  await clientFor(url).send(given, {}, params);
  expect(seen[0]!.url).toMatch(/\?body=b&query=q&page=1$/);
  expect(JSON.parse(seen[0]!.body.toString())).toEqual({ body: 2, page: 3, x: 4 });
});

test.each([
  [
    'a field called __proto__',
    spread,
    JSON.parse('{"__proto__":{"a":1}}'),
    '{"__proto__":{"a":1}}',
    'application/json',
  ],
  [
    'fields called body and constructor',
    spread,
    { body: 1, constructor: 2 },
    '{"body":1,"constructor":2}',
    'application/json',
  ],
  ['no fields', spread, {}, '{}', 'application/json'],
  ['no fields of an optional body', optional, { a: undefined }, '', undefined],
  ['another name', { ...member, as: 'body_' }, { body_: [1] }, '[1]', 'application/json'],
  ['an array', member, { body: [1, 2] }, '[1,2]', 'application/json'],
  ['null', member, { body: null }, 'null', 'application/json'],
  ['none', member, {}, '', undefined],
  [
    'another JSON type',
    { ...member, mediaType: 'application/merge-patch+json' },
    { body: {} },
    '{}',
    'application/merge-patch+json',
  ],
  [
    'a form',
    { ...spread, mediaType: 'application/x-www-form-urlencoded', encode: form },
    { a: [1, 2] },
    'a=1&a=2',
    'application/x-www-form-urlencoded',
  ],
  ['text', { ...member, mediaType: 'text/plain', encode: raw }, { body: 'é' }, 'é', 'text/plain'],
  [
    'bytes',
    { ...member, mediaType: 'application/octet-stream', encode: raw },
    { body: new Uint8Array([97, 98]) },
    'ab',
    'application/octet-stream',
  ],
  [
    'a blob',
    { ...member, mediaType: undefined, encode: raw },
    { body: new Blob(['x'], { type: 'image/png' }) },
    'x',
    'image/png',
  ],
  [
    'a stream',
    { ...member, mediaType: 'text/csv', encode: raw },
    { body: new Blob(['a,b']).stream() },
    'a,b',
    'text/csv',
  ],
])('body: %s', async (_, body, params, want, mediaType) => {
  const seen = await sent({ method: 'POST', body }, params);
  expect(seen.body.toString()).toBe(want);
  expect(seen.headers['content-type']).toBe(mediaType);
});

test('body: multipart', async () => {
  const { body, headers } = await sent(
    { method: 'POST', body: { from: 'spread', encode: multipart } },
    {
      text: 'é',
      list: [1, true],
      object: { a: 1 },
      off: undefined,
      none: null,
      bytes: new Uint8Array([1, 2, 3]).subarray(1),
      file: new File(['file'], 'a.txt', { type: 'text/plain' }),
    },
  );
  const parts = await new Response(new Uint8Array(body), {
    headers: { 'content-type': headers['content-type']! },
  }).formData();
  expect([...parts.keys()]).toEqual(['text', 'list', 'list', 'object', 'bytes', 'file']);
  expect([parts.get('text'), parts.getAll('list'), parts.get('object')]).toEqual([
    'é',
    ['1', 'true'],
    '{"a":1}',
  ]);
  expect(await (parts.get('bytes') as File).bytes()).toEqual(new Uint8Array([2, 3]));
  const file = parts.get('file') as File;
  expect([file.name, file.type, await file.text()]).toEqual(['a.txt', 'text/plain', 'file']);
});

test.each([
  ['a style', { a: { style: 'pipeDelimited', explode: false } }, { a: [1, 2] }, 'a=1%7C2'],
  ['brackets', { a: { style: 'deepObject', explode: true } }, { a: { b: 'c d' } }, 'a%5Bb%5D=c%20d'],
  [
    'brackets in brackets',
    { a: { style: 'deepObject' } },
    { a: [{ b: { c: 1 } }] },
    'a%5B0%5D%5Bb%5D%5Bc%5D=1',
  ],
  ['commas', { a: { style: 'form', explode: false } }, { a: ['x,y', 'z'], b: 1 }, 'a=x%2Cy,z&b=1'],
  ['spread', { a: { style: 'form' } }, { a: { b: 1 } }, 'b=1'],
  ['reserved', { a: { style: 'form', allowReserved: true } }, { a: 'x/y' }, 'a=x/y'],
  ['JSON', { a: { contentType: 'application/json' } }, { a: { b: [1] } }, 'a=%7B%22b%22%3A%5B1%5D%7D'],
  ['nothing', { a: { style: 'form' } }, { a: null, b: undefined, c: '' }, 'c='],
  ['an object as JSON', {}, { a: { b: [1] } }, 'a=%7B%22b%22%3A%5B1%5D%7D'],
  ['objects in a list, each as JSON', {}, { a: [{ b: 1 }, null] }, 'a=%7B%22b%22%3A1%7D'],
  ['a field that is called like a method', {}, { constructor: 1 }, 'constructor=1'],
] as const)('form: %s', (_, encoding, body, want) => {
  expect(form(body, encoding)).toBe(want);
});

test.each([
  ['commas', { a: { style: 'form', explode: false } }, { a: ['x', 'é'] }, [['a', 'x,é']]],
  [
    'brackets',
    { a: { style: 'deepObject' } },
    { a: { b: 1, c: 'd e' } },
    [
      ['a[b]', '1'],
      ['a[c]', 'd e'],
    ],
  ],
  ['spaces', { a: { style: 'spaceDelimited', explode: false } }, { a: ['x', 'y'] }, [['a', 'x y']]],
  [
    'each item',
    { a: { style: 'form' } },
    { a: ['x=1', 'y&z'] },
    [
      ['a', 'x=1'],
      ['a', 'y&z'],
    ],
  ],
  ['plain text', { a: { contentType: 'text/plain; charset=utf-8' } }, { a: 'x' }, [['a', 'x']]],
] as const)('multipart: %s', (_, encoding, body, want) => {
  expect([...(multipart(body, encoding) as FormData)]).toEqual(want);
});

test('multipart: a content type makes a part a file of that type, unless it has one', async () => {
  const body = {
    object: { a: 1 },
    text: 'a,b',
    bytes: [new Uint8Array([1]), new Uint8Array([2])],
    file: new File(['x'], 'x.png'),
    typed: new Blob(['x'], { type: 'image/webp' }),
  };
  const encoding = {
    object: { contentType: 'application/json' },
    text: { contentType: 'text/csv' },
    bytes: { contentType: 'image/png' },
    file: { contentType: 'image/png' },
    typed: { contentType: 'image/png' },
  };
  const parts = multipart(body, encoding) as FormData;
  const types = [...parts].map(([name, part]) => [name, (part as File).type]);
  expect(types).toEqual([
    ['object', 'application/json'],
    ['text', 'text/csv'],
    ['bytes', 'image/png'],
    ['bytes', 'image/png'],
    ['file', 'image/png'],
    ['typed', 'image/webp'],
  ]);
  expect((parts.get('file') as File).name).toBe('x.png');
  expect(await (parts.get('object') as File).text()).toBe('{"a":1}');
});

const circular: Record<string, unknown> = { canary: 1 };
circular['self'] = circular;

test.each([
  [
    'missing',
    { ...member, required: true as const },
    {},
    'params.body is missing or of another kind; pass it',
  ],
  [
    'missing under another name',
    { ...member, as: 'body_', required: true as const },
    { body: 1 },
    'params.body_ is missing or of another kind; pass it',
  ],
  ['circular', member, { body: circular }, 'an argument or header cannot be sent; pass another'],
  ['a bigint', spread, { canary: 1n }, 'an argument or header cannot be sent; pass another'],
  [
    'an object as text',
    { ...member, mediaType: 'text/plain', encode: raw },
    { body: {} },
    'params.body is missing or of another kind; pass it',
  ],
  [
    'a string as a form',
    { ...member, mediaType: undefined, encode: multipart },
    { body: 'x' },
    'params.body is missing or of another kind; pass it',
  ],
])('body: %s is refused', async (_, body, params, want) => {
  const { url, seen } = await ok();
  const call = clientFor(url).send(operation({ method: 'POST', body }), {}, params);
  await expect(call).rejects.toThrow(new InvalidRequestError(`POST /things: ${want}`));
  expect(seen).toEqual([]);
});
