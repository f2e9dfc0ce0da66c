import type { Kind } from './keyword.js';
import { OBJECTS } from './objects.js';

/** Keywords long enough for a name to be a slip of them. */
export function wordsNear(kind: Kind): string[] {
  return Object.keys(OBJECTS[kind]).filter((name) => name.length > 3);
}

/** What other objects have, and what Swagger 2.0 had, that would change what is generated. */
export const ELSEWHERE: ReadonlySet<string> = new Set([
  ...Object.values(OBJECTS).flatMap((keywords) => Object.keys(keywords)),
  'definitions',
  'host',
  'basePath',
  'securityDefinitions',
  'collectionFormat',
]);
