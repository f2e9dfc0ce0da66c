import { describe, expect, test } from 'vitest';
import { DocumentError, createJudge, exampleProblems } from '../src/index.js';
import { bodiesDocument } from './bodies-document.js';
import { rotateDocument } from './rotate-document.js';

describe('routes', () => {
  const paths = ['/a/{x}', '/a/b', '/a/{x}.json', '/a/{x}:verb', '/{x}/b', '/{x}-{y}/c', '/sp ace/{x}'];
  const document = {
    openapi: '3.1.0',
    paths: Object.fromEntries(paths.map((path) => [path, { get: { parameters: [], responses: {} } }])),
  };
  const rows: readonly [path: string, operation: string | undefined, values: string[]][] = [
    ['/a/b', '/a/b', []],
    ['/a/c', '/a/{x}', ['c']],
    ['/a/c.json', '/a/{x}.json', ['c']],
    ['/a/c:verb', '/a/{x}:verb', ['c']],
    ['/a/c%2Fd', '/a/{x}', ['c%2Fd']],
    ['/c/b', '/{x}/b', ['c']],
    ['/1-2/c', '/{x}-{y}/c', ['1', '2']],
    ['/sp%20ace/1', '/sp ace/{x}', ['1']],
    ['/a', undefined, []],
    ['/a/', undefined, []],
    ['/a/b/c', undefined, []],
  ];
  test.each(rows)('%s', (path, operation, values) => {
    const routing = createJudge(document).route('GET', path);
    expect('route' in routing ? routing.route.operation.path : undefined).toBe(operation);
    expect('route' in routing ? [...routing.route.path.values()] : []).toEqual(values);
  });

  test('base paths must be there when they are given', () => {
    const { route } = createJudge(document, ['/v1']);
    expect('route' in route('GET', '/v1/a/b')).toBe(true);
    expect('route' in route('GET', '/a/b')).toBe(false);
  });
});

describe('responses', () => {
  const type = { 'content-type': 'application/json' };
  const pet = { ...type, 'x-rate': '5' };
  const rows: readonly [
    path: string,
    status: number,
    headers: Record<string, string>,
    body: string,
    want: string[],
  ][] = [
    ['/pets', 200, pet, '{"kind":"cat"}', []],
    ['/pets', 200, type, '{"kind":"cat"}', ['header X-Rate: is required']],
    [
      '/pets',
      200,
      { ...type, 'x-rate': 'many' },
      '{"kind":"cat"}',
      ['header X-Rate: is not of type integer'],
    ],
    ['/pets', 200, pet, '{}', expect.arrayContaining(['body: has no "kind", which is required'])],
    ['/pets', 201, pet, '{}', ['status: 201 is not documented; documented: 200, 202']],
    [
      '/pets',
      200,
      { ...pet, 'content-type': 'text/html' },
      '{}',
      ['body: has content type text/html; documented: application/json'],
    ],
    ['/pets', 200, pet, '{', ['body: is not json: SyntaxError']],
    ['/pets', 200, pet, '', ['body: is empty']],
    ['/form', 404, type, '{}', []],
    ['/form', 500, type, '{}', ['status: 500 is not documented; documented: 201, 4XX']],
    ['/tree', 418, type, '{"name":"tree","id":1}', []],
    ['/tree', 200, type, '{"name":"tree","secret":"s"}', ['body/secret: must not be there']],
    ['/raw:store', 204, {}, '', []],
    ['/raw:store', 409, {}, 'x', ['body: is not documented']],
  ];
  test.each(rows)('%s %i %o %s', async (path, status, headers, body, want) => {
    const judge = createJudge(bodiesDocument);
    const operation = judge.operations.find((one) => one.path === path && one.method !== 'GET');
    if (operation === undefined) throw new Error(`no operation ${path}`);
    const response = { status, headers: new Headers(headers), body: new TextEncoder().encode(body) };
    const { problems } = await judge.checkResponse(operation, response);
    expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual(want);
  });
});

test('examples that break their schema are named', () => {
  expect(exampleProblems(createJudge(rotateDocument))).toEqual([]);
  const schema = { type: 'integer' };
  const responses = {
    200: { description: '', content: { 'application/json': { schema, examples: { one: { value: 'x' } } } } },
  };
  const document = {
    openapi: '3.0.0',
    paths: { '/a': { get: { parameters: [{ name: 'n', in: 'query', schema, example: 1.5 }], responses } } },
  };
  expect(exampleProblems(createJudge(document))).toEqual([
    {
      place: 'GET /a example example',
      message: 'is not of type integer',
      pointer: '#/paths/~1a/get/parameters/0/example',
    },
    {
      place: 'GET /a example one',
      message: 'is not of type integer',
      pointer: '#/paths/~1a/get/responses/200/content/application~1json/examples/one',
    },
  ]);
});

describe('documents that cannot be judged', () => {
  const withParameter = (parameter: object): object => ({
    openapi: '3.1.0',
    paths: { '/a': { get: { parameters: [parameter], responses: {} } } },
  });
  const rows: readonly [document: object, want: string][] = [
    [{ swagger: '2.0' }, '#/openapi: is not a version of OpenAPI 3; pass a bundled 3.0, 3.1 or 3.2 document'],
    [
      withParameter({ $ref: '#/nowhere' }),
      '#/paths/~1a/get/parameters/0: $ref "#/nowhere" leads nowhere; add what it names',
    ],
    [
      withParameter({ $ref: 'other.yaml' }),
      '#/paths/~1a/get/parameters/0: $ref "other.yaml" leaves the document; bundle it first',
    ],
    [
      withParameter({ $ref: '#/paths/~1a/get/parameters/0' }),
      '#/paths/~1a/get/parameters/0: $ref leads round in a circle; break it',
    ],
    [
      withParameter({ name: 'a', in: 'body' }),
      '#/paths/~1a/get/parameters/0: a parameter is in path, query, querystring, header or cookie; the judge knows no other place',
    ],
    [
      { openapi: '3.1.0', security: [{ a: [] }], paths: { '/a': { get: {} } } },
      '#/security/0/a: security scheme "a" is not declared in components',
    ],
  ];
  test.each(rows)('%o', (document, want) => {
    expect(() => createJudge(document)).toThrow(DocumentError);
    expect(() => createJudge(document)).toThrow(want);
  });
});
