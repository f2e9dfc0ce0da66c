import type { Json } from '@specline/openapi';
import { expect, test } from 'vitest';
import { changesOf, json, lines, operation, received, sent } from './fixtures.js';
import type { Document } from './fixtures.js';

const text = { type: 'string' };
const cat = {
  type: 'object',
  properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
  required: ['kind'],
};
const dog = { type: 'object', properties: { kind: { const: 'dog' }, breed: text }, required: ['kind'] };
const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const schemas = {
  cat,
  dog,
  tree: {
    type: 'object',
    properties: { children: { type: 'array', items: reference('tree') }, pet: reference('pet') },
  },
  pet: {
    oneOf: [reference('cat'), reference('dog')],
    discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/cat' } },
  },
  loop: { anyOf: [{ type: 'null' }, reference('loop'), text] },
  named: {
    allOf: [
      reference('cat'),
      { properties: { name: { type: ['string', 'null'], maxLength: 9 } }, not: reference('dog') },
    ],
  },
};

/** Of everything something. */
const document: Document = {
  servers: [{ url: 'https://{region}.example.com', variables: { region: { default: 'eu', enum: ['eu'] } } }],
  security: [{ key: [] }, { oauth: ['read', 'write'] }],
  paths: {
    '/trees/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
      get: {
        operationId: 'tree',
        parameters: [
          { name: 'X-Trace', in: 'header', schema: text },
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, default: 10 } },
          { name: 'filter', in: 'query', content: { 'application/json': { schema: reference('named') } } },
        ],
        responses: {
          '200': {
            description: 'The tree.',
            headers: { 'X-Rate': { schema: { type: 'integer' } } },
            ...json(reference('tree')),
          },
          default: { description: 'A fault.', ...json({ type: 'object', properties: { message: text } }) },
        },
      },
      put: {
        requestBody: {
          content: { ...(json(reference('tree'))['content'] as Document), 'text/csv': { schema: text } },
        },
        responses: { '204': { description: 'Done.' } },
      },
    },
  },
  webhooks: {
    fell: { post: { requestBody: json(reference('loop')), responses: { '204': { description: 'Heard.' } } } },
  },
  components: {
    schemas,
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      oauth: {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: '/token', scopes: { read: 'Read.', write: 'Write.' } } },
      },
    },
  },
};

test('a document is as it is', () => {
  expect(changesOf(document, document)).toEqual([]);
});

/** Lists in which an order has no meaning. */
const SETS: ReadonlySet<string> = new Set([
  'oneOf',
  'anyOf',
  'allOf',
  'enum',
  'required',
  'parameters',
  'security',
  'type',
]);

function reversed(value: Json, name = ''): Json {
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => reversed(item));
    return SETS.has(name) ? items.toReversed() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, reversed(inner, key)] as const)
      .toReversed(),
  );
}

test('no order of members, alternatives, names or parameters is a change', () => {
  expect(lines(changesOf(document, reversed(document) as Document))).toEqual([]);
});

const components = { components: { schemas } };
const property = (schema: Json): Json => ({ type: 'object', properties: { id: text, pet: schema } });

/** Pairs of schemas that allow the same values. */
const synonyms: readonly (readonly [what: string, a: Json, b: Json])[] = [
  ['a reference and what it leads to', reference('cat'), cat],
  ['a union of one', cat, { oneOf: [cat] }],
  ['allOf of one', cat, { allOf: [cat] }],
  [
    'allOf laid flat',
    { type: 'object', properties: { a: text, b: text } },
    { allOf: [{ type: 'object', properties: { a: text } }, { properties: { b: text } }] },
  ],
  ['a reference in allOf', reference('cat'), { allOf: [reference('cat')] }],
  ['a union with a union', { anyOf: [cat, { anyOf: [dog, text] }] }, { anyOf: [cat, dog, text] }],
  ['a member behind a reference', { oneOf: [reference('cat'), dog] }, { oneOf: [cat, reference('dog')] }],
  ['const and enum', { const: 'a' }, { enum: ['a'] }],
  ['the type of an enum', { enum: ['a', 'b'] }, { type: 'string', enum: ['b', 'a'] }],
  ['null in the types and in a union', { type: ['string', 'null'] }, { anyOf: [text, { type: 'null' }] }],
  ['null in the values', { enum: ['a', null] }, { anyOf: [{ const: 'a' }, { const: null }] }],
  [
    'several types and a union of them',
    { type: ['string', 'integer'] },
    { oneOf: [{ type: 'integer' }, text] },
  ],
  ['the type that members imply', { properties: { a: text } }, { type: 'object', properties: { a: text } }],
  ['what says nothing', {}, true],
  ['other members, allowed in words', { type: 'object' }, { type: 'object', additionalProperties: true }],
  [
    'counts from 0',
    { type: 'array', items: text },
    { type: 'array', items: text, minItems: 0, uniqueItems: false },
  ],
];

test.each(synonyms)('%s', (_, a, b) => {
  for (const place of [sent, received]) {
    const [old, next] = [place(property(a), components), place(property(b), components)];
    expect(lines(changesOf(old, next))).toEqual([]);
    expect(lines(changesOf(next, old))).toEqual([]);
  }
});

test('the flag and the number of exclusive bounds, and null in OpenAPI 3.0', () => {
  const old = received(
    { type: 'number', nullable: true, minimum: 1, exclusiveMinimum: true },
    { openapi: '3.0.3' },
  );
  const next = received({ type: ['number', 'null'], exclusiveMinimum: 1 });
  expect(lines(changesOf(old, next))).toEqual([]);
});

test('where a parameter, a response or a body is declared', () => {
  const limit = { name: 'limit', in: 'query', schema: text };
  const old = operation({ parameters: [limit], responses: { '404': { description: 'None.' } } });
  const next = operation(
    {
      parameters: [{ $ref: '#/components/parameters/limit' }],
      responses: { '404': { $ref: '#/components/responses/none' } },
    },
    { components: { parameters: { limit }, responses: { none: { description: 'None.' } } } },
  );
  expect(lines(changesOf(old, next))).toEqual([]);
});

test('the names of path parameters, on the wire', () => {
  const at = (name: string): Document => ({
    paths: {
      [`/pets/{${name}}`]: {
        get: {
          parameters: [{ name, in: 'path', required: true, schema: text }],
          responses: { '204': { description: 'Done.' } },
        },
      },
    },
  });
  expect(lines(changesOf(at('id'), at('petId')))).toEqual([]);
});
