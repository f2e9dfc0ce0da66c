import { expect, test } from 'vitest';
import { openapiTypes } from '../src/types/openapi-typescript.js';

const CODE = '#/never } } } }\nvoid process.exit();\ntype Rest = { a: { b: { c: { d: never';

/** An extension of every kind of value, and those that look like a part of a document. */
const EXTENSIONS: readonly unknown[] = [
  'text',
  1,
  true,
  null,
  ['text'],
  {},
  { $ref: CODE },
  { $ref: '#/components/schemas/A' },
  { $ref: 5 },
  { get: { operationId: 'extra', responses: { 200: { description: 'Extra.' } } } },
  { description: 'Extra.', content: {} },
];

/** A document with an extension in every object that openapi-typescript reads. */
function extended(more: object, openapi = '3.1.0') {
  const schema = {
    type: 'object',
    properties: { a: { $ref: '#/components/schemas/A', description: 'A.' }, b: { enum: ['b'], ...more } },
    ...more,
  };
  const content = { 'application/json': { schema, ...more } };
  const header = { schema: { type: 'string', ...more }, ...more };
  const response = { description: 'Done.', headers: { 'X-A': header }, content, ...more };
  const item = {
    parameters: [{ name: 'q', in: 'query', schema, ...more }],
    post: { requestBody: { content, ...more }, responses: { 200: response, ...more }, ...more },
    ...more,
  };
  const callbacks = { done: { '{$url}': item, ...more } };
  return {
    openapi,
    info: { title: 'T', version: '1', ...more },
    paths: { '/a': { ...item, get: { operationId: 'a', callbacks, responses: { 200: response } } }, ...more },
    webhooks: { happened: item },
    components: {
      schemas: {
        A: { type: 'string', ...more },
        B: { discriminator: { propertyName: 'a', ...more }, ...schema },
      },
      responses: { R: response },
      parameters: { P: { name: 'p', in: 'header', content, ...more } },
      requestBodies: { Q: { content, ...more } },
      headers: { H: header },
      callbacks,
      ...more,
    },
    ...more,
  };
}

const typesOf = (document: object) => openapiTypes({ ...document }, 'api.json').text;

test.each(EXTENSIONS)('an extension is no part of the types: %j', (extension) => {
  expect(typesOf(extended({ 'x-origin': extension }))).toBe(typesOf(extended({})));
});

test('neither is a member that OpenAPI does not know', () => {
  const more = { origin: 'text', $ref: { description: 'of no object' } };
  const { paths, ...rest } = extended({});
  const [[path, item] = ['', {}]] = Object.entries(paths);
  const operation = { ...Object(item).get, ...more };
  expect(typesOf({ ...rest, paths: { [path]: { ...Object(item), get: operation } } })).toBe(
    typesOf(extended({})),
  );
});

test.each(['3.0.3', '3.1.0'])('what stands beside a $ref is a comment, or nothing: OpenAPI %s', (openapi) => {
  const beside = { title: 5, description: 'Said.', format: {}, type: '*/ evil', enum: 1, summary: ['a'] };
  const header = { $ref: '#/components/headers/H', ...beside, required: 'evil', schema: 5 };
  const base = {
    openapi,
    paths: { '/a': { get: { responses: { 200: { description: '', headers: { 'X-A': header } } } } } },
    components: { headers: { H: { schema: { type: 'string' } } } },
  };
  const printed = typesOf(base).replaceAll(/\s+/g, ' ');
  expect(printed).toContain(
    'headers: { /** * @description Said. * @enum {unknown} */ "X-A": components["headers"]["H"];',
  );
  expect(printed).not.toContain('evil');
});

test('in OpenAPI 3.0 that holds for schemas too', () => {
  const properties = {
    a: { $ref: '#/components/schemas/A', title: 5, description: 'Said.', type: '*/', discriminator: 'evil' },
  };
  const document = {
    openapi: '3.0.3',
    components: { schemas: { A: { type: 'string' }, B: { type: 'object', properties } } },
  };
  expect(typesOf(document).replaceAll(/\s+/g, ' ')).toContain(
    'B: { /** @description Said. */ a?: components["schemas"]["A"]; };',
  );
});
