import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, posix } from 'node:path';
import { root, type Manifest, type WorkspacePackage } from '@scripts/kit/workspace.ts';

/** Whom a package may import: its sources (and `dependencies`), and its tests (and `devDependencies`) besides. */
interface Rule {
  readonly name: RegExp;
  readonly sources: (name: string) => readonly string[] | 'all';
  readonly tests: readonly string[];
}

/** Data flows one way, and a judge that shared the generator's reading of a document would repeat its mistakes. */
const rules: readonly Rule[] = [
  { name: /^@specline\/cli$/, sources: () => 'all', tests: [] },
  { name: /^@specline\/(?:generator|semver)$/, sources: () => ['@specline/openapi'], tests: [] },
  { name: /^@specline\/(?:openapi|contract|runtime)$/, sources: () => [], tests: [] },
  {
    name: /-client$/,
    sources: (name) => ['@specline/runtime', name.replace(/-client$/, '-types')],
    tests: ['@specline/contract'],
  },
  { name: /-types$/, sources: () => [], tests: [] },
];

/** A package as the rules see it. Paths of sources are relative to the package, with `/`. */
export interface PackageSources {
  readonly manifest: Manifest;
  readonly sources: readonly { readonly path: string; readonly text: string }[];
}

/** Reads a package's sources and tests; what its tests keep as data (`fixtures`) is not imported by it. */
export function readSources({ dir, manifest }: WorkspacePackage): PackageSources {
  const paths = globSync(['src/**/*.{ts,js}', 'bin/**/*.js', 'test/**/*.ts'], { cwd: dir })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('test/fixtures/'));
  const sources = paths.toSorted().map((path) => ({ path, text: readFileSync(join(dir, path), 'utf8') }));
  return { manifest, sources };
}

/** Every import and dependency of the packages that the rules do not allow, as `place: problem; remedy`. */
export function importViolations(packages: readonly PackageSources[]): string[] {
  const ours = new Set(packages.map(({ manifest }) => manifest.name));
  return packages.flatMap(({ manifest, sources }) => {
    const rule = rules.find(({ name }) => name.test(manifest.name));
    if (rule === undefined)
      return [`${manifest.name}: no import rule names it; add one to scripts/repository/import-rules.ts`];
    const uses = [...dependencies(manifest), ...imports(sources)];
    return uses
      .filter((use) => ours.has(use.target) || use.target === outside)
      .flatMap((use) => {
        const allowed = rule.sources(manifest.name);
        const listed = allowed === 'all' || allowed.includes(use.target) || use.target === manifest.name;
        if (use.target !== outside && (listed || (use.inTest && rule.tests.includes(use.target)))) return [];
        const may =
          allowed === 'all' ? 'every package by its name' : allowed.join(', ') || 'no other package of ours';
        return [`${manifest.name} ${use.place}: it uses ${use.as}; it may use ${may}`];
      });
  });
}

/** One use of another package: `as` is how it is written, `target` the package's name. */
interface Use {
  readonly place: string;
  readonly as: string;
  readonly target: string;
  readonly inTest: boolean;
}

const outside = 'a path outside the package';

function dependencies(manifest: Manifest): Use[] {
  const shipped = {
    ...manifest.dependencies,
    ...manifest.peerDependencies,
    ...manifest.optionalDependencies,
  };
  const used = (names: object | undefined, inTest: boolean) =>
    Object.keys(names ?? {}).map((name) => ({ place: 'package.json', as: name, target: name, inTest }));
  return [...used(shipped, false), ...used(manifest.devDependencies, true)];
}

function imports(sources: PackageSources['sources']): Use[] {
  return sources.flatMap(({ path, text }) =>
    specifiers(text).map((as) => ({
      place: path,
      as,
      target: target(as, path),
      inTest: path.startsWith('test/'),
    })),
  );
}

function target(specifier: string, path: string): string {
  if (!specifier.startsWith('.')) return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  return posix.join(posix.dirname(path), specifier).startsWith('../') ? outside : specifier;
}

/** The part of TypeScript's API that reads import specifiers, and only those: text in template strings is no import. */
interface Scanner {
  preProcessFile(
    text: string,
    readImportFiles: boolean,
    detectJavaScriptImports: boolean,
  ): { readonly importedFiles: readonly { readonly fileName: string }[] };
}

const scanner: Scanner = createRequire(join(root, 'packages/generator/package.json'))('typescript');

function specifiers(text: string): string[] {
  return scanner.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}
