import { walkType } from '@specline/openapi';
import type { NamedSchema, Type } from '@specline/openapi';
import type { Direction } from '../types/schema-names.js';

/** Why a named type is not the same as what openapi-typescript prints for its schema. */
export type Reason =
  'readOnly' | 'writeOnly' | 'open-enum' | 'binary' | 'free-form-object' | 'mixed-map' | 'discriminator';

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
export function differencesOf(schemas: readonly NamedSchema[]): Differences {
  const targets = new Map(schemas.map(({ pointer, type }) => [pointer, type]));
  return (type, direction) => {
    const seen = new Set<string>();
    const found: Difference[] = [];
    const pending = [type];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      walkType(next, (part) => {
        found.push(...ownDifferences(part, direction));
        const target = part.kind === 'reference' ? targets.get(part.to) : undefined;
        if (part.kind !== 'reference' || target === undefined || seen.has(part.to)) return;
        seen.add(part.to);
        pending.push(target);
      });
    }
    return found;
  };
}

function ownDifferences(type: Type, direction: Direction): Difference[] {
  const { pointer } = type;
  if (type.kind === 'enum') return type.open ? [{ pointer, reason: 'open-enum' }] : [];
  if (type.kind === 'binary') return direction === 'request' ? [{ pointer, reason: 'binary' }] : [];
  if (type.kind === 'union')
    return type.discriminator === undefined ? [] : [{ pointer, reason: 'discriminator' }];
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
