import { describe, expect, test } from 'vitest';
import type { Json } from '../src/index.js';
import { modelOf, withoutPointers } from './fixtures.js';

const A = '#/components/schemas/A';
const Other = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };

/** A schema called A beside one called Other, and the type that A becomes. */
function typeOfA(schema: Json, openapi: string): unknown {
  const { model, problems } = modelOf({ openapi, components: { schemas: { A: schema, Other } } });
  expect(problems).toEqual([]);
  return withoutPointers(model.schemas.find(({ pointer }) => pointer === A)?.type);
}

const reference = { kind: 'reference', to: '#/components/schemas/Other' };
const text = { kind: 'string' };
const nothing = { kind: 'null' };

const rows: readonly (readonly [name: string, given: Json, want: Json, openapi?: string])[] = [
  ['true', true, { kind: 'unknown' }],
  ['false', false, { kind: 'never' }],
  ['nothing said', {}, { kind: 'unknown' }],
  ['integer', { type: 'integer' }, { kind: 'number', integer: true }],
  [
    'number with bounds',
    { type: 'number', minimum: 1 },
    { kind: 'number', integer: false, assertions: { minimum: 1 } },
  ],
  ['date', { type: 'string', format: 'date' }, { kind: 'string', format: 'date' }],
  ['binary', { type: 'string', format: 'binary' }, { kind: 'binary', format: 'binary' }],
  [
    'an image',
    { type: 'string', contentMediaType: 'image/png' },
    { kind: 'binary', assertions: { contentMediaType: 'image/png' } },
  ],
  [
    'an encoded image',
    { type: 'string', contentMediaType: 'image/png', contentEncoding: 'base64' },
    { kind: 'string', assertions: { contentEncoding: 'base64', contentMediaType: 'image/png' } },
  ],
  [
    'JSON in text',
    { type: 'string', contentMediaType: 'application/json' },
    { kind: 'string', assertions: { contentMediaType: 'application/json' } },
  ],
  ['password', { type: 'string', format: 'password' }, { kind: 'string', format: 'password' }],
  ['enum', { enum: ['a', 'b', 'a'] }, { kind: 'enum', values: ['a', 'b'], open: false }],
  ['open enum', { enum: ['a'], 'x-extensible-enum': true }, { kind: 'enum', values: ['a'], open: true }],
  ['const', { const: 1 }, { kind: 'enum', values: [1], open: false }],
  ['const null', { const: null }, nothing],
  [
    'enum with null',
    { enum: ['a', null] },
    { kind: 'union', members: [{ kind: 'enum', values: ['a'], open: false }, nothing] },
  ],
  [
    'enum of scalars, objects and lists',
    { enum: ['a', { b: 1, c: {} }, [null, []]] },
    {
      kind: 'union',
      members: [
        { kind: 'enum', values: ['a'], open: false },
        {
          kind: 'object',
          properties: [
            { name: 'b', type: { kind: 'enum', values: [1], open: false }, required: true },
            { name: 'c', type: { kind: 'object', properties: [], additional: false }, required: true },
          ],
        },
        { kind: 'tuple', items: [nothing, { kind: 'array', items: { kind: 'never' } }], required: 2 },
      ],
    },
  ],
  [
    'const object',
    { const: { a: 'x' } },
    {
      kind: 'object',
      properties: [{ name: 'a', type: { kind: 'enum', values: ['x'], open: false }, required: true }],
    },
  ],
  ['type list', { type: ['string', 'null'] }, { kind: 'union', members: [text, nothing] }],
  [
    'nullable in 3.0',
    { type: 'string', nullable: true },
    { kind: 'union', members: [text, nothing] },
    '3.0.3',
  ],
  [
    'anyOf with null',
    { anyOf: [{ type: 'string' }, { type: 'null' }] },
    { kind: 'union', members: [text, nothing] },
  ],
  [
    'one-member allOf',
    { allOf: [{ $ref: '#/components/schemas/Other' }], description: 'Other.' },
    { ...reference, description: 'Other.' },
  ],
  ['one-member oneOf', { oneOf: [{ type: 'string' }] }, text],
  ['reference', { $ref: '#/components/schemas/Other' }, reference],
  [
    'reference with a description',
    { $ref: '#/components/schemas/Other', description: 'It.' },
    { ...reference, description: 'It.' },
  ],
  [
    'reference beside which 3.0 gives nothing a meaning',
    { $ref: '#/components/schemas/Other', description: 'It.', type: 'string', nullable: true },
    { ...reference, description: 'It.' },
    '3.0.3',
  ],
  [
    'reference beside other keywords from 3.1 on',
    { $ref: '#/components/schemas/Other', type: ['string', 'null'] },
    { kind: 'intersection', members: [reference, { kind: 'union', members: [text, nothing] }] },
  ],
  ['array', { type: 'array', items: { type: 'string' } }, { kind: 'array', items: text }],
  ['array of anything', { type: 'array' }, { kind: 'array', items: { kind: 'unknown' } }],
  [
    'tuple',
    { prefixItems: [{ type: 'string' }], items: false, minItems: 1 },
    { kind: 'tuple', items: [text], required: 1, assertions: { minItems: 1 } },
  ],
  [
    'open tuple',
    { prefixItems: [{ type: 'string' }] },
    { kind: 'tuple', items: [text], required: 0, rest: { kind: 'unknown' } },
  ],
  ['map', { additionalProperties: { type: 'string' } }, { kind: 'object', properties: [], additional: text }],
  [
    'closed object',
    { type: 'object', additionalProperties: false },
    { kind: 'object', properties: [], additional: false },
  ],
  [
    'required without a declaration',
    { type: 'object', required: ['a'] },
    { kind: 'object', properties: [{ name: 'a', type: { kind: 'unknown' }, required: true }] },
  ],
  [
    'readOnly and writeOnly',
    { properties: { a: { type: 'string', readOnly: true }, b: { type: 'string', writeOnly: true } } },
    {
      kind: 'object',
      properties: [
        { name: 'a', type: text, required: false, access: 'read-only' },
        { name: 'b', type: { kind: 'string' }, required: false, access: 'write-only' },
      ],
    },
  ],
  [
    'allOf of a reference and an object',
    { allOf: [{ $ref: '#/components/schemas/Other' }, { properties: { b: { type: 'string' } } }] },
    {
      kind: 'intersection',
      members: [reference, { kind: 'object', properties: [{ name: 'b', type: text, required: false }] }],
    },
  ],
  [
    'allOf of objects written in place',
    { allOf: [{ properties: { a: { type: 'string' } } }, { properties: { b: { type: 'string' } } }] },
    {
      kind: 'object',
      properties: [
        { name: 'a', type: text, required: false },
        { name: 'b', type: text, required: false },
      ],
    },
  ],
  [
    'required beside allOf takes the declared type',
    { type: 'object', allOf: [{ $ref: '#/components/schemas/Other' }], required: ['id'] },
    {
      kind: 'intersection',
      members: [reference, { kind: 'object', properties: [{ name: 'id', type: text, required: true }] }],
    },
  ],
  [
    'discriminator, explicit and implicit',
    {
      oneOf: [{ $ref: '#/components/schemas/Other' }, { $ref: A }],
      discriminator: { propertyName: 'id', mapping: { other: 'Other' } },
    },
    {
      kind: 'union',
      members: [reference, { kind: 'reference', to: A }],
      discriminator: {
        property: 'id',
        mapping: [
          { value: 'other', member: 0 },
          { value: 'A', member: 1 },
        ],
      },
    },
  ],
  [
    'a closed object beside a reference',
    { type: 'object', additionalProperties: false, oneOf: [{ $ref: '#/components/schemas/Other' }] },
    reference,
  ],
  ['a choice of any object', { anyOf: [{ type: 'object' }] }, { kind: 'object', properties: [] }],
  [
    'names of Object.prototype',
    { properties: { constructor: { type: 'string' } } },
    { kind: 'object', properties: [{ name: 'constructor', type: text, required: false }] },
  ],
];

describe('a schema becomes a type', () => {
  for (const [name, given, want, openapi = '3.1.0'] of rows) {
    test(name, () => expect(typeOfA(given, openapi)).toEqual(want));
  }
});

test('a $ref into any place becomes a named schema', () => {
  const { model } = modelOf({
    components: {
      schemas: { A: { properties: { inner: { properties: { again: { $ref: `${A}/properties/inner` } } } } } },
    },
  });
  expect(model.schemas.map(({ typeName, module }) => ({ typeName, module }))).toEqual([
    { typeName: 'A', module: 'schemas/a' },
    { typeName: 'AInner', module: 'schemas/a-inner' },
  ]);
});

test('the model is plain data', () => {
  const { model } = modelOf({
    components: { schemas: { A: { $ref: '#/components/schemas/A2' }, A2: Other } },
  });
  expect(JSON.parse(JSON.stringify(model))).toEqual(model);
});

test('a name with a percent sign stays what it is, and a reference to it is encoded', () => {
  const { model, problems } = modelOf({
    components: {
      schemas: {
        '50%': { type: 'string' },
        '%41': { type: 'number' },
        R: { $ref: '#/components/schemas/50%25' },
      },
    },
  });
  expect(problems).toEqual([]);
  expect(model.schemas.map(({ type }) => type.kind)).toEqual(['string', 'number', 'reference']);
  expect(model.schemas[2]?.type).toMatchObject({ to: '#/components/schemas/50%' });
});

test('beside $ref, OpenAPI 3.0 gives nothing a meaning; what stands there is ignored, its fields by name', () => {
  const From = {
    $ref: '#/components/schemas/B',
    description: 'Kept.',
    nullable: true,
    properties: { lost: { type: 'string' } },
  };
  const { model, accounts, problems } = modelOf({
    openapi: '3.0.3',
    components: { schemas: { A: From, B: { type: 'object' } } },
  });
  expect(problems).toEqual([]);
  expect(model.schemas[0]?.type).toMatchObject({ kind: 'reference', description: 'Kept.' });
  const reason = 'beside $ref, where OpenAPI gives it no meaning';
  expect(accounts.ignored).toEqual([
    { pointer: '#/components/schemas/A/nullable', reason },
    { pointer: '#/components/schemas/A/properties', reason },
    { kind: 'field', pointer: '#/components/schemas/A/properties/lost', reason },
  ]);
});
