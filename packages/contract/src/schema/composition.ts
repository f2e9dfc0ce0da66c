import { isList, isObject, member, textMember } from '../document/json.js';
import type { JsonObject } from '../document/json.js';
import { child, items, members, target } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import { keywordsOf } from './keywords.js';
import type { Direction } from './keywords.js';

/** One schema that a value has to satisfy, with its keywords in the terms of 2020-12. */
export interface Part {
  readonly at: Located;
  readonly keywords: JsonObject | boolean;
}

/** The schema, what its `$ref` names, and their `allOf`s: everything that a value has to satisfy at once. */
export function partsOf(source: Source, at: Located, seen: Set<string> = new Set()): Part[] {
  const parts: Part[] = [];
  // References may lead on for longer than functions can call themselves.
  const pending = [at];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    if (seen.has(place.pointer)) continue;
    seen.add(place.pointer);
    const keywords = keywordsOf(source, place.value);
    parts.push({ at: place, keywords });
    if (typeof keywords === 'boolean') continue;
    const reference = textMember(keywords, '$ref');
    const all = source.legacy && reference !== undefined ? [] : items(child(place, 'allOf'));
    for (const one of all.toReversed()) pending.push(one);
    if (reference !== undefined) pending.push(target(source, place.pointer, reference));
  }
  return parts;
}

/** Whether a property must be absent in this direction, because it, or what it refers to, says so. */
function isHidden(source: Source, property: Located, direction: Direction): boolean {
  const flag = direction === 'request' ? 'readOnly' : 'writeOnly';
  return partsOf(source, property).some(({ keywords }) => member(toObject(keywords), flag) === true);
}

/** The properties that all parts declare together, each with every place that describes it. */
export function propertiesOf(parts: readonly Part[]): Map<string, Located[]> {
  const found = new Map<string, Located[]>();
  for (const { at, keywords } of parts) {
    if (member(toObject(keywords), 'properties') === undefined) continue;
    for (const [name, place] of members(child(at, 'properties'))) {
      found.set(name, [...(found.get(name) ?? []), place]);
    }
  }
  return found;
}

/** The names that are declared somewhere in these parts and must be absent in this direction. */
export function hiddenNames(source: Source, parts: readonly Part[], direction: Direction): Set<string> {
  const hidden = new Set<string>();
  for (const [name, places] of propertiesOf(parts)) {
    if (places.some((place) => isHidden(source, place, direction))) hidden.add(name);
  }
  return hidden;
}

/** The alternatives of a part's `oneOf` and `anyOf`, each group to be chosen from. */
export function unionsOf(parts: readonly Part[]): { readonly part: Part; readonly branches: Located[] }[] {
  return parts.flatMap((part) => {
    const keywords = toObject(part.keywords);
    return ['oneOf', 'anyOf'].flatMap((keyword) => {
      const at = member(keywords, keyword) === undefined ? undefined : child(part.at, keyword);
      const branches = items(at);
      return branches.length === 0 ? [] : [{ part, branches }];
    });
  });
}

/** Every part of a schema and of all its union branches: where a keyword may be said at all. */
export function possibleParts(source: Source, at: Located): Part[] {
  const found: Part[] = [];
  const seen = new Set<string>();
  const pending = [at];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    const parts = partsOf(source, place, seen);
    for (const part of parts) found.push(part);
    const branches = unionsOf(parts).flatMap((union) => union.branches);
    for (const branch of branches.toReversed()) pending.push(branch);
  }
  return found;
}

/** Whether a schema describes bytes: `format: binary`, or 3.1's `contentMediaType` without `contentEncoding`. */
export function isBinary(source: Source, schema: Located | undefined): boolean {
  if (schema === undefined) return true;
  return possibleParts(source, schema).some(
    ({ at }) =>
      textMember(at.value, 'format') === 'binary' ||
      (member(at.value, 'contentMediaType') !== undefined &&
        member(at.value, 'contentEncoding') === undefined),
  );
}

/** The JSON types that a schema allows, `undefined` where it names none. */
export function typesOf(source: Source, at: Located): ReadonlySet<string> | undefined {
  const named = possibleParts(source, at).flatMap(({ keywords }) => typesNamed(toObject(keywords)));
  return named.length === 0 ? undefined : new Set(named);
}

function typesNamed(keywords: JsonObject): string[] {
  const type = member(keywords, 'type');
  if (typeof type === 'string') return [type];
  if (isList(type)) return type.filter((one) => typeof one === 'string');
  const values = member(keywords, 'enum') ?? [member(keywords, 'const') ?? []].flat();
  const valueTypes = isList(values) ? values.map(jsonType) : [];
  const shape = ['properties', 'additionalProperties'].some((name) => isObject(member(keywords, name)));
  return [
    ...valueTypes,
    ...(shape ? ['object'] : []),
    ...(isObject(member(keywords, 'items')) ? ['array'] : []),
  ];
}

/** The JSON Schema type of a value; a whole number is a `number`. */
export function jsonType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

export function toObject(keywords: JsonObject | boolean): JsonObject {
  return typeof keywords === 'boolean' ? {} : keywords;
}
