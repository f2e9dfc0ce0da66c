import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Model } from '@specline/openapi';
import { emit } from '../src/index.js';
import type { EmitOptions, Layout } from '../src/index.js';
import { generated } from './hostile/generated.js';
import { filesOf, formatted } from './printing.js';
import { rotate, rotateDocument } from './rotate.js';

const options = (layout: Layout): EmitOptions => ({
  document: rotateDocument,
  layout,
  source: 'spec/relays/openapi.yaml',
  versions: { types: '1.0.0', client: '1.0.0', runtime: '1.0.0' },
});

const validating: Model = { ...rotate, surface: { ...rotate.surface, validators: true } };

async function changedBy(layout: Layout): Promise<Map<string, string>> {
  const before = filesOf(await emit(rotate, options(layout)));
  const after = filesOf(await emit(validating, options(layout)));
  expect([...before.keys()].filter((path) => !after.has(path))).toEqual([]);
  return new Map([...after].filter(([path, contents]) => before.get(path) !== contents));
}

const CLIENT = [
  'src/validators.ts',
  'src/validators/moq/relays/tokens.js',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'README.md',
];

test.each([
  ['workspace', CLIENT.map((path) => `packages/relays-client/${path}`)],
  ['standalone', [...CLIENT.map((path) => `client/${path}`), './tsconfig.json']],
] as const)('in a %s validators come beside the rest', async (layout, want) => {
  expect([...(await changedBy(layout)).keys()]).toEqual(want);
});

test('what changes by validators is in the layout of prettier, but for what Ajv prints', async () => {
  for (const layout of ['workspace', 'standalone'] as const)
    for (const [path, contents] of await changedBy(layout))
      if (!path.endsWith('.js')) expect(contents, path).toBe(await formatted(path, contents));
});

test('what validators share can be imported by nobody else', async () => {
  const files = await changedBy('workspace');
  expect(JSON.parse(files.get('packages/relays-client/package.json') ?? '')).toMatchObject({
    dependencies: { '@acme/relays-types': 'workspace:*', '@specline/runtime': 'workspace:^' },
    exports: { './validators/schemas': null, './validators/schemas/*': null },
  });
});

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const text = { type: 'string' };
const json = (schema: object) => ({ 'application/json': { schema } });
const answer = (content?: object) => ({
  description: 'Done.',
  ...(content === undefined ? {} : { content }),
});
const id = { name: 'id', in: 'path', required: true, schema: text };

/** One of everything that methods resolve to. */
const DOCUMENT = {
  openapi: '3.0.3',
  info: { title: 'Trees', version: '1' },
  paths: {
    '/trees': {
      get: { responses: { '200': answer(json({ type: 'array', items: reference('Tree') })) } },
      post: {
        responses: {
          '201': answer(json(reference('Tree'))),
          '202': answer({ 'text/plain': { schema: text } }),
        },
      },
    },
    '/trees/{id}': {
      parameters: [id],
      get: { responses: { '200': answer(json(reference('Tree'))) } },
      delete: { responses: { '200': answer(json({ type: 'integer', nullable: true })), '204': answer() } },
      put: { responses: { '200': answer({ 'application/octet-stream': {} }) } },
      patch: { responses: { '204': answer() } },
    },
    '/leaves': { get: { responses: { '204': answer() } } },
  },
  components: {
    schemas: {
      Tree: {
        type: 'object',
        required: ['name', 'secret', 'trees'],
        properties: {
          name: { type: 'string', minLength: 1, pattern: '^[a-z]+$' },
          secret: { type: 'string', writeOnly: true },
          trees: { type: 'array', uniqueItems: true, items: reference('Tree') },
          kind: { nullable: true, allOf: [reference('Kind')] },
        },
      },
      Kind: {
        oneOf: [
          { type: 'string', format: 'uuid' },
          { type: 'string', format: 'date' },
        ],
      },
    },
  },
};

async function validatorsOf(document: object): Promise<ReadonlyMap<string, string>> {
  const given = {
    document: document as never,
    sdk: { validators: true },
    defaults: { npmScope: '@acme', license: 'MIT' },
  };
  const outcome = await generated(given, emit);
  if (!('files' in outcome)) throw new Error(JSON.stringify(outcome.problems));
  return new Map(
    [...outcome.files].flatMap(([path, contents]): [string, string][] => {
      const [, module] = /^packages\/hostile-client\/src\/(validators.*)$/.exec(path) ?? [];
      return module === undefined ? [] : [[module, contents]];
    }),
  );
}

test('validators of every kind of response, as expected', async () => {
  const fixtures = new URL('fixtures/validators/', import.meta.url);
  const files = await validatorsOf(DOCUMENT);
  for (const [path, contents] of files)
    await expect(contents, path).toMatchFileSnapshot(new URL(`${path}.txt`, fixtures).pathname);
  const expected = readdirSync(fixtures, { recursive: true, withFileTypes: true });
  expect(expected.filter((entry) => entry.isFile())).toHaveLength(files.size);
  expect(await validatorsOf(DOCUMENT)).toEqual(files);
});

test('validators take nothing from Ajv, and name nothing that is not there', async () => {
  for (const [path, contents] of await validatorsOf(DOCUMENT)) {
    expect(contents, path).not.toMatch(/\brequire\(|ajv\//);
    for (const [, name] of contents.matchAll(/\b(check\w+)\(/g))
      expect(contents, path).toMatch(new RegExp(`(import \\{ ${name} \\}|const ${name} =)`));
  }
});

test('a circle of more schemas than Ajv follows is printed', async () => {
  const count = 600;
  const schemas = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `S${index}`,
      { type: 'object', properties: { next: reference(`S${(index + 1) % count}`) } },
    ]),
  );
  const paths = { '/s': { get: { responses: { '200': answer(json(reference('S0'))) } } } };
  expect((await validatorsOf({ ...DOCUMENT, paths, components: { schemas } })).size).toBe(count + 2);
}, 60_000);
