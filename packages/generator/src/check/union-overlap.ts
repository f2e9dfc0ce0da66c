import type { Property, Type } from '@specline/openapi';
import type { TypeAt } from '../types/discriminated.js';

/** References and parts of parts that are looked through before anything is taken for possible. */
const DEEPEST = 10;

/**
 * Whether one member of a union may take in values of another member: then it hides where the two spellings of that other
 * member differ. False only where it is certain.
 */
export function mayHide(other: Type, member: Type, typeAt: TypeAt, depth = 0): boolean {
  if (depth > DEEPEST) return true;
  if (other.kind === 'reference' || member.kind === 'reference') {
    const [a, b] = [resolved(other, typeAt), resolved(member, typeAt)];
    return a === undefined || b === undefined || mayHide(a, b, typeAt, depth + 1);
  }
  if (other.kind === 'union') return other.members.some((one) => mayHide(one, member, typeAt, depth + 1));
  if (member.kind === 'union') return member.members.some((one) => mayHide(other, one, typeAt, depth + 1));
  if (other.kind === 'unknown' || member.kind === 'unknown') return true;
  if (isScalar(other) || isScalar(member))
    return isScalar(other) && isScalar(member) && other.kind !== 'null';
  const fields = propertiesOf(other, typeAt, depth);
  const own = propertiesOf(member, typeAt, depth);
  if (isList(other)) return isList(member) || own === undefined;
  if (isList(member)) return fields === undefined || fields.length === 0;
  return fields === undefined || own === undefined || mayTakeIn(fields, own);
}

/** Whether an object with these properties may be one with those: it has what is required, with values in common. */
function mayTakeIn(fields: readonly Property[], own: readonly Property[]): boolean {
  return fields.every(({ name, required, type }) => {
    const found = own.find((property) => property.name === name);
    if (found === undefined) return !required;
    if (required && !found.required) return false;
    return type.kind !== 'enum' || found.type.kind !== 'enum' || overlap(type.values, found.type.values);
  });
}

function overlap(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.some((value) => b.includes(value));
}

function resolved(type: Type, typeAt: TypeAt): Type | undefined {
  return type.kind === 'reference' ? typeAt(type.to) : type;
}

/** Whether a type has neither members nor items. */
export function isScalar({ kind }: Type): boolean {
  return ['null', 'never', 'boolean', 'number', 'string', 'binary', 'enum'].includes(kind);
}

function isList({ kind }: Type): boolean {
  return ['array', 'tuple', 'stream'].includes(kind);
}

/** All properties of an object or of an intersection of objects; undefined where it may be something else. */
function propertiesOf(type: Type, typeAt: TypeAt, depth: number): readonly Property[] | undefined {
  const target = depth > DEEPEST ? undefined : resolved(type, typeAt);
  if (target?.kind === 'object') return target.properties;
  if (target?.kind === 'reference') return propertiesOf(target, typeAt, depth + 1);
  if (target?.kind !== 'intersection') return undefined;
  const parts = target.members.map((part) => propertiesOf(part, typeAt, depth + 1));
  return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
}
