import { isList, member, objectOf, textMember } from '../document/json.js';
import type { Json, JsonObject } from '../document/json.js';
import { child, items, members, target } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import { hiddenNames, partsOf } from './composition.js';
import { constantsOf } from './constants.js';
import { branchTag } from './discriminator.js';
import { APPLICATORS, ASSERTIONS, keywordsOf } from './keywords.js';
import type { Direction } from './keywords.js';

/** What a translation needs from the registry that holds the translated schemas. */
export interface Translation {
  readonly source: Source;
  readonly direction: Direction;
  /** Gives the key under which the schema at a place is (or will be) registered. */
  readonly keyOf: (at: Located) => string;
  readonly knownFormat: (name: string) => boolean;
}

/**
 * The schema as plain JSON Schema 2020-12: references by registry key, the direction's hidden properties forbidden and
 * never required, annotations left out. Nothing but known keywords gets through.
 */
export function translated(
  to: Translation,
  at: Located,
  hiddenAbove: ReadonlySet<string> = new Set(),
): JsonObject | boolean {
  const keywords = keywordsOf(to.source, at.value);
  if (typeof keywords === 'boolean') return keywords;
  const hidden = new Set([...hiddenAbove, ...hiddenNames(to.source, partsOf(to.source, at), to.direction)]);
  const reference = textMember(keywords, '$ref');
  const entries: [string, Json][] = [];
  if (reference !== undefined) {
    entries.push(['$ref', to.keyOf(target(to.source, at.pointer, reference))]);
  }
  for (const name of ASSERTIONS) {
    const value = member(keywords, name);
    if (value !== undefined) entries.push(...assertion(to, name, value, hidden));
  }
  for (const [name, holding] of Object.entries(APPLICATORS)) {
    const place = member(keywords, name) === undefined ? undefined : child(at, name);
    if (place !== undefined)
      entries.push(...applied(name, subschemas(to, at, place, name, holding, hidden), entries));
  }
  const schema = objectOf(entries);
  return member(keywords, 'nullable') === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}

function applied(name: string, held: Json, entries: readonly [string, Json][]): [string, Json][] {
  const isUnion = (name === 'oneOf' || name === 'anyOf') && isList(held);
  const values = isUnion && !entries.some(([other]) => other === 'enum') && constantsOf(name, held);
  return values ? [['enum', values]] : [[name, held]];
}

function assertion(
  to: Translation,
  name: string,
  value: Json,
  hidden: ReadonlySet<string>,
): [string, Json][] {
  if (name === 'required' && isList(value)) {
    return [[name, value.filter((one) => typeof one !== 'string' || !hidden.has(one))]];
  }
  if (name === 'format' && (typeof value !== 'string' || !to.knownFormat(value))) return [];
  return [[name, value]];
}

function subschemas(
  to: Translation,
  owner: Located,
  place: Located,
  name: string,
  holding: 'schema' | 'list' | 'map',
  hidden: ReadonlySet<string>,
): Json {
  switch (holding) {
    case 'schema':
      return translated(to, place);
    case 'list':
      return items(place).map((one) => listed(to, owner, one, name, hidden));
    case 'map':
      return objectOf(
        members(place).map(([key, one]) => [
          key,
          name === 'properties' && hidden.has(key) ? false : translated(to, one),
        ]),
      );
  }
}

/** A member of `allOf` shares the hidden names of the whole; a branch of a union gets the discriminator's tag. */
function listed(
  to: Translation,
  owner: Located,
  at: Located,
  name: string,
  hidden: ReadonlySet<string>,
): Json {
  if (name === 'prefixItems') return translated(to, at);
  const schema = translated(to, at, hidden);
  const tag = name === 'allOf' ? undefined : branchTag(to.source, owner, at);
  return tag === undefined ? schema : { allOf: [schema, tag] };
}
