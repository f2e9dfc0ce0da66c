import { isList, isObject, jsonKey, member } from '../document/json.js';
import type { Json } from '../document/json.js';
import { jsonType } from './composition.js';

/**
 * The values of a union of constants, which then needs no code for each branch; undefined for any other union. A value
 * of two branches fits none of `oneOf` (JSON Schema 2020-12, Core, section 10.2.1.3).
 */
export function constantsOf(keyword: 'oneOf' | 'anyOf', branches: readonly Json[]): Json[] | undefined {
  const values = new Map<string, Json>();
  const repeated = new Set<string>();
  for (const branch of branches) {
    const own = branchConstants(branch);
    if (own === undefined) return undefined;
    for (const [key, value] of own) {
      if (values.has(key)) repeated.add(key);
      values.set(key, value);
    }
  }
  if (keyword === 'oneOf') for (const key of repeated) values.delete(key);
  return values.size === 0 ? undefined : [...values.values()];
}

const KNOWN: readonly string[] = ['type', 'const', 'enum'];

function branchConstants(branch: Json): Map<string, Json> | undefined {
  if (!isObject(branch) || !Object.keys(branch).every((name) => KNOWN.includes(name))) return undefined;
  const [type, constant, list] = KNOWN.map((name) => member(branch, name));
  if (constant !== undefined && list !== undefined) return undefined;
  const values = constant === undefined ? list : [constant];
  if (!isList(values)) return undefined;
  const allowed = type === undefined ? undefined : [type].flat();
  const typed = values.filter((value) => allowed?.includes(jsonType(value)) ?? true);
  // Whole numbers are of two types.
  if (typed.length < values.length && allowed?.includes('integer') === true) return undefined;
  return new Map(typed.map((value) => [jsonKey(value), value]));
}
