import { describe, expect, test } from 'vitest';
import { createJudge } from '../src/index.js';
import { sourceOf } from '../src/document/source.js';
import { createSearch } from '../src/sample/candidates.js';
import { createValidate } from '../src/schema/validators.js';
import type { Validate } from '../src/schema/validators.js';
import { schemasAt } from '../src/witness/schema-path.js';

type Schemas = Readonly<Record<string, object>>;

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const orNull = (inner: object): object => ({ oneOf: [inner, { type: 'null' }] });
const integer = { type: 'integer' };

function object(properties: Schemas): object {
  return { type: 'object', required: Object.keys(properties), properties };
}

function named(count: number, prefix: string, make: (index: number) => object): Schemas {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, make(index)]));
}

/** Each schema has the next one in it twice. */
function doubled(count: number, wrap: (inner: object) => object): Schemas {
  return named(count, 'R', (index) =>
    index === count - 1 ? object({ leaf: integer }) : wrap(ref(`R${index + 1}`)),
  );
}

function nested(count: number, wrap: (inner: object) => object): Schemas {
  return {
    R0: Array.from({ length: count }, () => wrap).reduce((inner, one) => one(inner), integer as object),
  };
}

function documentOf(schemas: Schemas): object {
  return { openapi: '3.1.0', paths: {}, components: { schemas } };
}

function placeOf(schemas: Schemas): { value: never; pointer: string } {
  return { value: schemas['R0'] as never, pointer: '#/components/schemas/R0' };
}

/** Throws as soon as more is validated: what grows without a bound would not end here. */
function counted(validate: Validate, most: number): Validate {
  let count = 0;
  return (at, value) => {
    count += 1;
    if (count > most) throw new Error(`more than ${most} values are validated`);
    return validate(at, value);
  };
}

describe('the search for values ends', () => {
  const rows: readonly [given: string, schemas: Schemas][] = [
    ['references to itself', { R0: object({ id: integer, ...named(12, 'f', () => orNull(ref('R0'))) }) }],
    [
      'references to one another',
      named(8, 'R', (index) => object(named(8, 'f', (at) => orNull(ref(`R${(index + at) % 8}`))))),
    ],
    [
      'lists of one another',
      named(8, 'R', (index) =>
        object(named(8, 'f', (at) => ({ type: 'array', items: ref(`R${(index + at) % 8}`) }))),
      ),
    ],
    [
      'what nothing can be',
      {
        R0: object(named(8, 'f', (at) => ref(`R${at}`))),
        ...named(8, 'R', () => object(named(8, 'f', (at) => ref(`R${at}`)))),
      },
    ],
    ['objects that double', doubled(150, (inner) => object({ l: inner, r: inner }))],
    ['lists of two', doubled(150, (inner) => ({ type: 'array', minItems: 2, items: inner }))],
    ['lists of two in lists', nested(150, (inner) => ({ type: 'array', minItems: 2, items: inner }))],
    ['tuples', doubled(150, (inner) => ({ type: 'array', minItems: 2, prefixItems: [inner, inner] }))],
    ['unions', doubled(14, (inner) => ({ oneOf: [inner, object({ other: inner })] }))],
    [
      'many choices',
      { R0: { oneOf: Array.from({ length: 200 }, (_, at) => object({ [`m${at}`]: integer })) } },
    ],
    [
      'many choices at once',
      {
        R0: {
          allOf: Array.from({ length: 300 }, (_, at) => ({
            oneOf: [object({ [`a${at}`]: integer }), object({ [`b${at}`]: integer })],
          })),
        },
      },
    ],
    ['many properties', { R0: object(named(4000, 'p', () => ({ type: 'string' }))) }],
  ];
  test.each(rows)('of %s', { timeout: 120_000 }, (_, schemas) => {
    const source = sourceOf(documentOf(schemas));
    const validate = counted(createValidate(source, 'request'), 20_000);
    const choice = createSearch(source, 'request', validate).choiceOf([placeOf(schemas)]);
    const values = (choice?.all ?? []).map(({ value }) => value);
    expect(JSON.stringify(values).length).toBeLessThan(5_000_000);
  });

  test('and finds what is there', () => {
    const schemas = named(4, 'R', (index) =>
      object({ id: integer, ...named(4, 'f', (at) => orNull(ref(`R${(index + at) % 4}`))) }),
    );
    const { sampler } = createJudge(documentOf(schemas));
    expect(sampler.least(placeOf(schemas), 'request')).toEqual({
      id: 1,
      f0: null,
      f1: null,
      f2: null,
      f3: null,
    });
  });

  test('a way out of a circle is found, wherever it is', () => {
    // R1 is looked at while R0 is, so at first it has no value; R2 has one.
    const schemas = {
      R0: object({ a: ref('R1') }),
      R1: { oneOf: [object({ b: ref('R0') }), object({ c: ref('R2') })] },
      R2: { oneOf: [object({ d: ref('R1') }), integer] },
    };
    const { sampler } = createJudge(documentOf(schemas));
    expect(sampler.least(placeOf(schemas), 'request')).toEqual({ a: { c: 1 } });
  });
});

test('a schema that is another one twice is not applied for ever', () => {
  const schemas = doubled(60, (inner) => ({ allOf: [inner, inner] }));
  const { sampler } = createJudge(documentOf(schemas));
  expect(sampler.validate(placeOf(schemas), 'request', { leaf: 1 })).toEqual([
    {
      path: '',
      message: 'the schema at #/components/schemas/R0 leads on through too many schemas to judge this value',
      unusable: true,
    },
  ]);
});

test('a value of many parts may have a schema applied to each', () => {
  const schemas = { R0: { type: 'array', items: ref('R1') }, R1: integer };
  const { sampler } = createJudge(documentOf(schemas));
  const many = Array.from({ length: 200_000 }, () => 1);
  expect(sampler.validate(placeOf(schemas), 'request', many)).toEqual([]);
});

test('a value of many parts may have a schema of many properties', () => {
  const strings = named(2000, 'p', () => ({ type: 'string' }));
  const schemas = {
    R0: { type: 'object', properties: { ...strings, list: { type: 'array', items: integer } } },
  };
  const { sampler } = createJudge(documentOf(schemas));
  const list = (item: unknown) => ({ list: Array.from({ length: 20_000 }, () => item) }) as never;
  expect(sampler.validate(placeOf(schemas), 'request', list(1))).toEqual([]);
  expect(sampler.validate(placeOf(schemas), 'request', list('1'))[0]).toMatchObject({
    path: '/list/0',
    message: 'is not of type integer',
  });
});

test('what many ways lead to is one place', () => {
  const schemas = doubled(60, (inner) => ({ oneOf: [object({ a: inner }), object({ a: inner })] }));
  const steps = Array.from({ length: 59 }, () => ({ name: 'a' }));
  const places = schemasAt(sourceOf(documentOf(schemas)), placeOf(schemas), steps);
  expect(places.map(({ pointer }) => pointer)).toEqual([
    '#/components/schemas/R58/oneOf/0/properties/a',
    '#/components/schemas/R58/oneOf/1/properties/a',
  ]);
});

test('a chain of references may be longer than functions can call themselves', () => {
  const schemas = { ...named(20_000, 'R', (index) => ref(`R${index + 1}`)), R20000: { type: 'string' } };
  const { operations } = createJudge({
    ...documentOf(schemas),
    paths: { '/a': { get: { parameters: [{ name: 'q', in: 'query', schema: ref('R0') }], responses: {} } } },
  });
  expect(operations).toHaveLength(1);
});

test('a schema that is too large to be compiled is told so', () => {
  const schemas = { R0: object(named(10_001, 'p', () => ({ type: 'string' }))) };
  const { sampler } = createJudge(documentOf(schemas));
  expect(sampler.validate(placeOf(schemas), 'request', {})).toEqual([
    {
      path: '',
      message: 'the schema at #/components/schemas/R0 cannot be used: it is made of more than 10000 schemas',
      unusable: true,
    },
  ]);
});

describe('a union of many is judged by JSON Schema', () => {
  const constants = (count: number) => Array.from({ length: count }, (_, at) => ({ const: `v${at}` }));
  const objects = (count: number) =>
    Array.from({ length: count }, (_, at) => object({ [`p${at}`]: integer, kind: { type: 'string' } }));
  const rows: readonly [given: string, schema: object, valid: unknown, invalid: unknown, message: string][] =
    [
      ['oneOf of constants', { oneOf: constants(5000) }, 'v4999', 'v5000', 'and 4980 more'],
      ['anyOf of constants', { anyOf: constants(5000) }, 'v4999', 'v5000', 'and 4980 more'],
      [
        'oneOf of a constant twice',
        { oneOf: [...constants(2), { const: 'v0' }] },
        'v1',
        'v0',
        'is none of "v1"',
      ],
      ['anyOf of a constant twice', { anyOf: [...constants(2), { const: 'v0' }] }, 'v0', 'v2', '"v0", "v1"'],
      [
        'oneOf of typed constants',
        {
          oneOf: [
            { type: 'string', enum: ['a', 1] },
            { type: 'null', const: null },
          ],
        },
        null,
        1,
        'is none of "a", null',
      ],
      [
        'oneOf of constants within an enum',
        { enum: ['v0', 'w'], oneOf: constants(2) },
        'v0',
        'v1',
        'is none of "v0", "w"',
      ],
      [
        'oneOf of no value',
        { oneOf: [{ const: 1 }, { const: 1 }] },
        undefined,
        1,
        'must match exactly one schema',
      ],
      [
        'oneOf of whole numbers',
        { oneOf: [{ type: 'integer', enum: [1, 2.5] }, { const: 'a' }] },
        1,
        2.5,
        'is not of type integer',
      ],
      [
        'oneOf of objects',
        { oneOf: objects(2000) },
        { kind: 'a', p1999: 1 },
        { kind: 'a', p1: 1, p2: 1 },
        'has no "p0", which is required',
      ],
    ];
  test.each(rows)('%s', { timeout: 120_000 }, (_, schema, valid, invalid, message) => {
    const schemas = { R0: schema };
    const { sampler } = createJudge(documentOf(schemas));
    const problems = (value: unknown) => sampler.validate(placeOf(schemas), 'response', value as never);
    if (valid !== undefined) expect(problems(valid)).toEqual([]);
    expect(problems(invalid).map((problem) => problem.message)).toContainEqual(
      expect.stringContaining(message),
    );
  });

  test('what a branch of oneOf describes is evaluated', () => {
    const schemas = {
      R0: {
        type: 'object',
        oneOf: [object({ a: integer }), object({ b: integer })],
        unevaluatedProperties: false,
      },
    };
    const { sampler } = createJudge(documentOf(schemas));
    expect(sampler.validate(placeOf(schemas), 'response', { a: 1 } as never)).toEqual([]);
    expect(sampler.validate(placeOf(schemas), 'response', { a: 1, c: 1 } as never)).not.toEqual([]);
  });
});
