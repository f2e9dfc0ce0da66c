import type { Json } from '@specline/openapi';
import { describe, expect, test } from 'vitest';
import { bumpOf, layerBumps } from '../src/index.js';
import { changesOf, operation, received, sent } from './fixtures.js';
import type { Document } from './fixtures.js';

/** One row of the policy of schemas: an edit, and the bump where the client sends it and where it receives it. */
type Row = readonly [what: string, old: Json, next: Json, sent: string, received: string];

const object = (properties: Document, more: Document = {}): Json => ({
  type: 'object',
  // A body of several fields in an object, so that nothing but the edit changes how it is given.
  properties: { id: { type: 'string' }, ...properties },
  ...more,
});
const text = { type: 'string' };
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
          content: { 'application/json': { schema: { $ref: '#/components/schemas/pet' } } },
        },
        responses: {
          '200': {
            description: 'Here.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/pet' } } },
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

const pet = { responses: { '204': { description: 'Done.' } } };
const paths = (...methods: string[]): Document => ({
  paths: { '/pets': Object.fromEntries(methods.map((method) => [method, pet])) },
});
const parameter = (more: Document): Document =>
  operation({ parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' }, ...more }] });
const statuses = (...all: string[]): Document =>
  operation({ responses: Object.fromEntries(all.map((status) => [status, { description: 'A response.' }])) });
const mediaTypes = (...all: string[]): Document => ({
  content: Object.fromEntries(all.map((mediaType) => [mediaType, { schema: text }])),
});
const secured = (security: Json): Document =>
  operation(
    { security },
    {
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'header', name: 'X-Key' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  );

/** One row of the policy of operations: an edit, and the bump of each layer. */
type OperationRow = readonly [what: string, old: Document, next: Document, wire: string, types: string];

const operations: readonly OperationRow[] = [
  ['operation removed', paths('get', 'post'), paths('get'), 'major', 'none'],
  ['operation added', paths('get'), paths('get', 'post'), 'minor', 'none'],
  ['operation deprecated', operation({}), operation({ deprecated: true }), 'none', 'minor'],
  ['operationId removed', operation({ operationId: 'a' }), operation({}), 'none', 'major'],
  ['operationId added', operation({}), operation({ operationId: 'a' }), 'none', 'minor'],
  ['sunset', operation({}), operation({ 'x-sunset': '2030-01-01' }), 'none', 'minor'],
  [
    'stability lost',
    operation({ 'x-stability': 'beta' }),
    operation({ 'x-stability': 'alpha' }),
    'none',
    'minor',
  ],
  ['stability gained', operation({ 'x-stability': 'beta' }), operation({}), 'none', 'patch'],
  ['tags and text', operation({ summary: 'A' }), operation({ summary: 'B', tags: ['x'] }), 'none', 'patch'],
  ['servers', operation({}), operation({}, { servers: [{ url: 'https://example.com' }] }), 'none', 'patch'],
  ['required parameter added', operation({}), parameter({ required: true }), 'major', 'none'],
  ['optional parameter added', operation({}), parameter({}), 'minor', 'none'],
  ['parameter removed', parameter({}), operation({}), 'major', 'none'],
  ['parameter became required', parameter({}), parameter({ required: true }), 'major', 'none'],
  ['parameter became optional', parameter({ required: true }), parameter({}), 'minor', 'none'],
  [
    'parameter default changed',
    parameter({ schema: { type: 'integer', default: 1 } }),
    parameter({ schema: { type: 'integer', default: 2 } }),
    'major',
    'none',
  ],
  ['parameter deprecated', parameter({}), parameter({ deprecated: true }), 'none', 'minor'],
  ['parameter exploded no more', parameter({}), parameter({ explode: false }), 'major', 'none'],
  ['parameter became text', parameter({}), parameter({ schema: text }), 'minor', 'major'],
  [
    'parameter became a list',
    parameter({}),
    parameter({ schema: { type: 'array', items: { type: 'integer' } } }),
    'minor',
    'major',
  ],
  [
    'parameter became a bound list',
    parameter({}),
    parameter({ schema: { type: 'array', items: { type: 'integer', maximum: 9 } } }),
    'major',
    'none',
  ],
  [
    'required body added',
    operation({}),
    operation({ requestBody: { required: true, ...mediaTypes('application/json') } }),
    'major',
    'none',
  ],
  [
    'optional body added',
    operation({}),
    operation({ requestBody: mediaTypes('application/json') }),
    'minor',
    'none',
  ],
  [
    'body removed',
    operation({ requestBody: mediaTypes('application/json') }),
    operation({}),
    'major',
    'none',
  ],
  [
    'body became required',
    operation({ requestBody: mediaTypes('text/plain') }),
    operation({ requestBody: { required: true, ...mediaTypes('text/plain') } }),
    'major',
    'none',
  ],
  [
    'body became optional',
    operation({ requestBody: { required: true, ...mediaTypes('text/plain') } }),
    operation({ requestBody: mediaTypes('text/plain') }),
    'minor',
    'none',
  ],
  [
    'sent media type added',
    operation({ requestBody: mediaTypes('text/plain') }),
    operation({ requestBody: mediaTypes('text/plain', 'text/csv') }),
    'minor',
    'none',
  ],
  [
    'sent media type removed',
    operation({ requestBody: mediaTypes('text/plain', 'text/csv') }),
    operation({ requestBody: mediaTypes('text/plain') }),
    'major',
    'none',
  ],
  ['success status added', statuses('200'), statuses('200', '201'), 'minor', 'none'],
  ['success status removed', statuses('200', '201'), statuses('200'), 'major', 'none'],
  ['error status added', statuses('200'), statuses('200', '404'), 'none', 'minor'],
  ['error status removed', statuses('200', '404'), statuses('200'), 'none', 'major'],
  ['security requirement added', secured([]), secured([{ key: [] }]), 'major', 'none'],
  ['security requirement removed', secured([{ key: [] }]), secured([]), 'minor', 'none'],
  [
    'security alternative added',
    secured([{ key: [] }]),
    secured([{ key: [] }, { token: [] }]),
    'minor',
    'none',
  ],
  [
    'security alternative removed',
    secured([{ key: [] }, { token: [] }]),
    secured([{ key: [] }]),
    'major',
    'none',
  ],
  ['second credential needed', secured([{ key: [] }]), secured([{ key: [], token: [] }]), 'major', 'none'],
  ['type removed', { ...paths('get'), components: { schemas: { pet: cat } } }, paths('get'), 'none', 'major'],
  ['type added', paths('get'), { ...paths('get'), components: { schemas: { pet: cat } } }, 'none', 'minor'],
];

test.each(operations)('%s', (_, old, next, wire, types) => {
  expect(layerBumps(changesOf(old, next))).toEqual({ wire, types, surface: 'none' });
});

const answer = (...all: string[]): Document =>
  operation({ responses: { '200': { description: 'Here.', ...mediaTypes(...all) } } });
const header = (more: Document | undefined): Document =>
  operation({
    responses: {
      '204': {
        description: 'Done.',
        headers: more === undefined ? {} : { 'X-Rate': { schema: text, ...more } },
      },
    },
  });

const answers: readonly (readonly [what: string, old: Document, next: Document, wire: string])[] = [
  ['received media type added', answer('text/csv'), answer('text/csv', 'text/html'), 'minor'],
  ['received media type removed', answer('text/csv', 'text/html'), answer('text/csv'), 'major'],
  ['received media type narrowed', answer('application/json'), answer('application/problem+json'), 'minor'],
  ['received media type widened', answer('application/problem+json'), answer('application/json'), 'major'],
  ['media type with a parameter', answer('text/plain'), answer('text/plain; charset=utf-8'), 'none'],
  ['header added', header(undefined), header({}), 'minor'],
  ['header removed', header({}), header(undefined), 'major'],
  ['header became required', header({}), header({ required: true }), 'minor'],
  ['header became optional', header({ required: true }), header({}), 'major'],
  ['header became a number', header({}), header({ schema: { type: 'integer' } }), 'minor'],
  ['header became text', header({ schema: { type: 'integer' } }), header({}), 'major'],
];

test.each(answers)('%s', (_, old, next, wire) => {
  expect(layerBumps(changesOf(old, next)).wire).toBe(wire);
});

test('a webhook is received: what it must have more of is no break', () => {
  const hook = (required: string[]): Document => ({
    webhooks: {
      born: {
        post: {
          requestBody: { content: { 'application/json': { schema: object({ a: text }, { required }) } } },
          responses: { '204': { description: 'Done.' } },
        },
      },
    },
  });
  expect(bumpOf(changesOf(hook([]), hook(['a'])))).toBe('minor');
  expect(bumpOf(changesOf(hook(['a']), hook([])))).toBe('major');
});
