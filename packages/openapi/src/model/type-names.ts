import { isComponent } from './schemas.js';
import type { MethodName } from './method-names.js';
import type { ReleasedNames } from './released.js';
import { camelCase, kebabCase, pascalCase, singular } from './words.js';

/** Types that generated modules use themselves. */
const GLOBALS: ReadonlySet<string> = new Set(['AsyncIterable', 'Blob', 'Record', 'Uint8Array']);

/** Modules that every package has. */
const MODULES: ReadonlySet<string> = new Set(['core', 'index', 'openapi', 'require', 'schemas']);

const SUFFIXES = ['Params', 'Response', 'Bodies'] as const;

/** What the names of an operation's types begin with, by its key: `TokenRotate`. Unique over all resources. */
export function typePrefixes(
  names: ReadonlyMap<string, MethodName>,
  released: ReleasedNames | undefined,
): Map<string, string> {
  const prefixes = new Map<string, string>();
  const taken = new Set<string>();
  for (const key of names.keys()) {
    const kept =
      released !== undefined && Object.hasOwn(released.operations, key)
        ? released.operations[key]?.types
        : undefined;
    if (kept === undefined) continue;
    prefixes.set(key, kept);
    taken.add(kept);
  }
  const open = [...names].filter(([key]) => !prefixes.has(key));
  const shortest = countOf(open.map(([, name]) => prefixOf(name, 1)));
  for (const [key, name] of open) {
    const depth = (shortest.get(prefixOf(name, 1)) ?? 0) > 1 ? 2 : 1;
    const prefix = untaken(name, depth, taken);
    taken.add(prefix);
    prefixes.set(key, prefix);
  }
  return prefixes;
}

/** The last `depth` words of the resource, then the method. */
function prefixOf({ resource, method }: MethodName, depth: number): string {
  return [...resource.slice(-depth).map(singular), method].map(pascalCase).join('');
}

function untaken(name: MethodName, depth: number, taken: ReadonlySet<string>): string {
  const prefix = prefixOf(name, depth);
  if (!taken.has(prefix)) return prefix;
  if (depth < name.resource.length) return untaken(name, depth + 1, taken);
  let number = 2;
  while (taken.has(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}

function countOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** The module of a resource, below `src/`: its words in kebab-case, or the name itself where the words do not give it back. */
export function resourceModule(resource: readonly string[]): string {
  const [first = 'root', ...rest] = resource.map((name) =>
    camelCase(kebabCase(name)) === name ? kebabCase(name) : name,
  );
  const isTaken = MODULES.has(first) || (resource.length > 0 && first === 'root');
  return [isTaken ? `${first}-resource` : first, ...rest].join('/');
}

/** The names of schemas by their pointers. A component keeps its own name unless an operation's type has it. */
export function schemaNames(
  pointers: readonly string[],
  prefixes: Iterable<string>,
  released: ReleasedNames | undefined,
): Map<string, string> {
  const reserved = new Set([
    ...GLOBALS,
    ...[...prefixes].flatMap((prefix) => SUFFIXES.map((suffix) => prefix + suffix)),
  ]);
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const give = (pointer: string, name: string) => {
    names.set(pointer, name);
    taken.add(name.toLowerCase());
  };
  for (const pointer of pointers) {
    const kept =
      released !== undefined && Object.hasOwn(released.schemas, pointer)
        ? released.schemas[pointer]
        : undefined;
    if (kept !== undefined) give(pointer, kept);
  }
  const open = pointers.filter((pointer) => !names.has(pointer));
  for (const pointer of [...open.filter(isExact), ...open.filter((candidate) => !isExact(candidate))]) {
    const wanted = ownName(pointer);
    const name = reserved.has(wanted) ? `${wanted}Schema` : wanted;
    let candidate = name;
    for (let number = 2; taken.has(candidate.toLowerCase()) || reserved.has(candidate); number += 1)
      candidate = `${name}${number}`;
    give(pointer, candidate);
  }
  return names;
}

/** Whether a component is called what its type is to be called. */
function isExact(pointer: string): boolean {
  return isComponent(pointer) && ownName(pointer) === lastToken(pointer);
}

/** A component's name, or for a schema elsewhere the words of the way to it. */
function ownName(pointer: string): string {
  if (isComponent(pointer)) return pascalCase(lastToken(pointer));
  const words = pointer
    .replace(/^#\/(components\/[A-Za-z]+\/)?/, '')
    .split('/')
    .filter((token) => !STRUCTURAL.has(token));
  return pascalCase(words.join(' ').replaceAll('~1', ' ').replaceAll('~0', ' '));
}

const STRUCTURAL: ReadonlySet<string> = new Set([
  'paths',
  'properties',
  'content',
  'schema',
  'responses',
  'application~1json',
  '$defs',
]);

function lastToken(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}
