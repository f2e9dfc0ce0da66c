import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJudge, mockHandler, startMock } from '../src/index.js';
import type { Mock } from '../src/index.js';
import { bodiesDocument } from './bodies-document.js';
import { rotateDocument } from './rotate-document.js';
import { stylesDocument } from './styles-document.js';

const PATH = '/accounts/a/moq/relays/r/tokens/rotate';
const right = {
  method: 'POST',
  headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
  body: '{"type":"subscribe"}',
};

describe('a mock of rotate', () => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock({ document: rotateDocument });
  });
  afterAll(() => mock.close());

  const answer = (prefer: string | undefined, init: RequestInit = right, path = PATH): Promise<Response> =>
    fetch(`${mock.url}${path}`, {
      ...init,
      headers: { ...init.headers, ...(prefer === undefined ? {} : { prefer }) },
    });

  test('listens on loopback and records', async () => {
    expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await answer(undefined);
    const last = mock.requests.at(-1);
    expect(last?.path).toBe(PATH);
    expect(new TextDecoder().decode(last?.body)).toBe(right.body);
  });

  test('answers with the example of the first success, under the server path too', async () => {
    for (const path of [PATH, `/client/v4${PATH}`]) {
      const response = await answer(undefined, right, path);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({
        success: true,
        result: { token: 'eyJhbGciOiJFZDI1NTE5...' },
      });
    }
  });

  test('every documented status can be asked for, and is valid', async () => {
    const judge = createJudge(rotateDocument);
    const [operation] = judge.operations;
    if (operation === undefined) throw new Error('no operation');
    for (const status of [200, 400, 404, 500]) {
      const response = await answer(`code=${status}`);
      expect(response.status).toBe(status);
      const body = new Uint8Array(await response.arrayBuffer());
      const verdict = await judge.checkResponse(operation, { status, headers: response.headers, body });
      expect(verdict.problems).toEqual([]);
    }
  });

  test('an example can be asked for', async () => {
    const response = await answer('code=404, example="missing"');
    expect(await response.json()).toMatchObject({ errors: [{ code: 21007 }] });
  });

  const refusals: readonly [
    given: string,
    prefer: string | undefined,
    init: RequestInit,
    path: string,
    want: object,
  ][] = [
    [
      'an unknown path',
      undefined,
      right,
      '/nowhere',
      { status: 404, detail: 'path: no operation has the path /nowhere' },
    ],
    [
      'another method',
      undefined,
      { method: 'GET' },
      PATH,
      { status: 405, detail: `method: ${PATH} has no GET; documented: POST` },
    ],
    [
      'no credentials',
      undefined,
      { ...right, headers: { 'content-type': 'application/json' } },
      PATH,
      { status: 401 },
    ],
    [
      'another content type',
      undefined,
      { ...right, headers: { ...right.headers, 'content-type': 'text/plain' } },
      PATH,
      { status: 415 },
    ],
    [
      'a broken body',
      undefined,
      { ...right, body: '{"type":"other"}' },
      PATH,
      {
        status: 400,
        detail: 'body/type: is none of "publish_subscribe", "subscribe"',
        problems: [{ place: 'body/type', pointer: expect.stringContaining('#/paths/') }],
      },
    ],
    [
      'an undocumented code',
      'code=418',
      right,
      PATH,
      { status: 400, detail: 'Prefer: code=418 is not documented; documented: 200, 400, 404, 500' },
    ],
    [
      'an unknown example',
      'example=none',
      right,
      PATH,
      { status: 400, detail: 'Prefer: example=none is not an example of 200' },
    ],
  ];
  test.each(refusals)('refuses %s', async (_, prefer, init, path, want) => {
    const response = await answer(prefer, init, path);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const body = await response.json();
    expect(body).toMatchObject(want);
    expect(response.status).toBe(body.status);
    expect(response.headers.get('allow')).toBe(body.status === 405 ? 'POST' : null);
    expect(response.headers.has('www-authenticate')).toBe(body.status === 401);
  });
});

test('a port that is taken is an error', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await expect(startMock({ document: rotateDocument, port })).rejects.toThrow('EADDRINUSE');
  server.close();
});

describe('the handler alone', () => {
  const styles = mockHandler(stylesDocument);
  const bodies = mockHandler(bodiesDocument);
  const json = { 'content-type': 'application/json' };

  test('is a fetch', async () => {
    const response = await styles(new Request('http://host/query?k=one'));
    expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
  });

  const rows: readonly [given: string, path: string, init: RequestInit, status: number, body: string][] = [
    [
      'a default that is the only response',
      '/tree',
      { method: 'POST', headers: json, body: '{"name":"tree"}' },
      200,
      '"name"',
    ],
    [
      'a range',
      '/form',
      {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: 'Basic dTpw',
          prefer: 'code=422',
        },
        body: 'To=a',
      },
      422,
      '{',
    ],
    ['no body', '/raw:store', { method: 'PUT' }, 204, ''],
    ['the accepted media type', '/raw:store', { headers: { accept: 'text/plain' } }, 200, 'text'],
    ['HEAD', '/raw:store', { method: 'HEAD' }, 200, ''],
    ['required headers', '/pets', { method: 'POST', headers: json, body: '{"kind":"cat"}' }, 200, '"kind"'],
  ];
  test.each(rows)('answers with %s', async (_, path, init, status, body) => {
    const response = await bodies(new Request(`http://host/v1${path}`, init));
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(body);
    expect(response.headers.get('x-rate')).toBe(path === '/pets' ? '1' : null);
  });

  test('does not make up XML', async () => {
    const handler = (media: object): ((request: Request) => Promise<Response>) =>
      mockHandler({
        openapi: '3.1.0',
        paths: {
          '/a': { get: { responses: { 200: { description: '', content: { 'application/xml': media } } } } },
        },
      });
    const schema = { type: 'object' };
    const refused = await handler({ schema })(new Request('http://host/a'));
    expect((await refused.json()).detail).toBe(
      '#/paths/~1a/get/responses/200/content/application~1xml: application/xml cannot be made from a schema; add an example as text',
    );
    const given = await handler({ example: '<a/>' })(new Request('http://host/a'));
    expect([given.headers.get('content-type'), await given.text()]).toEqual(['application/xml', '<a/>']);
  });

  test('says where the document has no valid answer', async () => {
    const content = { 'application/json': { schema: { type: 'string', pattern: '(' } } };
    const handler = mockHandler({
      openapi: '3.1.0',
      paths: { '/a': { get: { responses: { 200: { description: '', content } } } } },
    });
    const response = await handler(new Request('http://host/a'));
    expect(response.status).toBe(500);
    expect((await response.json()).detail).toMatch(
      /^#\/paths\/~1a\/get\/responses\/200\/content\/application~1json\/schema: no valid value was found: .* cannot be used: .*; add an example or mend the schema$/,
    );
  });
});
