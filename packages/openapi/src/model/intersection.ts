import { withFacts } from './facts.js';
import type { ObjectType, Property, Type, TypeFacts } from './model.js';
import type { Schemas } from './schemas.js';

/** All of the parts. Parts that say nothing go, objects written in place become one, and one part stands for itself. */
export function intersectionOf(parts: readonly Type[], facts: TypeFacts, schemas: Schemas): Type {
  const telling = parts.filter((part) => parts.length === 1 || tells(part));
  const merged = mergedObjects(telling.map((part) => withoutGaps(part, telling, schemas)));
  const [only] = merged;
  if (only === undefined) return withFacts(parts[0] ?? { ...facts, kind: 'unknown' }, facts);
  return merged.length === 1 ? withFacts(only, facts) : { ...facts, kind: 'intersection', members: merged };
}

/** Whether a part narrows what stands beside it: `type: object` alone does not. */
function tells(part: Type): boolean {
  if (part.kind === 'object')
    return part.properties.length > 0 || part.additional !== undefined || part.patterns !== undefined;
  return part.kind !== 'unknown';
}

/** Objects with no property in common say the same as one object that has all their properties. */
function mergedObjects(parts: readonly Type[]): Type[] {
  const merged: Type[] = [];
  for (const part of parts) {
    const at = merged.findIndex(
      (other) => other.kind === 'object' && part.kind === 'object' && areDisjoint(other, part),
    );
    const other = merged[at];
    if (other?.kind === 'object' && part.kind === 'object') {
      merged[at] = {
        ...other,
        ...part,
        pointer: other.pointer,
        properties: [...other.properties, ...part.properties],
      };
    } else merged.push(part);
  }
  return merged;
}

function areDisjoint(a: ObjectType, b: ObjectType): boolean {
  const names = new Set(a.properties.map(({ name }) => name));
  const closed = [a, b].some(
    ({ additional, patterns }) => additional !== undefined || patterns !== undefined,
  );
  return !closed && b.properties.every(({ name }) => !names.has(name));
}

/** `required: [name]` beside a part that declares `name`: the type is that part's. */
function withoutGaps(part: Type, parts: readonly Type[], schemas: Schemas): Type {
  if (parts.length === 1) return part;
  if (part.kind === 'union') {
    const others = parts.filter((other) => other !== part);
    return { ...part, members: part.members.map((one) => withoutGaps(one, [one, ...others], schemas)) };
  }
  if (part.kind !== 'object' || !part.properties.some(isGap)) return part;
  const properties = part.properties.map((property) => {
    if (!isGap(property)) return property;
    const declared = parts
      .flatMap((other) => (other === part ? [] : (schemas.property(other, property.name) ?? [])))
      .find((candidate) => !isGap(candidate));
    return declared === undefined ? property : { ...declared, required: true };
  });
  return { ...part, properties };
}

/** Whether a property is only required, and declared by another part if at all. */
function isGap({ type }: Property): boolean {
  return type.kind === 'unknown' && type.pointer.endsWith('/required');
}
