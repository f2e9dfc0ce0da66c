import type { Json } from '@specline/openapi';
import { expect, test } from 'vitest';
import { changesOf, lines, received, sent } from './fixtures.js';
import type { Document } from './fixtures.js';

const text = { type: 'string' };
const reference = (name: string | number): Json => ({ $ref: `#/components/schemas/s${name}` });

function withSchemas(count: number, schema: (index: number) => Json): Document {
  const schemas = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`s${index}`, schema(index)]),
  );
  return received(reference(0), { components: { schemas } });
}

/** Documents in which something multiplies or never ends, given what stands at its end. */
const documents: Readonly<Record<string, (end: Json) => Document>> = {
  'a chain of three thousand references': (end) =>
    withSchemas(3000, (index) => ({
      type: 'object',
      properties: { next: index === 2999 ? end : reference(index + 1) },
    })),
  'compositions that double at each of forty levels': (end) =>
    withSchemas(41, (index) => ({
      allOf: index === 40 ? [end] : [reference(index + 1), reference(index + 1)],
    })),
  'unions that double at each of forty levels': (end) =>
    withSchemas(41, (index) => ({
      anyOf:
        index === 40 ? [end, { type: 'integer' }] : [reference(index + 1), { allOf: [reference(index + 1)] }],
    })),
  'properties that double at each of forty levels': (end) =>
    withSchemas(41, (index) => ({
      type: 'object',
      properties: index === 40 ? { end } : { a: reference(index + 1), b: { allOf: [reference(index + 1)] } },
    })),
  'conditions that lead to themselves': (end) =>
    withSchemas(2, (index) => ({
      not: reference(1 - index),
      if: reference(0),
      then: { oneOf: [reference(0), reference(1)] },
      type: 'object',
      properties: { end },
    })),
  'a schema that is only itself': (end) =>
    withSchemas(2, (index) =>
      index === 0 ? { anyOf: [reference(0), { $ref: '#/components/schemas/s1' }] } : end,
    ),
};

test.each(Object.entries(documents))('%s', (_, document) => {
  expect(changesOf(document(text), document(text))).toEqual([]);
  expect(changesOf(document(text), document({ type: 'boolean' })).length).toBeGreaterThan(0);
});

test('a union of a thousand objects that all changed', () => {
  const union = (field: string): Json => ({
    oneOf: Array.from({ length: 1000 }, (_, index) => ({
      type: 'object',
      properties: { [`${field}${index}`]: text },
    })),
  });
  expect(changesOf(sent(union('a')), sent(union('a')))).toEqual([]);
  expect(changesOf(sent(union('a')), sent(union('b'))).length).toBeGreaterThan(1000);
});

test('names that objects have by nature', () => {
  const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString'];
  const document = (type: string): Document =>
    received(
      { $ref: '#/components/schemas/constructor' },
      {
        components: {
          schemas: {
            constructor: {
              type: 'object',
              properties: Object.fromEntries(names.map((name) => [name, { type }])),
            },
          },
        },
      },
    );
  expect(lines(changesOf(document('string'), document('integer')))).toEqual(
    names.map(
      (name) =>
        `major wire response-type-replaced | client.pets.create(): Constructor.${name} was string and is integer`,
    ),
  );
});
