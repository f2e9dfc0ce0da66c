import type { Json, JsonObject } from '../json/json.js';
import { isList, isObject, refill } from '../json/pointer.js';

/**
 * Puts what `<<` names into the map that has it, where YAML 1.1 and all that write aliases want it. YAML's own order holds:
 * members of the map itself come before those of what is merged, and those before the ones of what is merged after.
 */
export function mergeKeys(root: Json): void {
  const seen = new WeakSet<object>();
  const visit = (value: Json): void => {
    if (value === null || typeof value !== 'object' || seen.has(value)) return;
    seen.add(value);
    for (const inner of Object.values(value)) visit(inner);
    if (isObject(value) && Object.hasOwn(value, '<<')) merge(value);
  };
  visit(root);
}

function merge(map: JsonObject): void {
  const named = map['<<'] ?? null;
  const sources = isList(named) ? named : [named];
  if (!sources.every(isObject)) return;
  const own = new Map(Object.entries(map));
  const merged = new Map<string, Json>();
  for (const [name, value] of own) {
    if (name !== '<<') merged.set(name, value);
    else
      for (const [other, theirs] of sources.flatMap((source) => Object.entries(source)))
        if (!own.has(other) && !merged.has(other)) merged.set(other, theirs);
  }
  refill(map, merged);
}
