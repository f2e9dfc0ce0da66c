import { isList, isObject, member } from './pointer.js';
import type { Json, JsonObject } from './json.js';

/** A member that is a string; the structure of the document has been checked. */
export function textOf(value: JsonObject, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === 'string' ? found : undefined;
}

export function flagOf(value: JsonObject, name: string): boolean {
  return member(value, name) === true;
}

export function listOf(value: JsonObject, name: string): readonly Json[] {
  const found = member(value, name);
  return isList(found) ? found : [];
}

export function textsOf(value: JsonObject, name: string): readonly string[] {
  return listOf(value, name).filter((item) => typeof item === 'string');
}

export function objectOf(value: JsonObject, name: string): JsonObject {
  const found = member(value, name);
  return isObject(found) ? found : {};
}

/** `{ [name]: value }`, or nothing where there is no value. */
export function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [key in Name]?: Value };
}

/** An own member: `constructor` finds nothing. */
export function own<Value>(
  values: Readonly<Record<string, Value>> | undefined,
  key: string,
): Value | undefined {
  return values !== undefined && Object.hasOwn(values, key) ? values[key] : undefined;
}

/** Whether a value at a pointer is itself a reference. */
export function referenceOf(value: Json): string | undefined {
  const target = member(value, '$ref');
  return typeof target === 'string' ? target : undefined;
}
