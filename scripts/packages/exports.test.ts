import { expect, test } from 'vitest';
import type { Manifest } from '@scripts/kit/workspace.ts';
import { subpaths } from './exports.ts';

const dual = (name: string) => ({
  import: { types: `./esm/${name}.d.ts`, default: `./esm/${name}.js` },
  require: { types: `./cjs/${name}.d.ts`, default: `./cjs/${name}.js` },
});
const built = (name: string) =>
  ['esm', 'cjs'].flatMap((kind) => [`${kind}/${name}.d.ts`, `${kind}/${name}.js`]);

function found(exports: NonNullable<Manifest['exports']>, paths: readonly string[]) {
  return subpaths({ manifest: { name: '@a/b', version: '1.0.0', exports }, paths });
}

test('a pattern stands for every file that it matches, less what is named or withdrawn', () => {
  const exports = { '.': dual('index'), './*': dual('*'), './internal': null, './own/*': null };
  const paths = ['index', 'pets/toys', 'internal', 'own/part'].flatMap(built);
  expect(found(exports, paths).map(({ specifier }) => specifier)).toEqual([
    '@a/b',
    '@a/b/index',
    '@a/b/pets/toys',
  ]);
});

test('a subpath that only one of import and require finds shows as such', () => {
  expect(found({ './*': dual('*') }, ['cjs/require.js', 'cjs/require.d.ts'])).toEqual([
    {
      specifier: '@a/b/require',
      subpath: './require',
      import: false,
      require: true,
      typesOnly: false,
      json: false,
    },
  ]);
});

test('types alone are nothing to run, and JSON is', () => {
  const exports = { '.': { types: './index.d.ts' }, './openapi.json': './openapi.json' };
  expect(found(exports, ['index.d.ts', 'openapi.json'])).toEqual([
    { specifier: '@a/b', subpath: '.', import: false, require: false, typesOnly: true, json: false },
    {
      specifier: '@a/b/openapi.json',
      subpath: './openapi.json',
      import: true,
      require: true,
      typesOnly: false,
      json: true,
    },
  ]);
});
