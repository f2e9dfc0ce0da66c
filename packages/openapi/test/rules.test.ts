import { describe, expect, test } from 'vitest';
import { formatProblem } from '../src/index.js';
import type { Json } from '../src/index.js';
import { modelOf, operation } from './fixtures.js';

type Row = readonly [name: string, parts: Record<string, Json>, want: string];

const schemas = (A: Json): Record<string, Json> => ({
  openapi: '3.0.3',
  paths: {},
  components: { schemas: { A } },
});
const query = (more: Record<string, Json>): Json => ({ name: 'q', in: 'query', ...more });
const get = (value: Json): Record<string, Json> => ({ paths: { '/a': { get: value } } });

describe('what makes a document unusable', () => {
  test.each<Row>([
    [
      'a parameter twice',
      get(operation({ parameters: [query({ schema: {} }), query({ schema: {} })] })),
      '#/paths/~1a/get/parameters/1: query parameter q is declared twice; remove one',
    ],
    [
      'a parameter without a value',
      get(operation({ parameters: [query({})] })),
      '#/paths/~1a/get/parameters/0: a parameter object needs schema or content; add schema',
    ],
    [
      'a parameter with two',
      get(operation({ parameters: [query({ schema: {}, content: { 'application/json': {} } })] })),
      '#/paths/~1a/get/parameters/0: a parameter object has either schema or content; remove one',
    ],
    [
      'no responses in 3.0',
      { openapi: '3.0.3', ...get({}) },
      '#/paths/~1a/get: an operation object needs responses; add responses',
    ],
    [
      'a type list in 3.0',
      schemas({ type: ['string', 'null'] }),
      '#/components/schemas/A/type: type is a list, which OpenAPI 3.0 does not have; write one type, and nullable: true for null',
    ],
    [
      'null in 3.0',
      schemas({ type: 'null' }),
      '#/components/schemas/A/type: type null is not in OpenAPI 3.0; write nullable: true',
    ],
    [
      'a type that does not exist',
      schemas({ type: 'file' }),
      '#/components/schemas/A/type: there is no type file; use string, number, integer, boolean, array, object',
    ],
  ])('%s', (_, parts, want) => {
    expect(modelOf(parts).problems.map(formatProblem)).toEqual([want]);
  });
});

describe('what is a warning, and is named with the faults where there are any', () => {
  test.each<Row>([
    [
      'an operationId twice',
      {
        paths: {
          '/a': { get: operation({ operationId: 'x' }) },
          '/b': { get: operation({ operationId: 'x' }) },
        },
      },
      '#/paths/~1b/get/operationId: operationId x is that of GET /a too; give each operation its own',
    ],
    [
      'paths that differ in names only',
      { paths: { '/{a}': {}, '/{b}': {} } },
      '#/paths/~1{b}: this path differs from /{a} in the names of its parameters only; write both under one path',
    ],
    [
      'a path with a query',
      { paths: { '/a?b': {} } },
      '#/paths/~1a?b: a path has no ? and no #; declare query parameters',
    ],
    [
      'the name of a component',
      { components: { schemas: { 'a b': {} } } },
      '#/components/schemas/a b: a b is not a name for a component; use letters, digits, ., - and _',
    ],
    [
      'no description of a response',
      get({ responses: { '200': {} } }),
      '#/paths/~1a/get/responses/200: a response object needs description; add description',
    ],
    [
      'an array without items in 3.0',
      schemas({ type: 'array' }),
      '#/components/schemas/A: an array needs items in OpenAPI 3.0; add items: {}',
    ],
    [
      'nullable without type in 3.0',
      schemas({ nullable: true }),
      '#/components/schemas/A/nullable: nullable without type has no effect in OpenAPI 3.0; it is read as if it had; add type',
    ],
    [
      'a value of another type',
      schemas({ type: 'string', enum: ['a', 1] }),
      '#/components/schemas/A/enum/1: 1 is not of type string; correct the type or the value',
    ],
  ])('%s', (_, parts, want) => {
    const { problems, warnings } = modelOf(parts);
    expect(problems).toEqual([]);
    expect(warnings.map(formatProblem)).toEqual([want]);
    const { components } = parts as { components?: { schemas?: Record<string, Json> } };
    const faulty = modelOf({
      ...parts,
      components: { schemas: { ...components?.schemas, Fault: { type: 'fault' } } },
    });
    expect(faulty.problems.map(formatProblem)).toEqual([
      expect.stringContaining('there is no type fault'),
      want,
    ]);
  });
});

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
