import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { apiNameFault, loadDocument, relocated } from '../src/index.js';
import type { Json, Sdk } from '../src/index.js';
import { documentWith, folder, modelOf, refusal } from './fixtures.js';

const DEVICES = ['con', 'PRN', 'Aux', 'nul', 'com0', 'COM1', 'com9', 'lpt0', 'LPT9'];
const done: Json = { get: { responses: { '200': { description: '' } } } };

function modulesOf(paths: readonly string[], sdk: Sdk = {}): string[] {
  const { model } = modelOf({ paths: Object.fromEntries(paths.map((path) => [path, done])) }, { sdk });
  return model.operations.map(({ call }) => call.module);
}

function schemaModules(...names: readonly string[]): string[] {
  const schemas = Object.fromEntries(names.map((name): [string, Json] => [name, { type: 'object' }]));
  return modelOf({ paths: {}, components: { schemas } }).model.schemas.map(({ module }) => module);
}

describe('names that Windows keeps for devices are no names of files', () => {
  test.each(DEVICES)('a schema %s', (name) => {
    expect(schemaModules(name)).toEqual([`schemas/${name.toLowerCase()}-schema`]);
  });

  test.each(DEVICES)('a resource %s, alone, above and below others', (name) => {
    const file = `${name.toLowerCase()}-resource`;
    expect(modulesOf([`/${name}`, `/${name}/pets`, `/pets/${name}`, `/pets/${name}/cats`])).toEqual([
      file,
      `${file}/pets`,
      `pets/${file}`,
      `pets/${file}/cats`,
    ]);
  });

  test.each(['com¹', 'LPT³', 'conin$', 'CONOUT$'])('a name %s that sdk.yaml gives', (name) => {
    expect(modulesOf(['/pets'], { methods: { 'GET /pets': `${name}.a.list` } })).toEqual([
      `${name}-resource/a`,
    ]);
  });
});

test('no folder has a name that git or npm leaves out', () => {
  expect(modulesOf(['/dist/pets', '/pets/dist/cats', '/cvs/pets'])).toEqual([
    'dist-resource/pets',
    'pets/dist-resource/cats',
    'cvs-resource/pets',
  ]);
  expect(modulesOf(['/pets'], { methods: { 'GET /pets': 'node_modules.a.list' } })).toEqual([
    'node_modules-resource/a',
  ]);
});

test('all other names stay', () => {
  expect(
    modulesOf(['/dist', '/console/a', '/com10/a', '/auxiliary/a', '/distance/a', '/com/a', '/nulls']),
  ).toEqual(['dist', 'console/a', 'com10/a', 'auxiliary/a', 'distance/a', 'com/a', 'nulls']);
  expect(schemaModules('Console', 'Com', 'Dist', 'PrnTxt')).toEqual([
    'schemas/console',
    'schemas/com',
    'schemas/dist',
    'schemas/prn-txt',
  ]);
});

test('no two folders differ in case alone', () => {
  const methods = { 'GET /a': 'FOO.a.list', 'GET /b': 'foo.b.list', 'GET /c': 'Foo.c.list' };
  expect(modulesOf(['/a', '/b', '/c'], { methods })).toEqual(['FOO/a', 'FOO/b', 'FOO/c']);
});

test.each([
  ['con', 'Windows keeps the name con for a device'],
  ['com1', 'Windows keeps the name com1 for a device'],
  ['dist', 'git and npm usually leave out folders that are called dist'],
  ['cons', undefined],
  ['distribution', undefined],
])('an API called %s', (name, fault) => expect(apiNameFault(name)).toBe(fault));

test.each([
  ['aux.yaml', 'Windows keeps the name aux.yaml for a device'],
  ['parts/NUL', 'Windows keeps the name NUL for a device'],
  ['parts/lpt1.schema.json', 'Windows keeps the name lpt1.schema.json for a device'],
  ['dist/a.yaml', 'git and npm usually leave out folders that are called dist'],
  ['a?.yaml', 'Windows does not hold the name a?.yaml'],
  ['a./b.yaml', 'Windows does not hold the name a.'],
])('a file %s of a document takes no place in the folder of an API', (name, fault) => {
  const root = folder({
    'api.json': documentWith({
      paths: {},
      components: { schemas: { A: { $ref: encodeURI(name).replace('?', '%3F') } } },
    }),
    [name]: '{"type":"string"}',
  });
  const { files } = loadDocument(join(root, 'api.json'), { base: root });
  expect(refusal(() => relocated(files, { base: root }))).toEqual([
    `${name}: ${fault}; give the file, and what refers to it, another name`,
  ]);
});
