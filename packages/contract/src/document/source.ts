import { isList, isObject, member, objectOf, textMember } from './json.js';
import type { Json, JsonObject } from './json.js';
import { visible } from './visible.js';

/** A value of the document with its JSON pointer in URI-fragment form (`#/paths/~1a/get`). */
export interface Located {
  readonly value: Json;
  readonly pointer: string;
}

/** A document that the judge cannot work with, or a place in it: the message has pointer, problem and remedy. */
export class DocumentError extends Error {
  override name = 'DocumentError';
  readonly pointer: string;

  constructor(pointer: string, problem: string) {
    super(visible(`${pointer}: ${problem}`));
    this.pointer = pointer;
  }
}

/** A bundled OpenAPI document and the two things that its version changes. */
export interface Source {
  readonly root: Located;
  /** OpenAPI 3.0, whose schemas are not JSON Schema and whose `$ref` hides its siblings. */
  readonly legacy: boolean;
}

/** Throws DocumentError unless the document is OpenAPI 3.x. The document is read as data and never changed. */
export function sourceOf(document: object): Source {
  const value: unknown = document;
  const version = isObject(value) ? textMember(value, 'openapi') : undefined;
  if (!isObject(value) || version === undefined || !/^3\.[012](\.|$)/.test(version)) {
    throw new DocumentError(
      '#/openapi',
      'is not a version of OpenAPI 3; pass a bundled 3.0, 3.1 or 3.2 document',
    );
  }
  return { root: { value, pointer: '#' }, legacy: version.startsWith('3.0') };
}

/** The own member of a located object or array. */
export function child(at: Located, name: string | number): Located | undefined {
  const value = member(at.value, String(name));
  return value === undefined ? undefined : { value, pointer: join(at.pointer, name) };
}

/** All own members of a located object, in the document's order; none for anything else. */
export function members(at: Located | undefined): [string, Located][] {
  if (at === undefined || !isObject(at.value)) return [];
  return Object.keys(at.value).flatMap((name) => {
    const found = child(at, name);
    return found === undefined ? [] : [[name, found] satisfies [string, Located]];
  });
}

/** All items of a located array; none for anything else. */
export function items(at: Located | undefined): Located[] {
  if (at === undefined || !isList(at.value)) return [];
  return at.value.map((value, index) => ({ value, pointer: join(at.pointer, index) }));
}

/** Follows `$ref`s until there is none. Throws DocumentError where one leads nowhere or round in a circle. */
export function followed(source: Source, at: Located): Located {
  const seen = new Set<string>();
  let place = at;
  for (;;) {
    const reference = textMember(place.value, '$ref');
    if (reference === undefined || !isObject(place.value)) return place;
    if (seen.has(place.pointer))
      throw new DocumentError(at.pointer, '$ref leads round in a circle; break it');
    seen.add(place.pointer);
    place = target(source, place.pointer, reference);
  }
}

/** The place that one `$ref` names. Throws DocumentError where there is none. */
export function target(source: Source, pointer: string, reference: string): Located {
  const tokens = tokensOf(reference);
  const fault = `$ref ${JSON.stringify(reference)}`;
  if (tokens === undefined) throw new DocumentError(pointer, `${fault} leaves the document; bundle it first`);
  let place: Located | undefined = source.root;
  for (const token of tokens) place = place && child(place, token);
  if (place === undefined) throw new DocumentError(pointer, `${fault} leads nowhere; add what it names`);
  return place;
}

/** `#/a/b` + `c/d` = `#/a/b/c~1d` (RFC 6901, section 3). */
export function join(pointer: string, token: string | number): string {
  return `${pointer}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function tokensOf(reference: string): string[] | undefined {
  if (reference === '#') return [];
  if (!reference.startsWith('#/')) return undefined;
  return reference
    .slice(2)
    .split('/')
    .map((token) => percentDecoded(token).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The text without percent-encoding, or as it is where that is malformed. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A copy of the object without some of its members. */
export function without(value: JsonObject, names: readonly string[]): JsonObject {
  return objectOf(Object.entries(value).filter(([name]) => !names.includes(name)));
}
