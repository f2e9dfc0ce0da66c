import { withFacts } from './facts.js';
import type { ObjectType, Property, Type, TypeFacts } from './model.js';
import type { Schemas } from './schemas.js';

/** All of the parts. Parts that say nothing go, objects written in place become one, and one part stands for itself. */
export function intersectionOf(parts: readonly Type[], facts: TypeFacts, schemas: Schemas): Type {
  const telling = parts.filter((part) => parts.length === 1 || tells(part));
  const merged = mergedObjects(telling.map((part) => withoutGaps(part, telling, schemas)));
  const [only] = merged;
  if (only === undefined) {
    const said = parts.find(({ kind }) => kind !== 'unknown') ?? parts[0];
    return withFacts(said ?? { ...facts, kind: 'unknown' }, facts);
  }
  return merged.length === 1 ? withFacts(only, facts) : { ...facts, kind: 'intersection', members: merged };
}

/**
 * Whether a part narrows what stands beside it: `type: object` alone does not. Closed as well it would leave no member to
 * the other parts, and is meant of all together, which no type can say.
 */
function tells(part: Type): boolean {
  if (part.kind === 'object')
    return part.properties.length > 0 || (part.additional ?? false) !== false || part.patterns !== undefined;
  return part.kind !== 'unknown';
}

/** Objects that are to become one, and the names that they have together. */
interface Merging {
  readonly parts: ObjectType[];
  readonly names: Set<string>;
}

/** Objects with no property in common say the same as one object that has all their properties. */
function mergedObjects(parts: readonly Type[]): Type[] {
  const merged: (Type | Merging)[] = [];
  const objects: Merging[] = [];
  for (const part of parts) {
    if (part.kind !== 'object' || part.additional !== undefined || part.patterns !== undefined) {
      merged.push(part);
      continue;
    }
    const names = part.properties.map(({ name }) => name);
    let merging = objects.find((other) => names.every((name) => !other.names.has(name)));
    if (merging === undefined) {
      merging = { parts: [], names: new Set() };
      merged.push(merging);
      objects.push(merging);
    }
    merging.parts.push(part);
    for (const name of names) merging.names.add(name);
  }
  return merged.map((one) => ('names' in one ? mergedObject(one.parts) : one));
}

/** One object: what is said of it besides its properties is what the last of them says. */
function mergedObject(parts: readonly ObjectType[]): ObjectType {
  const properties = parts.flatMap((part) => part.properties);
  const [first] = parts;
  const facts = Object.assign({}, ...parts) as ObjectType;
  return { ...facts, pointer: first?.pointer ?? facts.pointer, properties };
}

/** `required: [name]` beside a part that declares `name`: the type is that part's. */
function withoutGaps(part: Type, parts: readonly Type[], schemas: Schemas): Type {
  if (parts.length === 1) return part;
  if (part.kind === 'union') {
    const others = parts.filter((other) => other !== part);
    return { ...part, members: part.members.map((one) => withoutGaps(one, [one, ...others], schemas)) };
  }
  if (part.kind !== 'object' || !part.properties.some(isGap)) return part;
  const declared = declaredIn(
    parts.filter((other) => other !== part),
    schemas,
  );
  const properties = part.properties.map((property) => {
    const other = isGap(property) ? declared.get(property.name) : undefined;
    return other === undefined ? property : { ...other, required: true };
  });
  return { ...part, properties };
}

/** Whether a property is only required, and declared by another part if at all. */
function isGap({ type }: Property): boolean {
  return type.kind === 'unknown' && type.pointer.endsWith('/required');
}

/** The properties that types declare themselves, or through what they refer to or combine; the first of a name. */
function declaredIn(types: readonly Type[], schemas: Schemas): Map<string, Property> {
  const declared = new Map<string, Property>();
  for (const type of types) {
    for (const part of schemas.parts(type)) {
      if (part.kind !== 'object') continue;
      for (const property of part.properties)
        if (!isGap(property) && !declared.has(property.name)) declared.set(property.name, property);
    }
  }
  return declared;
}
