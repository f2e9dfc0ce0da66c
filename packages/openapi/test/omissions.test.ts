import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildModel, formatProblem, loadDocument } from '../src/index.js';
import type { Sdk } from '../src/index.js';
import { documentWith, folder, modelOf, operation } from './fixtures.js';

const query = (name: string, more = {}) => ({ name, in: 'query', schema: { type: 'string' }, ...more });

describe('what is left out', () => {
  const parts = {
    paths: {
      '/a': { get: operation({ tags: ['A'] }), post: operation({ 'x-internal': true }) },
      '/b': { get: operation({ parameters: [query('secret', { 'x-internal': true }), query('b')] }) },
    },
    components: {
      schemas: {
        S: {
          type: 'object',
          required: ['own', 'id'],
          properties: { own: { 'x-internal': true }, id: { type: 'string' } },
        },
      },
    },
  };

  test('x-internal: operations, parameters and properties; pointers stay those of the document', () => {
    const { model, accounts, problems } = modelOf(parts);
    expect(problems).toEqual([]);
    expect(model.operations.map(({ key }) => key)).toEqual(['GET /a', 'GET /b']);
    expect(model.operations[1]?.parameters.map(({ name }) => name)).toEqual(['b']);
    expect(model.schemas[0]?.type).toMatchObject({ properties: [{ name: 'id', required: true }] });
    expect(accounts.ignored).toEqual([
      { kind: 'operation', pointer: '#/paths/~1a/post', reason: 'x-internal' },
      { kind: 'status', pointer: '#/paths/~1a/post/responses/200', reason: 'x-internal' },
      { kind: 'parameter', pointer: '#/paths/~1b/get/parameters/0', reason: 'x-internal' },
      { kind: 'field', pointer: '#/components/schemas/S/properties/own', reason: 'x-internal' },
    ]);
    expect(accounts.used.filter(({ kind }) => kind === 'parameter')).toEqual([
      { kind: 'parameter', pointer: '#/paths/~1b/get/parameters/1' },
    ]);
  });

  test('x-internal: a component, and what refers to it', () => {
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const { model, accounts, problems } = modelOf({
      openapi: '3.0.3',
      paths: {
        '/a': {
          get: operation({
            responses: {
              default: { description: '', content: { 'application/json': { schema: ref('Other') } } },
            },
          }),
        },
      },
      'x-schemas': { X: { type: 'object', properties: { own: ref('Own') } } },
      components: {
        schemas: {
          Own: { type: 'object', properties: { a: ref('Own') }, 'x-internal': true },
          Other: ref('Own'),
          S: {
            type: 'object',
            required: ['own', 'id'],
            properties: {
              own: ref('Other'),
              id: { allOf: [ref('Own')] },
              ids: { type: 'array', items: ref('Own') },
              inner: ref('Own/properties/a'),
              outer: { $ref: '#/x-schemas/X' },
              further: { $ref: '#/x-schemas/X/properties/own' },
            },
            oneOf: [ref('Own'), { type: 'object' }],
            discriminator: { propertyName: 'id', mapping: { own: '#/components/schemas/Own' } },
          },
        },
      },
    });
    expect(problems).toEqual([]);
    expect(model.operations[0]?.responses[0]?.content?.type).toMatchObject({ kind: 'unknown' });
    expect(model.schemas.map(({ typeName }) => typeName)).toEqual(['S', 'XSchemasX']);
    expect(accounts.ignored.map(({ pointer, reason }) => `${pointer.slice(1)}: ${reason}`)).toEqual([
      '/paths/~1a/get/responses/default/content/application~1json/schema: x-internal',
      '/components/schemas/Own: x-internal',
      '/components/schemas/Own/properties/a: x-internal',
      '/components/schemas/Other: x-internal',
      '/components/schemas/S/properties/own: x-internal',
      '/components/schemas/S/properties/inner: x-internal',
      '/components/schemas/S/properties/further: x-internal',
      '/components/schemas/S/properties/id/allOf/0: x-internal',
      '/components/schemas/S/properties/ids/items: x-internal',
      '/components/schemas/S/oneOf/0: x-internal',
      '/components/schemas/S/discriminator/mapping/own: x-internal',
      '/x-schemas/X/properties/own: x-internal',
      '/x-schemas: an extension that means nothing here',
    ]);
  });

  test('omit: operations, tags and pointers', () => {
    const sdk: Sdk = {
      omit: { operations: ['GET /b'], tags: ['A'], pointers: ['#/components/schemas/S/properties/id'] },
    };
    const { model, accounts, sdkProblems } = modelOf(parts, { sdk });
    expect(sdkProblems).toEqual([]);
    expect(model.operations).toEqual([]);
    expect(
      accounts.ignored
        .filter(
          ({ kind, reason }) => reason === 'omit in sdk.yaml' && kind !== 'status' && kind !== 'parameter',
        )
        .map(({ kind, pointer }) => `${kind} ${pointer}`),
    ).toEqual([
      'operation #/paths/~1a/get',
      'operation #/paths/~1b/get',
      'field #/components/schemas/S/properties/id',
    ]);
  });

  test('an entry that names nothing is a problem', () => {
    const { sdkProblems } = modelOf(parts, { sdk: { omit: { operations: ['GET /c'], tags: ['A', 'C'] } } });
    expect(sdkProblems.map(formatProblem)).toEqual([
      '#/omit/operations/0: nothing in the document is left out by this; remove it',
      '#/omit/tags/1: nothing in the document is left out by this; remove it',
    ]);
  });

  test('a problem behind a parameter that is left out stands at its own line', () => {
    const parameters = [query('a', { 'x-internal': true }), query('b', { style: 'matrix' })];
    const root = folder({
      'api.json': documentWith({ paths: { '/a': { get: operation({ parameters }) } } }),
    });
    const loaded = loadDocument(join(root, 'api.json'), { base: root });
    const { problems } = buildModel({ api: 'a', loaded, sdk: {}, defaults: {} });
    expect(loaded.locate(problems).map(({ line, pointer }) => `${line} ${pointer}`)).toEqual([
      '30 #/paths/~1a/get/parameters/1/style',
    ]);
  });
});

describe('waive', () => {
  const parts = { paths: { '/a': { get: operation({ responses: { '20X': { description: '' } } }) } } };

  test('lets a fault through, and lists it with the reason', () => {
    const waive = [{ pointer: '#/paths/~1a/get/responses/20X', reason: 'never sent' }];
    const { problems, accounts } = modelOf(parts, { sdk: { waive } });
    expect(problems).toEqual([]);
    expect(accounts.ignored).toContainEqual({
      pointer: '#/paths/~1a/get/responses/20X',
      reason: 'waived: never sent',
    });
  });

  test('one that no fault needs is a problem', () => {
    const { sdkProblems } = modelOf(
      { paths: {} },
      { sdk: { waive: [{ pointer: '#/paths/~1a', reason: 'none' }] } },
    );
    expect(sdkProblems.map(formatProblem)).toEqual([
      '#/waive/0: no fault of the document needs this; remove it',
    ]);
  });
});
