import { dirname } from 'node:path';
import ts from 'typescript';
import { resolved } from './declarations.js';
import type { PublishedVersions } from './declarations.js';
import { RUNTIME_STUB } from './runtime-stub.js';

/** Where the modules of each version stand for the compiler; a program beside them sees the packages of that version. */
export type SideName = 'old' | 'next';

/** As strict as a caller's compiler may be, without the types of any platform: the stub has what is used of them. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ['lib.es2022.d.ts'],
  libReplacement: false,
  types: [],
};

const LIBRARY = dirname(ts.getDefaultLibFilePath(OPTIONS));

/** The same for all compilations of a process: the standard library, and what is used of the runtime. */
const shared = new Map<string, ts.SourceFile>();

/** Both versions of a pair of packages before one compiler. Modules are read once, and only those that are asked for. */
export class Compilation {
  readonly #versions: PublishedVersions;
  readonly #files = new Map<string, ts.SourceFile>();

  constructor(versions: PublishedVersions) {
    this.#versions = versions;
  }

  /** A program of modules of the two versions, and of texts that stand in for files. */
  program(paths: readonly string[], texts: ReadonlyMap<string, string> = new Map()): ts.Program {
    return ts.createProgram(
      ['/runtime/platform.d.ts', ...paths, ...texts.keys()],
      OPTIONS,
      this.#host(texts),
    );
  }

  /** What the compiler says of each text, as a program that uses the old packages and as one that uses the new ones. */
  check(programs: readonly string[]): Readonly<Record<SideName, readonly string[]>>[] {
    const path = (side: SideName, index: number) => `/${side}/program-${index}.ts`;
    const texts = new Map(
      programs.flatMap((text, index) => [
        [path('old', index), text] as const,
        [path('next', index), text] as const,
      ]),
    );
    const program = this.program([], texts);
    return programs.map((_, index) => ({
      old: errorsOf(program, path('old', index)),
      next: errorsOf(program, path('next', index)),
    }));
  }

  #host(texts: ReadonlyMap<string, string>): ts.CompilerHost {
    return {
      getSourceFile: (name) => this.#file(name, texts.get(name)),
      fileExists: (name) => this.#text(name) !== undefined || texts.has(name),
      readFile: (name) => texts.get(name) ?? this.#text(name),
      resolveModuleNameLiterals: (literals, from) =>
        literals.map(({ text }) => ({ resolvedModule: this.#module(text, from) })),
      getDefaultLibFileName: () => `${LIBRARY}/lib.es2022.d.ts`,
      getDefaultLibLocation: () => LIBRARY,
      getCurrentDirectory: () => '/',
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      writeFile: () => undefined,
    };
  }

  #file(name: string, text: string | undefined): ts.SourceFile | undefined {
    if (text !== undefined) return ts.createSourceFile(name, text, OPTIONS.target ?? 0, true);
    const files = sideOf(name) === undefined ? shared : this.#files;
    const known = files.get(name);
    if (known !== undefined) return known;
    const read = this.#text(name);
    if (read === undefined) return undefined;
    const file = ts.createSourceFile(name, read, OPTIONS.target ?? 0, true);
    files.set(name, file);
    return file;
  }

  #text(name: string): string | undefined {
    const side = sideOf(name);
    if (side !== undefined) return own(this.#versions[side].declarations, name.slice(side.length + 2));
    const stub = /^\/runtime\/(.*)\.d\.ts$/.exec(name)?.[1];
    if (stub !== undefined) return own(RUNTIME_STUB, stub);
    // A declaration may refer to any file by its path, and comes from a document.
    return dirname(name) === LIBRARY ? ts.sys.readFile(name) : undefined;
  }

  #module(specifier: string, from: string): ts.ResolvedModuleFull | undefined {
    const path = this.#path(specifier, from);
    if (path === undefined || this.#text(path) === undefined) return undefined;
    const extension = path.endsWith('.d.ts') ? ts.Extension.Dts : ts.Extension.Ts;
    return { resolvedFileName: path, extension };
  }

  #path(specifier: string, from: string): string | undefined {
    const side = sideOf(from);
    if (specifier.startsWith('.'))
      return side === undefined
        ? resolved(from, specifier).replace(/\.ts$/, '.d.ts')
        : resolved(from, specifier);
    const [, stub = 'index'] = /^@specline\/runtime(?:\/(.*))?$/.exec(specifier) ?? [];
    if (specifier.startsWith('@specline/runtime')) return `/runtime/${stub}.d.ts`;
    if (side === undefined) return undefined;
    const { types, client } = this.#versions[side].names.surface.packages;
    for (const [folder, name] of Object.entries({ types, client })) {
      if (specifier === name) return `/${side}/${folder}/index.ts`;
      if (specifier.startsWith(`${name}/`))
        return `/${side}/${folder}/${specifier.slice(name.length + 1)}.ts`;
    }
    return undefined;
  }
}

function sideOf(path: string): SideName | undefined {
  return /^\/(old|next)\//.exec(path)?.[1] as SideName | undefined;
}

function own(texts: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}

function errorsOf(program: ts.Program, path: string): string[] {
  const file = program.getSourceFile(path);
  if (file === undefined) return [];
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}
