import { isList, isObject, member, sameJson, textMember } from '../document/json.js';
import type { Json, JsonObject } from '../document/json.js';
import { child, items, members } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import { partsOf, propertiesOf, toObject } from './composition.js';
import type { Part } from './composition.js';

/**
 * What a discriminator says of one branch of a union, as a schema to add to the branch (OpenAPI 3.1, Discriminator
 * Object): that of the union, else the one that the branch inherits through `allOf`. Undefined where there is none, the
 * branch is not a reference, or the branch itself allows none of the values.
 */
export function branchTag(source: Source, union: Located, branch: Located): JsonObject | undefined {
  const reference = textMember(branch.value, '$ref');
  if (reference === undefined) return undefined;
  const parts = partsOf(source, branch);
  const discriminator = child(union, 'discriminator') ?? inheritedDiscriminator(parts);
  const name = textMember(discriminator?.value, 'propertyName');
  if (discriminator === undefined || name === undefined) return undefined;
  if (isStandard(discriminator, reference)) return untagged(name, union, discriminator, reference);
  const values = branchValues(discriminator, reference).filter((value) =>
    isAllowed(source, parts, name, value),
  );
  if (values.length === 0) return undefined;
  return { required: [name], properties: Object.fromEntries([[name, { enum: values }]]) };
}

/** The discriminator of a base schema, which is not that of a union below the branch. */
function inheritedDiscriminator(parts: readonly Part[]): Located | undefined {
  const owner = parts.find(({ keywords }) => {
    const own = toObject(keywords);
    const isUnion = ['oneOf', 'anyOf'].some((keyword) => member(own, keyword) !== undefined);
    return member(own, 'discriminator') !== undefined && !isUnion;
  });
  return owner && child(owner.at, 'discriminator');
}

/** The values mapped to the branch, else the name of its schema. */
function branchValues(discriminator: Located, reference: string): string[] {
  const implicit = reference.split('/').at(-1) ?? reference;
  const mapped = members(child(discriminator, 'mapping'))
    .filter(([, to]) => to.value === reference || to.value === implicit)
    .map(([value]) => value);
  return mapped.length === 0 ? [implicit] : mapped;
}

/** Whether the branch is for all values that no other branch has (OpenAPI 3.2, defaultMapping). */
function isStandard(discriminator: Located, reference: string): boolean {
  const standard = textMember(discriminator.value, 'defaultMapping');
  return standard !== undefined && (standard === reference || standard === reference.split('/').at(-1));
}

function untagged(name: string, union: Located, discriminator: Located, reference: string): JsonObject {
  const branches = ['oneOf', 'anyOf'].flatMap((keyword) => items(child(union, keyword)));
  const others = branches
    .flatMap(({ value }) => textMember(value, '$ref') ?? [])
    .filter((other) => other !== reference)
    .flatMap((other) => branchValues(discriminator, other));
  return { not: { required: [name], properties: Object.fromEntries([[name, { enum: others }]]) } };
}

function isAllowed(source: Source, parts: readonly Part[], name: string, value: Json): boolean {
  const places = propertiesOf(parts).get(name) ?? [];
  return places
    .flatMap((place) => partsOf(source, place))
    .map(({ keywords }) => toObject(keywords))
    .every((keywords) => {
      const values = member(keywords, 'enum');
      const constant = member(keywords, 'const');
      if (isList(values) && !values.includes(value)) return false;
      return constant === undefined || sameJson(constant, value);
    });
}

/** The values that a tag made by `branchTag` asks for. */
export function tagMembers(tag: JsonObject | undefined): [string, Json][] {
  const properties = member(tag, 'properties');
  if (!isObject(properties)) return [];
  return Object.entries(properties).flatMap(([name, schema]) => {
    const value = member(member(schema, 'enum'), '0');
    return value === undefined ? [] : [[name, value] satisfies [string, Json]];
  });
}
