import type { JsonObject, Json } from '../json/json.js';
import { isList, isObject, join, tokensOf } from '../json/pointer.js';
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
  const children: Child[] = [];
  for (const keyword of Object.keys(value)) {
    const shape = shapeOf(kind, keyword);
    if (shape === undefined || !('of' in shape)) continue;
    const held = value[keyword] ?? null;
    const place = join(pointer, keyword);
    const { is, of } = shape;
    const add = (item: Json, holder: Child['holder'], name: string | number, at: string) =>
      children.push({ value: item, kind: of, pointer: at, keyword, holder, name });
    if (is === 'object') add(held, value, keyword, place);
    else if (is === 'list' && isList(held))
      for (const [index, item] of held.entries()) add(item, held, index, join(place, index));
    else if (is === 'map' && isObject(held))
      for (const name of Object.keys(held)) add(held[name] ?? null, held, name, join(place, name));
  }
  return children;
}

/** What the tables say that a pointer leads to; undefined in data and in extensions. */
export function kindAt(pointer: string): Kind | undefined {
  let kind: Kind = 'document';
  const tokens = tokensOf(pointer)?.values() ?? [][Symbol.iterator]();
  for (const token of tokens) {
    const shape = shapeOf(kind, token);
    if (shape === undefined || !('of' in shape)) return undefined;
    // The next token is a name in a map, or an index in a list.
    if (shape.is !== 'object' && tokens.next().done) return undefined;
    kind = shape.of;
  }
  return kind;
}

/** What stands at a keyword or member of an object of a kind. */
export function shapeOf(kind: Kind, name: string): Shape | undefined {
  if (name.startsWith('x-')) return undefined;
  if (MEMBERS[kind]) return MEMBERS[kind];
  return Object.hasOwn(OBJECTS[kind], name) ? OBJECTS[kind][name]?.shape : undefined;
}
