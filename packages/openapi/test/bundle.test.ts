import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundled, head } from './bundled.js';
import { faultsOf } from './fixtures.js';

const schema = (reference: string) => ({ ...head, components: { schemas: { A: { $ref: reference } } } });

test('targets of other files become components under their own names', () => {
  const { load } = bundled({
    'api/openapi.json': { ...schema('schemas/b.yaml'), paths: { '/c': { $ref: 'paths/c.yaml' } } },
    'api/schemas/b.yaml':
      'type: object\nproperties:\n  self: { $ref: b.yaml }\n  a: { $ref: "../openapi.json#/components/schemas/A" }\n  local: { $ref: "#/$defs/L" }\n$defs:\n  L: { type: string }\n',
    'api/paths/c.yaml':
      'get:\n  parameters: [{ $ref: "../../_shared/p.yaml#/P" }]\n  responses: { "200": { description: Done. } }\n',
    '_shared/p.yaml': 'P: { name: p, in: query, schema: { type: string } }\n',
  });
  expect(load().document).toEqual({
    ...head,
    components: {
      schemas: {
        A: { $ref: '#/components/schemas/b' },
        b: {
          type: 'object',
          properties: {
            self: { $ref: '#/components/schemas/b' },
            a: { $ref: '#/components/schemas/A' },
            local: { $ref: '#/components/schemas/L' },
          },
          $defs: { L: { type: 'string' } },
        },
        L: { type: 'string' },
      },
      parameters: { P: { name: 'p', in: 'query', schema: { type: 'string' } } },
    },
    paths: {
      '/c': {
        get: {
          parameters: [{ $ref: '#/components/parameters/P' }],
          responses: { '200': { description: 'Done.' } },
        },
      },
    },
  });
});

test('two targets of one name are told apart', () => {
  const { load } = bundled({
    'api/openapi.json': {
      ...head,
      components: { schemas: { A: { $ref: 'a.json' }, B: { $ref: 'b/a.json' } } },
    },
    'api/a.json': { type: 'string' },
    'api/b/a.json': { type: 'number' },
  });
  expect(load().document['components']).toEqual({
    schemas: {
      A: { $ref: '#/components/schemas/a' },
      B: { $ref: '#/components/schemas/a2' },
      a: { type: 'string' },
      a2: { type: 'number' },
    },
  });
});

test('a problem is shown where it stands in its own file', () => {
  const { load } = bundled({
    'api/openapi.json': schema('b.yaml#/x/B'),
    'api/b.yaml': 'x:\n  B:\n    type: object\n    required: 1\n',
  });
  expect(faultsOf(load)).toEqual([
    'api/b.yaml:4:5 #/x/B/required: expected a list of strings, found 1; correct it',
  ]);
});

describe('a reference that is refused', () => {
  test.each([
    ['no such file', 'b.yaml', 'b.yaml: there is no such file; check the path'],
    [
      'no such file outside',
      '../../none.json',
      '../../none.json: this file lies outside the folder of the document; move it inside',
    ],
    ['no such place', 'b.json#/B', '$ref leads nowhere: b.json#/B; correct the pointer or add its target'],
    ['outside', '../b.json', '../b.json: this file lies outside the folder of the document; move it inside'],
    [
      'through a link',
      'link.json',
      'link.json: this file lies outside the folder of the document; move it inside',
    ],
    [
      'a host',
      'https://example.com/b.json',
      '$ref to another host is refused: https://example.com/b.json; copy the target into the folder of the document',
    ],
    [
      'an absolute path',
      '/etc/hostname',
      '$ref to an absolute path is refused: /etc/hostname; write it relative to this file',
    ],
    [
      'an absolute path in percent-encoding',
      '%2Fetc%2Fhostname',
      '$ref to an absolute path is refused: %2Fetc%2Fhostname; write it relative to this file',
    ],
    [
      'outside in percent-encoding',
      '%2e%2e%2Fb.json',
      '%2e%2e%2Fb.json: this file lies outside the folder of the document; move it inside',
    ],
    [
      'outside on a way round',
      'sub/../../b.json',
      'sub/../../b.json: this file lies outside the folder of the document; move it inside',
    ],
    [
      'a linked folder',
      'folder/b.json',
      'folder/b.json: this file lies outside the folder of the document; move it inside',
    ],
    ['the folder itself', '.', '.: this file lies outside the folder of the document; move it inside'],
    [
      'a file by its scheme',
      'file:///etc/hostname',
      '$ref to another host is refused: file:///etc/hostname; copy the target into the folder of the document',
    ],
    [
      'a scheme in percent-encoding',
      '%68ttp://example.com/b.json',
      '$ref to another host is refused: %68ttp://example.com/b.json; copy the target into the folder of the document',
    ],
    [
      'a host without a scheme',
      '//example.com/b.json',
      '$ref to another host is refused: //example.com/b.json; copy the target into the folder of the document',
    ],
    [
      'a host of Windows',
      '\\\\host\\share\\b.json',
      '$ref to another host is refused: \\\\host\\share\\b.json; copy the target into the folder of the document',
    ],
    [
      'a drive of Windows',
      'C:\\b.json',
      '$ref to another host is refused: C:\\b.json; copy the target into the folder of the document',
    ],
    [
      'backslashes',
      '..\\b.json',
      '$ref to a path with a backslash is refused: ..\\b.json; write / between folders',
    ],
    [
      'a null byte',
      'b.json%00.yaml',
      '$ref to a path with a null byte is refused: b.json%00.yaml; correct the path',
    ],
    ['no percent-encoding', '%zz.json', '%zz.json: there is no such file; check the path'],
  ])('%s', (_, reference, want) => {
    const { root, load } = bundled({ 'api/openapi.json': schema(reference), 'b.json': {}, 'api/b.json': {} });
    symlinkSync(join(root, 'b.json'), join(root, 'api/link.json'));
    symlinkSync(root, join(root, 'api/folder'));
    expect(faultsOf(load)).toEqual([`api/openapi.json:1:85 #/components/schemas/A/$ref: ${want}`]);
  });
});

test('a reference where OpenAPI has none is read as what it leads to, with a warning where it stands', () => {
  const { load } = bundled({
    'api/openapi.json': {
      ...head,
      info: { ...head.info, description: { $ref: 'text.yaml#/introduction' } },
      tags: { $ref: 'tags.yaml' },
      paths: { '/a': { get: { $ref: 'operations/get.yaml' } } },
      components: { schemas: { $ref: 'schemas/index.yaml' } },
    },
    'api/text.yaml': 'introduction: Hello.\n',
    'api/tags.yaml': '[{ name: A }]\n',
    'api/operations/get.yaml':
      'responses:\n  "200":\n    description: Done.\n    content: { application/json: { schema: { $ref: ../schemas/a.yaml } } }\n',
    'api/schemas/index.yaml': 'a: { $ref: a.yaml }\nB: { $ref: "#/a" }\n',
    'api/schemas/a.yaml': 'type: object\nproperties: { $ref: properties.yaml }\n',
    'api/schemas/properties.yaml': 'next: { $ref: a.yaml }\n',
  });
  const { document, flaws, problems } = load();
  expect(problems).toEqual([]);
  expect(document).toEqual({
    ...head,
    info: { ...head.info, description: 'Hello.' },
    tags: [{ name: 'A' }],
    paths: {
      '/a': {
        get: {
          responses: {
            '200': {
              description: 'Done.',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/a' } } },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        a: { type: 'object', properties: { next: { $ref: '#/components/schemas/a' } } },
        B: { $ref: '#/components/schemas/a' },
      },
    },
  });
  const place = (file: string, pointer: string) => expect.objectContaining({ file, pointer });
  expect(flaws).toHaveLength(5);
  expect(flaws).toEqual(
    expect.arrayContaining([
      place('api/openapi.json', '#/info/description'),
      place('api/openapi.json', '#/paths/~1a/get'),
      place('api/openapi.json', '#/components/schemas'),
      place('api/schemas/a.yaml', '#/properties'),
    ]),
  );
  expect(flaws.map(({ message }) => message)).toContain(
    'OpenAPI has no $ref here: tags.yaml is read as what it leads to',
  );
});

test('copies that would hold themselves are a circle', () => {
  const { load } = bundled({
    'api/openapi.json': { ...head, paths: { '/a': { $ref: 'a.yaml' }, '/b': { get: { $ref: 'b.yaml' } } } },
    'api/a.yaml': '$ref: a.yaml\n',
    'api/b.yaml': 'responses: { default: { description: D., headers: { $ref: c.yaml } } }\n',
    'api/c.yaml': 'h: { content: { a/b: { encoding: { $ref: d.yaml } } } }\n',
    'api/d.yaml': 'e: { headers: { $ref: c.yaml } }\n',
  });
  expect(load().problems.map(({ message }) => message)).toEqual(
    expect.arrayContaining(['$ref leads round in a circle: a.yaml', '$ref leads round in a circle: c.yaml']),
  );
});

test('a component that only refers to a file of its own name is that schema; others of the name get numbers', () => {
  const { load } = bundled({
    'api/openapi.json': {
      ...head,
      components: { schemas: { A: { $ref: 'A.yaml' }, B: { $ref: 'b/A.yaml' }, C: { $ref: 'c/A.yaml' } } },
    },
    'api/A.yaml': 'type: string\n',
    'api/b/A.yaml': 'type: number\n',
    'api/c/A.yaml': 'type: boolean\n',
  });
  expect(load().document['components']).toEqual({
    schemas: {
      A: { type: 'string' },
      A2: { type: 'number' },
      A3: { type: 'boolean' },
      B: { $ref: '#/components/schemas/A2' },
      C: { $ref: '#/components/schemas/A3' },
    },
  });
});

test('a value that a discriminator maps to nothing is left out, with a warning', () => {
  const mapping = { b: 'B', c: 'C', d: '#/components/schemas/D', e: 'e.yaml' };
  const A = {
    oneOf: [{ $ref: '#/components/schemas/B' }],
    discriminator: { propertyName: 'k', mapping },
  };
  const { load } = bundled({
    'api/openapi.json': {
      ...head,
      components: { schemas: { A, B: { type: 'object' } } },
    },
  });
  const { document, flaws, problems } = load();
  expect(problems).toEqual([]);
  expect(document).toHaveProperty('components.schemas.A.discriminator.mapping', { b: 'B' });
  expect(flaws.map(({ message }) => message)).toEqual([
    'c is mapped to nothing: C; that is left out',
    'd is mapped to nothing: #/components/schemas/D; that is left out',
    'e is mapped to nothing: e.yaml; that is left out',
  ]);
});
