import type { Json, JsonObject } from './json.js';

/** A value of the document with its JSON pointer. */
export interface Place<Value extends Json = Json> {
  readonly value: Value;
  readonly pointer: string;
}

/** `#/a/b` + `c/d` = `#/a/b/c~1d` (RFC 6901, section 3). */
export function join(pointer: string, token: string | number): string {
  const name = String(token);
  return `${pointer}/${/[~/]/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name}`;
}

/** The tokens of a pointer; undefined where it is none. What a `$ref` says goes through `normalPointer` first. */
export function tokensOf(pointer: string): string[] | undefined {
  if (pointer === '#') return [];
  if (!pointer.startsWith('#/')) return undefined;
  return pointer
    .slice(2)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What nothing has to be undone in, as in most references. */
const NORMAL = /^#(\/[\w.-]*)*$/;

/**
 * The pointer of a reference (RFC 6901, section 6) in the one form that all else uses: percent-encoding is undone, here
 * and nowhere else, so that a name with `%` stays what it is.
 */
export function normalPointer(reference: string): string | undefined {
  if (NORMAL.test(reference)) return reference;
  return tokensOf(decoded(reference))?.reduce(join, '#');
}

/** Without percent-encoding; as it is where it is not encoded (`50%`). */
export function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}

/** The value that a pointer leads to, undefined where it leads nowhere. */
export function valueAt(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  const tokens = tokensOf(pointer);
  if (tokens === undefined) return undefined;
  for (const token of tokens) value = value === undefined ? undefined : member(value, token);
  return value;
}

/** The value that a `$ref` within a document leads to, undefined where it leads nowhere. */
export function targetOf(document: Json, reference: string): Json | undefined {
  const pointer = normalPointer(reference);
  return pointer === undefined ? undefined : valueAt(document, pointer);
}

/** An own member of an object or an item of an array; names like `constructor` find nothing inherited. */
export function member(value: Json, name: string): Json | undefined {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
  return (value as JsonObject)[name];
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A value as messages name it. `String` would call what an object of a document has as `toString`. */
export function shownValue(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Sets an own member, whatever it is called; without a value, takes it out. */
export function put(holder: JsonObject, name: string, value: Json | undefined): void {
  if (value === undefined) delete (holder as { [name: string]: Json })[name];
  else Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
}

/** Puts other members in the place of all that an object has, in their order. */
export function refill(holder: JsonObject, members: Iterable<readonly [string, Json]>): void {
  const all = [...members];
  for (const name of Object.keys(holder)) put(holder, name, undefined);
  for (const [name, value] of all) put(holder, name, value);
}
