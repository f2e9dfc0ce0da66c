import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { emit, packageDirectories } from '../src/index.js';
import type { EmitOptions, Layout } from '../src/index.js';
import { model, SURFACE } from './models.js';
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

test('every kind of type, and every place of a value, as expected', async () => {
  const files = filesOf(await emit(zoo('text'), options('workspace')));
  const shown = [...files].filter(([path]) => /\/(src\/(?!openapi)|test\/c)/.test(path));
  await expectFixture('zoo', new Map(shown));
});

test.each(['workspace', 'standalone'] as const)('prettier changes nothing in a %s', async (layout) => {
  for (const given of [rotate, zoo('text'), zoo(`a rather long "text" that isn't quite short`), model({})]) {
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
