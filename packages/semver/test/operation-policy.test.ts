import type { Json } from '@specline/openapi';
import { expect, test } from 'vitest';
import { bumpOf, layerBumps } from '../src/index.js';
import { changesOf, object, operation, text } from './fixtures.js';
import type { Document } from './fixtures.js';

const pet = { responses: { '204': { description: 'Done.' } } };
const paths = (...methods: string[]): Document => ({
  paths: { '/pets': Object.fromEntries(methods.map((method) => [method, pet])) },
});
const parameter = (more: Document): Document =>
  operation({ parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' }, ...more }] });
const unused = (schema: Json): Document => ({ ...paths('get'), components: { schemas: { pet: schema } } });
const list = { type: 'array', items: text };
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
  ['scalar parameter exploded no more', parameter({}), parameter({ explode: false }), 'none', 'none'],
  [
    'list parameter exploded no more',
    parameter({ schema: list }),
    parameter({ schema: list, explode: false }),
    'major',
    'none',
  ],
  [
    'parameter in another style',
    parameter({ schema: list }),
    parameter({ schema: list, style: 'pipeDelimited' }),
    'major',
    'none',
  ],
  ['reserved letters encoded no more', parameter({}), parameter({ allowReserved: true }), 'none', 'patch'],
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
  [
    'type removed',
    { ...paths('get'), components: { schemas: { pet: object({}) } } },
    paths('get'),
    'none',
    'major',
  ],
  ['unused type changed', unused(object({ a: text })), unused(object({})), 'none', 'major'],
  ['unused type extended', unused(object({})), unused(object({ a: text })), 'none', 'minor'],
  ['unused type documented', unused(object({})), unused(object({}, { title: 'A' })), 'none', 'patch'],
  [
    'type added',
    paths('get'),
    { ...paths('get'), components: { schemas: { pet: object({}) } } },
    'none',
    'minor',
  ],
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
