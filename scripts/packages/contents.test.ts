import { expect, test } from 'vitest';
import { contentProblems, type Contents } from './contents.ts';

const manifest = {
  name: '@a/b',
  version: '1.0.0',
  license: 'MIT',
  repository: { directory: 'packages/b' },
  engines: { node: '>=20.19' },
  exports: { '.': './dist/index.js' },
  sideEffects: false,
  files: ['dist'],
};
const documents = ['LICENSE', 'README.md', 'package.json'];

function problems(paths: readonly string[], changed: object = {}, source = ''): string[] {
  const own = { ...manifest, ...changed };
  const text = (path: string) => (path === 'package.json' ? JSON.stringify(own) : source);
  const contents: Contents = { manifest: own, paths, text };
  return contentProblems(contents);
}

test('a tarball as it should be', () => {
  expect(problems([...documents, 'dist/index.js', 'dist/index.d.ts', 'dist/cjs/package.json'])).toEqual([]);
});

const rows: readonly [paths: readonly string[], changed: object, want: string][] = [
  [
    documents,
    { dependencies: { c: 'workspace:^' } },
    'package.json: "workspace:^" only means something inside the workspace; pack with pnpm',
  ],
  [
    documents,
    { dependencies: { c: 'catalog:' } },
    'package.json: "catalog:" only means something inside the workspace; pack with pnpm',
  ],
  [documents, { license: undefined }, 'package.json: "license" is missing; add it'],
  [
    documents,
    { engines: { node: '>=18' } },
    'package.json#engines/node: it is >=18; the packages promise ">=20.19"',
  ],
  [['LICENSE', 'package.json'], {}, 'README.md: it is missing; write it beside package.json'],
  [[...documents, 'notes.md'], {}, 'notes.md: "files" does not list it; list it or leave it out'],
  [
    [...documents, 'dist/index.js.map'],
    {},
    'dist/index.js.map: sources, maps, tests and caches are not published; keep it out of dist',
  ],
  [
    [...documents, 'dist/index.ts'],
    {},
    'dist/index.ts: sources, maps, tests and caches are not published; keep it out of dist',
  ],
];

test.each(rows)('%j %j', (paths, changed, want) => {
  expect(problems(paths, changed)).toEqual([want]);
});

test('a script may not name a source map', () => {
  expect(problems([...documents, 'dist/a.js'], {}, '//# sourceMappingURL=a.js.map')).toEqual([
    'dist/a.js: it names a source map, which is not published; build without maps',
  ]);
});
