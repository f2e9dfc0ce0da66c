import { request as send } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJudge, mockHandler, startMock } from '../src/index.js';
import type { Mock } from '../src/index.js';

const MIB = 1024 * 1024;

const any = { 'application/json': {} };
const responses = { 200: { description: 'ok' } };
const slug = { type: 'string', maxLength: 64, pattern: '^(?:[a-z0-9]{1,100}-?){1,20}$' };
const form = {
  'application/x-www-form-urlencoded': {
    schema: { type: 'object', properties: { a: { type: 'object', additionalProperties: true } } },
    encoding: { a: { style: 'deepObject', explode: true } },
  },
};

function post(content: object): object {
  return { post: { requestBody: { required: true, content }, responses } };
}

function json(schema: object): object {
  return post({ 'application/json': { schema } });
}

const document = {
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  paths: {
    '/any': post(any),
    '/slug': json({ type: 'object', required: ['slug'], properties: { slug } }),
    '/integers': json({ type: 'array', items: { type: 'integer' } }),
    '/unique': json({ type: 'array', uniqueItems: true }),
    '/form': post(form),
    '/deep': {
      get: {
        parameters: [{ name: 'q', in: 'query', style: 'deepObject', schema: { type: 'object' } }],
        responses,
      },
    },
  },
};

const handler = mockHandler(document);

async function answer(path: string, body?: string, type = 'application/json'): Promise<[number, unknown]> {
  const method = body === undefined ? 'GET' : 'POST';
  const init = body === undefined ? {} : { body, headers: { 'content-type': type } };
  const response = await handler(new Request(`http://host${path}`, { method, ...init }));
  const text = await response.text();
  return [response.status, text === '' ? '' : (JSON.parse(text) as { detail: string }).detail];
}

describe('one small request keeps nobody waiting', () => {
  test.each<
    [given: string, path: string, body: string | undefined, type: string | undefined, want: [number, string]]
  >([
    [
      'a pattern that multiplies',
      '/slug',
      JSON.stringify({ slug: `${'a'.repeat(40)}!` }),
      undefined,
      [400, `body/slug: must match pattern "${slug.pattern}"`],
    ],
    [
      'lists in lists',
      '/any',
      '['.repeat(500_000) + ']'.repeat(500_000),
      undefined,
      [400, 'body: is nested deeper than 1000 levels'],
    ],
    [
      'many fields',
      '/form',
      'a&'.repeat(20_000),
      'application/x-www-form-urlencoded',
      [400, 'body: has more than 10000 fields'],
    ],
    [
      'a name in brackets',
      `/deep?q${'[a]'.repeat(3000)}=1`,
      undefined,
      undefined,
      [400, expect.stringMatching(/^query parameter q: is nested deeper than 100 levels; /) as string],
    ],
    [
      'many items that are wrong',
      '/integers',
      JSON.stringify(Array.from({ length: 300_000 }, () => 'a')),
      undefined,
      [400, 'body/0: is not of type integer'],
    ],
    [
      'many items to be compared',
      '/unique',
      JSON.stringify([...Array.from({ length: 200_000 }, (_, index) => ({ index })), { index: 7 }]),
      undefined,
      [400, 'body: must NOT have duplicate items (items ## 7 and 200000 are identical)'],
    ],
  ])('%s', async (_, path, body, type, want) => {
    expect(await answer(path, body, type)).toEqual(want);
  });

  test('many names in brackets are read', async () => {
    const names = Array.from({ length: 5000 }, (_, index) => `a[${index}]=1`).join('&');
    expect((await answer('/form', names, 'application/x-www-form-urlencoded'))[0]).toBe(200);
  });
});

test('the first of two equal items is named, whatever the order of members', () => {
  const judge = createJudge(document);
  const schema = { value: { uniqueItems: true }, pointer: '#/x' };
  const message = (value: readonly object[]) =>
    judge.sampler.validate(schema, 'request', value as never)[0]?.message;
  expect(
    message([
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ]),
  ).toContain('items ## 0 and 1');
  expect(message([{ a: 1 }, { a: '1' }])).toBeUndefined();
});

describe('bodies', () => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock({ document });
  });
  afterAll(() => mock.close());

  test('one that is too large is refused: by its announced length, and as it arrives', async () => {
    const body = `"${'a'.repeat(11 * MIB)}"`;
    const refused = {
      title: 'The request is too large',
      status: 413,
      detail: 'body: has more than 10 MiB, which no mock reads',
    };
    const announced = mockHandler(document)(
      new Request('http://host/any', {
        method: 'POST',
        body: 'a',
        headers: { 'content-length': String(11 * MIB) },
      }),
    );
    expect(await (await announced).json()).toMatchObject(refused);
    expect(await chunked(`${mock.url}/any`, body)).toBe(413);
    expect((await fetch(`${mock.url}/any`, right('1'))).status).toBe(200);
  });

  test('the last ones are kept, up to 16 MiB', async () => {
    for (let count = 0; count < 4; count += 1)
      await fetch(`${mock.url}/none`, right(`"${'a'.repeat(5 * MIB)}"`));
    expect(mock.requests.map(({ body }) => body.length > MIB)).toEqual([true, true, true]);
  });
});

function right(body: string): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body };
}

/** Sends a body whose length is not announced; resolves with the status. */
function chunked(url: string, body: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = send(
      url,
      { method: 'POST', headers: { 'content-type': 'application/json' } },
      (response) => {
        resolve(response.statusCode);
        request.destroy();
      },
    );
    request.on('error', () => undefined);
    for (let at = 0; at < body.length; at += MIB) request.write(body.slice(at, at + MIB));
    request.end();
  });
}
