import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { emit, packageDirectories } from '../src/index.js';
import type { EmitOptions, Layout } from '../src/index.js';
import { lists } from './lists.js';
import { call, model, operation, SURFACE } from './models.js';
import { filesOf, formatted } from './printing.js';
import { rotate, rotateDocument } from './rotate.js';
import { zoo } from './zoo.js';

const options = (layout: Layout): EmitOptions => ({
  document: rotateDocument,
  layout,
  source: 'spec/relays/openapi.yaml',
  versions: { types: '1.2.3', client: '1.2.4', runtime: '2.0.0' },
  licenseText: 'MIT License\n',
});

/** Expected files have `.txt` behind their name, so that no tool takes them for its own. */
const FIXTURES = new URL('fixtures/', import.meta.url);

async function expectFixture(name: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, contents] of files)
    await expect(contents, path).toMatchFileSnapshot(new URL(`${name}/${path}.txt`, FIXTURES).pathname);
  const expected = readdirSync(new URL(name, FIXTURES), { recursive: true, withFileTypes: true });
  expect(expected.filter((entry) => entry.isFile())).toHaveLength(files.size);
}

test('a workspace has exactly the expected files', async () => {
  await expectFixture('workspace', filesOf(await emit(rotate, options('workspace'))));
});

test('a standalone folder has the same sources and its own configurations', async () => {
  const files = filesOf(await emit(rotate, options('standalone')));
  const workspace = filesOf(await emit(rotate, options('workspace')));
  const own = new Map<string, string>();
  for (const [path, contents] of files) {
    const same = workspace.get(path.replace(/^(types|client)\//, 'packages/relays-$1/'));
    if (contents !== same) own.set(path, contents);
  }
  await expectFixture('standalone', own);
  expect([...own.keys()].filter((path) => path.endsWith('.ts'))).toEqual([]);
});

test('a workspace that makes no runtime of its own takes it from the registry, and has no base to extend', async () => {
  const surroundings = {
    specifiers: {
      '@specline/contract': '^1.1.0',
      '@specline/runtime': '^1.2.0',
      '@types/node': '24.0.0',
      vitest: 'catalog:',
    },
    hasBaseConfig: false,
  };
  const files = filesOf(await emit(rotate, { ...options('workspace'), surroundings }));
  const json = (path: string) => JSON.parse(files.get(`packages/relays-${path}`) ?? '');
  expect(json('client/package.json')).toMatchObject({
    dependencies: { '@specline/runtime': '^1.2.0', '@acme/relays-types': 'workspace:*' },
    devDependencies: { '@specline/contract': '^1.1.0', '@types/node': '24.0.0', vitest: 'catalog:' },
  });
  const strict = { module: 'nodenext', strict: true, exactOptionalPropertyTypes: true };
  expect(json('client/tsconfig.json')).toMatchObject({ compilerOptions: { ...strict, types: ['node'] } });
  expect(json('types/tsconfig.json')).toMatchObject({
    compilerOptions: { ...strict, exactOptionalPropertyTypes: false },
  });
  for (const [path, contents] of files)
    if (path.endsWith('.json') && !path.endsWith('openapi.json'))
      expect(contents, path).toBe(await formatted(path, contents));
});

test('every kind of type, and every place of a value, as expected', async () => {
  const files = filesOf(await emit(zoo('text'), options('workspace')));
  const shown = [...files].filter(([path]) => /\/(src\/(?!openapi)|test\/c)/.test(path));
  await expectFixture('zoo', new Map(shown));
});

test('lists in pages, and operations beside them, as expected', async () => {
  const files = filesOf(await emit(lists(), options('workspace')));
  const shown = [...files].filter(([path]) =>
    /-client\/(src\/(?!core|require)|test\/calls|README)/.test(path),
  );
  await expectFixture('lists', new Map(shown));
});

test('the client exports the type of lists, unless the document has one of that name', async () => {
  const given = lists();
  const exported = `export type { PagePromise } from '@specline/runtime/pagination';`;
  const indexOf = async (schemas: typeof given.schemas) => {
    const files = filesOf(await emit({ ...given, schemas }, options('workspace')));
    return files.get('packages/relays-client/src/index.ts');
  };
  expect(await indexOf(given.schemas)).not.toContain(exported);
  expect(await indexOf(given.schemas.filter(({ typeName }) => typeName === 'Thing'))).toContain(exported);
});

test('no class has a name that modules need themselves, as sources or compiled to CommonJS', async () => {
  const operations = ['object', 'blob', 'exports'].map((name) =>
    operation({ method: 'get', path: `/${name}`, call: call([name], 'require', { prefix: name }) }),
  );
  const files = filesOf(await emit(model({ operations }), options('workspace')));
  const client = (path: string) => files.get(`packages/relays-client/src/${path}.ts`);
  expect(client('object')).toContain('const requireOperation: ');
  expect(client('object')).toContain('export class Object_ extends');
  expect(client('blob')).toContain('export class Blob_ extends');
  expect(client('index')).toContain(`import { Blob_ } from './blob.js';`);
  expect(client('index')).toContain('readonly blob = new Blob_(this);');
  expect(client('index')).toContain('readonly object = new Object_(this);');
});

test('pagination changes nothing but the client', async () => {
  const paginated = lists();
  const plain = {
    ...paginated,
    operations: paginated.operations.map(({ call: paged, ...other }) => {
      const { pagination: _, ...rest } = paged;
      return { ...other, call: rest };
    }),
  };
  const before = filesOf(await emit(plain, options('workspace')));
  const after = filesOf(await emit(paginated, options('workspace')));
  expect([...after.keys()]).toEqual([...before.keys()]);
  const changed = [...after]
    .filter(([path, contents]) => before.get(path) !== contents)
    .map(([path]) => path);
  const client = 'packages/relays-client';
  expect(changed).toEqual([
    ...['root', 'things', 'things/pagepromise', 'index'].map((name) => `${client}/src/${name}.ts`),
    `${client}/README.md`,
  ]);
});

test.each(['workspace', 'standalone'] as const)('prettier changes nothing in a %s', async (layout) => {
  for (const given of [
    rotate,
    lists(),
    zoo('text'),
    zoo(`a rather long "text" that isn't quite short`),
    model({}),
  ]) {
    for (const [path, contents] of filesOf(await emit(given, options(layout)))) {
      if (/(src\/openapi\.ts|LICENSE|openapi\.json)$/.test(path)) continue;
      expect(contents, path).toBe(await formatted(path, contents));
    }
  }
});

test('the same input gives the same bytes, and is not changed', async () => {
  const before = JSON.stringify([rotate, rotateDocument]);
  const first = await emit(rotate, options('workspace'));
  expect(await emit(rotate, options('workspace'))).toEqual(first);
  expect(JSON.stringify([rotate, rotateDocument])).toBe(before);
});

test('what sdk.yaml says of sending a call again', async () => {
  const operations = rotate.operations.map((given) => ({
    ...given,
    idempotent: true as const,
    idempotencyHeader: 'Idempotency-Key',
  }));
  const files = filesOf(await emit({ ...rotate, operations }, options('workspace')));
  const source = (path: string) => files.get(`packages/relays-client/src/${path}.ts`);
  expect(source('moq/relays/tokens')).toContain(
    "  envelope: 'result',\n  idempotent: true,\n  idempotencyHeader: 'Idempotency-Key',\n",
  );
  expect(source('moq/relays/tokens')).toContain('    options?: IdempotentRequestOptions,\n');
  expect(source('moq/relays/tokens')).not.toContain(' RequestOptions');
  expect(source('index')).toMatch(/^export type \{ IdempotentRequestOptions, LogLevel/m);
});

test('names of the document stand before those of options', async () => {
  const logLevel = { ...rotate.schemas[0], typeName: 'LogLevel', pointer: '#/components/schemas/level' };
  const schemas = [...rotate.schemas, logLevel as (typeof rotate.schemas)[number]];
  const files = filesOf(await emit({ ...rotate, schemas }, options('workspace')));
  expect(files.get('packages/relays-client/src/index.ts')).toContain(
    `export type { Logger, Outcome, RequestOptions } from '@specline/runtime';`,
  );
});

test('a class of errors that has the name of another has only its own', async () => {
  const given = { ...rotate, surface: { ...rotate.surface, client: 'Conflict' } };
  const files = filesOf(await emit(given, options('workspace')));
  expect(files.get('packages/relays-client/src/index.ts')).not.toMatch(/static|APIError as/);
});

test('a resource called like a global is imported under the name that its module gives it', async () => {
  const ping = (resource: string[]) =>
    operation({ method: 'get', path: '/ping', call: call(resource, 'ping', { prefix: 'Ping' }) });
  const given = model({ operations: [ping(['record'])] });
  const files = filesOf(await emit(given, options('standalone')));
  expect(files.get('client/src/record.ts')).toContain('export class Record_ extends APIResource {');
  expect(files.get('client/src/index.ts')).toContain("import { Record_ } from './record.js';");
  expect(files.get('client/README.md')).toContain('const resource = new Record_(createClient());');
});

test('packages stand in folders by layout', () => {
  expect(packageDirectories('relays', 'workspace')).toEqual({
    types: 'packages/relays-types',
    client: 'packages/relays-client',
  });
  expect(packageDirectories('relays', 'standalone')).toEqual({ types: 'types', client: 'client' });
});

test.each(['class', 'APIError', 'Outcome'])('a client called %s has one name everywhere', async (client) => {
  const files = filesOf(
    await emit({ ...rotate, surface: { ...rotate.surface, client } }, options('workspace')),
  );
  const uses = [...files].filter(([path]) =>
    /client\/(README\.md|src\/(index|require)\.ts|test\/)/.test(path),
  );
  expect(uses).toHaveLength(5);
  for (const [path, contents] of uses) expect(contents, path).toContain(`${client}_`);
});

test('a name that is no identifier is refused', async () => {
  const given = model({ surface: { ...SURFACE, client: 'A {}; //' } });
  await expect(emit(given, options('workspace'))).rejects.toThrow(
    '"A {}; //" cannot be an identifier in generated code; name it in sdk.yaml',
  );
});
