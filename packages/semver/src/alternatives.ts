import type { Json, Shape } from '@specline/openapi';
import { isSame } from './canonical.js';
import { flattened, withMember } from './flat.js';
import type { Flat, Schemas, Union } from './flat.js';

/** The forms that a value may have, none of them a union, and whether it may be null besides. */
export interface Alternatives {
  readonly pointer: string;
  readonly forms: readonly Flat[];
  readonly nullable: boolean;
  /** The union that they come from; absent where they come from a list of types, or are one. */
  readonly union?: Union['kind'];
  /** Further unions that hold besides. */
  readonly besides: readonly Union[];
}

/** Unions in one another are laid open until there are this many forms. */
const MAX_FORMS = 1000;

export function alternativesOf(shapes: readonly Shape[], schemas: Schemas): Alternatives {
  const flat = flattened(shapes, schemas);
  const [union, ...besides] = flat.unions;
  const found: Omit<Alternatives, 'forms'> = { pointer: flat.pointer, nullable: flat.nullable, besides };
  if (union === undefined) return { ...found, forms: formsByType(flat) };
  const forms: Flat[] = [];
  const nullable = lay(flat, union, { schemas, forms, open: new Set() }) || flat.nullable;
  return { ...found, nullable, forms, union: union.kind };
}

interface Laying {
  readonly schemas: Schemas;
  readonly forms: Flat[];
  /** The unions around: one that has itself as a member says nothing more by that. */
  readonly open: Set<string>;
}

/** Adds the forms of a union's members; whether any of them may be null. */
function lay(flat: Flat, union: Union, laying: Laying): boolean {
  const { schemas, forms, open } = laying;
  if (open.has(union.pointer)) return false;
  open.add(union.pointer);
  let nullable = false;
  for (const member of union.members) {
    const merged = withMember(flat, member, schemas);
    const [inner] = merged.unions;
    if (inner !== undefined && forms.length < MAX_FORMS) nullable = lay(merged, inner, laying) || nullable;
    else {
      forms.push(...formsByType(merged));
      nullable ||= merged.nullable;
    }
  }
  open.delete(union.pointer);
  return nullable;
}

/** A list of types is one form for each. */
function formsByType(flat: Flat): Flat[] {
  const types = flat.types ?? impliedTypes(flat);
  if (types === undefined || types.length === 0) return [types === undefined ? flat : { ...flat, types }];
  const distinct = types.filter((name) => name !== 'integer' || !types.includes('number'));
  return distinct.map((name) => (distinct.length === 1 ? { ...flat, types: [name] } : ofType(name, flat)));
}

/** The keywords of each type: those of other types say nothing of its values. */
const KEYWORDS: Readonly<Record<string, RegExp>> = {
  string: /^(min|max)Length|^pattern|^content/,
  number: /imum|^multipleOf/,
  array: /Items|[cC]ontains/,
  object: /Properties|^propertyNames|^dependent/,
};

function ofType(name: string, flat: Flat): Flat {
  const own = name === 'integer' ? 'number' : name;
  const others = Object.keys(KEYWORDS).filter((type) => type !== own);
  const says = ([keyword]: readonly [string, unknown]) =>
    !others.some((type) => KEYWORDS[type]?.test(keyword));
  return {
    ...flat,
    types: [name],
    assertions: new Map([...flat.assertions].filter(says)),
    conditions: new Map([...flat.conditions].filter(says)),
    ...(flat.values && valuesOfType(flat.values, own)),
  };
}

/** Of the values of several types, those of one. */
function valuesOfType(values: readonly Json[], own: string): Pick<Flat, 'values'> {
  return { values: values.filter((value) => typeOfValue(value).replace('integer', 'number') === own) };
}

/** Without `type`, what only one type has tells which one is meant. */
function impliedTypes({ values, properties, required, additional, patterns, items, prefixItems }: Flat) {
  if (values !== undefined) return typesOfValues(values);
  if (properties.size + required.size + patterns.size > 0 || additional !== undefined) return ['object'];
  return items !== undefined || prefixItems !== undefined ? ['array'] : undefined;
}

function typesOfValues(values: readonly Json[]): readonly string[] {
  return [...new Set(values.map(typeOfValue))];
}

function typeOfValue(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** Forms of the old document and of the new one that are the same, perhaps changed; and those that are on one side only. */
export interface Matching {
  readonly pairs: readonly (readonly [Flat, Flat])[];
  readonly removed: readonly Flat[];
  readonly added: readonly Flat[];
}

/** More forms that changed than this are not held against one another: the work would grow with their square. */
const MAX_LIKENESSES = 40_000;

/** How much two forms must have in common to be taken for one that changed. */
const ALIKE = 0.5;

/** Matches forms as sets: their order says nothing. */
export function matched(old: readonly Flat[], next: readonly Flat[]): Matching {
  const [a] = old;
  const [b] = next;
  if (a !== undefined && b !== undefined && old.length === 1 && next.length === 1)
    return { pairs: [[a, b]], removed: [], added: [] };
  const pairs: (readonly [Flat, Flat])[] = [];
  const removed = new Set(distinctForms(old));
  const added = new Set(distinctForms(next));
  const pair = (from: Flat, to: Flat) => {
    pairs.push([from, to]);
    removed.delete(from);
    added.delete(to);
  };
  pairEqual(removed, added, (form) => form.name, pair);
  pairEqual(removed, added, fingerprint, pair);
  if (removed.size * added.size > MAX_LIKENESSES) return { pairs, removed: [...removed], added: [...added] };
  const scores = [...removed].flatMap((from) =>
    [...added].map((to) => ({ from, to, score: likeness(from, to) })),
  );
  for (const { from, to } of scores
    .filter(({ score }) => score >= ALIKE)
    .toSorted((x, y) => y.score - x.score))
    if (removed.has(from) && added.has(to)) pair(from, to);
  return { pairs, removed: [...removed], added: [...added] };
}

/** What is said twice is said once. */
function distinctForms(forms: readonly Flat[]): Iterable<Flat> {
  return new Map(forms.map((form) => [form.name ?? fingerprint(form), form])).values();
}

function pairEqual(
  removed: ReadonlySet<Flat>,
  added: ReadonlySet<Flat>,
  keyOf: (form: Flat) => string | undefined,
  pair: (from: Flat, to: Flat) => void,
): void {
  const known = new Map([...added].map((form) => [keyOf(form), form]));
  for (const form of removed) {
    const key = keyOf(form);
    const same = key === undefined ? undefined : known.get(key);
    if (same !== undefined && added.has(same) && likeness(form, same) > 0) pair(form, same);
  }
}

/** One text for forms that say the same in the same words, wherever they stand. */
export function fingerprint(form: Flat): string {
  return JSON.stringify(form, (key, value: unknown) => {
    if (SAYS_NOTHING.has(key)) return undefined;
    if (value instanceof Map)
      return [...(value as Map<string, unknown>)].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return value instanceof Set ? [...(value as Set<string>)].toSorted() : value;
  });
}

const SAYS_NOTHING: ReadonlySet<string> = new Set(['pointer', 'name', 'documentation']);

/** From 0 for another thing altogether to 1 for what may be the same. */
function likeness(a: Flat, b: Flat): number {
  const from = a.types?.[0];
  const to = b.types?.[0];
  if (from !== to) return isNumeric(from) && isNumeric(to) ? ALIKE : 0;
  if (from === 'object') return objectLikeness(a, b);
  if (a.values !== undefined && b.values !== undefined)
    return a.values.some((value) => b.values?.some((other) => isSame(value, other))) ? 1 : ALIKE;
  return a.format === b.format && (a.values === undefined) === (b.values === undefined) ? 0.9 : ALIKE;
}

function isNumeric(type: string | undefined): boolean {
  return type === 'integer' || type === 'number';
}

function objectLikeness(a: Flat, b: Flat): number {
  const names = new Set([...a.properties.keys(), ...b.properties.keys()]);
  if (names.size === 0) return 1;
  let shared = 0;
  for (const name of names) {
    const from = a.properties.get(name);
    const to = b.properties.get(name);
    if (from === undefined || to === undefined) continue;
    const values = literalsOf(from);
    const others = literalsOf(to);
    if (values && others && !values.some((value) => others.some((other) => isSame(value, other)))) return 0;
    shared += 1;
  }
  return (shared / names.size) * 0.8 + shareOf(a.required, b.required) * 0.2;
}

/** How much of two sets is in both. */
function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const all = new Set([...a, ...b]);
  return all.size === 0 ? 1 : [...a].filter((name) => b.has(name)).length / all.size;
}

/** The one or few values that tell a member of a union from the others. */
function literalsOf(shapes: readonly Shape[]): readonly Json[] | undefined {
  return shapes.find(({ values }) => values !== undefined)?.values;
}
