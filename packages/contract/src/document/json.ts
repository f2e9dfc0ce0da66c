/** A parsed JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object as parsed: names like `__proto__` are ordinary members, so look them up with `member`. */
export interface JsonObject {
  readonly [name: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** An own member of an object or item of an array; inherited names find nothing. */
export function member(value: Json | undefined, name: string): Json | undefined {
  if (isList(value)) return Object.hasOwn(value, name) ? value[Number(name)] : undefined;
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The own member if it is a string. */
export function textMember(value: Json | undefined, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === 'string' ? found : undefined;
}

/** An object of the entries, in which `__proto__` is a member like any other. */
export function objectOf<Value>(entries: Iterable<readonly [string, Value]>): { [name: string]: Value } {
  return Object.fromEntries(entries);
}

/** Whether two values are the same JSON: members in any order, an undefined member like an absent one. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || (a === 0 && b === 0)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  return isObject(a) && isObject(b) && sameMembers(a, b);
}

function sameMembers(a: JsonObject, b: JsonObject): boolean {
  const names = definedNames(a);
  if (names.length !== definedNames(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && sameJson(a[name], b[name]));
}

function definedNames(value: JsonObject): string[] {
  return Object.keys(value).filter((name) => value[name] !== undefined);
}

/** One text for values that are the same JSON. */
export function jsonKey(value: Json): string {
  return JSON.stringify(value, (_, inner: Json) =>
    isObject(inner) ? objectOf(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

/** Deeper values are not read: functions call themselves for each level of a value. */
const DEEPEST = 1000;

/** A value that is not worked with because of its size. */
export class LimitError extends Error {
  override name = 'LimitError';
}

/** Parses JSON. Throws SyntaxError where it is none, and LimitError where it is nested deeper than 1000 levels. */
export function parsedJson(text: string): Json {
  const value: Json = JSON.parse(text);
  let level: readonly Json[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) throw new LimitError(`is nested deeper than ${DEEPEST} levels`);
    level = level.flatMap((one) => (one === null || typeof one !== 'object' ? [] : Object.values(one)));
  }
  return value;
}

/** How many values a value is made of, itself included. */
export function valuesIn(value: Json): number {
  const pending: Json[] = [value];
  let count = 0;
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    count += 1;
    if (one !== null && typeof one === 'object') for (const inner of Object.values(one)) pending.push(inner);
  }
  return count;
}
