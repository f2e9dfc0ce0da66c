import type { Json } from '../model/model.js';

/** A JSON object as parsed: look members up with `member`, never with `in` or a bare index. */
export type JsonObject = { readonly [name: string]: Json };

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

/** The tokens of a pointer in URI-fragment form (RFC 6901, section 6); undefined where it is not one. */
export function tokensOf(pointer: string): string[] | undefined {
  const text = decoded(pointer);
  if (text === '#') return [];
  if (text === undefined || !text.startsWith('#/')) return undefined;
  return text
    .slice(2)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function decoded(pointer: string): string | undefined {
  try {
    return decodeURIComponent(pointer);
  } catch {
    return undefined;
  }
}

/** The pointer in the one form that the model uses: unescaped but for `~0` and `~1`. */
export function normalPointer(pointer: string): string | undefined {
  return tokensOf(pointer)?.reduce(join, '#');
}

/** The value that a pointer leads to, undefined where it leads nowhere. */
export function valueAt(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const token of tokensOf(pointer) ?? []) value = value === undefined ? undefined : member(value, token);
  return value;
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
