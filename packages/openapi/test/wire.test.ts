import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadDocument, wireOf } from '../src/index.js';
import type { Json, Shape, Wire } from '../src/index.js';
import { documentWith, folder } from './fixtures.js';

type Parts = Parameters<typeof documentWith>[0];

function wireWith(parts: Parts): Wire {
  const root = folder({ 'openapi.json': documentWith(parts) });
  return wireOf(loadDocument(join(root, 'openapi.json'), { base: root }));
}

/** A schema, and its shape without the pointer of the schema itself. */
const shapes: readonly (readonly [openapi: string, schema: Json, want: Omit<Shape, 'pointer'>])[] = [
  ['3.0.3', { type: 'string', nullable: true }, { types: ['string'], nullable: true }],
  ['3.1.0', { type: ['string', 'null'] }, { types: ['string'], nullable: true }],
  ['3.1.0', { const: null }, { values: [], nullable: true }],
  ['3.1.0', { const: 'a' }, { values: ['a'] }],
  ['3.1.0', { enum: ['a', null] }, { values: ['a'], nullable: true }],
  ['3.1.0', { 'x-extensible-enum': ['a'] }, { values: ['a'], open: true }],
  ['3.1.0', { enum: ['a'], 'x-extensible-enum': true }, { values: ['a'], open: true }],
  ['3.0.3', { minimum: 1, exclusiveMinimum: true }, { assertions: { exclusiveMinimum: 1 } }],
  ['3.0.3', { maximum: 1, exclusiveMaximum: false }, { assertions: { maximum: 1 } }],
  ['3.0.3', { $ref: '#/components/schemas/b', maxLength: 1 }, { reference: '#/components/schemas/b' }],
  [
    '3.1.0',
    { $ref: '#/components/schemas/b', maxLength: 1 },
    { reference: '#/components/schemas/b', assertions: { maxLength: 1 } },
  ],
  ['3.1.0', false, { types: [] }],
  ['3.1.0', true, {}],
  [
    '3.1.0',
    { not: { type: 'null' }, dependentSchemas: { 'a/b': {} } },
    {
      conditions: [
        { name: 'not', shape: { pointer: '#/components/schemas/a/not', types: [], nullable: true } },
        { name: 'dependentSchemas/a~1b', shape: { pointer: '#/components/schemas/a/dependentSchemas/a~1b' } },
      ],
    },
  ],
  [
    '3.1.0',
    { description: 'It.', default: 1, readOnly: true, deprecated: true },
    {
      documentation: { description: 'It.' },
      default: 1,
      access: 'read-only',
      deprecated: true,
    },
  ],
];

test.each(shapes)('%s %j', (openapi, schema, want) => {
  const { schemas } = wireWith({ openapi, paths: {}, components: { schemas: { a: schema, b: {} } } });
  expect(schemas['#/components/schemas/a']).toEqual({ pointer: '#/components/schemas/a', ...want });
});

test('every media type, header, webhook and credential is there, also what the client does not use', () => {
  const wire = wireWith({
    security: [{ mutual: [] }],
    paths: {
      '/a': {
        parameters: [{ name: 'id', in: 'query', schema: { type: 'string' } }],
        post: {
          parameters: [{ name: 'id', in: 'query', schema: { type: 'integer' }, style: 'pipeDelimited' }],
          requestBody: {
            content: { 'text/a': {}, 'text/b': { schema: { $ref: '#/components/schemas/b' } } },
          },
          responses: { '200': { description: 'Here.', headers: { 'X-A': { required: true, schema: {} } } } },
        },
      },
    },
    webhooks: { born: { post: { responses: { '204': { description: 'Heard.' } } } } },
    components: {
      schemas: { b: { type: 'string' } },
      securitySchemes: {
        mutual: { type: 'mutualTLS' },
        open: { type: 'openIdConnect', openIdConnectUrl: '/o' },
      },
    },
  });
  const [operation] = wire.operations;
  expect(operation).toEqual({
    key: 'POST /a',
    pointer: '#/paths/~1a/post',
    path: '/a',
    documentation: [{}, {}],
    parameters: [
      {
        name: 'id',
        in: 'query',
        pointer: '#/paths/~1a/post/parameters/0',
        required: false,
        documentation: {},
        style: 'pipeDelimited',
        explode: false,
        isText: true,
        schema: { pointer: '#/paths/~1a/post/parameters/0/schema', types: ['integer'] },
      },
    ],
    body: {
      pointer: '#/paths/~1a/post/requestBody',
      required: false,
      documentation: {},
      contents: [
        {
          mediaType: 'text/a',
          pointer: '#/paths/~1a/post/requestBody/content/text~1a',
          schema: { pointer: '#/paths/~1a/post/requestBody/content/text~1a/schema' },
          documentation: {},
        },
        {
          mediaType: 'text/b',
          pointer: '#/paths/~1a/post/requestBody/content/text~1b',
          schema: {
            pointer: '#/paths/~1a/post/requestBody/content/text~1b/schema',
            reference: '#/components/schemas/b',
          },
          documentation: {},
        },
      ],
    },
    responses: [
      {
        status: '200',
        pointer: '#/paths/~1a/post/responses/200',
        documentation: { description: 'Here.' },
        headers: [
          {
            name: 'x-a',
            pointer: '#/paths/~1a/post/responses/200/headers/X-A',
            required: true,
            documentation: {},
            schema: { pointer: '#/paths/~1a/post/responses/200/headers/X-A/schema' },
          },
        ],
        contents: [],
      },
    ],
    security: [[{ scheme: 'mutual', scopes: [] }]],
    securityPointer: '#/security',
  });
  expect(wire.webhooks.map(({ key }) => key)).toEqual(['POST born']);
  expect(wire.securitySchemes.map(({ name, credential }) => [name, credential])).toEqual([
    ['mutual', 'mutualTLS'],
    ['open', 'http bearer'],
  ]);
});

const form = 'application/x-www-form-urlencoded';
const styled = { a: { style: 'pipeDelimited', contentType: 'text/plain' }, b: { style: 'form' } };

/** The encoding of a request body: what of it says how the body is sent. */
const encodings: readonly (readonly [openapi: string, mediaType: string, want: Json | undefined])[] = [
  ['3.0.3', form, styled],
  ['3.1.0', `${form}; charset=utf-8`, styled],
  ['3.1.0', 'multipart/form-data', styled],
  ['3.0.3', 'multipart/form-data', { a: { contentType: 'text/plain' } }],
  ['3.1.0', 'application/json', undefined],
];

test.each(encodings)('encoding in OpenAPI %s of %s', (openapi, mediaType, want) => {
  const content = { [mediaType]: { schema: {}, encoding: styled } };
  const responses = { '200': { description: 'Done.', content } };
  const { operations } = wireWith({
    openapi,
    paths: { '/a': { post: { requestBody: { content }, responses } } },
  });
  const [body, response] = [operations[0]?.body, operations[0]?.responses[0]].map((one) => one?.contents[0]);
  expect(body?.encoding).toEqual(want);
  expect(body?.documentation).toEqual(want === styled ? {} : { encoding: styled });
  expect([response?.encoding, response?.documentation]).toEqual([undefined, { encoding: styled }]);
});
