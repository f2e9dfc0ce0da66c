import { withFacts } from './facts.js';
import type { Type, TypeFacts } from './model.js';

/** Any of the members: nested unions without a discriminator are laid open, and one member stands for itself. */
export function unionOf(members: readonly Type[], facts: TypeFacts): Type {
  const flat = members.flatMap((type) =>
    type.kind === 'union' && type.discriminator === undefined ? type.members : [type],
  );
  const nulls = flat.filter(({ kind }) => kind === 'null');
  const distinct =
    nulls.length > 1 ? [...flat.filter(({ kind }) => kind !== 'null'), ...nulls.slice(0, 1)] : flat;
  const [only] = distinct;
  if (only === undefined) return { ...facts, kind: 'never' };
  return distinct.length === 1 ? withFacts(only, facts) : { ...facts, kind: 'union', members: distinct };
}

/** The one member that a nullable type has besides null; any other type is itself. */
export function withoutNull(type: Type): Type {
  if (type.kind !== 'union') return type;
  const others = type.members.filter(({ kind }) => kind !== 'null');
  const [only] = others;
  return only !== undefined && others.length === 1 ? only : type;
}
