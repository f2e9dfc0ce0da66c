import { describe, expect, test } from 'vitest';
import { modelOf, operation, pathParameters } from './fixtures.js';

const schema = { type: 'object', properties: { a: { type: 'string' } } };

test('what a document has is used or ignored, each by name', () => {
  const { accounts, problems } = modelOf({
    tags: [{ name: 'T' }],
    paths: {
      '/a/{id}': {
        parameters: pathParameters('id'),
        post: operation({
          parameters: [{ name: 'Accept', in: 'header', schema }, { $ref: '#/components/parameters/used' }],
          requestBody: { content: { 'application/json': { schema }, 'application/xml': { schema } } },
          'x-own': true,
        }),
      },
    },
    components: {
      parameters: {
        used: { name: 'q', in: 'query', schema: { type: 'string' } },
        unused: { name: 'u', in: 'query', schema: { type: 'string' } },
      },
    },
  });
  expect(problems).toEqual([]);
  const post = '#/paths/~1a~1{id}/post';
  expect(accounts.used.map(({ kind, pointer }) => `${kind} ${pointer}`)).toEqual([
    'parameter #/paths/~1a~1{id}/parameters/0',
    `operation ${post}`,
    `status ${post}/responses/200`,
    `parameter ${post}/parameters/1`,
    `media type ${post}/requestBody/content/application~1json`,
    `field ${post}/requestBody/content/application~1json/schema/properties/a`,
  ]);
  expect(accounts.ignored).toEqual([
    { pointer: '#/tags', reason: 'documentation that no type or call depends on' },
    { pointer: `${post}/x-own`, reason: 'an extension that means nothing here' },
    {
      kind: 'parameter',
      pointer: `${post}/parameters/0`,
      reason: 'OpenAPI gives a header parameter Accept no meaning',
    },
    {
      kind: 'field',
      pointer: `${post}/parameters/0/schema/properties/a`,
      reason: 'OpenAPI gives a header parameter Accept no meaning',
    },
    {
      kind: 'media type',
      pointer: `${post}/requestBody/content/application~1xml`,
      reason: 'the client speaks application/json here',
    },
    {
      kind: 'field',
      pointer: `${post}/requestBody/content/application~1xml/schema/properties/a`,
      reason: 'the client speaks application/json here',
    },
    {
      kind: 'parameter',
      pointer: '#/components/parameters/unused',
      reason: 'nothing that is generated refers to it',
    },
  ]);
});

describe('every part of a document is counted once, as used or as ignored', () => {
  const body = { content: { 'application/json': { schema } } };
  const hook = {
    post: operation({
      parameters: [{ name: 'p', in: 'query', schema: {} }],
      requestBody: { $ref: '#/components/requestBodies/event' },
    }),
  };
  const url = '{$request.body#~1url}';
  const CASES: readonly (readonly [string, Parameters<typeof modelOf>[0], readonly string[]])[] = [
    [
      'webhooks, and what only they refer to',
      { webhooks: { made: hook }, components: { requestBodies: { event: body } } },
      [
        'operation #/webhooks/made/post',
        'parameter #/webhooks/made/post/parameters/0',
        'status #/webhooks/made/post/responses/200',
        'media type #/components/requestBodies/event/content/application~1json',
        'field #/components/requestBodies/event/content/application~1json/schema/properties/a',
      ],
    ],
    [
      'callbacks, in place and reusable',
      {
        paths: {
          '/a': { get: operation({ callbacks: { made: { '{$request.body#/url}': { get: operation() } } } }) },
        },
        components: { callbacks: { other: { '{$url}': { get: operation() } } } },
      },
      [
        `operation #/paths/~1a/get/callbacks/made/${url}/get`,
        `status #/paths/~1a/get/callbacks/made/${url}/get/responses/200`,
        'operation #/components/callbacks/other/{$url}/get',
        'status #/components/callbacks/other/{$url}/get/responses/200',
      ],
    ],
    [
      'a body that fetch does not send',
      {
        paths: { '/a': { get: operation({ requestBody: { $ref: '#/components/requestBodies/b' } }) } },
        components: { requestBodies: { b: body } },
      },
      [
        'media type #/components/requestBodies/b/content/application~1json',
        'field #/components/requestBodies/b/content/application~1json/schema/properties/a',
      ],
    ],
    [
      'what text and bytes are said to hold',
      {
        paths: {
          '/a': {
            get: operation({
              responses: { '200': { description: '', content: { 'application/xml': { schema } } } },
            }),
          },
        },
      },
      ['field #/paths/~1a/get/responses/200/content/application~1xml/schema/properties/a'],
    ],
    [
      'fields where no object is, and where a schema only asserts',
      {
        components: {
          schemas: {
            Text: { ...schema, type: 'string' },
            One: { ...schema, enum: [1] },
            List: { ...schema, items: schema },
            Unlike: { not: schema, $defs: { D: schema } },
          },
        },
      },
      [
        'field #/components/schemas/Text/properties/a',
        'field #/components/schemas/One/properties/a',
        'field #/components/schemas/List/items/properties/a',
        'field #/components/schemas/Unlike/not/properties/a',
        'field #/components/schemas/Unlike/$defs/D/properties/a',
      ],
    ],
    [
      'parts that are x-internal',
      { paths: { '/a': { post: operation({ 'x-internal': true, requestBody: body }) } } },
      [
        'operation #/paths/~1a/post',
        'status #/paths/~1a/post/responses/200',
        'media type #/paths/~1a/post/requestBody/content/application~1json',
        'field #/paths/~1a/post/requestBody/content/application~1json/schema/properties/a',
      ],
    ],
  ];

  test.each(CASES)('%s', (_, parts, want) => {
    const { accounts, problems } = modelOf(parts);
    expect(problems).toEqual([]);
    const ignored = accounts.ignored.flatMap(({ kind, pointer }) => (kind ? [`${kind} ${pointer}`] : []));
    expect(ignored.toSorted()).toEqual([...want].toSorted());
    expect(
      accounts.used.filter(({ pointer }) => accounts.ignored.some((part) => part.pointer === pointer)),
    ).toEqual([]);
  });
});

test('what references lead to outside of what OpenAPI names is used once', () => {
  const place = '#/components/schemas/S/definitions/D';
  const { accounts } = modelOf({
    components: {
      schemas: {
        S: {
          type: 'object',
          properties: { own: { $ref: `${place}/properties/a` } },
          definitions: { D: { type: 'object', properties: { a: schema } }, Unused: schema },
        },
        T: { $ref: place },
      },
    },
  });
  expect(accounts.used.map(({ kind, pointer }) => `${kind} ${pointer}`)).toEqual([
    'field #/components/schemas/S/properties/own',
    `field ${place}/properties/a/properties/a`,
    `field ${place}/properties/a`,
  ]);
});

test('an object that must be one of some values keeps its fields', () => {
  const { model } = modelOf({ components: { schemas: { One: { ...schema, const: { a: 'b' } } } } });
  expect(model.schemas[0]?.type).toMatchObject({ kind: 'object', assertions: { enum: [{ a: 'b' }] } });
});

test('what the model does not hold is a problem', async () => {
  const { accountsOf } = await import('../src/model/coverage.js');
  const { Account } = await import('../src/model/diagnostics.js');
  const paths = {
    '/a': { get: operation({ parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }] }) },
  };
  const document = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths };
  const { model } = modelOf({ paths });
  const forgetful = { ...model, operations: model.operations.map((item) => ({ ...item, parameters: [] })) };
  const loaded = {
    files: [],
    components: {},
    file: 'a',
    document,
    version: '3.1' as const,
    problems: [],
    flaws: [],
    ignored: [],
    omitted: [],
    staleOmissions: [],
    original: (pointer: string) => pointer,
    locate: () => [],
  };
  expect(accountsOf(loaded, forgetful, new Account()).problems).toEqual([
    {
      pointer: '#/paths/~1a/get/parameters/0',
      message: 'this parameter would not appear in the generated packages',
      remedy: 'this is a bug in Specline: please report it',
    },
  ]);
});
