import { describe, expect, test } from 'vitest';
import { createJudge } from '../src/index.js';
import type { Sampler } from '../src/index.js';
import { patternText } from '../src/sample/pattern.js';

const pointer = '#/components/schemas/It';

function samplerOf(
  schema: object | boolean,
  more: object = {},
  openapi = '3.1.0',
): { sampler: Sampler; at: { value: never; pointer: string } } {
  const document = { openapi, paths: {}, components: { schemas: { It: schema, ...more } } };
  const at = JSON.parse(JSON.stringify({ value: schema, pointer }));
  return { sampler: createJudge(document).sampler, at };
}

function values(schema: object | boolean, more?: object, openapi?: string): unknown[] {
  const { sampler, at } = samplerOf(schema, more, openapi);
  return sampler.samples(at, 'request').map(({ value }) => value);
}

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

describe('samples cover', () => {
  const rows: readonly [given: string, schema: object, want: unknown[]][] = [
    ['each enum value', { enum: ['a', 'b', 1, null] }, ['a', 'b', 1, null]],
    ['a constant', { const: { a: 1 } }, [{ a: 1 }]],
    ['both booleans', { type: 'boolean' }, [true, false]],
    ['an example first', { type: 'string', examples: ['x'], minLength: 1, maxLength: 2 }, ['x', 'te', 't']],
    ['both lengths', { type: 'string', minLength: 2, maxLength: 6 }, ['text', 'te', 'textte']],
    ['a pattern', { type: 'string', pattern: '^[a-f0-9]{4}$' }, ['aaaa']],
    ['a format', { type: 'string', format: 'date' }, ['2026-01-02', '2024-02-29']],
    ['both bounds', { type: 'integer', minimum: 3, maximum: 6 }, [3, 4, 6, 5]],
    ['exclusive bounds', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }, [0.5]],
    ['multiples', { type: 'integer', multipleOf: 7, minimum: 1, maximum: 20 }, [7, 14]],
    ['null among types', { type: ['string', 'null'], maxLength: 1 }, ['t', '', null]],
    [
      'each optional property',
      { type: 'object', required: ['a'], properties: { a: { const: 1 }, b: { const: 2 } } },
      [{ a: 1, b: 2 }, { a: 1 }],
    ],
    [
      'each branch',
      { oneOf: [{ type: 'boolean' }, { type: 'object', required: ['a'], properties: { a: { const: 1 } } }] },
      [{ a: 1 }, true, false],
    ],
    [
      'what holds together',
      {
        allOf: [
          { required: ['a'], properties: { a: { type: 'integer' } } },
          { properties: { a: { enum: ['x', 5] } } },
        ],
      },
      [{ a: 5 }],
    ],
    [
      'conditions',
      {
        properties: { a: { type: 'boolean' } },
        required: ['a'],
        if: { properties: { a: { const: true } } },
        then: { required: ['b'], properties: { b: { const: 1 } } },
        type: 'object',
      },
      [{ a: true, b: 1 }, { a: false }],
    ],
    [
      'lists of each length',
      { type: 'array', items: { const: 'x' }, maxItems: 3 },
      [['x'], [], ['x', 'x'], ['x', 'x', 'x']],
    ],
    [
      'unique items',
      { type: 'array', items: { enum: ['a', 'b', 'c'] }, minItems: 2, uniqueItems: true },
      [
        ['a', 'b'],
        ['b', 'a'],
        ['c', 'a'],
      ],
    ],
    ['tuples', { type: 'array', prefixItems: [{ const: 1 }, { const: 'a' }], items: false }, [[1, 'a'], []]],
    ['maps', { type: 'object', additionalProperties: { const: 1 } }, [{ key: 1 }, {}]],
    [
      'patterns of names',
      { type: 'object', patternProperties: { '^x-': { const: 1 } }, additionalProperties: false },
      [{ 'x-': 1 }, {}],
    ],
    [
      'names',
      { type: 'object', propertyNames: { enum: ['p'] }, additionalProperties: { const: 1 } },
      [{ p: 1 }, {}],
    ],
    [
      'a least number of properties',
      { type: 'object', minProperties: 1, properties: { a: { const: 1 } } },
      [{ a: 1 }],
    ],
    [
      'no read-only property',
      {
        type: 'object',
        required: ['a', 'b'],
        properties: { a: { type: 'string', readOnly: true }, b: { const: 1 } },
      },
      [{ b: 1 }],
    ],
    ['anything', {}, ['text', 1, true, null, [], {}]],
  ];
  test.each(rows)('%s', (_, schema, want) => {
    expect(values(schema)).toEqual(want);
  });

  test('nullable and exclusive bounds of OpenAPI 3.0', () => {
    expect(values({ type: 'string', nullable: true, enum: ['a'] }, {}, '3.0.3')).toEqual(['a', null]);
    expect(values({ nullable: true, allOf: [ref('B')] }, { B: { type: 'boolean' } }, '3.0.3')).toEqual([
      true,
      false,
      null,
    ]);
    expect(values({ type: 'integer', minimum: 1, exclusiveMinimum: true, maximum: 2 }, {}, '3.0.0')).toEqual([
      2,
    ]);
  });

  test('recursion, each field of it once', () => {
    const tree = {
      type: 'object',
      properties: { children: { type: 'array', items: ref('It') }, next: ref('It') },
    };
    const found = values(tree);
    expect(found[0]).toEqual({ children: [{}], next: {} });
    expect(found).toContainEqual({});
    expect(found).toContainEqual({ children: [] });
  });

  test('recursion that ends only in one branch', () => {
    const json = { oneOf: [{ type: 'array', minItems: 1, items: ref('It') }, { type: 'boolean' }] };
    expect(values(json)).toEqual(expect.arrayContaining([true, [true]]));
  });

  test('the same values every time', () => {
    const schema = { type: 'object', properties: { a: {}, b: { type: 'array', items: { type: 'string' } } } };
    expect(JSON.stringify(values(schema))).toBe(JSON.stringify(values(schema)));
  });
});

describe('a schema without a valid value is an error', () => {
  const rows: readonly [schema: object | boolean, want: string][] = [
    [false, 'nothing that fits it could be made'],
    [{ type: 'string', pattern: '^(?=a)b$' }, 'nothing that fits it could be made'],
    [
      { type: 'string', pattern: '(' },
      'the schema at #/components/schemas/It cannot be used: Invalid regular expression',
    ],
    [{ type: 'string', enum: ['a'], pattern: '(' }, 'cannot be used: Invalid regular expression'],
    [{ allOf: [{ type: 'string' }, { type: 'integer' }] }, 'nothing that fits it could be made'],
    [ref('It'), 'the schema at #/components/schemas/It refers to itself without end'],
    [{ type: 'object', required: ['a'], properties: { a: ref('It') } }, 'nothing that fits it could be made'],
    [{ type: 'string', minLength: 1e12 }, 'nothing that fits it could be made'],
  ];
  test.each(rows)('%o', (schema, want) => {
    const { sampler, at } = samplerOf(schema);
    expect(() => sampler.samples(at, 'request')).toThrow(want);
    expect(() => sampler.samples(at, 'request')).toThrow(
      /^#\/components\/schemas\/It: no valid value was found: .*; add an example or mend the schema$/,
    );
  });
});

test('invalid values are wrong in one way each', () => {
  const { sampler, at } = samplerOf({
    type: 'object',
    required: ['a'],
    properties: { a: { enum: ['x'] }, b: { type: 'integer' } },
    additionalProperties: false,
  });
  const invalid = sampler.invalid(at, 'request');
  expect(invalid.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['no a', 'a: "undocumented"', 'b: null', 'undocumented: true', '[]']),
  );
  expect(invalid.filter(({ value }) => sampler.validate(at, 'request', value).length === 0)).toEqual([]);
});

describe('strings for patterns', () => {
  const patterns = [
    '^[a-z]{3}-\\d+$',
    '^(?:ab|cd)+x?$',
    '^\\p{L}\\u0041\\x42$',
    '^[^a-z]\\.[\\w.-]{2,}$',
    'a|b',
    '^(?<year>\\d{4})-(0[1-9]|1[0-2])$',
    '^\\S+@\\S+$',
    '[\\]\\-]',
    '^$',
  ];
  test.each(patterns)('%s', (pattern) => {
    for (const extra of [0, 1, 2, 7]) {
      expect(patternText(pattern, extra)).toMatch(new RegExp(pattern, 'u'));
    }
  });

  test.each(['(a)\\1', '(', '[a', '\\k<a>', 'a{99999}', ')'])('none for %s', (pattern) => {
    expect(patternText(pattern, 0)).toBeUndefined();
  });
});
