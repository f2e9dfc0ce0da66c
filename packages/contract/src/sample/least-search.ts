import { isObject, textMember } from '../document/json.js';
import { target } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import type { Direction } from '../schema/keywords.js';
import type { Choice, Search } from './choice.js';

/** Schemas are looked into no deeper than this at once. */
const DEEPEST = 200;
/** More schemas than this are not looked at for one value. */
const MOST_SCHEMAS = 4000;
/** How often what leads round in a circle is begun again. */
const MOST_ROUNDS = 50;

type Make = (search: Search, schemas: readonly Located[]) => Choice | undefined;

/**
 * The smallest candidate of schemas that may lead to one another. In one round each schema is looked at once; what leads
 * back to a schema that is being looked at goes without. Where that leaves the first one without a candidate, another round
 * begins with those found so far, as long as each round finds one more.
 */
export function createLeastSearch(
  source: Source,
  direction: Direction,
  make: Make,
): (schemas: readonly Located[]) => Choice | undefined {
  const known = new Map<string, Choice>();
  const impossible = new Set<string>();
  const visited = new Set<string>();
  let depth = 0;
  let limited = false;
  const search: Search = {
    source,
    direction,
    choiceOf(places) {
      const schemas = places.map((at) => named(source, at));
      const key = keyOf(schemas);
      const found = known.get(key);
      if (found !== undefined || impossible.has(key) || visited.has(key)) return found;
      if (depth > DEEPEST || visited.size > MOST_SCHEMAS) {
        limited = true;
        return undefined;
      }
      visited.add(key);
      depth += 1;
      const choice = make(search, schemas);
      depth -= 1;
      if (choice !== undefined) known.set(key, choice);
      return choice;
    },
  };
  return (schemas) => {
    const root = keyOf(schemas);
    limited = false;
    for (let rounds = 0, before = -1; rounds < MOST_ROUNDS && before < known.size; rounds += 1) {
      before = known.size;
      visited.clear();
      const found = search.choiceOf(schemas);
      if (found !== undefined || impossible.has(root)) return found;
    }
    for (const key of limited ? [root] : visited) if (!known.has(key)) impossible.add(key);
    return undefined;
  };
}

export function keyOf(schemas: readonly Located[]): string {
  return schemas.map((at) => at.pointer).join(' ');
}

/** What a bare reference names, so that a schema is one and the same wherever it is referred to. */
export function named(source: Source, at: Located, hops = 0): Located {
  const reference = textMember(at.value, '$ref');
  const bare = isObject(at.value) && (source.legacy || Object.keys(at.value).length === 1);
  if (reference === undefined || !bare || hops > 100) return at;
  return named(source, target(source, at.pointer, reference), hops + 1);
}
