import type { JsonObject } from '../json/json.js';
import { isList, join } from '../json/pointer.js';
import type { Moves } from './source-map.js';

/** A path item and what stood beside the reference to it. */
export interface JoinedPathItem {
  readonly item: JsonObject;
  /** The keywords that both have. Of `parameters` both count; of any other, what stood beside the reference. */
  readonly doubles: readonly string[];
}

/** Whether what stands beside the reference to a path item is more than words about it. */
export function saysMore(own: JsonObject): boolean {
  return Object.keys(own).some((name) => !/^(summary|description|x-.*)$/s.test(name));
}

/**
 * Joins what stood beside the reference to a path item, at `origin`, to what came in its place, at `pointer`: OpenAPI lets a
 * path item have both (section Path Item Object), and leaves open only what counts where both have a keyword.
 */
export function joinPathItem(
  own: JsonObject,
  target: JsonObject,
  { pointer, origin, moves }: { pointer: string; origin: ReturnType<Moves['originOf']>; moves: Moves },
): JoinedPathItem {
  const [first, others] = [own['parameters'] ?? [], target['parameters'] ?? []];
  const isBoth = isList(first) && isList(others) && first.length > 0;
  const list = join(pointer, 'parameters');
  const origins = isList(others) ? others.map((_, index) => moves.originOf(join(list, index))) : [];
  for (const name of Object.keys(own))
    moves.add({ to: join(pointer, name), source: origin.source, pointer: join(origin.pointer, name) });
  if (isBoth)
    for (const [index, from] of origins.entries())
      moves.add({ to: join(list, first.length + index), ...from });
  return {
    item: { ...target, ...own, ...(isBoth ? { parameters: [...first, ...others] } : {}) },
    doubles: Object.keys(own).filter((name) => !name.startsWith('x-') && Object.hasOwn(target, name)),
  };
}
