import type { JsonObject, Json } from '../json/json.js';
import { flagOf, optional, textOf } from '../json/read.js';
import { isList, member } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import { ASSERTIONS } from '../spec/schema-keywords.js';
import type { Deprecation, Type, TypeFacts } from './model.js';

/** What is said of a part that is deprecated; undefined of any other. */
export function deprecationOf(value: JsonObject): Deprecation | undefined {
  if (!flagOf(value, 'deprecated')) return undefined;
  return {
    ...optional('sunset', textOf(value, 'x-sunset')),
    ...optional('replacedBy', textOf(value, 'x-replaced-by')),
  };
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
