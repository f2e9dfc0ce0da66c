import type { ReleasedNames, Wire } from '@specline/openapi';

/** The names of a version, with those of its packages: the records of the first releases did not have these. */
export type PublishedNames = ReleasedNames & Required<Pick<ReleasedNames, 'surface'>>;

/** The modules of a pair of packages: their texts by path, `types/moq/relays/tokens.ts`, `client/index.ts`. */
export type Declarations = Readonly<Record<string, string>>;

/** One version of an API, with what is published of it. */
export interface PublishedVersion {
  readonly wire: Wire;
  readonly names: PublishedNames;
  readonly declarations: Declarations;
}

export interface PublishedVersions {
  readonly old: PublishedVersion;
  readonly next: PublishedVersion;
}

/** The operations of both versions whose modules, or modules that these import, have other types. */
export function touchedOperations({ old, next }: PublishedVersions): string[] {
  const touched = touchedModules(old.declarations, next.declarations);
  return Object.keys(old.names.operations).filter((key) => {
    const [before, after] = [old, next].map(({ names }) => names.operations[key]?.module);
    if (before === undefined || after === undefined || !Object.hasOwn(next.names.operations, key))
      return false;
    return before !== after || ['types', 'client'].some((part) => touched.has(`${part}/${before}.ts`));
  });
}

/** The modules that are not as they were: their own text, or that of what they import. */
function touchedModules(old: Declarations, next: Declarations): ReadonlySet<string> {
  const paths = [...new Set([...Object.keys(old), ...Object.keys(next)])];
  const touched = new Set(paths.filter((path) => !isSameCode(old[path], next[path])));
  const importers = new Map<string, string[]>();
  for (const path of paths)
    for (const imported of importsOf(path, next[path] ?? old[path] ?? ''))
      importers.set(imported, [...(importers.get(imported) ?? []), path]);
  // What is added is visited too.
  for (const path of touched) for (const importer of importers.get(path) ?? []) touched.add(importer);
  return touched;
}

function isSameCode(old: string | undefined, next: string | undefined): boolean {
  return old === next || (old !== undefined && next !== undefined && codeOf(old) === codeOf(next));
}

/** Without comments, which no compiler reads. */
function codeOf(text: string): string {
  return text.replaceAll(/^\s*\/\*\*[^]*?\*\/\n/gm, '');
}

/** The modules that one imports: those of its own package by their paths, those of the types package by its name. */
function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(/ from '([^']+)';$/gm)].flatMap(([, specifier = '']) => {
    if (specifier.startsWith('.')) return [resolved(path, specifier)];
    const [, inside] = /^(?:@[^/]+\/)?[^/]+\/(.+)$/.exec(specifier) ?? [];
    return inside === undefined ? [] : [`types/${inside}.ts`];
  });
}

/** The module of the types package that declares a type. */
export function moduleOfType(declarations: Declarations, name: string): string | undefined {
  const heads = [`export interface ${name} `, `export type ${name} `];
  const found = Object.entries(declarations).find(
    ([path, text]) => path.startsWith('types/') && heads.some((head) => text.includes(`\n${head}`)),
  );
  return found?.[0];
}

/** The path of a module that another one names: `types/schemas/pet.ts` for `../schemas/pet.js` in `types/pets/toys.ts`. */
export function resolved(path: string, specifier: string): string {
  const folders = path.split('/').slice(0, -1);
  for (const step of specifier.replace(/\.js$/, '.ts').split('/')) {
    if (step === '..') folders.pop();
    else if (step !== '.') folders.push(step);
  }
  return folders.join('/');
}
