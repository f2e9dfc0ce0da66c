import type { Kind } from '../spec/keyword.js';
import { OBJECTS } from '../spec/objects.js';

import leven from 'leven';

/** The candidate that a misspelt name was most likely meant to be; undefined where none is near. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(name.length / 3));
  return candidates
    .map((candidate) => ({ candidate, distance: leven(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance)[0]?.candidate;
}

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
