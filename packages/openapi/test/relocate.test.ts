import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadApi, loadDocument, relocated } from '../src/index.js';
import { folder, refusal } from './fixtures.js';

const HEAD = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\n';

/** The files that a document becomes, with their text. */
function movedTo(entry: string, files: Readonly<Record<string, string>>): Record<string, string> {
  const root = folder(files);
  const shared = [join(root, '_shared')];
  const loaded = loadDocument(join(root, entry), { base: root, shared });
  return Object.fromEntries(
    relocated(loaded.files, { base: root, shared }).map(({ path, contents }) => [
      path,
      Buffer.from(contents).toString(),
    ]),
  );
}

describe('references to the document follow its new name', () => {
  test.each([
    ['plain', "$ref: 'api.yaml#/components/schemas/A'", '$ref: "openapi.yaml#/components/schemas/A"'],
    ['bare', '$ref: api.yaml#/components/schemas/A', '$ref: "openapi.yaml#/components/schemas/A"'],
    [
      'by another way',
      '$ref: ./b/../api.yaml#/components/schemas/A',
      '$ref: "./b/../openapi.yaml#/components/schemas/A"',
    ],
    ['encoded', '$ref: "%61pi.yaml#/components/schemas/A"', '$ref: "openapi.yaml#/components/schemas/A"'],
    [
      'in a block',
      '$ref: >-\n        api.yaml#/components/schemas/A',
      '$ref: "openapi.yaml#/components/schemas/A"',
    ],
    ['of its own', "$ref: '#/components/schemas/A'", "$ref: '#/components/schemas/A'"],
    [
      'that a discriminator maps to',
      'oneOf: [{ $ref: "#/components/schemas/A" }]\n      discriminator: { propertyName: a, mapping: { x: api.yaml#/components/schemas/A, y: A } }',
      'oneOf: [{ $ref: "#/components/schemas/A" }]\n      discriminator: { propertyName: a, mapping: { x: "openapi.yaml#/components/schemas/A", y: A } }',
    ],
    ['no reference', 'description: api.yaml#/components', 'description: api.yaml#/components'],
  ])('%s', (_, given, want) => {
    const text = (schema: string) =>
      `\uFEFF${HEAD}components:\n  schemas:\n    A: { type: string } # äöü\n    B:\n      ${schema}\n    C: { type: string }\n`;
    expect(movedTo('api/api.yaml', { 'api/api.yaml': text(given) })).toEqual({ 'openapi.yaml': text(want) });
  });

  test('where an anchor gives them to many, once', () => {
    const text = (file: string) =>
      `${HEAD}components:\n  schemas:\n    A: { type: string }\n    B: { $ref: &a ${file} }\n    C: { $ref: *a }\n`;
    expect(movedTo('api.yml', { 'api.yml': text('api.yml#/components/schemas/A') })).toEqual({
      'openapi.yaml': text('"openapi.yaml#/components/schemas/A"'),
    });
  });

  test('in JSON, with tabs', () => {
    const text = (file: string) =>
      JSON.stringify(
        {
          openapi: '3.1.0',
          info: { title: 'T', version: '1' },
          components: { schemas: { A: { type: 'string' }, B: { $ref: `${file}#/components/schemas/A` } } },
        },
        null,
        '\t',
      );
    expect(movedTo('api.json', { 'api.json': text('api.json') })).toEqual({
      'openapi.json': text('openapi.json'),
    });
  });
});

test('other files keep bytes and places, and what is shared stays', () => {
  const files = {
    'spec/api.yaml': `${HEAD}paths: {}\ncomponents:\n  schemas:\n    A: { $ref: a/A.yaml }\n    S: { $ref: ../_shared/s.yaml }\n`,
    'spec/a/A.yaml': 'type: object\r\nproperties: { b: { $ref: B.yaml } }\r\n',
    'spec/a/B.yaml': 'type: string\n',
    'spec/a/other.yaml': 'type: string\n',
    '_shared/s.yaml': 'type: string\n',
  };
  expect(movedTo('spec/api.yaml', files)).toEqual({
    'openapi.yaml': files['spec/api.yaml'],
    'a/A.yaml': files['spec/a/A.yaml'],
    'a/B.yaml': files['spec/a/B.yaml'],
  });
});

test.each(['sdk.yaml', 'released/sdk.json', 'OpenAPI.yaml', 'redocly.yaml'])(
  'no file may be called %s',
  (name) => {
    const files = {
      'api.yaml': `${HEAD}components: { schemas: { A: { $ref: ${name} } } }\n`,
      [name]: 'type: string\n',
    };
    expect(refusal(() => movedTo('api.yaml', files))).toEqual([
      `${name}: this name has a meaning of its own in the folder of an API; give the file, and what refers to it, another name`,
    ]);
  },
);

test('two documents in the folder of an API are one too many', () => {
  const root = folder({
    'spec/defaults.yaml': "npmScope: '@a'\nlicense: MIT\n",
    'spec/a/openapi.yaml': HEAD,
    'spec/a/openapi.json': '{}',
  });
  expect(refusal(() => loadApi(root, 'a'))).toEqual([
    'spec/a: this folder has both openapi.yaml and openapi.json; remove the one that is not meant',
  ]);
});
