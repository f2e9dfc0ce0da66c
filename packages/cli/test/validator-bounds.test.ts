import { expect, test } from 'vitest';
import { documentOf, generatedValidator, issuesOf, validatorOf } from './generated-validator.js';
import type { ResponseRow } from './response-rows.js';

type Schema = ResponseRow['schema'];

const EVIL = '^(vile|v|ile)+$';
const text = { type: 'string' };
const evil = { ...text, pattern: EVIL };
const at = '#/paths/~1things/get/responses/200/content/application~1json/schema';

/** How many schemas of each kind leave the pattern out; values that are valid whether a text matches or not. */
test.each<
  [what: string, schema: Schema, pointers: readonly string[], values: readonly unknown[], invalid?: unknown]
>([
  ['a text', evil, ['/pattern'], ['vile', '!'], 1],
  ['with other bounds', { ...evil, maxLength: 4 }, ['/pattern'], ['vile', '!'], 'viles'],
  [
    'names of members',
    {
      type: 'object',
      properties: { a: text },
      patternProperties: { [EVIL]: text, '^x': { type: 'integer' } },
      additionalProperties: false,
    },
    [`/patternProperties/${EVIL}`],
    [{}, { vile: 1 }, { b: 1, x: 1 }],
    { x: 'a' },
  ],
  [
    'propertyNames',
    { type: 'object', propertyNames: evil, minProperties: 1 },
    ['/propertyNames/pattern'],
    [{ vile: 1 }, { a: 1 }],
    {},
  ],
  ['not', { not: evil, minLength: 1 }, ['/not/pattern'], ['vile', '!'], ''],
  [
    'if',
    { if: evil, then: { maxLength: 2 }, else: { maxLength: 3 }, maxLength: 5 },
    ['/if/pattern'],
    ['vile', 'a'],
    'longer',
  ],
  [
    'then',
    { if: { type: 'string' }, then: evil, else: { type: 'integer' } },
    ['/then/pattern'],
    ['vile', '!', 1],
    null,
  ],
  [
    'contains',
    { type: 'array', contains: evil, maxItems: 2 },
    ['/contains/pattern'],
    [[], ['vile']],
    [1, 2, 3],
  ],
  [
    'exactly one of, where that counts',
    { type: 'object', propertyNames: { oneOf: [evil, { pattern: '^vile$' }] }, maxProperties: 1 },
    ['/propertyNames/oneOf/0/pattern'],
    [{ vile: 1 }],
    { a: 1, b: 1 },
  ],
  [
    'members that no part knows',
    {
      allOf: [{ patternProperties: { [EVIL]: text } }],
      type: 'object',
      unevaluatedProperties: false,
      maxProperties: 1,
    },
    [`/allOf/0/patternProperties/${EVIL}`],
    [{ vile: 'a' }, { a: 1 }],
    { a: 1, b: 1 },
  ],
])(
  'a pattern that may take very long is left out, by name: %s',
  async (_, schema, pointers, values, invalid) => {
    const document = documentOf({ schema });
    const { validator, stderr, text: source } = await generatedValidator(document);
    const names = source.match(/(patternOf|func\d+)\("[^"]*vile\|[^"]*"/g);
    expect(names).toBeNull();
    for (const value of values) expect(issuesOf(validator, value), JSON.stringify(value)).toEqual([]);
    expect(issuesOf(validator, invalid)).toHaveLength(1);
    const lines = stderr.split('\n').filter(Boolean);
    expect(lines.map((line) => /^warning: api\.json:\d+:\d+ (\S+): (.*)$/.exec(line)?.slice(1))).toEqual(
      pointers.map((pointer) => [
        `${at}${pointer}`,
        `validators do not check the pattern ${EVIL}: JavaScript may take very long to match it; write it so that a text matches in one way alone, and begin it with ^`,
      ]),
    );
  },
);

const node = { $ref: '#/components/schemas/Node' };

test('a value that is nested deeper than the stack has an issue', async () => {
  const schemas = { Node: { type: 'object', properties: { next: node } } };
  const validator = await validatorOf(documentOf({ schema: node, schemas }));
  const deep: unknown = JSON.parse(`${'{"next":'.repeat(100_000)}{}${'}'.repeat(100_000)}`);
  expect(issuesOf(validator, deep)).toEqual(['[] must not be nested so deeply']);
  expect(issuesOf(validator, { next: { next: 1 } })).toEqual(['["next","next"] must be object']);
});

/** An object that counts how often its member is read. */
function counted(count: { reads: number }, name: string, value: unknown): object {
  return Object.defineProperty({}, name, {
    enumerable: true,
    get: () => {
      count.reads += 1;
      return value;
    },
  });
}

test.each<[what: string, schemas: ResponseRow['schemas']]>([
  [
    'one schema',
    {
      Node: {
        type: 'object',
        anyOf: [
          { properties: { next: node }, required: ['a'] },
          { properties: { next: node }, required: ['b'] },
          { properties: { next: { ...node, title: 'c' } }, required: ['c'] },
        ],
      },
    },
  ],
  [
    'two schemas',
    {
      Node: {
        oneOf: [{ $ref: '#/components/schemas/Other' }, { properties: { next: node }, required: ['a'] }],
      },
      Other: {
        anyOf: [
          { properties: { next: node }, required: ['b'] },
          { properties: { next: { allOf: [node] } }, required: ['a'] },
        ],
      },
    },
  ],
])('alternatives that lead back to themselves judge each value once: %s', async (_, schemas) => {
  const validator = await validatorOf(documentOf({ schema: node, schemas: schemas ?? {} }));
  const depth = 16;
  const count = { reads: 0 };
  let value: object = {};
  for (let level = 0; level < depth; level += 1) value = counted(count, 'next', value);
  expect(issuesOf(validator, value)).toHaveLength(1);
  expect(count.reads).toBeLessThan(depth * 12);
});

test('items are compared in time in proportion to their number', async () => {
  const validator = await validatorOf(documentOf({ schema: { type: 'array', uniqueItems: true } }));
  const count = { reads: 0 };
  const items = Array.from({ length: 500 }, (_, index) => counted(count, 'k', index));
  expect(issuesOf(validator, items)).toEqual([]);
  expect(count.reads).toBeLessThan(1500);
  for (const equal of [
    [1, 'a', 1],
    [
      { a: 1, b: [{ c: null }] },
      { b: [{ c: null }], a: 1 },
    ],
    [[], {}, []],
  ])
    expect(issuesOf(validator, equal)).toEqual(['[] must have no equal items']);
  expect(
    issuesOf(validator, [
      1,
      '1',
      true,
      'true',
      null,
      'null',
      [1],
      ['1'],
      {},
      [],
      '[]',
      '{}',
      { a: '' },
      { a: null },
    ]),
  ).toEqual([]);
});

test('of many values, the one that arrives is looked up', async () => {
  const many = Array.from({ length: 1000 }, (_, index) => `value-${index}`);
  const schema = { type: 'array', items: { enum: [...many, 7, null] } };
  const { validator, text: source } = await generatedValidator(documentOf({ schema }));
  expect(source).toContain('new Set(["value-0"');
  expect(issuesOf(validator, ['value-999', 7, null])).toEqual([]);
  expect(issuesOf(validator, ['value-999', '7'])).toEqual(['[1] must be one of the documented values']);
});

test('compositions that multiply are generated, and what closes them is left out by name', async () => {
  const levels = 40;
  const to = (level: number) => ({ $ref: `#/components/schemas/Level${level}` });
  const schemas = Object.fromEntries(
    Array.from({ length: levels }, (_, level) => [
      `Level${level}`,
      {
        allOf: [to(level + 1), { allOf: [to(level + 1)] }],
        type: 'object',
        properties: { a: { type: 'integer' } },
      },
    ]),
  );
  const schema = { ...to(0), unevaluatedProperties: false };
  const document = documentOf({
    schema,
    schemas: { ...schemas, [`Level${levels}`]: { properties: { b: text } } },
  });
  const { validator, stderr } = await generatedValidator(document);
  expect(stderr).toMatch(
    /^warning: api\.json:\d+:\d+ \S+\/unevaluatedProperties: validators do not check this: too many schemas are combined; combine fewer of them\n$/,
  );
  expect(issuesOf(validator, { a: 1, b: 'c', other: 1 })).toEqual([]);
  expect(issuesOf(validator, { a: 1, b: 2 })).toEqual(['["b"] must be string']);
});
