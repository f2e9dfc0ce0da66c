import { walkType } from '@specline/openapi';
import type { NamedSchema, Type, UnionType } from '@specline/openapi';
import { onCircles } from '../types/circles.js';
import { addedTags } from '../types/discriminated.js';
import type { TypeAt } from '../types/discriminated.js';
import { endlessSchemas } from '../types/schema-names.js';
import type { Direction } from '../types/schema-names.js';

/** Why a named type is not the same as what openapi-typescript prints for its schema. */
export type Reason =
  | 'readOnly'
  | 'writeOnly'
  | 'open-enum'
  | 'binary'
  | 'free-form-object'
  | 'mixed-map'
  | 'circular-list'
  | 'discriminator';

/** A place where the two differ. */
export interface Difference {
  readonly pointer: string;
  readonly reason: Reason;
}

/** How a named type stands to its twin: which of them can be assigned to the other. */
export type Relation = 'equal' | 'wider' | 'narrower' | 'different';

/** Which direction of assignment each reason leaves: from the twin to the named type, from the named type to the twin. */
const HOLDS: Readonly<Record<Reason, { readonly fromTwin: boolean; readonly toTwin: boolean }>> = {
  // The twin has the member, and requires it.
  readOnly: { fromTwin: true, toTwin: false },
  writeOnly: { fromTwin: true, toTwin: false },
  // The twin knows only the listed values.
  'open-enum': { fromTwin: true, toTwin: false },
  // The twin says `string`.
  binary: { fromTwin: false, toTwin: false },
  // The twin says that there are no members.
  'free-form-object': { fromTwin: true, toTwin: false },
  // The twin is an intersection that no literal satisfies.
  'mixed-map': { fromTwin: true, toTwin: false },
  // The twin ends a circle of lists with `unknown`.
  'circular-list': { fromTwin: false, toTwin: true },
  // The twin rewrites the schemas that a discriminator tells apart.
  discriminator: { fromTwin: true, toTwin: false },
};

/** What differences leave of being equal. */
export function relationOf(differences: readonly Difference[]): Relation {
  const fromTwin = differences.every(({ reason }) => HOLDS[reason].fromTwin);
  const toTwin = differences.every(({ reason }) => HOLDS[reason].toTwin);
  if (fromTwin) return toTwin ? 'equal' : 'wider';
  return toTwin ? 'narrower' : 'different';
}

/** The differences of a type, of what it refers to included. */
export type Differences = (type: Type, direction: Direction) => Difference[];

/** Finds differences. What the schemas themselves hold is looked at once. */
export function differencesOf(
  schemas: readonly NamedSchema[],
  others: readonly Type[],
  heirs: readonly string[],
): Differences {
  const targets = new Map(schemas.map(({ pointer, type }) => [pointer, type]));
  const marks = markedSchemas(schemas, others, heirs, (pointer) => targets.get(pointer));
  return (type, direction) => {
    const seen = new Set<string>();
    const found: Difference[] = [...(marks.get(type.pointer) ?? [])];
    const pending = [type];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const picked = new Set<Type>();
      walkType(next, (part) => {
        found.push(...ownDifferences(part, direction));
        // What a discriminator picks says so in both.
        if (part.kind === 'union' && part.discriminator !== undefined)
          for (const { member } of part.discriminator.mapping) picked.add(part.members[member] ?? part);
        const target = part.kind === 'reference' ? targets.get(part.to) : undefined;
        if (part.kind !== 'reference' || target === undefined) return;
        const marked = marks.get(part.to) ?? [];
        found.push(...marked.filter(({ reason }) => reason !== 'discriminator' || !picked.has(part)));
        if (seen.has(part.to)) return;
        seen.add(part.to);
        pending.push(target);
      });
    }
    return found;
  };
}

/** Schemas that openapi-typescript prints differently as a whole. */
function markedSchemas(
  schemas: readonly NamedSchema[],
  others: readonly Type[],
  heirs: readonly string[],
  typeAt: TypeAt,
): Map<string, Difference[]> {
  const marks = new Map<string, Difference[]>();
  const mark = (pointer: string, reason: Reason) => {
    const known = marks.get(pointer) ?? [];
    if (known.every((difference) => difference.reason !== reason)) known.push({ pointer, reason });
    marks.set(pointer, known);
  };
  for (const pointer of heirs) mark(pointer, 'discriminator');
  for (const pointer of listCircles(schemas)) mark(pointer, 'circular-list');
  for (const root of [...schemas.map(({ type }) => type), ...others]) {
    walkType(root, (part) => {
      if (part.kind !== 'union') return;
      for (const [index, member] of part.members.entries()) {
        const isTagged = addedTags(part, index, member, typeAt) !== undefined || isStandard(part, index);
        if (member.kind === 'reference' && isTagged) mark(member.to, 'discriminator');
      }
    });
  }
  return marks;
}

/** Whether a member is the one that a discriminator picks for all values that it does not name. */
function isStandard({ discriminator }: UnionType, index: number): boolean {
  return discriminator !== undefined && discriminator.mapping.every(({ member }) => member !== index);
}

/** Schemas that lead back to themselves with nothing but lists between. */
function listCircles(schemas: readonly NamedSchema[]): string[] {
  const edges = schemas.flatMap(({ pointer, type }) =>
    listTargets(type).map((to) => ({ from: pointer, to })),
  );
  const endless = endlessSchemas(schemas);
  return [...onCircles(edges)].filter((pointer) => !endless.has(pointer));
}

function listTargets(type: Type): string[] {
  if (type.kind === 'reference') return [type.to];
  if (type.kind === 'array') return listTargets(type.items);
  if (type.kind === 'tuple') return type.items.flatMap(listTargets);
  return type.kind === 'union' || type.kind === 'intersection' ? type.members.flatMap(listTargets) : [];
}

function ownDifferences(type: Type, direction: Direction): Difference[] {
  const { pointer } = type;
  if (type.kind === 'enum') return type.open ? [{ pointer, reason: 'open-enum' }] : [];
  if (type.kind === 'binary') return direction === 'request' ? [{ pointer, reason: 'binary' }] : [];
  if (type.kind !== 'object') return [];
  const absent = direction === 'request' ? 'read-only' : 'write-only';
  const members = type.properties
    .filter(({ access, required }) => access === absent && required)
    .map((property): Difference => {
      const reason = direction === 'request' ? 'readOnly' : 'writeOnly';
      return { pointer: property.type.pointer, reason };
    });
  const { properties, patterns, additional } = type;
  const isMap = patterns !== undefined || (additional !== undefined && additional !== false);
  if (properties.length === 0 && !isMap && additional === undefined)
    return [{ pointer, reason: 'free-form-object' }];
  const isMixed = properties.length > 0 && isMap && (patterns !== undefined || isTyped(additional));
  return isMixed ? [...members, { pointer, reason: 'mixed-map' }] : members;
}

function isTyped(additional: Type | false | undefined): boolean {
  return additional !== undefined && additional !== false && additional.kind !== 'unknown';
}
