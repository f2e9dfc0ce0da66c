import { expect, test } from 'vitest';
import { bundled, head } from './bundled.js';

test('what stands beside the reference to a path item is part of it', () => {
  const done = { default: { description: 'Done.' } };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const query = (name: string) => ({ name, in: 'query', schema: { type: 'string' } });
  const { load } = bundled({
    'api/openapi.json': {
      ...head,
      paths: {
        '/a/{id}': { $ref: 'a.json', parameters: [{ $ref: 'parameters.json#/id' }] },
        '/b': { $ref: '#/components/pathItems/B', parameters: [query('own')], summary: 'Own.' },
        '/c': { $ref: '#/components/pathItems/B', description: 'Only words.' },
      },
      components: { pathItems: { B: { get: { responses: done }, parameters: [query('q')], summary: 'B.' } } },
    },
    'api/a.json': { $ref: 'b/a.json', put: { responses: done } },
    'api/b/a.json': { get: { parameters: [{ $ref: '../parameters.json#/q' }], responses: done }, put: 1 },
    'api/parameters.json': { id, q: query('q') },
  });
  const { document, flaws, problems, locate } = load();
  expect(problems).toEqual([]);
  expect(document['paths']).toEqual({
    '/a/{id}': {
      get: { parameters: [{ $ref: '#/components/parameters/q' }], responses: done },
      put: { responses: done },
      parameters: [{ $ref: '#/components/parameters/id' }],
    },
    '/b': { get: { responses: done }, parameters: [query('own'), query('q')], summary: 'Own.' },
    '/c': { $ref: '#/components/pathItems/B', description: 'Only words.' },
  });
  expect(flaws.map(({ file, pointer, message }) => `${file} ${pointer}: ${message}`)).toEqual([
    'api/a.json #/put: put stands here and in b/a.json; this one is read',
    'api/openapi.json #/paths/~1b/parameters: parameters stands here and in #/components/pathItems/B; all of them are read',
    'api/openapi.json #/paths/~1b/summary: summary stands here and in #/components/pathItems/B; this one is read',
  ]);
  const places = ['/~1a~1{id}/get', '/~1a~1{id}/put', '/~1b/parameters/0', '/~1b/parameters/1', '/~1b/get'];
  const located = locate(places.map((place) => ({ pointer: `#/paths${place}`, message: '' })));
  expect(located.map(({ file, pointer }) => `${file} ${pointer}`)).toEqual([
    'api/b/a.json #/get',
    'api/a.json #/put',
    'api/openapi.json #/paths/~1b/parameters/0',
    'api/openapi.json #/components/pathItems/B/parameters/0',
    'api/openapi.json #/components/pathItems/B/get',
  ]);
});

test('a media type of another file becomes a component', () => {
  const { load } = bundled({
    'api/openapi.json': {
      ...head,
      openapi: '3.2.0',
      paths: { '/a': { get: { responses: { default: { $ref: 'parts.json#/response' } } } } },
    },
    'api/parts.json': {
      response: { description: 'Done.', content: { 'application/json': { $ref: '#/media' } } },
      media: { schema: { $ref: '#/text' } },
      text: { type: 'string' },
    },
  });
  const { document, problems } = load();
  expect(problems).toEqual([]);
  expect(document['components']).toEqual({
    responses: {
      response: {
        description: 'Done.',
        content: { 'application/json': { $ref: '#/components/mediaTypes/media' } },
      },
    },
    mediaTypes: { media: { schema: { $ref: '#/components/schemas/text' } } },
    schemas: { text: { type: 'string' } },
  });
});

test('a file of prose is the text of a description', () => {
  const text = '# Relays\n\nThey say: hello.\n';
  const { load } = bundled({
    'api/openapi.json': { ...head, info: { ...head.info, description: { $ref: 'intro.md' } }, paths: {} },
    'api/intro.md': text,
  });
  const { document, problems } = load();
  expect(problems).toEqual([]);
  expect(document).toHaveProperty('info.description', text);
});

test('a list of items is read as JSON Schema meant it before prefixItems', () => {
  const { load } = bundled({
    'api/openapi.json': {
      ...head,
      components: {
        schemas: { A: { type: 'array', items: [{ $ref: 'b.json' }, {}], additionalItems: false } },
      },
    },
    'api/b.json': { type: 'string' },
  });
  const { document, flaws, problems } = load();
  expect(problems).toEqual([]);
  expect(document).toHaveProperty('components.schemas.A', {
    type: 'array',
    prefixItems: [{ $ref: '#/components/schemas/b' }, {}],
    items: false,
  });
  expect(flaws.map(({ pointer, message }) => `${pointer}: ${message}`)).toEqual([
    '#/components/schemas/A/items: items is a list; it is read as prefixItems',
  ]);
});

test('a reference that was left as it was in one file leads into the entry', () => {
  const { load } = bundled({
    'api/openapi.json': {
      ...head,
      components: { schemas: { B: { type: 'string' }, C: { $ref: 'c.json' } } },
    },
    'api/c.json': {
      oneOf: [{ $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/D' }],
      discriminator: {
        propertyName: 'k',
        mapping: { b: '#/components/schemas/B', d: '#/components/schemas/D' },
      },
    },
  });
  const { document, flaws, problems, locate } = load();
  expect(locate(problems).map(({ file, pointer, message }) => `${file} ${pointer}: ${message}`)).toEqual([
    'api/c.json #/oneOf/1/$ref: $ref leads nowhere: #/components/schemas/D',
  ]);
  expect(document).toHaveProperty('components.schemas.c', {
    oneOf: [{ $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/D' }],
    discriminator: { propertyName: 'k', mapping: { b: '#/components/schemas/B' } },
  });
  const message =
    '#/components/schemas/B is not in this file; it is read as api/openapi.json#/components/schemas/B';
  expect(flaws.map((flaw) => `${flaw.file} ${flaw.pointer}: ${flaw.message}`)).toEqual([
    `api/c.json #/oneOf/0/$ref: ${message}`,
    `api/c.json #/discriminator/mapping/b: ${message}`,
    'api/c.json #/discriminator/mapping/d: d is mapped to nothing: #/components/schemas/D; that is left out',
  ]);
});

test('#/ is all of a file', () => {
  const { load } = bundled({
    'api/openapi.json': { ...head, components: { schemas: { A: { $ref: 'b.json#/' } } } },
    'api/b.json': { type: 'string' },
  });
  const { document, problems } = load();
  expect(problems).toEqual([]);
  expect(document).toHaveProperty('components.schemas.b', { type: 'string' });
});
