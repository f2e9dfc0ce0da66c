import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildModel, formatProblem, loadDocument } from '../src/index.js';
import type { Json, LoadedDocument } from '../src/index.js';
import { folder } from './fixtures.js';

/** A Swagger 2.0 document of files, of which `swagger.yaml` is the entry, as it is loaded. */
function loaded(files: Readonly<Record<string, string>>): LoadedDocument {
  const root = folder({
    ...files,
    'swagger.yaml': `swagger: "2.0"\ninfo: { title: T, version: "1" }\n${files['swagger.yaml']}`,
  });
  return loadDocument(join(root, 'swagger.yaml'), { base: root });
}

/** The operation that the given members make, as OpenAPI 3.0 has it. */
function upgraded(members: string, more = ''): Json | undefined {
  const { document, problems, flaws } = loaded({
    'swagger.yaml': `paths:\n  /a:\n    post:\n      responses: { "200": { description: Done. } }\n      ${members}\n${more}`,
  });
  expect([...problems, ...flaws]).toEqual([]);
  const { responses: _, ...operation } =
    (document['paths'] as Record<string, Record<string, Record<string, Json>>>)['/a']?.['post'] ?? {};
  return operation;
}

test.each<[string, string, Json]>([
  [
    'a body in each media type',
    'consumes: [application/json, text/xml]\n      parameters: [{ name: b, in: body, required: true, schema: { type: string, x-nullable: true } }]',
    {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: { type: 'string', nullable: true } },
          'text/xml': { schema: { type: 'string', nullable: true } },
        },
      },
    },
  ],
  [
    'a form with a file',
    'parameters: [{ name: f, in: formData, type: file, required: true }, { name: n, in: formData, type: integer }]',
    {
      requestBody: {
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['f'],
              properties: { f: { type: 'string', format: 'binary' }, n: { type: 'integer' } },
            },
          },
        },
        required: true,
      },
    },
  ],
  [
    'a form without',
    'parameters: [{ name: l, in: formData, type: array, items: { type: string }, collectionFormat: multi }]',
    {
      requestBody: {
        content: {
          'application/x-www-form-urlencoded': {
            schema: { type: 'object', properties: { l: { type: 'array', items: { type: 'string' } } } },
            encoding: { l: { style: 'form', explode: true } },
          },
        },
      },
    },
  ],
  ...(
    [
      ['multi', { style: 'form', explode: true }],
      ['csv', { style: 'form', explode: false }],
      ['ssv', { style: 'spaceDelimited', explode: false }],
      ['pipes', { style: 'pipeDelimited', explode: false }],
    ] as const
  ).map(([format, style]): [string, string, Json] => [
    `a list of ${format}`,
    `parameters: [{ name: q, in: query, type: array, items: { type: string }, collectionFormat: ${format} }]`,
    {
      parameters: [
        { name: 'q', in: 'query', schema: { type: 'array', items: { type: 'string' } }, ...style },
      ],
    },
  ]),
  [
    'a list that no style writes',
    'parameters: [{ name: q, in: query, type: array, items: { type: string }, collectionFormat: tsv }]',
    {
      parameters: [
        { name: 'q', in: 'query', schema: { type: 'string', description: 'Values separated by tabs.' } },
      ],
    },
  ],
])('%s', (_, given, want) => {
  expect(upgraded(given)).toEqual(want);
});

test('a response has its schema in what is produced, examples, and headers with schemas', () => {
  const { document } = loaded({
    'swagger.yaml': `produces: [application/json]
paths:
  /a:
    get:
      responses:
        "200":
          description: Done.
          schema: { type: integer }
          headers: { X-L: { type: array, items: { type: string }, collectionFormat: csv } }
          examples: { application/json: 1 }
        "201": { description: File., schema: { type: file } }
`,
  });
  expect(document).toHaveProperty(['paths', '/a', 'get', 'responses'], {
    '200': {
      description: 'Done.',
      headers: { 'X-L': { schema: { type: 'array', items: { type: 'string' } } } },
      content: { 'application/json': { schema: { type: 'integer' }, example: 1 } },
    },
    '201': { description: 'File.', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } },
  });
});

test('shared bodies, forms and parameters; references follow what moved', () => {
  const { document, problems } = loaded({
    'swagger.yaml': `paths:
  /a:
    parameters: [{ $ref: "#/parameters/body" }, { $ref: "#/parameters/limit" }]
    put: { responses: { "200": { description: Done., schema: { $ref: "#/definitions/A" } } } }
    post: { parameters: [{ $ref: "#/parameters/form" }], responses: { default: { $ref: "#/responses/R" } } }
  /b:
    get: { responses: { "200": { description: Done., schema: { $ref: "#/paths/~1a/put/responses/200/schema" } } } }
parameters:
  body: { name: b, in: body, schema: { $ref: "#/definitions/A" } }
  form: { name: f, in: formData, type: string }
  limit: { name: l, in: query, type: integer }
responses: { R: { description: R., schema: { $ref: "#/definitions/A" } } }
definitions: { A: { type: object } }
`,
  });
  const schema = { $ref: '#/components/schemas/A' };
  const json = (value: Json): Json => ({ content: { 'application/json': { schema: value } } });
  expect(problems).toEqual([]);
  expect(document['paths']).toEqual({
    '/a': {
      parameters: [{ $ref: '#/components/parameters/limit' }],
      put: {
        requestBody: json(schema),
        responses: { '200': { description: 'Done.', content: { 'application/json': { schema } } } },
      },
      post: {
        requestBody: {
          content: {
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', properties: { f: { type: 'string' } } },
            },
          },
        },
        responses: { default: { $ref: '#/components/responses/R' } },
      },
    },
    '/b': {
      get: {
        responses: {
          '200': {
            description: 'Done.',
            ...(json({
              $ref: '#/paths/~1a/put/responses/200/content/application~1json/schema',
            }) as Record<string, Json>),
          },
        },
      },
    },
  });
  expect(document['components']).toEqual({
    schemas: { A: { type: 'object' } },
    parameters: { limit: { name: 'l', in: 'query', schema: { type: 'integer' } } },
    responses: { R: { description: 'R.', ...(json(schema) as Record<string, Json>) } },
  });
});

test('credentials and servers', () => {
  const { document } = loaded({
    'swagger.yaml': `host: a.example
schemes: [http, wss, https]
paths: {}
securityDefinitions:
  b: { type: basic }
  o: { type: oauth2, flow: accessCode, authorizationUrl: "/a", tokenUrl: "/t", scopes: { r: Read } }
`,
  });
  expect(document['servers']).toEqual([{ url: 'https://a.example' }, { url: 'http://a.example' }]);
  expect(document).toHaveProperty('components.securitySchemes', {
    b: { type: 'http', scheme: 'basic' },
    o: {
      type: 'oauth2',
      flows: { authorizationCode: { authorizationUrl: '/a', tokenUrl: '/t', scopes: { r: 'Read' } } },
    },
  });
});

test('a discriminator names heirs by what they say they are called', () => {
  const { document } = loaded({
    'swagger.yaml': `paths: {}
definitions:
  Pet: { type: object, discriminator: kind, required: [kind], properties: { kind: { type: string } } }
  Cat: { allOf: [{ $ref: "#/definitions/Pet" }], x-ms-discriminator-value: "#cat" }
  Kitten: { allOf: [{ $ref: "#/definitions/Cat" }], x-ms-discriminator-value: "#kitten" }
`,
  });
  expect(document).toHaveProperty('components.schemas.Pet.discriminator', {
    propertyName: 'kind',
    mapping: { '#cat': '#/components/schemas/Cat', '#kitten': '#/components/schemas/Kitten' },
  });
});

test('files of a document are of Swagger 2.0 too', () => {
  const { document, problems } = loaded({
    'swagger.yaml': `paths: { /a: { $ref: paths/a.yaml } }
definitions: { A: { $ref: schemas/A.yaml } }
`,
    'paths/a.yaml': `put:
  parameters: [{ $ref: "../parameters.yaml#/body" }, { $ref: "../parameters.yaml#/limit" }]
  responses: { "200": { description: Done., schema: { $ref: "../swagger.yaml#/definitions/A" } } }
`,
    'parameters.yaml': `body: { name: b, in: body, schema: { $ref: schemas/A.yaml } }
limit: { name: l, in: query, type: integer }
`,
    'schemas/A.yaml':
      'type: object\ndiscriminator: kind\nproperties: { kind: { type: string, x-nullable: true } }\n',
  });
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/A' } } };
  expect(problems).toEqual([]);
  expect(document['paths']).toEqual({
    '/a': {
      put: {
        parameters: [{ $ref: '#/components/parameters/limit' }],
        requestBody: { content },
        responses: { '200': { description: 'Done.', content } },
      },
    },
  });
  expect(document['components']).toEqual({
    schemas: {
      A: {
        type: 'object',
        discriminator: { propertyName: 'kind' },
        properties: { kind: { type: 'string', nullable: true } },
      },
    },
    parameters: { limit: { name: 'l', in: 'query', schema: { type: 'integer' } } },
  });
});

test('Swagger 2.0 is upgraded, and its problems stand where they are in the file', () => {
  const text = `swagger: "2.0"
info: { title: T, version: "1" }
host: example.com
basePath: /v1
schemes: [https]
paths:
  /a/{id}:
    get:
      parameters: [{ name: limit, in: query, type: integer }]
      responses: { "200": { description: Done., schema: { $ref: "#/definitions/A" } } }
definitions:
  A: { type: object, properties: { a: { type: string, required: true } } }
`;
  const root = folder({ 'swagger.yaml': text });
  const document = loadDocument(join(root, 'swagger.yaml'), { base: root });
  const { model, problems } = buildModel({ api: 'a', loaded: document, sdk: {}, defaults: {} });
  expect(model.servers).toEqual([{ url: 'https://example.com/v1' }]);
  expect(model.operations[0]?.parameters[0]).toMatchObject({ name: 'limit', type: { kind: 'number' } });
  expect(document.locate(problems).map(formatProblem)).toEqual([
    'swagger.yaml:8:5 #/paths/~1a~1{id}/get: path parameter {id} is not declared; add it to parameters',
    'swagger.yaml:12:55 #/definitions/A/properties/a/required: expected a list of strings, found true; it is ignored; correct it',
  ]);
});
