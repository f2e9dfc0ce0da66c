import { InputError } from '@specline/openapi';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, test } from 'vitest';
import { openapiTypes } from '../src/types/openapi-typescript.js';
import { rotateDocument } from './rotate.js';

const pets = {
  openapi: '3.0.3',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'pet',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', default: 10 } }],
        responses: {
          200: {
            description: 'A pet.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat' } },
      },
      Cat: {
        type: 'object',
        required: ['kind'],
        properties: { kind: { type: 'string' }, lives: { type: 'integer', default: 9 } },
      },
      Dog: {
        type: 'object',
        properties: {
          kind: { type: 'string' },
          tricks: { type: 'array', items: { type: 'string', nullable: true } },
        },
      },
    },
  },
};

test.each([
  ['an operation with envelopes', rotateDocument],
  ['a discriminator, defaults and shared parameters', pets],
])('gives the bytes of openapiTS, and leaves the document alone: %s', async (_, document) => {
  const before = JSON.stringify(document);
  const printed = openapiTypes(document, 'api.json').text;
  expect(JSON.stringify(document)).toBe(before);
  const nodes = await openapiTS(JSON.stringify(document), { defaultNonNullable: false, silent: true });
  expect(printed).toBe(astToString(nodes));
});

const document = (schemas: object) => ({
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  paths: {},
  components: { schemas },
});

test('no text of a document directs a tool', () => {
  const A = { type: 'string', description: 'One\n@ts-ignore\n@internal\u202E' };
  const B = { type: 'string', title: '@ts-expect-error' };
  const { text } = openapiTypes(document({ A, B }), 'api.json');
  expect(text).not.toMatch(/@ts-|@internal|\u202E/);
  expect(text).toContain('@description One');
});

test.each([
  [
    'a name that the document does not have',
    { $ref: '#/components/schemas/C' },
    'api.json #/components/schemas/A~1B: its types in ./openapi would have a string that the document cannot have: "C"; leave it out with omit in sdk.yaml, and report this to Specline',
  ],
  [
    'a reference that is code',
    { $ref: 'x#/never; evil();' },
    'api.json #/components/schemas/A~1B: its types in ./openapi would have a type that the document cannot have: "never; evil();"; leave it out with omit in sdk.yaml, and report this to Specline',
  ],
  [
    'what openapi-typescript fails on',
    { type: 'array', prefixItems: 1 },
    'api.json #/components/schemas/A~1B: openapi-typescript cannot print its types: prefixItems.map is not a function; leave it out with omit in sdk.yaml, and report this to Specline',
  ],
])('refuses %s, and names the part', (_, schema, want) => {
  const given = document({ First: { type: 'string' }, 'A/B': { properties: { a: schema } } });
  expect(() => openapiTypes(given, 'api.json')).toThrow(InputError);
  expect(() => openapiTypes(given, 'api.json')).toThrow(want);
});
