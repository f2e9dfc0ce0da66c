import type { Json, Model } from '@specline/openapi';
import { group, hardline, indent, join, line, print, softline } from '../print/layout.js';
import type { Doc } from '../print/layout.js';
import type { GeneratedFile } from '../print/module.js';
import { surroundingsOf } from './options.js';
import type { EmitOptions, Layout, PackageContext } from './options.js';

type Options = Readonly<Record<string, Json>>;

/** What `tsconfig.base.json` says in a workspace. */
const STRICT: Options = {
  target: 'es2022',
  lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'],
  module: 'nodenext',
  moduleDetection: 'force',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  newLine: 'lf',
  types: [],
};

/** The configurations of the types package: one that checks, one that builds. */
export function typesConfigs(options: EmitOptions): GeneratedFile[] {
  const { layout } = options;
  return [
    configFile('tsconfig.json', based(options, { noEmit: true, ...compared(layout) }), {
      include: sources(layout),
    }),
    configFile('tsconfig.build.json', based(options, { rootDir: 'src', outDir: 'dist', declaration: true }), {
      include: ['src'],
    }),
  ];
}

/**
 * Two spellings of one type are compared there. With exact optional members `{ a?: string } & { a: unknown }`, which a
 * document makes of a member that is required in one place and declared in another, does not even equal itself.
 */
function compared(layout: Layout): Options {
  return layout === 'workspace' ? { exactOptionalPropertyTypes: false } : {};
}

/** The configurations of the client: one that checks, and one for each module system. */
export function clientConfigs(options: PackageContext): GeneratedFile[] {
  const { layout, model } = options;
  const types = layout === 'workspace' ? { types: ['node'] } : {};
  const scripts = scriptsAllowed(model);
  return [
    configFile('tsconfig.json', based(options, { noEmit: true, ...scripts, ...types }), {
      include: sources(layout),
      exclude: [REQUIRE_ENTRY],
    }),
    configFile(
      'tsconfig.build.json',
      based(options, { rootDir: 'src', outDir: 'dist/esm', declaration: true, ...scripts }),
      { include: ['src'], exclude: [REQUIRE_ENTRY] },
    ),
    configFile(
      'tsconfig.cjs.json',
      { extends: './tsconfig.build.json', compilerOptions: COMMONJS },
      { exclude: [] },
    ),
  ];
}

/** Validators are JavaScript that Ajv prints, which needs no judgement. */
function scriptsAllowed({ surface }: Model): Options {
  return surface.validators ? { allowJs: true, checkJs: false } : {};
}

/** `export =` stands in it, which ES modules have no form for. */
const REQUIRE_ENTRY = 'src/require.ts';

const COMMONJS: Options = {
  outDir: 'dist/cjs',
  module: 'commonjs',
  moduleResolution: 'bundler',
  verbatimModuleSyntax: false,
  erasableSyntaxOnly: false,
  esModuleInterop: true,
};

/** The configuration of a standalone output folder: both packages checked as one program, nothing built. */
export function folderConfig(model: Model): GeneratedFile {
  const typesPackage = model.surface.packages.types;
  return configFile(
    'tsconfig.json',
    {
      compilerOptions: {
        ...STRICT,
        noEmit: true,
        ...scriptsAllowed(model),
        paths: {
          [typesPackage]: ['./types/src/index.ts'],
          [`${typesPackage}/*`]: ['./types/src/*.ts'],
        },
      },
    },
    { include: ['types/src', 'client/src'], exclude: [`client/${REQUIRE_ENTRY}`] },
  );
}

function sources(layout: Layout): Json {
  return layout === 'workspace' ? ['src', 'test'] : ['src'];
}

function based(options: EmitOptions, compilerOptions: Options): Options {
  if (surroundingsOf(options)?.hasBaseConfig === true)
    return { extends: '../../tsconfig.base.json', compilerOptions };
  return { compilerOptions: { ...STRICT, ...compilerOptions } };
}

function configFile(path: string, head: Options, files: Options): GeneratedFile {
  return { path, contents: print([jsonDoc({ ...head, ...files }), hardline]) };
}

/** JSON as prettier writes it: a member per line, lists on one line where they fit. */
function jsonDoc(value: Json): Doc {
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const items = join([',', line], value.map(jsonDoc));
    return group(['[', indent([softline, items]), softline, ']']);
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => [
    `${JSON.stringify(name)}: `,
    jsonDoc(member),
  ]);
  return ['{', indent([hardline, join([',', hardline], members)]), hardline, '}'];
}
