import { own } from '../json/read.js';
import { isComponent } from './schemas.js';
import type { MethodName } from './method-names.js';
import type { ReleasedNames } from './released.js';
import { pascalCase, singular } from '../names/words.js';

/** Types that generated modules use themselves. */
const GLOBALS: ReadonlySet<string> = new Set(['AsyncIterable', 'Blob', 'Record', 'Uint8Array']);

const SUFFIXES = ['Params', 'Response', 'Bodies'] as const;

/** What the names of an operation's types begin with, by its key: `TokenRotate`. Unique over all resources. */
export function typePrefixes(
  names: ReadonlyMap<string, MethodName>,
  released: ReleasedNames | undefined,
): Map<string, string> {
  const prefixes = new Map<string, string>();
  for (const key of names.keys()) {
    const kept = own(released?.operations, key)?.types;
    if (kept !== undefined) prefixes.set(key, kept);
  }
  const taken = new Set([...prefixes.values(), ...prefixesOf(released)]);
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

/** The prefixes with which an operation's types would have the name of a released schema. */
function prefixesOf(released: ReleasedNames | undefined): string[] {
  const names = [...Object.values(released?.schemas ?? {}), ...Object.values(released?.inputs ?? {})];
  return names.flatMap((name) =>
    SUFFIXES.flatMap((suffix) => (name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : [])),
  );
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

/** A schema by its pointer, and whether what is sent of it needs a type of its own. */
interface OpenSchema {
  readonly pointer: string;
  readonly directed: boolean;
}

interface SchemaNames {
  readonly types: ReadonlyMap<string, string>;
  /** Of those that have a second type, for what is sent. */
  readonly inputs: ReadonlyMap<string, string>;
}

/** The names of schemas by their pointers. A component keeps its own name unless an operation's type has it. */
export function schemaNames(
  schemas: readonly OpenSchema[],
  prefixes: Iterable<string>,
  released: ReleasedNames | undefined,
): SchemaNames {
  const reserved = new Set([
    ...GLOBALS,
    ...[...prefixes].flatMap((prefix) => SUFFIXES.map((suffix) => prefix + suffix)),
  ]);
  const pointers = schemas.map(({ pointer }) => pointer);
  const types = keptNames(pointers, released?.schemas);
  const inputs = keptNames(pointers, released?.inputs);
  const taken = new Set([...types.values(), ...inputs.values()].map((name) => name.toLowerCase()));
  const free = (wanted: string) => {
    let name = wanted;
    for (let number = 2; taken.has(name.toLowerCase()) || reserved.has(name); number += 1)
      name = `${wanted}${number}`;
    taken.add(name.toLowerCase());
    return name;
  };
  const open = pointers.filter((pointer) => !types.has(pointer));
  for (const pointer of [...open.filter(isExact), ...open.filter((candidate) => !isExact(candidate))]) {
    const wanted = ownName(pointer);
    types.set(pointer, free(reserved.has(wanted) ? `${wanted}Schema` : wanted));
  }
  for (const { pointer, directed } of schemas)
    if (directed && !inputs.has(pointer)) inputs.set(pointer, free(`${types.get(pointer) ?? ''}Input`));
  return { types, inputs };
}

function keptNames(
  pointers: readonly string[],
  released: Readonly<Record<string, string>> | undefined,
): Map<string, string> {
  return new Map(
    pointers.flatMap((pointer) => {
      const kept = own(released, pointer);
      return kept === undefined ? [] : [[pointer, kept] as const];
    }),
  );
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
