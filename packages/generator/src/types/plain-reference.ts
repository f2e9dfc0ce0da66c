import { pathOf } from './document-copy.js';
import type { JsonObject } from './document-walk.js';
import { percentSafeReference } from './percent-safe-reference.js';

/** What has one meaning for every reader, as most references have. */
const PLAIN = /^#[\w./~-]*$/;

/**
 * Returns a reference as openapi-typescript reads it. RFC 6901, section 6, undoes percent-encoding before `~1`, and it
 * does so afterwards.
 */
export function plainReference<Value>(reference: Value): Value | string {
  if (typeof reference !== 'string' || PLAIN.test(reference) || !reference.startsWith('#')) return reference;
  const path = pathOf(reference);
  return path.length === 0 ? reference : percentSafeReference(['', ...path]);
}

/** Returns a part with its reference as openapi-typescript reads it; the same part where nothing changes. */
export function withPlainReference(part: JsonObject): JsonObject {
  const { $ref } = part;
  if (typeof $ref !== 'string') return part;
  const plain = plainReference($ref);
  return plain === $ref ? part : { ...part, $ref: plain };
}
