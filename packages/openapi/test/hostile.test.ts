import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildModel, formatProblem, loadDocument, visible } from '../src/index.js';
import type { Json } from '../src/index.js';
import { faultsOf, folder, modelOf, operation, refusal } from './fixtures.js';

const HEAD = `openapi: 3.1.0\ninfo: { title: T, version: "1" }\n`;

/** All that is wrong with a document of one file. */
function faults(text: string): string[] {
  const root = folder({ 'api.yaml': text });
  return faultsOf(() => loadDocument(join(root, 'api.yaml'), { base: root }));
}

/** Names from `S0` on, each with what leads to the next; the last has an end. */
function chain(length: number, link: (reference: string) => Json, end: Json): { [name: string]: Json } {
  const next = (index: number) => link(`#/components/schemas/S${index + 1}`);
  return Object.fromEntries(
    Array.from({ length }, (_, index) => [`S${index}`, index === length - 1 ? end : next(index)]),
  );
}

const OBJECT = { type: 'object', properties: { a: { type: 'string' } } };

describe('keys', () => {
  test('one that is there twice is named, and no more than twenty of them', () => {
    expect(faults(`${HEAD}x-a: 1\nx-b: { c: 1, c: 2 }\nx-a: 2\n`)).toEqual([
      'api.yaml:5:1: this is not YAML: Map keys must be unique',
      'api.yaml:4:14: this is not YAML: Map keys must be unique',
    ]);
    expect(faults(`${HEAD}${'x-a: 1\n'.repeat(100)}`)).toHaveLength(20);
  });

  test('fifty thousand in one map are read', () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `x-${index}: 1`);
    expect(faults(`${HEAD}${keys.join('\n')}\n`)).toEqual([
      'api.yaml:1:1 #: the document has no paths, components or webhooks; add paths',
    ]);
  });
});

describe('depth', () => {
  const deep = 100_000;
  test.each([
    ['JSON', `{"x-a":${'['.repeat(deep)}${']'.repeat(deep)}}`],
    ['JSON that does not end', `{"x-a":${'['.repeat(deep)}`],
    ['flow style', `x-a: ${'{ a: '.repeat(deep)}1${' }'.repeat(deep)}`],
    ['lists in lists', `x-a:\n  ${'- '.repeat(deep)}1`],
    ['what contains itself', `${HEAD}x-a: &a [*a]`],
    ['Swagger 2.0', `{"swagger":"2.0","definitions":{"A":${'{"items":'.repeat(2000)}{}${'}'.repeat(2000)}}}`],
  ])('%s', (_, text) => {
    expect(faults(text)).toEqual([
      expect.stringMatching(/^api\.yaml\S*: the document is nested deeper than 500 levels; flatten it$/),
    ]);
  });

  test('paths of many segments name resources of fifty, each its own', () => {
    const path = '/a'.repeat(30_000);
    const { model } = modelOf({
      paths: { [path]: { get: operation() }, [`${path}/b`]: { get: operation() } },
    });
    const names = model.operations.map(({ call }) => [...call.resource, call.method].join('.'));
    expect(new Set(names).size).toBe(2);
    expect(model.operations.map(({ call }) => call.resource.length)).toEqual([50, 50]);
  });

  test('a chain of references is as long as it likes', () => {
    const { model, problems } = modelOf({
      components: { schemas: chain(20_000, ($ref) => ({ $ref }), { type: 'string' }) },
    });
    expect(problems).toEqual([]);
    expect(model.schemas[0]?.type).toMatchObject({ kind: 'reference', to: '#/components/schemas/S1' });
  });

  test('so is one to what is internal, and a circle beside it', () => {
    const link = ($ref: string) => ({ $ref });
    const circle = { C: { $ref: '#/components/schemas/D' }, D: { $ref: '#/components/schemas/C' } };
    const schemas = chain(20_000, link, { type: 'string', 'x-internal': true });
    expect(modelOf({ components: { schemas } }).model.schemas).toEqual([]);
    const { model } = modelOf({ components: { schemas: { ...circle, E: { 'x-internal': true } } } });
    expect(model.schemas.map(({ typeName }) => typeName)).toEqual(['C', 'D']);
  });

  test('compositions that build on one another have an end', () => {
    const link = ($ref: string) => ({ allOf: [{ $ref }], type: 'object', required: ['a'] });
    expect(modelOf({ components: { schemas: chain(150, link, OBJECT) } }).problems).toEqual([]);
    const { problems } = modelOf({ components: { schemas: chain(2000, link, OBJECT) } });
    expect(problems.map(formatProblem)[0]).toBe(
      '#/components/schemas/S201: schemas build on one another through more than 200 levels; combine some of them',
    );
  });
});

describe('what multiplies', () => {
  const double = (keyword: string) =>
    chain(60, ($ref) => ({ [keyword]: [{ $ref }, { $ref }] }), { ...OBJECT, required: ['a'] });
  const body = { content: { 'application/json': { schema: { $ref: '#/components/schemas/S0' } } } };

  test.each(['allOf', 'anyOf', 'oneOf'])('diamonds of %s are read once', (keyword) => {
    const schemas = {
      ...double(keyword),
      Z: { allOf: [{ $ref: '#/components/schemas/S0' }, { required: ['b'] }] },
    };
    const post = { ...(operation() as object), requestBody: { required: true, ...body } };
    const { model, problems } = modelOf({ paths: { '/a': { post } }, components: { schemas } });
    expect(problems).toEqual([]);
    expect(JSON.stringify(model).length).toBeLessThan(50_000);
  });

  test('types and compositions within one another', () => {
    let schema: Json = { type: 'string' };
    for (let level = 0; level < 60; level += 1) schema = { type: ['object', 'string'], allOf: [schema] };
    expect(modelOf({ components: { schemas: { A: schema } } }).problems.map(formatProblem)).toEqual([
      `#/components/schemas/A${'/allOf/0'.repeat(9)}: types and compositions multiply more than 1000 times; give schemas with allOf or anyOf one type, or make components of what is in them`,
    ]);
  });

  test.each([
    ['a type', { type: ['object', 'object'] }, '/type: type lists a type twice; list each once'],
    [
      'schemas without end',
      { oneOf: Array.from({ length: 1001 }, (_, index) => ({ const: index })) },
      '/oneOf: oneOf lists more than 1000 schemas; group them',
    ],
  ])('lists of %s', (_, schema, want) => {
    expect(modelOf({ components: { schemas: { A: schema } } }).problems.map(formatProblem)).toEqual([
      `#/components/schemas/A${want}`,
    ]);
  });

  test('aliases', () => {
    const list = (item: string) => `[${Array(3000).fill(item).join(', ')}]`;
    expect(faults(`${HEAD}x-a: &a ${list('1')}\nx-b: &b ${list('{}')}\nx-c: ${list('*a')}`)).toEqual([
      'api.yaml: the document has more than 100000 values; split it, or use fewer aliases',
    ]);
  });
});

describe('width', () => {
  const many = (member: (index: number) => Json) =>
    Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`a${index}`, member(index)]));

  test('twenty thousand fields, half of them internal', () => {
    const properties = many((index) => (index % 2 === 0 ? { type: 'string' } : { 'x-internal': true }));
    const A = { type: 'object', required: Object.keys(properties), properties };
    const { model, problems } = modelOf({ components: { schemas: { A } } });
    expect(problems).toEqual([]);
    expect(model.schemas[0]?.type).toMatchObject({ kind: 'object', properties: { length: 10_000 } });
  });

  test('twenty thousand faults are placed', () => {
    const { problems } = modelOf({
      components: { schemas: { A: { type: 'object', properties: many(() => 1) } } },
    });
    expect(problems).toHaveLength(20_000);
  });
});

describe('values that JSON does not have', () => {
  test.each([
    [`${HEAD}x-a: .inf`, 'api.yaml:3:1 #/x-a: JSON has no value like Infinity; write it as a string'],
    [`${HEAD}x-a: [.nan]`, 'api.yaml:3:7 #/x-a/0: JSON has no value like NaN; write it as a string'],
    ['{"x-a":1e999}', 'api.yaml:1:2 #/x-a: JSON has no value like Infinity; write it as a string'],
    [
      '%YAML 1.1\n---\nx-a: 2020-01-01',
      'api.yaml:3:1 #/x-a: JSON has no value like a Date of YAML 1.1; write it as a string',
    ],
    [
      '%YAML 1.1\n---\nx-a: !!set { a }',
      'api.yaml:3:1 #/x-a: JSON has no value like a Set of YAML 1.1; write it as a string',
    ],
  ])('%j', (text, want) => {
    expect(faults(text)).toEqual([want]);
  });
});

describe('names that every object inherits', () => {
  const NAMES = Object.getOwnPropertyNames(Object.prototype);

  test('are names of parts like others', () => {
    const named = (value: Json) => Object.fromEntries(NAMES.map((name) => [name, value]));
    const { model, problems } = modelOf({
      openapi: '3.1.0',
      components: {
        schemas: {
          ...named({ type: 'string' }),
          A: {
            type: 'object',
            required: NAMES,
            properties: named({ $ref: '#/components/schemas/constructor' }),
          },
        },
      },
    });
    expect(problems).toEqual([]);
    expect(model.schemas).toHaveLength(NAMES.length + 1);
    expect(model.schemas.at(-1)?.type).toMatchObject({
      kind: 'object',
      properties: NAMES.map((name) => ({ name })),
    });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test.each(NAMES)('find nothing that is not there: %s', (name) => {
    const schemas = { A: { $ref: `#/components/schemas/${name}` } };
    expect(modelOf({ components: { schemas } }).problems.map(formatProblem)).toEqual([
      `#/components/schemas/A/$ref: $ref leads nowhere: #/components/schemas/${name}; correct the pointer or add its target`,
    ]);
  });

  test('are no names of methods and options', () => {
    const { model } = modelOf({
      paths: { '/to-string': { get: operation() }, '/a/{b}:constructor': { post: operation() } },
      components: { securitySchemes: { timeout: { type: 'http', scheme: 'bearer' } } },
    });
    expect(model.operations.map(({ call }) => [...call.resource, call.method])).toEqual([
      ['toString_', 'list'],
      ['a', 'constructor_'],
    ]);
    expect(model.surface.auth).toEqual([{ scheme: 'timeout', option: 'timeoutCredential' }]);
  });

  test('an object is never asked for its text', () => {
    const liar = '{ "toString": 1, "valueOf": 1 }';
    expect(faults(`openapi: ${liar}`)).toEqual([
      'api.yaml:1:1 #/openapi: OpenAPI {"toString":1,"valueOf":1} is not supported; use 3.0.x, 3.1.x or 3.2.x',
    ]);
    expect(faults(`${HEAD}components: { schemas: { A: { type: ${liar} } } }`)).toEqual([
      'api.yaml:3:31 #/components/schemas/A/type: expected one of the types string, number, integer, boolean, array, object, null, found an object; correct it',
    ]);
    expect(faults(`${HEAD}components: { securitySchemes: { A: { type: ${liar} } } }`)[0]).toBe(
      'api.yaml:3:39 #/components/securitySchemes/A/type: expected a string, found an object; correct it',
    );
    const parameter = `{ name: a, in: query, type: array, items: {}, collectionFormat: ${liar} }`;
    const get = `{ parameters: [${parameter}], responses: { 200: { description: A } } }`;
    const swagger = 'swagger: "2.0"\ninfo: { title: T, version: "1" }\n';
    expect(faults(`${swagger}paths: { /a: { get: ${get} } }`)).toEqual([]);
  });
});

test('messages show what would be hidden or move a terminal', () => {
  expect(visible('a\u001b[31m\n\u009b\u202E\u2028\uD800é👩‍👩')).toBe(
    'a\\u001b[31m\\u000a\\u009b\\u202e\\u2028\\ud800é👩‍👩',
  );
  const name = 'a\u001b[2J\u202E';
  expect(refusal(() => loadDocument(join(folder({}), `${name}.yaml`), { base: '/' }))[0]).toContain(
    'a\\u001b[2J\\u202e',
  );
  const text = JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, [name]: 1 });
  expect(faults(text)).toEqual([
    'api.yaml:1:1 #: the document has no paths, components or webhooks; add paths',
    'api.yaml:1:55 #/a\\u001b[2J\\u202e: a\\u001b[2J\\u202e is not a keyword of a document object; it is ignored; remove it, or begin its name with x-',
  ]);
});

test('a reference leads to what it says', () => {
  const paths = { '/a': { get: { parameters: [{ $ref: '#/components/schemas/A' }], responses: {} } } };
  const schemas = { A: { $ref: '#' }, B: { $ref: '#/x-parts/B' } };
  expect(
    modelOf({ paths, components: { schemas }, 'x-parts': { B: { type: 5 } } }).problems.map(formatProblem),
  ).toEqual(
    expect.arrayContaining([
      '#/paths/~1a/get/parameters/0/$ref: $ref leads to a schema object: #/components/schemas/A; name a parameter object',
      '#/components/schemas/A/$ref: $ref leads to a document object: #; name a schema object',
      '#/x-parts/B/type: expected one of the types string, number, integer, boolean, array, object, null, found 5; correct it',
    ]),
  );
});

test('a Swagger document that cannot be upgraded is refused', () => {
  const root = folder({ 'api.json': '{"swagger":"2.0","paths":{"/a":{"get":{"parameters":[null]}}}}' });
  const load = () => {
    const loaded = loadDocument(join(root, 'api.json'), { base: root });
    const { problems } = buildModel({ api: 'a', loaded, sdk: {}, defaults: {} });
    return problems.map(formatProblem);
  };
  expect([...refusal(load)].length + (refusal(load).length === 0 ? load().length : 0)).toBeGreaterThan(0);
});
