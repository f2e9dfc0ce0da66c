import { isList, isObject, member } from '../json/pointer.js';
import type { JsonObject, Place } from '../json/pointer.js';
import { ASSERTIONS } from '../spec/schema-keywords.js';
import type { Deprecation, Json, Type, TypeFacts } from './model.js';

/** What is said of a part that is deprecated; undefined of any other. */
export function deprecationOf(value: JsonObject): Deprecation | undefined {
  if (!flagOf(value, 'deprecated')) return undefined;
  return {
    ...optional('sunset', textOf(value, 'x-sunset')),
    ...optional('replacedBy', textOf(value, 'x-replaced-by')),
  };
}

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

/** What a schema says besides its shape. */
export function factsOf({ value, pointer }: Place<JsonObject>): TypeFacts {
  const assertions = Object.fromEntries(
    ASSERTIONS.filter((name) => Object.hasOwn(value, name)).map((name) => [name, value[name] as Json]),
  );
  return {
    pointer,
    ...optional('title', textOf(value, 'title')),
    ...optional('description', textOf(value, 'description')),
    ...optional('deprecated', deprecationOf(value)),
    ...optional('default', member(value, 'default')),
    ...optional('examples', examplesOf(value)),
    ...optional('format', textOf(value, 'format')),
    ...optional('assertions', Object.keys(assertions).length === 0 ? undefined : assertions),
  } as TypeFacts;
}

function examplesOf(value: JsonObject): readonly Json[] | undefined {
  const one = member(value, 'example');
  const many = member(value, 'examples');
  const all = [...(one === undefined ? [] : [one]), ...(isList(many) ? many : [])];
  return all.length === 0 ? undefined : all;
}

/** A type with more said of it: `facts` win, and the assertions of both hold. */
export function withFacts(type: Type, facts: TypeFacts): Type {
  const assertions = { ...type.assertions, ...facts.assertions };
  return { ...type, ...facts, ...(Object.keys(assertions).length === 0 ? {} : { assertions }) };
}
