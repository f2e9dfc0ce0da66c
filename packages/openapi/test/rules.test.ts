import { describe, expect, test } from 'vitest';
import { formatProblem } from '../src/index.js';
import type { Json } from '../src/index.js';
import { modelOf, operation } from './fixtures.js';

type Row = readonly [name: string, parts: Record<string, Json>, want: string];

const schemas = (A: Json): Record<string, Json> => ({
  openapi: '3.0.3',
  paths: {},
  components: { schemas: { A } },
});
const query = (more: Record<string, Json>): Json => ({ name: 'q', in: 'query', ...more });
const get = (value: Json): Record<string, Json> => ({ paths: { '/a': { get: value } } });

const response = (value: Json): Record<string, Json> => get({ responses: { '200': value } });
const media = (value: Json): Record<string, Json> =>
  response({ description: '', content: { 'application/json': value } });
const scheme = (value: Json): Record<string, Json> => ({ components: { securitySchemes: { S: value } } });

describe('what makes a document unusable', () => {
  test.each<Row>([
    [
      'two parameters of a name that differ',
      get(operation({ parameters: [query({ schema: {} }), query({ schema: { type: 'string' } })] })),
      '#/paths/~1a/get/parameters/1: query parameter q is declared twice, not alike; remove one',
    ],
    [
      'a parameter with two values',
      get(operation({ parameters: [query({ schema: {}, content: { 'application/json': {} } })] })),
      '#/paths/~1a/get/parameters/0: this has either schema or content; remove one',
    ],
    ['no part', {}, '#: the document has no paths, components or webhooks; add paths'],
    [
      'a key without a place',
      scheme({ type: 'apiKey', in: 'header' }),
      '#/components/securitySchemes/S: a security scheme of type apiKey needs name; add name',
    ],
    [
      'a type that is none',
      schemas({ type: 5 }),
      '#/components/schemas/A/type: expected one of the types string, number, integer, boolean, array, object, null, found 5; correct it',
    ],
    [
      'null for what has to be there',
      { info: { title: 'T', version: null }, paths: {} },
      '#/info/version: expected a string, found null; correct it',
    ],
    [
      'a choice of nothing',
      schemas({ oneOf: [] }),
      '#/components/schemas/A/oneOf: oneOf lists no schema, so that no value is valid; add one, or remove it',
    ],
    [
      'a list of mixed things',
      schemas({ required: ['a', {}] }),
      '#/components/schemas/A/required: expected a list of strings, found a list; correct it',
    ],
    [
      'a keyword of other objects',
      response({ description: '', schema: {} }),
      '#/paths/~1a/get/responses/200/schema: schema is not a keyword of a response object; remove it, or begin its name with x-',
    ],
  ])('%s', (_, parts, want) => {
    expect(modelOf(parts).problems.map(formatProblem)).toEqual([want]);
  });
});

describe('what is a warning, and is named with the faults where there are any', () => {
  test.each<Row>([
    [
      'a parameter twice',
      get(operation({ parameters: [query({ schema: {} }), query({ schema: {} })] })),
      '#/paths/~1a/get/parameters/1: query parameter q is declared twice; remove one',
    ],
    [
      'a parameter without a value',
      get(operation({ parameters: [query({})] })),
      '#/paths/~1a/get/parameters/0: this needs schema or content; its value can be anything; add schema',
    ],
    [
      'no responses in 3.0',
      { openapi: '3.0.3', ...get({}) },
      '#/paths/~1a/get: an operation object needs responses; add responses',
    ],
    [
      'responses that are none',
      get({ responses: {} }),
      '#/paths/~1a/get/responses: no response is documented; add the statuses that the server answers with',
    ],
    [
      'no paths in 3.0',
      { openapi: '3.0.3', components: {} },
      '#: a document of OpenAPI 3.0 needs paths; add paths: {}',
    ],
    [
      'a type list in 3.0',
      schemas({ type: ['string', 'null'] }),
      '#/components/schemas/A/type: type is a list, which OpenAPI 3.0 does not have; it is read as in 3.1; write one type, and nullable: true for null',
    ],
    [
      'null in 3.0',
      schemas({ type: 'null' }),
      '#/components/schemas/A/type: type null is not in OpenAPI 3.0; it is read as in 3.1; write nullable: true',
    ],
    [
      'a type that does not exist',
      schemas({ type: 'file' }),
      '#/components/schemas/A/type: expected one of the types string, number, integer, boolean, array, object, null, found "file"; it is ignored; correct it',
    ],
    [
      'a type by another name',
      schemas({ type: 'int' }),
      '#/components/schemas/A/type: expected one of the types string, number, integer, boolean, array, object, null, found "int"; it is read as "integer"; correct it',
    ],
    [
      'required of a property',
      schemas({ properties: { a: { type: 'string', required: true } } }),
      '#/components/schemas/A/properties/a/required: expected a list of strings, found true; it is ignored; correct it',
    ],
    [
      'a combination of nothing',
      schemas({ allOf: [] }),
      '#/components/schemas/A/allOf: allOf lists no schema; it asks for nothing; remove it',
    ],
    [
      'a name twice in required',
      schemas({ required: ['a', 'a'] }),
      '#/components/schemas/A/required: a name is required twice; remove one',
    ],
    [
      'a number for a text',
      { info: { title: 'T', version: 1.5 }, paths: {} },
      '#/info/version: expected a string, found 1.5; it is read as "1.5"; correct it',
    ],
    [
      'one text for a list',
      get(operation({ tags: 'x' })),
      '#/paths/~1a/get/tags: expected a list of strings, found a string; it is read as ["x"]; correct it',
    ],
    [
      'a text for a flag',
      get(operation({ deprecated: 'true' })),
      '#/paths/~1a/get/deprecated: expected true or false, found a string; it is read as true; correct it',
    ],
    [
      'a text for a number',
      schemas({ maxLength: '5' }),
      '#/components/schemas/A/maxLength: expected a number, found a string; it is read as 5; correct it',
    ],
    [
      'null for a keyword',
      get(operation({ parameters: null })),
      '#/paths/~1a/get/parameters: expected a list of parameter objects, found null; it is ignored; correct it',
    ],
    [
      'null for a schema',
      schemas({ properties: { a: null } }),
      '#/components/schemas/A/properties/a: null is read as {}; write that',
    ],
    [
      'a keyword of 3.1 in 3.0',
      schemas({ const: 'x' }),
      '#/components/schemas/A/const: const is not a keyword of OpenAPI 3.0; it is read as one of 3.1; remove it, or write the document in OpenAPI 3.1',
    ],
    [
      'a keyword of nobody',
      { paths: {}, order: 1 },
      '#/order: order is not a keyword of a document object; it is ignored; remove it, or begin its name with x-',
    ],
    [
      'nullable in 3.1',
      { components: { schemas: { A: { type: 'string', nullable: true } } } },
      '#/components/schemas/A/nullable: nullable is not a keyword of OpenAPI 3.1; it is read as in 3.0; add null to type',
    ],
    [
      'bounds of 3.0 in 3.1',
      { components: { schemas: { A: { type: 'number', maximum: 5, exclusiveMaximum: true } } } },
      '#/components/schemas/A/exclusiveMaximum: exclusiveMaximum is a number since OpenAPI 3.1; correct it',
    ],
    [
      'readOnly and writeOnly',
      schemas({ readOnly: true, writeOnly: true }),
      '#/components/schemas/A/writeOnly: readOnly and writeOnly exclude each other; it is read as readOnly; remove one',
    ],
    [
      'example and examples',
      media({ example: 1, examples: { a: { value: 1 } } }),
      '#/paths/~1a/get/responses/200/content/application~1json/example: example and examples exclude each other; remove one',
    ],
    [
      'an example of two values',
      media({ examples: { a: { value: 1, externalValue: 'x' } } }),
      '#/paths/~1a/get/responses/200/content/application~1json/examples/a/externalValue: value and externalValue exclude each other; remove one',
    ],
    [
      'a licence without a name',
      { info: { title: 'T', version: '1', license: {} }, paths: {} },
      '#/info/license: a license object needs name; add name',
    ],
    [
      'a link to nothing',
      response({ description: '', links: { l: {} } }),
      '#/paths/~1a/get/responses/200/links/l: a link object has either operationId or operationRef; add one',
    ],
    [
      'OAuth without flows',
      scheme({ type: 'oauth2' }),
      '#/components/securitySchemes/S: a security scheme of type oauth2 needs flows; add flows',
    ],
    [
      'a server variable that is not declared',
      { paths: {}, servers: [{ url: 'https://{host}/' }] },
      '#/servers/0/url: the variable {host} is not declared; add it to variables',
    ],
    [
      'a default that is no value',
      { paths: {}, servers: [{ url: '/{v}', variables: { v: { default: 'a', enum: ['b'] } } }] },
      '#/servers/0/variables/v/default: the default a is none of the values; add it to enum',
    ],
    [
      'a tag twice',
      { paths: {}, tags: [{ name: 'a' }, { name: 'a' }] },
      '#/tags/1: the tag a is declared twice; remove one',
    ],
    [
      'an operationId twice',
      {
        paths: {
          '/a': { get: operation({ operationId: 'x' }) },
          '/b': { get: operation({ operationId: 'x' }) },
        },
      },
      '#/paths/~1b/get/operationId: operationId x is that of GET /a too; give each operation its own',
    ],
    [
      'paths that differ in names only',
      { paths: { '/{a}': {}, '/{b}': {} } },
      '#/paths/~1{b}: this path differs from /{a} in the names of its parameters only; write both under one path',
    ],
    [
      'a path with a query',
      { paths: { '/a?b': {} } },
      '#/paths/~1a?b: a path has no ? and no #; declare query parameters',
    ],
    [
      'the name of a component',
      { components: { schemas: { 'a b': {} } } },
      '#/components/schemas/a b: a b is not a name for a component; use letters, digits, ., - and _',
    ],
    [
      'no description of a response',
      get({ responses: { '200': {} } }),
      '#/paths/~1a/get/responses/200: a response object needs description; add description',
    ],
    [
      'an array without items in 3.0',
      schemas({ type: 'array' }),
      '#/components/schemas/A: an array needs items in OpenAPI 3.0; add items: {}',
    ],
    [
      'nullable without type in 3.0',
      schemas({ nullable: true }),
      '#/components/schemas/A/nullable: nullable without type has no effect in OpenAPI 3.0; it is read as if it had; add type',
    ],
    [
      'a value of another type',
      schemas({ type: 'string', enum: ['a', 1] }),
      '#/components/schemas/A/enum/1: 1 is not of type string; correct the type or the value',
    ],
  ])('%s', (_, parts, want) => {
    const { problems, warnings } = modelOf(parts);
    expect(problems).toEqual([]);
    expect(warnings.map(formatProblem)).toEqual([want]);
    const { components } = parts as { components?: { schemas?: Record<string, Json> } };
    const faulty = modelOf({
      ...parts,
      components: { ...components, schemas: { ...components?.schemas, Fault: { type: 5 } } },
    });
    expect(faulty.problems.map(formatProblem)).toEqual([
      expect.stringContaining('expected one of the types'),
      want,
    ]);
  });
});
