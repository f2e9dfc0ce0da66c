import { describe, expect, test } from 'vitest';
import { formatProblem } from '../src/index.js';
import type { Json } from '../src/index.js';
import { modelOf, operation } from './fixtures.js';

test('a document of 3.2', () => {
  const { problems, model } = modelOf({
    openapi: '3.2.0',
    $self: 'https://example.com/api',
    paths: {
      '/a': {
        get: operation({
          responses: { '200': { content: { 'application/json': { $ref: '#/components/mediaTypes/A' } } } },
        }),
      },
    },
    components: { mediaTypes: { A: { schema: { type: 'string' }, examples: { a: { dataValue: 'x' } } } } },
  });
  expect(problems).toEqual([]);
  expect(model.operations[0]?.responses[0]?.content).toMatchObject({
    type: { kind: 'string' },
    examples: ['x'],
  });
});

describe('operations of 3.2', () => {
  const of = (item: Json) => modelOf({ openapi: '3.2.0', paths: { '/things': item } });

  test('QUERY and other methods', () => {
    const { model, problems, accounts } = of({
      query: operation({ requestBody: { content: { 'application/json': {} } } }),
      additionalOperations: { PURGE: operation(), 'M-SEARCH': operation(), CONNECT: operation() },
    });
    expect(problems).toEqual([]);
    expect(model.operations.map(({ key, call }) => [key, [...call.resource, call.method].join('.')])).toEqual(
      [
        ['QUERY /things', 'things.query'],
        ['PURGE /things', 'things.purge'],
        ['M-SEARCH /things', 'things.mSearch'],
      ],
    );
    expect(model.operations[0]?.body?.content.mediaType).toBe('application/json');
    expect(accounts.ignored).toContainEqual({
      kind: 'operation',
      pointer: '#/paths/~1things/additionalOperations/CONNECT',
      reason: 'fetch sends no CONNECT',
    });
  });

  test('are left out by their keys', () => {
    const { model, sdkProblems } = modelOf(
      {
        openapi: '3.2.0',
        paths: {
          '/things': { query: operation(), additionalOperations: { PURGE: operation(), COPY: operation() } },
        },
      },
      {
        sdk: {
          omit: { operations: ['QUERY /things', 'PURGE /things'] },
          methods: { 'COPY /things': 'things.copy' },
        },
      },
    );
    expect(sdkProblems).toEqual([]);
    expect(model.operations.map(({ key }) => key)).toEqual(['COPY /things']);
  });

  const parameter = (more: Record<string, Json>): Json => ({ name: 'q', in: 'querystring', ...more });
  const withParameters = (...parameters: Json[]): Json => ({ get: operation({ parameters }) });

  test.each<[string, Json, string, string]>([
    ['application/json', { type: 'object' }, 'json', 'object'],
    ['application/x-www-form-urlencoded', { type: 'object' }, 'form', 'object'],
    ['application/jsonpath', { type: 'string' }, 'text', 'string'],
  ])('all of the query as %s', (mediaType, schema, format, kind) => {
    const { model, problems } = of(withParameters(parameter({ content: { [mediaType]: { schema } } })));
    expect(problems).toEqual([]);
    expect(model.operations[0]?.parameters[0]).toMatchObject({
      in: 'query',
      type: { kind },
      serialization: { kind: 'querystring', mediaType, format },
    });
  });

  test.each<[string, Json, string]>([
    [
      'a method with a keyword of its own',
      { additionalOperations: { post: operation() } },
      '#/paths/~1things/additionalOperations/post: post has a keyword of its own; write it as post',
    ],
    [
      'no method',
      { additionalOperations: { 'A B': operation() } },
      "#/paths/~1things/additionalOperations/A B: A B is not a method; use letters, digits and !#$%&'*+.^_`|~-",
    ],
    [
      'all of the query, and more',
      withParameters(parameter({ content: { 'application/json': {} } }), {
        name: 'a',
        in: 'query',
        schema: {},
      }),
      '#/paths/~1things/get: querystring parameter q is all of the query, and a is there too; remove one',
    ],
    [
      'all of the query by a schema',
      withParameters(parameter({ schema: {} })),
      '#/paths/~1things/get/parameters/0: a querystring parameter is described by content; write content',
    ],
    [
      'two media types',
      withParameters(parameter({ content: { 'application/json': {}, 'text/plain': {} } })),
      '#/paths/~1things/get/parameters/0/content: the content of a parameter has one media type; remove the others',
    ],
  ])('%s', (_, item, want) => {
    expect(of(item).problems.map(formatProblem)).toEqual([want]);
  });
});

test('a parameter whose content is text is given as it is', () => {
  const parameters = ['query', 'header', 'cookie'].map((place) => ({
    name: place,
    in: place,
    content: { 'text/plain': { schema: { type: 'string' } } },
  }));
  const { model, problems } = modelOf({ paths: { '/a': { get: operation({ parameters }) } } });
  expect(problems).toEqual([]);
  expect(
    model.operations[0]?.parameters.map(({ type, serialization }) => [
      type.kind,
      serialization.kind === 'style' && serialization.style,
    ]),
  ).toEqual([
    ['string', 'form'],
    ['string', 'simple'],
    ['string', 'form'],
  ]);
});

test('style cookie and reserved characters in a path are of 3.2', () => {
  const parameters = [
    { name: 'c', in: 'cookie', style: 'cookie', schema: {} },
    { name: 'id', in: 'path', required: true, allowReserved: true, schema: {} },
  ];
  const of = (openapi: string) =>
    modelOf({ openapi, paths: { '/{id}': { get: operation({ parameters }) } } });
  expect(of('3.2.0').model.operations[0]?.parameters.map(({ serialization }) => serialization)).toEqual([
    { kind: 'style', style: 'cookie', explode: true, allowReserved: false },
    { kind: 'style', style: 'simple', explode: false, allowReserved: true },
  ]);
  const { problems, accounts } = of('3.1.0');
  expect(problems.map(formatProblem)).toEqual([
    '#/paths/~1{id}/get/parameters/0/style: style cookie does not exist for a cookie parameter; use form',
  ]);
  expect(accounts.ignored).toEqual([
    {
      pointer: '#/paths/~1{id}/get/parameters/1/allowReserved',
      reason: 'it has no meaning for a path parameter',
    },
  ]);
});

test('the default of a discriminator has no tag', () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const discriminator = { propertyName: 'kind', mapping: { cat: 'Cat' }, defaultMapping: 'Other' };
  const { model, problems } = modelOf({
    openapi: '3.2.0',
    components: {
      schemas: { Pet: { oneOf: [ref('Cat'), ref('Other')], discriminator }, Cat: {}, Other: {} },
    },
  });
  expect(problems).toEqual([]);
  expect(model.schemas[0]?.type).toMatchObject({
    discriminator: { property: 'kind', mapping: [{ value: 'cat', member: 0 }] },
  });
});
