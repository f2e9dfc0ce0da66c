import type { JsonObject } from '../json/json.js';
import { isList, member } from '../json/pointer.js';

/**
 * Whether values beside those of an enum may arrive: where its schema says so, or all of the API. What allows one value
 * is a constant, which tells schemas apart, and stays one.
 */
export function isOpenEnum(schema: JsonObject, openEnums: boolean): boolean {
  const own = member(schema, 'x-extensible-enum');
  if (own !== undefined) return own !== false;
  const values = member(schema, 'enum');
  return openEnums && !Object.hasOwn(schema, 'const') && isList(values) && values.length > 1;
}
