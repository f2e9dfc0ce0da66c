import { isObject, member, textMember } from '../document/json.js';
import type { Json, JsonObject } from '../document/json.js';
import { child, followed, members } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import { partsOf, propertiesOf, toObject } from './composition.js';

/**
 * What a discriminator says of one branch of its union, as a schema to add to the branch (OpenAPI 3.1, Discriminator
 * Object); undefined where the branch is not a reference or restricts the property itself.
 */
export function branchTag(source: Source, union: Located, branch: Located): JsonObject | undefined {
  const discriminator = child(union, 'discriminator');
  const name = textMember(discriminator?.value, 'propertyName');
  const reference = textMember(branch.value, '$ref');
  if (discriminator === undefined || name === undefined || reference === undefined) return undefined;
  if (restrictsItself(source, branch, name)) return undefined;
  const implicit = reference.split('/').at(-1) ?? reference;
  const mapped = members(child(discriminator, 'mapping'))
    .filter(([, to]) => to.value === reference || to.value === implicit)
    .map(([value]) => value);
  return {
    required: [name],
    properties: Object.fromEntries([[name, { enum: mapped.length === 0 ? [implicit] : mapped }]]),
  };
}

function restrictsItself(source: Source, branch: Located, name: string): boolean {
  const parts = partsOf(source, followed(source, branch));
  const places = propertiesOf(parts).get(name) ?? [];
  return places
    .flatMap((place) => partsOf(source, place))
    .some(({ keywords }) => restricts(toObject(keywords)));
}

function restricts(keywords: JsonObject): boolean {
  return member(keywords, 'const') !== undefined || member(keywords, 'enum') !== undefined;
}

/** The value that a tag made by `branchTag` asks for. */
export function tagMembers(tag: JsonObject | undefined): [string, Json][] {
  const properties = member(tag, 'properties');
  if (!isObject(properties)) return [];
  return Object.entries(properties).flatMap(([name, schema]) => {
    const value = member(member(schema, 'enum'), '0');
    return value === undefined ? [] : [[name, value] satisfies [string, Json]];
  });
}
