import { isList, isObject, join, tokensOf } from '../load/pointer.js';
import type { JsonObject } from '../load/pointer.js';
import type { Json } from '../model/model.js';
import { MEMBERS, OBJECTS } from './objects.js';
import type { Kind, Shape } from './keyword.js';

/** An object of the specification inside another. */
export interface Child {
  readonly value: Json;
  readonly kind: Kind;
  readonly pointer: string;
  /** The keyword of the owner that it stands under. */
  readonly keyword: string;
  /** What holds it directly: the owner, or the list or map under `keyword`. */
  readonly holder: JsonObject | readonly Json[];
  /** Its name or index in `holder`. */
  readonly name: string | number;
}

/** The objects of the specification that stand directly in one of a kind. Data (examples, defaults, `x-`) holds none. */
export function childrenOf(value: JsonObject, kind: Kind, pointer: string): Child[] {
  return Object.entries(value).flatMap(([keyword, inner]) => {
    const shape = shapeOf(kind, keyword);
    if (shape === undefined || !('of' in shape)) return [];
    const place = join(pointer, keyword);
    const child = (item: Json, holder: Child['holder'], name: string | number, at: string): Child => ({
      value: item,
      kind: shape.of,
      pointer: at,
      keyword,
      holder,
      name,
    });
    if (shape.is === 'object') return [child(inner, value, keyword, place)];
    if (shape.is === 'list' && isList(inner))
      return inner.map((item, index) => child(item, inner, index, join(place, index)));
    if (shape.is === 'map' && isObject(inner))
      return Object.entries(inner).map(([name, item]) => child(item, inner, name, join(place, name)));
    return [];
  });
}

/** What the tables say that a pointer leads to; undefined in data, in extensions and in what nobody checks. */
export function kindAt(pointer: string): Kind | undefined {
  let kind: Kind = 'document';
  const tokens = tokensOf(pointer)?.values() ?? [][Symbol.iterator]();
  for (const token of tokens) {
    const shape: Shape | undefined = isUnchecked(kind, token) ? undefined : shapeOf(kind, token);
    if (shape === undefined || !('of' in shape)) return undefined;
    // The next token is a name in a map, or an index in a list.
    if (shape.is !== 'object' && tokens.next().done) return undefined;
    kind = shape.of;
  }
  return kind;
}

function isUnchecked(kind: Kind, name: string): boolean {
  const keyword = Object.hasOwn(OBJECTS[kind], name) ? OBJECTS[kind][name] : undefined;
  return keyword?.ignored !== undefined && keyword.checked !== true;
}

function shapeOf(kind: Kind, name: string): Shape | undefined {
  if (name.startsWith('x-')) return undefined;
  if (MEMBERS[kind]) return MEMBERS[kind];
  return Object.hasOwn(OBJECTS[kind], name) ? OBJECTS[kind][name]?.shape : undefined;
}
