import { isList, isObject, member, objectOf } from '../document/json.js';
import type { Json } from '../document/json.js';
import type { Located, Source } from '../document/source.js';
import { child, members, without } from '../document/source.js';
import { possibleParts, toObject } from '../schema/composition.js';

/** Values of every kind. */
const PLAIN: readonly Json[] = [
  'text',
  '',
  'a b',
  'é!',
  '1',
  null,
  0,
  1,
  -1,
  0.5,
  1e9,
  true,
  false,
  [],
  ['text'],
  [1],
  {},
  { other: 'text' },
];

/**
 * Values at the edges of what schemas say: each keyword missed by little. `valid` is a value to begin from. Whether they
 * are valid is for a judge to say.
 */
export function* edgeValues(
  source: Source,
  schemas: readonly Located[],
  valid: readonly Json[],
): Generator<Json> {
  const keywords = schemas.flatMap((at) => possibleParts(source, at)).map((part) => toObject(part.keywords));
  for (const [name, value] of keywords.flatMap((one) => Object.entries(one)))
    yield* edgesOf(name, value, valid);
  for (const value of valid) yield* removals(value);
  for (const value of valid) yield* additions(value);
  yield* PLAIN;
}

/** Keywords whose schemas a value is held to under a condition, or must not fit. */
const CONDITIONS: readonly string[] = ['not', 'if', 'then', 'else', 'contains', 'propertyNames'];

/** The members that hold a value to something once they are there. */
export function triggersOf(source: Source, schema: Located): string[] {
  return possibleParts(source, schema).flatMap(({ at }) =>
    ['dependentSchemas', 'dependentRequired'].flatMap((keyword) =>
      members(child(at, keyword)).map(([name]) => name),
    ),
  );
}

/** The schemas of all conditions of a schema, and of what is in them. */
export function conditionsOf(source: Source, schema: Located): Located[] {
  return possibleParts(source, schema).flatMap(({ at }) => {
    const own = CONDITIONS.flatMap((keyword) => child(at, keyword) ?? []);
    const dependent = members(child(at, 'dependentSchemas')).map(([, one]) => one);
    return [...own, ...dependent];
  });
}

/** Longer texts and lists than this are not made. */
const LONGEST = 20_000;

function edgesOf(name: string, value: Json, valid: readonly Json[]): Json[] {
  const count = typeof value === 'number' ? value : Number.NaN;
  const size = Number.isInteger(count) && count >= 0 && count < LONGEST ? count : 0;
  switch (name) {
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return Number.isNaN(count) ? [] : [count, count - 1, count + 1, count - 0.5, count + 0.5];
    case 'multipleOf':
      return Number.isNaN(count) ? [] : [count / 2, count * 1.5, count + 1, count];
    case 'minLength':
    case 'maxLength':
      return [Math.max(0, size - 1), size, size + 1].map((length) => 'x'.repeat(length));
    case 'minItems':
    case 'maxItems':
    case 'minContains':
    case 'maxContains':
      return valid.flatMap((list) => (isList(list) ? resized(list, size) : []));
    case 'uniqueItems':
      return valid.flatMap((list) => (isList(list) && list.length > 0 ? [[...list, list[0] ?? null]] : []));
    case 'minProperties':
    case 'maxProperties':
      return valid.flatMap((object) => (isObject(object) ? widened(object, size) : []));
    case 'enum':
      return isList(value) ? [...value] : [];
    case 'const':
    case 'default':
    case 'example':
      return [value];
    case 'pattern':
      return ['text', 'TEXT', '1', '-', 'x-y'];
    default:
      return [];
  }
}

function resized(list: readonly Json[], size: number): Json[] {
  const [first = 'text'] = list;
  const distinct = (index: number): Json =>
    typeof first === 'string' ? `${first}${index}` : typeof first === 'number' ? first + index : first;
  return [size - 1, size, size + 1]
    .filter((length) => length >= 0 && length <= LONGEST)
    .flatMap((length) => [
      Array.from({ length }, () => first),
      Array.from({ length }, (_, index) => list[index] ?? distinct(index)),
    ]);
}

function widened(object: { readonly [name: string]: Json }, size: number): Json[] {
  const names = Array.from({ length: Math.min(size + 1, 100) }, (_, index) => `other${index}`);
  const [value = 'text'] = Object.values(object);
  return [objectOf([...Object.entries(object), ...names.map((name) => [name, value] as const)]), {}];
}

/** Objects are changed in no more places than make about this many members in all. */
const MOST_MEMBERS = 20_000;

/** An object without one of its members, and with only one. */
function* removals(value: Json): Generator<Json> {
  if (isList(value)) yield* [[], value.slice(0, 1)];
  if (!isObject(value)) return;
  const all = Object.keys(value);
  const names = all.slice(0, Math.ceil(MOST_MEMBERS / (all.length + 1)));
  for (const name of names) yield without(value, [name]);
  for (const name of names) yield objectOf([[name, member(value, name) ?? null]]);
}

function additions(value: Json): Json[] {
  if (!isObject(value)) return isList(value) && value.length > 0 ? [[...value, ...value]] : [];
  return ['other', 'x-other', 'Other1'].flatMap((name) => [
    objectOf([...Object.entries(value), [name, 'text'] as const]),
    objectOf([...Object.entries(value), [name, 1] as const]),
  ]);
}
