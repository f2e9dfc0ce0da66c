import { isList, isObject, member, objectOf, textMember } from '../document/json.js';
import type { Json, JsonObject } from '../document/json.js';
import { without } from '../document/source.js';
import type { Source } from '../document/source.js';

/** Which way a value travels: `readOnly` is absent from requests, `writeOnly` from responses. */
export type Direction = 'request' | 'response';

/**
 * The keywords of one schema in the terms of JSON Schema 2020-12, its subschemas untouched. A boolean schema stays
 * one. `nullable` remains only where there is no `type` that could hold `null`.
 */
export function keywordsOf(source: Source, schema: Json): JsonObject | boolean {
  if (typeof schema === 'boolean') return schema;
  if (!isObject(schema)) return false;
  return source.legacy ? modernised(schema) : without(schema, ['nullable']);
}

/** OpenAPI 3.0.3, Schema Object: what it spells in a way of its own. */
function modernised(schema: JsonObject): JsonObject {
  const reference = textMember(schema, '$ref');
  if (reference !== undefined) return { $ref: reference };
  const bounded = exclusive(exclusive(schema, 'exclusiveMinimum', 'minimum'), 'exclusiveMaximum', 'maximum');
  const type = textMember(bounded, 'type');
  if (member(bounded, 'nullable') !== true) return without(bounded, ['nullable', 'const']);
  if (type === undefined) return without(bounded, ['const']);
  const values = member(bounded, 'enum');
  return objectOf([
    ...Object.entries(without(bounded, ['nullable', 'const'])),
    ['type', [type, 'null']],
    ...(isList(values) && !values.includes(null) ? ([['enum', [...values, null]]] as const) : []),
  ]);
}

function exclusive(schema: JsonObject, name: string, bound: string): JsonObject {
  const flag = member(schema, name);
  const value = member(schema, bound);
  if (typeof flag !== 'boolean') return schema;
  if (!flag || value === undefined) return without(schema, [name]);
  return { ...without(schema, [name, bound]), [name]: value };
}

/** How a keyword holds subschemas. */
export type Holding = 'schema' | 'list' | 'map';

/** The keywords of JSON Schema 2020-12 that hold subschemas and say something about the value. */
export const APPLICATORS: Readonly<Record<string, Holding>> = {
  allOf: 'list',
  anyOf: 'list',
  oneOf: 'list',
  prefixItems: 'list',
  items: 'schema',
  contains: 'schema',
  not: 'schema',
  if: 'schema',
  then: 'schema',
  else: 'schema',
  additionalProperties: 'schema',
  unevaluatedProperties: 'schema',
  unevaluatedItems: 'schema',
  propertyNames: 'schema',
  properties: 'map',
  patternProperties: 'map',
  dependentSchemas: 'map',
};

/** The keywords that assert something by themselves. All others are annotations. */
export const ASSERTIONS: readonly string[] = [
  'type',
  'enum',
  'const',
  'multipleOf',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minContains',
  'maxContains',
  'minProperties',
  'maxProperties',
  'required',
  'dependentRequired',
];
