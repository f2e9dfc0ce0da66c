import type { JsonObject } from '../json/json.js';
import { listOf, objectOf, textOf } from '../json/read.js';
import { isObject, join, member, normalPointer, shownValue, valueAt } from '../json/pointer.js';
import type { Discriminator, UnionType } from './model.js';

/** What tells the members of a schema's union apart: its own discriminator, else the one that all of them inherit. */
export function discriminatorOf(
  document: JsonObject,
  schema: JsonObject,
  union: UnionType,
): Discriminator | undefined {
  const own = member(schema, 'discriminator');
  const discriminator = isObject(own) ? own : inheritedByAll(document, union);
  if (discriminator === undefined) return undefined;
  const property = textOf(discriminator, 'propertyName') ?? '';
  return { property, mapping: mappingOf(discriminator, union) };
}

/** The one discriminator of the base schema on which all members of a union build, null left aside. */
function inheritedByAll(document: JsonObject, { members }: UnionType): JsonObject | undefined {
  const found = new Set(
    members
      .filter(({ kind }) => kind !== 'null')
      .map((type) => (type.kind === 'reference' ? inherited(document, type.to) : undefined)),
  );
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

/** More schemas than this build on no other: reading them is refused. */
const MAX_BASES = 200;

/** The discriminator of a schema, or of what its `allOf` names, that is not the one of a union. */
function inherited(document: JsonObject, pointer: string): JsonObject | undefined {
  const bases = new Set([pointer]);
  for (const base of bases) {
    const schema = valueAt(document, base);
    if (!isObject(schema)) continue;
    const own = member(schema, 'discriminator');
    const isUnion = ['oneOf', 'anyOf'].some((keyword) => Object.hasOwn(schema, keyword));
    if (isObject(own) && !isUnion) return own;
    for (const part of listOf(schema, 'allOf')) {
      const $ref = isObject(part) ? textOf(part, '$ref') : undefined;
      if ($ref !== undefined && bases.size < MAX_BASES) bases.add(normalPointer($ref) ?? $ref);
    }
  }
  return undefined;
}

/**
 * Explicit values by `mapping`; a member without one goes by its component's name (OpenAPI 3.1, section 4.8.25). The member
 * of `defaultMapping` has any value that no other has, or none.
 */
function mappingOf(discriminator: JsonObject, union: UnionType): Discriminator['mapping'] {
  const targets = union.members.map((type) => (type.kind === 'reference' ? type.to : undefined));
  const indexes = new Map(targets.map((target, index) => [target, index] as const).toReversed());
  const explicit = Object.entries(objectOf(discriminator, 'mapping')).flatMap(([value, target]) => {
    const index = indexes.get(targetOf(shownValue(target)));
    return index === undefined ? [] : [{ value, member: index }];
  });
  const standard = targets.indexOf(targetOf(textOf(discriminator, 'defaultMapping') ?? ''));
  const mapped = new Set([...explicit.map((entry) => entry.member), standard]);
  const implicit = targets.flatMap((target, index) => {
    return target === undefined || mapped.has(index) ? [] : [{ value: lastToken(target), member: index }];
  });
  return [...explicit, ...implicit].filter((entry) => entry.member !== standard);
}

/** A mapping names a component or holds a reference to it. */
function targetOf(text: string): string {
  const reference = text.startsWith('#') ? text : join('#/components/schemas', text);
  return normalPointer(reference) ?? reference;
}

function lastToken(pointer: string): string {
  return pointer
    .slice(pointer.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}
