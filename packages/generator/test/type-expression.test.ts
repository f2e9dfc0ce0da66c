import { expect, test } from 'vitest';
import type { Type } from '@specline/openapi';
import { print } from '../src/print/layout.js';
import { aliasDoc } from '../src/print/type-layout.js';
import { schemaNames } from '../src/types/schema-names.js';
import type { Direction } from '../src/types/schema-names.js';
import { typeExpression } from '../src/types/type-expression.js';
import {
  directed,
  intersection,
  list,
  model,
  number,
  object,
  oneOf,
  plain,
  reference,
  schema,
  string,
  tuple,
  union,
} from './models.js';
import { formatted } from './printing.js';

const at = (name: string) => `#/components/schemas/${name}`;

const secret = object({});
const schemas = schemaNames(
  model({
    schemas: [
      schema('Cat', object({})),
      directed(
        schema('Dog', {
          ...secret,
          properties: [
            { name: 'id', type: string(), required: true, access: 'read-only' },
            { name: 'pin', type: string(), required: true, access: 'write-only' },
          ],
        }),
        'DogInput2',
      ),
      directed(schema('Kennel', object({ dogs: list(reference(at('Dog'))) }))),
      schema('DogInput', object({})),
      schema('Loop', reference(at('Loop'))),
    ],
  }),
);

function aliasOf(type: Type, direction: Direction = 'response', endless = false): string {
  const place = { direction, schemas, use: (_: unknown, name: string) => name, endless };
  return print(aliasDoc('T', typeExpression(type, place))).replace(/^export type T = ?/, '');
}

const access = (which: 'read-only' | 'write-only'): Type => ({
  ...object({}),
  kind: 'object',
  properties: [{ name: 'a', type: string(), required: true, access: which }],
});

const table: readonly (readonly [given: Type, want: string])[] = [
  [plain('unknown'), 'unknown;'],
  [plain('never'), 'never;'],
  [plain('null'), 'null;'],
  [plain('boolean'), 'boolean;'],
  [number(), 'number;'],
  [string({ format: 'date-time' }), 'string;'],
  [plain('binary'), 'string;'],
  [oneOf(['a', "it's", 1, -2.5, 1e21, true]), `'a' | "it's" | 1 | -2.5 | 1e21 | true;`],
  [oneOf([]), 'never;'],
  [oneOf(['a', 'b'], {}, true), `'a' | 'b' | (string & {});`],
  [oneOf([1, 'a'], {}, true), `1 | 'a' | (number & {}) | (string & {});`],
  [list(string()), 'string[];'],
  [list(union(string(), plain('null'))), '(string | null)[];'],
  [list(intersection(reference(at('Cat')), reference(at('Dog')))), '(Cat & Dog)[];'],
  [list(list(oneOf(['a', 'b']))), `('a' | 'b')[][];`],
  [tuple([], 0), '[];'],
  [tuple([string(), number()], 2), '[string, number];'],
  [
    tuple([string(), union(number(), string())], 0, plain('boolean')),
    '[string?, (number | string)?, ...boolean[]];',
  ],
  [object({ a: string(), 'b?': number() }), '{\n  a: string;\n  b?: number;\n};'],
  [object({}), 'Record<string, unknown>;'],
  [object({}, { additional: plain('unknown') }), 'Record<string, unknown>;'],
  [object({}, { additional: false }), 'Record<string, never>;'],
  [object({}, { additional: string() }), 'Record<string, string>;'],
  [object({}, { additional: reference(at('Cat')) }), '{\n  [key: string]: Cat;\n};'],
  [object({ a: string() }, { additional: false }), '{\n  a: string;\n};'],
  [object({ a: string() }, { additional: number() }), '{\n  a: string;\n  [key: string]: unknown;\n};'],
  [
    object({}, { patterns: [{ pattern: '^a', type: string() }], additional: plain('null') }),
    '{\n  [key: string]: string | null;\n};',
  ],
  [union(string(), union(number(), string())), 'string | number;'],
  [union(string(), plain('unknown')), 'unknown;'],
  [union(reference(at('Cat')), plain('null')), 'Cat | null;'],
  [intersection(reference(at('Cat')), plain('unknown')), 'Cat;'],
  [intersection(reference(at('Cat')), object({ a: string() })), 'Cat & {\n  a: string;\n};'],
  [reference(at('Kennel')), 'Kennel;'],
  [reference('#/nowhere'), 'unknown;'],
  [access('write-only'), 'Record<string, unknown>;'],
  [access('read-only'), '{\n  a: string;\n};'],
];

test.each(table)('%j', async (given, want) => {
  const text = aliasOf(given);
  expect(text).toBe(want);
  const whole = `export type T = ${text}\n`;
  expect(await formatted('t.ts', whole)).toBe(whole);
});

test.each([
  [plain('binary'), 'Blob | Uint8Array;'],
  [access('read-only'), 'Record<string, unknown>;'],
  [access('write-only'), '{\n  a: string;\n};'],
  [reference(at('Cat')), 'Cat;'],
  // Its own name is taken by a schema of the document.
  [reference(at('Dog')), 'DogInput2;'],
  [reference(at('Kennel')), 'KennelInput;'],
])('in a request: %j', (given, want) => {
  expect(aliasOf(given, 'request')).toBe(want);
});

test('a reference that leads nowhere but to itself is unknown', () => {
  expect(aliasOf(reference(at('Loop')), 'response', true)).toBe('unknown;');
  expect(aliasOf(reference(at('Loop')))).toBe('Loop;');
  expect(aliasOf(list(reference(at('Loop'))), 'response', true)).toBe('Loop[];');
});

test('a schema that is not printed is not asked for', () => {
  const used: string[] = [];
  const use = (_: unknown, name: string) => {
    used.push(name);
    return name;
  };
  const place = { direction: 'response' as const, schemas, use };
  const either = union(reference(at('Cat')), union(reference(at('Dog')), plain('unknown')));
  expect(typeExpression(either, place)).toBe('unknown');
  expect(typeExpression(object({}, { additional: either }), place)).toEqual({
    kind: 'record',
    values: 'unknown',
  });
  expect(used).toEqual([]);
});
