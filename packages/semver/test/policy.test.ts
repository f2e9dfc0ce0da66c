import type { Json } from '@specline/openapi';
import { describe, expect, test } from 'vitest';
import { bumpOf } from '../src/index.js';
import { changesOf, json, object, operation, received, sent, text } from './fixtures.js';
import type { Document } from './fixtures.js';

/** One row of the policy of schemas: an edit, and the bump where the client sends it and where it receives it. */
type Row = readonly [what: string, old: Json, next: Json, sent: string, received: string];

const name = (schema: Json): Json => object({ name: schema });
const cat = object({ meow: text });
const dog = object({ bark: text });

const rows: readonly Row[] = [
  ['required property added', object({}), object({ a: text }, { required: ['a'] }), 'major', 'minor'],
  ['optional property added', object({}), object({ a: text }), 'minor', 'minor'],
  ['property removed', object({ a: text }), object({}), 'major', 'major'],
  ['became required', object({ a: text }), object({ a: text }, { required: ['a'] }), 'major', 'minor'],
  ['became optional', object({ a: text }, { required: ['a'] }), object({ a: text }), 'minor', 'major'],
  ['type narrowed', name({ type: 'number' }), name({ type: 'integer' }), 'major', 'minor'],
  ['type widened', name({ type: 'integer' }), name({ type: 'number' }), 'minor', 'major'],
  ['type replaced', name(text), name({ type: 'boolean' }), 'major', 'major'],
  ['type lost', name({ type: ['string', 'integer'] }), name(text), 'major', 'minor'],
  ['type gained', name(text), name({ type: ['string', 'integer'] }), 'minor', 'major'],
  ['type added', name({}), name(text), 'major', 'minor'],
  ['type lifted', name(text), name({}), 'minor', 'major'],
  ['format added', name(text), name({ ...text, format: 'uuid' }), 'major', 'minor'],
  ['format removed', name({ ...text, format: 'uuid' }), name(text), 'minor', 'major'],
  ['format replaced', name({ ...text, format: 'uuid' }), name({ ...text, format: 'date' }), 'major', 'major'],
  ['became nullable', name(text), name({ type: ['string', 'null'] }), 'minor', 'major'],
  ['became not nullable', name({ type: ['string', 'null'] }), name(text), 'major', 'minor'],
  ['enum added', name(text), name({ enum: ['a'] }), 'major', 'minor'],
  ['enum lifted', name({ enum: ['a'] }), name(text), 'minor', 'major'],
  ['enum value added', name({ enum: ['a'] }), name({ enum: ['a', 'b'] }), 'minor', 'major'],
  ['enum value removed', name({ enum: ['a', 'b'] }), name({ enum: ['a'] }), 'major', 'minor'],
  ['const changed', name({ const: 'a' }), name({ const: 'b' }), 'major', 'major'],
  [
    'open enum value added',
    name({ enum: ['a'], 'x-extensible-enum': true }),
    name({ enum: ['a', 'b'], 'x-extensible-enum': true }),
    'minor',
    'minor',
  ],
  ['enum opened', name({ enum: ['a'] }), name({ enum: ['a'], 'x-extensible-enum': true }), 'minor', 'major'],
  ['enum closed', name({ enum: ['a'], 'x-extensible-enum': true }), name({ enum: ['a'] }), 'major', 'minor'],
  ['union member added', name({ oneOf: [cat] }), name({ oneOf: [cat, dog] }), 'minor', 'major'],
  ['union member removed', name({ anyOf: [cat, dog] }), name({ anyOf: [cat] }), 'major', 'minor'],
  ['bound tightened', name({ ...text, maxLength: 9 }), name({ ...text, maxLength: 8 }), 'major', 'patch'],
  ['bound loosened', name({ ...text, minLength: 9 }), name({ ...text, minLength: 8 }), 'patch', 'major'],
  ['bound added', name({ type: 'number' }), name({ type: 'number', minimum: 1 }), 'major', 'patch'],
  ['bound removed', name({ type: 'number', maximum: 1 }), name({ type: 'number' }), 'patch', 'major'],
  [
    'bound made exclusive',
    name({ type: 'number', minimum: 1 }),
    name({ type: 'number', exclusiveMinimum: 1 }),
    'major',
    'patch',
  ],
  [
    'multiple tightened',
    name({ type: 'number', multipleOf: 2 }),
    name({ type: 'number', multipleOf: 4 }),
    'major',
    'patch',
  ],
  [
    'multiple replaced',
    name({ type: 'number', multipleOf: 2 }),
    name({ type: 'number', multipleOf: 3 }),
    'major',
    'major',
  ],
  [
    'items made unique',
    name({ type: 'array' }),
    name({ type: 'array', uniqueItems: true }),
    'major',
    'patch',
  ],
  ['pattern added', name(text), name({ ...text, pattern: '^a' }), 'major', 'patch'],
  ['pattern changed', name({ ...text, pattern: '^a' }), name({ ...text, pattern: '^b' }), 'major', 'patch'],
  [
    'pattern generalised',
    name({ ...text, pattern: '^a' }),
    name({ ...text, pattern: '.*' }),
    'patch',
    'patch',
  ],
  ['pattern removed', name({ ...text, pattern: '^a' }), name(text), 'patch', 'patch'],
  ['default changed', name({ ...text, default: 'a' }), name({ ...text, default: 'b' }), 'patch', 'patch'],
  ['assertion added', object({}), object({}, { not: { required: ['x'] } }), 'major', 'patch'],
  ['assertion removed', object({}, { if: { required: ['x'] } }), object({}), 'patch', 'major'],
  [
    'assertion changed',
    object({}, { not: { required: ['x'] } }),
    object({}, { not: { required: ['y'] } }),
    'major',
    'major',
  ],
  ['dependency added', object({}), object({}, { dependentRequired: { a: ['b'] } }), 'major', 'patch'],
  ['dependency removed', object({}, { dependentSchemas: { a: {} } }), object({}), 'patch', 'major'],
  [
    'condition tightened',
    object({}, { then: object({ a: text }) }),
    object({}, { then: object({ a: { ...text, minLength: 1 } }) }),
    'major',
    'patch',
  ],
  ['other members forbidden', object({}), object({}, { additionalProperties: false }), 'major', 'minor'],
  ['other members allowed', object({}, { additionalProperties: false }), object({}), 'minor', 'minor'],
  [
    'members of a pattern bound',
    object({}),
    object({}, { patternProperties: { '^x-': text } }),
    'major',
    'patch',
  ],
  [
    'unevaluated properties forbidden',
    object({}),
    object({}, { unevaluatedProperties: false }),
    'major',
    'patch',
  ],
  ['names bound', object({}), object({}, { propertyNames: { minLength: 2 } }), 'major', 'patch'],
  [
    'encoding changed',
    name({ ...text, contentEncoding: 'base64' }),
    name({ ...text, contentEncoding: 'base64url' }),
    'major',
    'major',
  ],
  ['became read-only', name(text), name({ ...text, readOnly: true }), 'major', 'minor'],
  ['became write-only', name(text), name({ ...text, writeOnly: true }), 'minor', 'major'],
  ['deprecated', name(text), name({ ...text, deprecated: true }), 'minor', 'minor'],
  ['text', name(text), name({ ...text, description: 'Its name.', example: 'Ed' }), 'patch', 'patch'],
];

describe.each(rows)('%s', (_, old, next, wantSent, wantReceived) => {
  test(`sent: ${wantSent}`, () => {
    expect(bumpOf(changesOf(sent(old), sent(next)))).toBe(wantSent);
  });

  test(`received: ${wantReceived}`, () => {
    expect(bumpOf(changesOf(received(old), received(next)))).toBe(wantReceived);
  });
});

test('what is sent and received takes the worse', () => {
  const both = (schema: Json): Document =>
    operation(
      {
        requestBody: {
          required: true,
          ...json({ $ref: '#/components/schemas/pet' }),
        },
        responses: {
          '200': {
            description: 'Here.',
            ...json({ $ref: '#/components/schemas/pet' }),
          },
        },
      },
      { components: { schemas: { pet: schema } } },
    );
  const changes = changesOf(both(object({})), both(object({ a: text }, { required: ['a'] })));
  expect(changes.map(({ id, bump, direction }) => [id, bump, direction])).toEqual([
    ['request-property-added-required', 'major', 'both'],
  ]);
});
