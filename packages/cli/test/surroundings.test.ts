import { expect, test } from 'vitest';
import { contractVersion, ownSpecifier, runtimeVersion } from '../src/versions.js';
import { surroundingsOf } from '../src/workspace/dependency-specs.js';
import { filesIn, folder, specline, workspace, write } from './workspace.js';

/** What the packages of a workspace take from a registry. */
const PUBLISHED = {
  '@specline/contract': `^${contractVersion()}`,
  '@specline/runtime': `^${runtimeVersion()}`,
  '@types/node': ownSpecifier('@types/node'),
  vitest: ownSpecifier('vitest'),
};

const CATALOG = 'packages: [packages/*]\ncatalog:\n  vitest: 5.1.1\n';
const manifest = (name: string) => JSON.stringify({ name, version: '1.0.0' });

test.each([
  ['nothing', {}, PUBLISHED, false],
  ['a workspace without a catalog', { 'pnpm-workspace.yaml': 'packages: []\n' }, PUBLISHED, false],
  ['an empty file', { 'pnpm-workspace.yaml': '' }, PUBLISHED, false],
  ['a catalog', { 'pnpm-workspace.yaml': CATALOG }, { ...PUBLISHED, vitest: 'catalog:' }, false],
  [
    'a runtime of its own',
    { 'packages/runtime/package.json': manifest('@specline/runtime') },
    { ...PUBLISHED, '@specline/runtime': 'workspace:^' },
    false,
  ],
  [
    'another package in the folder of that name',
    { 'packages/contract/package.json': manifest('@acme/contract') },
    PUBLISHED,
    false,
  ],
  ['a configuration for all', { 'tsconfig.base.json': '{}' }, PUBLISHED, true],
] as const)('generated packages find %s', (_, files, specifiers, hasBaseConfig) => {
  expect(surroundingsOf(folder(files))).toEqual({ specifiers, hasBaseConfig });
});

test('what a workspace has is seen when it comes', async () => {
  const root = workspace();
  await specline(root, 'generate');
  const manifestOf = () => JSON.parse(filesIn(root)['packages/relays-client/package.json'] ?? '');
  expect(manifestOf()).toMatchObject({ dependencies: { '@specline/runtime': `^${runtimeVersion()}` } });
  write(root, { 'pnpm-workspace.yaml': CATALOG, 'tsconfig.base.json': '{}' });
  await specline(root, 'generate');
  expect(manifestOf()).toMatchObject({ devDependencies: { vitest: 'catalog:' } });
  expect(filesIn(root)['packages/relays-client/tsconfig.json']).toContain('"../../tsconfig.base.json"');
});

test('a pnpm-workspace.yaml that cannot be read is told', async () => {
  const root = workspace({ 'pnpm-workspace.yaml': 'catalog: [' });
  expect(await specline(root, 'generate')).toEqual({
    exit: 2,
    stdout: '',
    stderr: 'pnpm-workspace.yaml: this is not YAML; correct it\n',
  });
});
