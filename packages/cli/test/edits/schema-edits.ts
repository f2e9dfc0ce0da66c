import type { Bump } from '@specline/semver';
import type { Json } from '@specline/openapi';
import { bothWays, document, json, object, text } from './edit.js';
import type { Edit, Part } from './edit.js';

/** A change of a schema: its bump where the client sends it and where it receives it, there and back. */
type Row = readonly [
  what: string,
  old: Json,
  next: Json,
  sent: readonly [Bump, Bump],
  received: readonly [Bump, Bump],
];

/** A schema in a member, so that nothing else changes. */
const member = (schema: Json, more: Part = {}) =>
  object({ id: text, value: schema }, { required: ['id'], ...more });
const cat = object({ kind: { const: 'cat' }, meow: text }, { required: ['kind'] });
const dog = object({ kind: { const: 'dog' }, bark: text }, { required: ['kind'] });
const list = (more: Part) => ({ type: 'array', items: text, ...more });
const map = (more: Part) => ({ type: 'object', additionalProperties: text, ...more });

const STRICT = { sent: ['major', 'minor'], received: ['minor', 'major'] } as const;
const BOUND = { sent: ['major', 'patch'], received: ['patch', 'major'] } as const;

const ROWS: readonly Row[] = [
  [
    'optional property added',
    object({ id: text }, { required: ['id'] }),
    member(text),
    ['minor', 'major'],
    ['minor', 'major'],
  ],
  [
    'required property added',
    object({ id: text }, { required: ['id'] }),
    member(text, { required: ['id', 'value'] }),
    ['major', 'major'],
    ['minor', 'major'],
  ],
  [
    'property renamed',
    object({ id: text, a: text }, { required: ['id'] }),
    object({ id: text, b: text }, { required: ['id'] }),
    ['major', 'major'],
    ['major', 'major'],
  ],
  [
    'became required',
    member(text),
    member(text, { required: ['id', 'value'] }),
    STRICT.sent,
    STRICT.received,
  ],
  ['type narrowed', member({ type: ['string', 'integer'] }), member(text), STRICT.sent, STRICT.received],
  ['number narrowed', member({ type: 'number' }), member({ type: 'integer' }), STRICT.sent, STRICT.received],
  ['any value narrowed', member({}), member(text), STRICT.sent, STRICT.received],
  ['type replaced', member(text), member({ type: 'boolean' }), ['major', 'major'], ['major', 'major']],
  ['became a list', member(text), member(list({})), ['major', 'major'], ['major', 'major']],
  ['became not nullable', member({ type: ['string', 'null'] }), member(text), STRICT.sent, STRICT.received],
  ['enum added', member(text), member({ enum: ['a', 'b'] }), STRICT.sent, STRICT.received],
  [
    'enum value removed',
    member({ enum: ['a', 'b', 'c'] }),
    member({ enum: ['a', 'b'] }),
    STRICT.sent,
    STRICT.received,
  ],
  [
    'open enum value removed',
    member({ enum: ['a', 'b', 'c'], 'x-extensible-enum': true }),
    member({ enum: ['a', 'b'], 'x-extensible-enum': true }),
    ['major', 'minor'],
    ['minor', 'minor'],
  ],
  [
    'enum closed',
    member({ enum: ['a', 'b'], 'x-extensible-enum': true }),
    member({ enum: ['a', 'b'] }),
    STRICT.sent,
    STRICT.received,
  ],
  [
    'constant replaced',
    member({ const: 'a' }),
    member({ const: 'b' }),
    ['major', 'major'],
    ['major', 'major'],
  ],
  [
    'union member removed',
    member({ oneOf: [cat, dog] }),
    member({ oneOf: [cat] }),
    STRICT.sent,
    STRICT.received,
  ],
  ['format added', member(text), member({ ...text, format: 'uuid' }), STRICT.sent, STRICT.received],
  [
    'format replaced',
    member({ ...text, format: 'uuid' }),
    member({ ...text, format: 'date' }),
    ['major', 'major'],
    ['major', 'major'],
  ],
  [
    'maxLength tightened',
    member({ ...text, maxLength: 9 }),
    member({ ...text, maxLength: 8 }),
    BOUND.sent,
    BOUND.received,
  ],
  ['minLength added', member(text), member({ ...text, minLength: 2 }), BOUND.sent, BOUND.received],
  [
    'minimum tightened',
    member({ type: 'number', minimum: 1 }),
    member({ type: 'number', minimum: 2 }),
    BOUND.sent,
    BOUND.received,
  ],
  [
    'maximum made exclusive',
    member({ type: 'number', maximum: 5 }),
    member({ type: 'number', exclusiveMaximum: 5 }),
    BOUND.sent,
    BOUND.received,
  ],
  [
    'maxItems tightened',
    member(list({ maxItems: 5 })),
    member(list({ maxItems: 4 })),
    BOUND.sent,
    BOUND.received,
  ],
  [
    'maxProperties tightened',
    member(map({ maxProperties: 5 })),
    member(map({ maxProperties: 4 })),
    BOUND.sent,
    BOUND.received,
  ],
  [
    'pattern added',
    member(text),
    member({ ...text, pattern: '^[a-z]+$' }),
    ['major', 'patch'],
    ['patch', 'patch'],
  ],
  [
    'multipleOf added',
    member({ type: 'integer' }),
    member({ type: 'integer', multipleOf: 5 }),
    BOUND.sent,
    BOUND.received,
  ],
  ['uniqueItems added', member(list({})), member(list({ uniqueItems: true })), BOUND.sent, BOUND.received],
  ['not added', member(text), member({ ...text, not: { const: 'forbidden' } }), BOUND.sent, BOUND.received],
  [
    'dependentRequired added',
    member(text),
    member(text, {
      dependentRequired: { value: ['other'] },
      properties: { id: text, value: text, other: text },
    }),
    ['major', 'major'],
    ['minor', 'major'],
  ],
  ['items narrowed', member(list({ items: {} })), member(list({})), STRICT.sent, STRICT.received],
  [
    'other members narrowed',
    member(map({ additionalProperties: true })),
    member(map({})),
    STRICT.sent,
    STRICT.received,
  ],
  [
    'other members forbidden',
    member(object({ a: text })),
    member(object({ a: text }, { additionalProperties: false })),
    ['major', 'minor'],
    ['minor', 'minor'],
  ],
  [
    'became read-only',
    member(text),
    member({ ...text, readOnly: true }),
    ['major', 'minor'],
    ['minor', 'minor'],
  ],
  [
    'became write-only',
    member(text),
    member({ ...text, writeOnly: true }),
    ['minor', 'minor'],
    ['major', 'minor'],
  ],
  [
    'default changed',
    member({ ...text, default: 'a' }),
    member({ ...text, default: 'b' }),
    ['patch', 'patch'],
    ['patch', 'patch'],
  ],
  [
    'described otherwise',
    member({ ...text, description: 'A.' }),
    member({ ...text, description: 'B.' }),
    ['patch', 'patch'],
    ['patch', 'patch'],
  ],
  ['deprecated', member(text), member({ ...text, deprecated: true }), ['minor', 'minor'], ['minor', 'minor']],
];

function sentIn(schema: Json) {
  return document({ requestBody: { required: true, ...json(schema) } });
}

function receivedIn(schema: Json) {
  return document({ responses: { '200': { description: 'Found.', ...json(schema) } } });
}

/** Every change of a schema, of what is sent and of what is received, there and back. */
export const SCHEMA_EDITS: readonly Edit[] = ROWS.flatMap(([what, old, next, sent, received]) => [
  ...bothWays(`sent: ${what}`, sentIn(old), sentIn(next), sent),
  ...bothWays(`received: ${what}`, receivedIn(old), receivedIn(next), received),
]);
