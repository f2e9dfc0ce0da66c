import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { parsed } from './shape.ts';

const LIBRARY = dirname(createRequire(import.meta.url).resolve('typescript'));
const stub = (name: string) => readFileSync(new URL(`../runtime/${name}.d.ts`, import.meta.url), 'utf8');

/** What generated packages import and these tests do not have. */
const STUBS: Readonly<Record<string, string>> = {
  '/runtime/index.d.ts': stub('index'),
  '/runtime/encoders.d.ts': stub('encoders'),
  '/stubs/contract.d.ts':
    'export type Call<Client> = (client: Client, input: any, options: any) => unknown;\nexport declare function verifyClient(options: { createClient: (setting: any) => unknown; [name: string]: unknown }): any;',
  '/stubs/vitest.d.ts':
    'export declare function expect(value: any): any;\nexport declare function test(name: string, run: () => unknown): void;',
  '/stubs/module.d.ts': 'export declare function createRequire(url: string): any;',
};

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  declaration: true,
  emitDeclarationOnly: true,
  stripInternal: true,
  allowJs: true,
  checkJs: false,
  types: [],
};

const libraries = new Map<string, ts.SourceFile>();

function libraryFile(name: string): ts.SourceFile {
  const known = libraries.get(name);
  if (known !== undefined) return known;
  const file = parsed(name, readFileSync(join(LIBRARY, name.slice('/lib/'.length)), 'utf8'));
  libraries.set(name, file);
  return file;
}

export interface Compiled {
  readonly diagnostics: readonly string[];
  /** The declarations of the sources, without what is marked as internal, by path. */
  readonly declarations: ReadonlyMap<string, string>;
}

/** Compiles both packages as one program. `types` is the name of the types package, and `folder` where it stands. */
export function compiled(files: ReadonlyMap<string, string>, types: string, folder: string): Compiled {
  const texts = new Map([
    ...Object.entries(STUBS),
    ...[...files].map(([path, text]) => [`/${path}`, text]),
  ] as [string, string][]);
  const paths = {
    '@specline/runtime': ['/runtime/index.d.ts'],
    '@specline/runtime/*': ['/runtime/encoders.d.ts'],
    '@specline/contract': ['/stubs/contract.d.ts'],
    vitest: ['/stubs/vitest.d.ts'],
    'node:module': ['/stubs/module.d.ts'],
    [types]: [`/${folder}/src/index.ts`],
    [`${types}/*`]: [`/${folder}/src/*.ts`],
  };
  const declarations = new Map<string, string>();
  const host: ts.CompilerHost = {
    fileExists: (name) => texts.has(name),
    readFile: (name) => texts.get(name),
    directoryExists: () => true,
    getSourceFile: (name) => {
      const text = texts.get(name);
      if (text !== undefined) return parsed(name, text);
      return name.startsWith('/lib/') ? libraryFile(name) : undefined;
    },
    getDefaultLibFileName: () => '/lib/lib.d.ts',
    getDefaultLibLocation: () => '/lib',
    writeFile: (name, text) => declarations.set(name, text),
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
  };
  const roots = [...texts.keys()].filter(
    (name) => /\.(m?ts|js)$/.test(name) && !name.endsWith('/src/require.ts'),
  );
  const program = ts.createProgram(roots, { ...OPTIONS, paths }, host);
  const found = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  return { diagnostics: found.map(messageOf), declarations };
}

/** A module as code that Node runs. */
export function transpiled(text: string, module: 'CommonJS' | 'ESNext'): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind[module] };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

function messageOf({ file, start, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, ' ');
  const line = file?.text.slice(0, start).split('\n').length;
  return `${file?.fileName}:${line} ${text} in ${file?.text.split('\n')[(line ?? 1) - 1]}`;
}
