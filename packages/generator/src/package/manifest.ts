import type { Json } from '@specline/openapi';
import { plainText } from '../print/doc-comment.js';
import { jsonText } from '../print/json.js';
import type { GeneratedFile } from '../print/module.js';
import { packageDirectories, surroundingsOf } from './options.js';
import type { Layout, Needed, PackageContext } from './options.js';

type Members = Readonly<Record<string, Json>>;

/** `package.json` of the types package: CommonJS, so that both module systems resolve its types. */
export function typesManifest(context: PackageContext): GeneratedFile {
  const { model, versions, layout } = context;
  const { packages } = model.surface;
  return manifestFile({
    ...identity(packages.types, versions.types, `Types of ${titleOf(context)}`, 'types', context),
    type: 'commonjs',
    ...COMMON,
    exports: {
      '.': entry('./dist/index'),
      './openapi': entry('./dist/openapi'),
      './openapi.json': './openapi.json',
      './*': entry('./dist/*'),
    },
    files: ['dist', 'openapi.json'],
    scripts: {
      clean: removal(''),
      build: `${runner(layout)} run clean && tsc -p tsconfig.build.json`,
      check: 'tsc -p tsconfig.json',
    },
    ...(layout === 'workspace' ? {} : { devDependencies: { typescript: TYPESCRIPT } }),
  });
}

/** `package.json` of the client: ES modules and CommonJS, each with its types. */
export function clientManifest(context: PackageContext): GeneratedFile {
  const { model, versions, layout } = context;
  const { packages } = model.surface;
  const specifiers = surroundingsOf(context)?.specifiers;
  return manifestFile({
    ...identity(packages.client, versions.client, `Client of ${titleOf(context)}`, 'client', context),
    type: 'module',
    ...COMMON,
    exports: {
      '.': dualEntry('index', 'require'),
      './core': dualEntry('core', 'core'),
      './require': null,
      ...(model.surface.validators ? SHARED_VALIDATORS : {}),
      './*': dualEntry('*', '*'),
    },
    files: ['dist'],
    scripts: {
      clean: removal(MARK_COMMONJS),
      build: `${runner(layout)} run clean && tsc -p tsconfig.build.json && tsc -p tsconfig.cjs.json`,
      check: 'tsc -p tsconfig.json',
      ...(specifiers === undefined ? {} : { test: 'vitest run' }),
    },
    dependencies: sorted({
      '@specline/runtime': specifiers?.['@specline/runtime'] ?? `^${versions.runtime}`,
      [packages.types]: specifiers === undefined ? 'file:../types' : 'workspace:*',
    }),
    devDependencies:
      specifiers === undefined
        ? { typescript: TYPESCRIPT }
        : Object.fromEntries(TESTED_WITH.map((name) => [name, specifiers[name]])),
  });
}

const TYPESCRIPT = '>=5.9';
const TESTED_WITH: readonly Needed[] = ['@specline/contract', '@types/node', 'vitest'];
const MARK_COMMONJS = `;fs.mkdirSync('dist/cjs',{recursive:true});fs.writeFileSync('dist/cjs/package.json',JSON.stringify({type:'commonjs'}))`;

/** What validators have in common is theirs alone. */
const SHARED_VALIDATORS: Members = { './validators/schemas': null, './validators/schemas/*': null };

const COMMON: Members = {
  sideEffects: false,
  engines: { node: '>=20.19' },
  publishConfig: { access: 'public' },
};

function runner(layout: Layout): string {
  return layout === 'workspace' ? 'pnpm' : 'npm';
}

function removal(after: string): string {
  return `node -e "fs.rmSync('dist',{recursive:true,force:true})${after}"`;
}

function identity(
  name: string,
  version: string,
  description: string,
  kind: 'types' | 'client',
  { model, layout }: PackageContext,
): Members {
  const { license, repository, api } = model.surface;
  const directory = packageDirectories(api, layout)[kind];
  return {
    name,
    version,
    description,
    license,
    ...(repository === undefined
      ? {}
      : { repository: { type: 'git', url: `git+${repository.replace(/\.git$/, '')}.git`, directory } }),
  };
}

/** The document's title on one line. */
export function titleOf({ model }: PackageContext): string {
  return plainText(model.title).replaceAll(/\s+/g, ' ').trim() || model.surface.api;
}

function entry(path: string): Json {
  return { types: `${path}.d.ts`, default: `${path}.js` };
}

function dualEntry(module: string, required: string): Json {
  return {
    import: entry(`./dist/esm/${module}`),
    require: { types: `./dist/cjs/${module}.d.ts`, default: `./dist/cjs/${required}.js` },
  };
}

function sorted(members: Readonly<Record<string, string>>): Members {
  return Object.fromEntries(Object.entries(members).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function manifestFile(members: Members): GeneratedFile {
  return { path: 'package.json', contents: `${jsonText(members)}\n` };
}
