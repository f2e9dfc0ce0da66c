import type { Property, Type, UnionType } from '@specline/openapi';
import type { Tag } from './discriminators.js';

/** Finds the type of a named schema. */
export type TypeAt = (pointer: string) => Type | undefined;

/**
 * The values by which a discriminator picks a member of its union, where the member's own type does not say so yet and can
 * be told to; undefined where nothing is to be added. A schema's own values stand against a mapping that contradicts them.
 */
export function addedTags(
  { discriminator }: UnionType,
  index: number,
  member: Type,
  typeAt: TypeAt,
): readonly string[] | undefined {
  const mapping = discriminator?.mapping.filter((entry) => entry.member === index) ?? [];
  const values = mapping.map(({ value }) => value);
  if (discriminator === undefined || values.length === 0) return undefined;
  const tags = propertiesOf(member, discriminator.property, typeAt, new Set());
  if (tags === 'closed' || tags.some(({ access }) => access !== undefined)) return undefined;
  let left: readonly string[] = values;
  for (const { type } of tags) left = left.filter((value) => admits(type, value, typeAt));
  if (left.length === 0) return undefined;
  return areSaid(tags, left, typeAt) ? undefined : left;
}

/** Whether a type itself requires the property and gives it no other values. */
export function isTagSaid(type: Type, { property, values }: Tag, typeAt: TypeAt): boolean {
  const tags = propertiesOf(type, property, typeAt, new Set());
  return tags === 'closed' || areSaid(tags, values, typeAt);
}

/** Whether a type lets its own property have the values of a tag. */
export function admitsTag(type: Type, { property, values }: Tag, typeAt: TypeAt): boolean {
  const tags = propertiesOf(type, property, typeAt, new Set());
  if (tags === 'closed') return true;
  return tags.every((tag) => values.every((value) => admits(tag.type, value, typeAt)));
}

function areSaid(tags: readonly Property[], wanted: readonly string[], typeAt: TypeAt): boolean {
  return tags.some(({ type }) => isWithin(type, wanted, typeAt)) && tags.some(({ required }) => required);
}

function isWithin(type: Type, wanted: readonly string[], typeAt: TypeAt, depth = 0): boolean {
  const target = type.kind === 'reference' && depth < 20 ? typeAt(type.to) : undefined;
  if (target !== undefined) return isWithin(target, wanted, typeAt, depth + 1);
  if (type.kind !== 'enum' || type.open) return false;
  return type.values.every((value) => typeof value === 'string' && wanted.includes(value));
}

/**
 * All declarations of a property, those of each schema once; `closed` where a value with it is none of the type, or where
 * the members of a union say by themselves what they are.
 */
function propertiesOf(
  type: Type,
  name: string,
  typeAt: TypeAt,
  seen: Set<string>,
): readonly Property[] | 'closed' {
  switch (type.kind) {
    case 'object': {
      const own = type.properties.filter((property) => property.name === name);
      return own.length === 0 && type.additional === false ? 'closed' : own;
    }
    case 'intersection': {
      const parts = type.members.map((part) => propertiesOf(part, name, typeAt, seen));
      return parts.includes('closed') ? 'closed' : parts.flatMap((part) => (part === 'closed' ? [] : part));
    }
    case 'reference': {
      const target = seen.has(type.to) ? undefined : typeAt(type.to);
      seen.add(type.to);
      return target === undefined ? [] : propertiesOf(target, name, typeAt, seen);
    }
    case 'union':
      return saysItself(type, name, typeAt, seen) ? 'closed' : [];
    case 'unknown':
      return [];
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'binary':
    case 'enum':
    case 'array':
    case 'tuple':
    case 'stream':
      return 'closed';
  }
}

function saysItself(
  { discriminator, members }: UnionType,
  name: string,
  typeAt: TypeAt,
  seen: Set<string>,
): boolean {
  if (discriminator?.property === name) return true;
  return members.some((member) => {
    const tags = propertiesOf(member, name, typeAt, seen);
    return tags === 'closed' || tags.some(({ type }) => type.kind !== 'string');
  });
}

/** Whether a property of this type may have the value. `known` has the answers for schemas, each of which is asked once. */
function admits(type: Type, value: string, typeAt: TypeAt, known = new Map<string, boolean>()): boolean {
  switch (type.kind) {
    case 'string':
    case 'unknown':
      return true;
    case 'enum':
      return type.open || type.values.includes(value);
    case 'union':
      return type.members.some((member) => admits(member, value, typeAt, known));
    case 'intersection':
      return type.members.every((member) => admits(member, value, typeAt, known));
    case 'reference': {
      const answer = known.get(type.to);
      if (answer !== undefined) return answer;
      known.set(type.to, false);
      const target = typeAt(type.to);
      const found = target !== undefined && admits(target, value, typeAt, known);
      known.set(type.to, found);
      return found;
    }
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'binary':
    case 'array':
    case 'tuple':
    case 'object':
    case 'stream':
      return false;
  }
}
