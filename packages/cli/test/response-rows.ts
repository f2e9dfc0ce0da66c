import type { Json } from '@specline/openapi';

type Schema = Readonly<Record<string, Json>>;

/** The schema of a response, and values with the issue that each has. */
export interface ResponseRow {
  readonly what: string;
  readonly schema: Schema;
  readonly schemas?: Readonly<Record<string, Schema>>;
  readonly openapi?: string;
  readonly values: readonly (readonly [value: Json, issue?: string])[];
  /** Why the judge says otherwise of each of the values. */
  readonly unlikeJudge?: string;
}

const text = { type: 'string' };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
/** An object in which `__proto__` is a member. */
const odd = (value: Json): Schema => JSON.parse(`{"__proto__":${JSON.stringify(value)}}`) as Schema;

export const RESPONSES: readonly ResponseRow[] = [
  {
    what: 'types and values',
    schema: {
      type: 'object',
      required: ['a'],
      properties: { a: { enum: ['x', { b: [1] }] }, n: { type: 'integer' } },
    },
    values: [
      [{ a: 'x', n: 1 }],
      [{ a: { b: [1] } }],
      [{ a: { b: [2] } }, '["a"] must be one of the documented values'],
      [{ a: 'x', n: 1.5 }, '["n"] must be integer'],
      [{ n: 1 }, '[] must have property a'],
      [[], '[] must be object'],
    ],
  },
  {
    what: 'an object that does not say that it is one',
    schema: { properties: { a: text } },
    values: [['text', '[] must be object']],
    unlikeJudge: 'the type of the method says object',
  },
  {
    what: 'nullable schemas of OpenAPI 3.0',
    openapi: '3.0.3',
    schema: {
      type: 'object',
      properties: {
        a: { nullable: true, allOf: [ref('A')] },
        b: { type: 'string', nullable: true, enum: ['x', null] },
        c: { type: 'number', minimum: 0, exclusiveMinimum: true },
        d: { $ref: '#/components/schemas/A', nullable: true },
      },
    },
    schemas: { A: { type: 'object', required: ['k'], properties: { k: text } } },
    values: [
      [{ a: null, b: null, c: 1 }],
      [{ a: { k: 'x' } }],
      [{ a: {} }, '["a"] must have property k'],
      [{ a: { k: 1 } }, '["a","k"] must be string'],
      [{ b: 'y' }, '["b"] must be one of the documented values'],
      [{ c: 0 }, '["c"] must be > 0'],
      [{ d: null }, '["d"] must be object'],
    ],
  },
  {
    what: 'what only requests have need not be there',
    schema: { allOf: [ref('User'), { required: ['password', 'age'] }] },
    schemas: {
      User: {
        type: 'object',
        required: ['name', 'password'],
        properties: { name: text, password: { type: 'string', writeOnly: true }, age: { type: 'integer' } },
        additionalProperties: false,
      },
    },
    values: [
      [{ name: 'a', age: 1 }],
      [{ name: 'a' }, '[] must have property age'],
      [{ age: 1 }, '[] must have property name'],
      [{ name: 'a', age: 1, other: 1 }, '[] must have no other properties'],
    ],
  },
  {
    what: 'required by one schema, and of requests alone by another',
    schema: { allOf: [ref('Needs'), { properties: { password: { type: 'string', writeOnly: true } } }] },
    schemas: { Needs: { type: 'object', required: ['password', 'name'] } },
    values: [[{ name: 'a' }]],
    unlikeJudge: 'it holds no reference against what stands beside it',
  },
  {
    what: 'schemas in circles',
    schema: ref('Tree'),
    schemas: {
      Tree: {
        type: 'object',
        properties: { trees: { type: 'array', items: ref('Tree') }, size: { type: 'integer' } },
      },
    },
    values: [
      [{ trees: [{ trees: [{}] }] }],
      [{ trees: [{}, { trees: [{ size: 'x' }] }] }, '["trees",1,"trees",0,"size"] must be integer'],
    ],
  },
  {
    what: 'a schema that is no more than itself',
    schema: { type: 'object', properties: { a: ref('Self') } },
    schemas: { Self: { allOf: [ref('Self')] } },
    values: [[{ a: 1 }]],
    unlikeJudge: 'it judges no value by such a schema',
  },
  {
    what: 'formats are not looked at, nor how many alternatives fit',
    schema: {
      oneOf: [
        { type: 'string', format: 'ipv4' },
        { type: 'string', format: 'ipv6' },
      ],
    },
    values: [['neither']],
    unlikeJudge: 'it looks at both',
  },
  {
    what: 'alternatives',
    schema: { oneOf: [{ type: 'boolean' }, { type: 'object', required: ['a'] }] },
    values: [[true], [{ a: 1 }], [{}, '[] must be one of the documented alternatives']],
  },
  {
    what: 'conditions are read to the letter',
    schema: {
      type: 'object',
      properties: { kind: text, secret: { type: 'string', writeOnly: true } },
      not: { required: ['forbidden'] },
      if: { properties: { kind: { const: 'a' } }, required: ['kind'] },
      then: { required: ['b'] },
      else: { required: ['c'] },
      dependentSchemas: { c: { properties: { d: text } } },
      dependentRequired: { d: ['e'] },
    },
    values: [
      [{ kind: 'a', b: 1 }],
      [{ kind: 'a' }, '[] must have property b'],
      [{ kind: 'b' }, '[] must have property c'],
      [{ c: 1, d: 2, e: 3 }, '["d"] must be string'],
      [{ c: 1, d: 'd' }, '[] must have property e'],
      [{ c: 1, forbidden: 1 }, '[] must not be what the document excludes'],
    ],
  },
  {
    what: 'members that no part of a composition knows',
    schema: { ...ref('Base'), properties: { z: text }, unevaluatedProperties: false },
    schemas: {
      Base: { type: 'object', anyOf: [{ properties: { a: text }, required: ['a'] }, ref('Other')] },
      Other: { properties: { q: text } },
    },
    values: [[{ a: 'a', z: 'z' }], [{ q: 'q' }], [{ z: 'z', x: 1 }, '[] must have no other properties']],
  },
  {
    what: 'lists',
    schema: {
      type: 'array',
      prefixItems: [text],
      items: { type: 'integer' },
      uniqueItems: true,
      minItems: 1,
      contains: { const: 2 },
    },
    values: [
      [['a', 2]],
      [[], '[] must have a number of items of at least 1'],
      [['a', 'b'], '[1] must be integer'],
      [['a', 1], '[] must have items as documented'],
      [['a', 2, 2], '[] must have no equal items'],
    ],
  },
  {
    what: 'a list without more items',
    schema: { type: 'array', prefixItems: [text], items: false },
    values: [[['a']], [['a', 'b'], '[] must have no other items']],
  },
  {
    what: 'texts by their code points, and patterns that know no Unicode',
    schema: {
      type: 'object',
      properties: { a: { type: 'string', minLength: 2 }, b: { type: 'string', pattern: '^[\\w-.]+$' } },
    },
    values: [
      [{ a: '😀😀', b: 'a-b' }],
      [{ a: '😀' }, '["a"] must have a length of at least 2'],
      [{ b: 'é' }, '["b"] must match ^[\\w-.]+$'],
    ],
  },
  {
    what: 'names that every object inherits, and keys of maps',
    schema: {
      type: 'object',
      required: ['constructor'],
      properties: { toString: text },
      additionalProperties: { type: 'integer' },
    },
    values: [
      [{ constructor: 1, 'a/b~c': 1 }],
      [{}, '[] must have property constructor'],
      [{ constructor: 1, toString: 1 }, '["toString"] must be string'],
      [{ constructor: 1, 'a/b~c': 'x' }, '["a/b~c"] must be integer'],
    ],
  },
  {
    what: 'a property of the name __proto__',
    schema: {
      type: 'object',
      required: ['__proto__'],
      properties: odd(text),
      additionalProperties: false,
    },
    values: [[odd('a')]],
    unlikeJudge: 'it takes the property for an additional one',
  },
  {
    what: 'a property of the name __proto__ that is missing',
    schema: { type: 'object', required: ['__proto__'], properties: odd(text) },
    values: [[{}, '[] must have property __proto__']],
  },
  {
    what: 'values with members of odd names',
    schema: { enum: [odd(1), 'a'] },
    values: [[odd(1)], [{}, '[] must be one of the documented values']],
  },
  {
    what: 'text that looks like code',
    schema: {
      type: 'object',
      required: ['*/ `${x}` \\ \'"'],
      properties: { '*/ `${x}` \\ \'"': { enum: ['</script>\u2028', '`;throw 1;`'] } },
      additionalProperties: false,
    },
    values: [
      [{ '*/ `${x}` \\ \'"': '`;throw 1;`' }],
      [{}, `[] must have property */ \`\${x}\` \\ '"`],
      [{ '*/ `${x}` \\ \'"': 'a' }, '["*/ `${x}` \\\\ \'\\""] must be one of the documented values'],
    ],
  },
  {
    what: 'halves of letters in names',
    schema: {
      type: 'object',
      properties: { 'a\ud800': text },
      patternProperties: { '^b\ud800': text },
      additionalProperties: false,
    },
    values: [[{ 'a\ud800': 'a', 'b\ud800c': 'b' }]],
    unlikeJudge: 'it has no use for such names',
  },
  {
    what: 'enums that are open',
    schema: { type: 'string', enum: ['a'], 'x-extensible-enum': true },
    values: [['b']],
    unlikeJudge: 'it is asked what the document lists',
  },
  {
    what: 'decimal fractions',
    schema: { type: 'number', multipleOf: 0.01 },
    values: [[0.075, '[] must be a multiple of 0.01']],
  },
];
