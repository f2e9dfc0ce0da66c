import type { BodyEncoder } from './definition.js';
import { flatten } from './serialization.js';

/**
 * Encodes a body as `application/x-www-form-urlencoded` (OpenAPI 3.1, 4.8.14.3): the name repeated for the items of an
 * array, `a[b]=1` for the members of an object. Null and undefined members are left out.
 */
export const form: BodyEncoder = (body) => {
  if (typeof body !== 'object' || body === null) return undefined;
  return new URLSearchParams(
    Object.entries(body).flatMap(([name, value]) => flatten(name, value)),
  ).toString();
};
