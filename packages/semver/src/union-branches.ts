import type { Json, Shape } from '@specline/openapi';
import { flattened, withMember } from './merged-schema.js';
import type { Flat, Schemas, Union } from './merged-schema.js';

/** The forms that a value may have, none of them a union, and whether it may be null besides. */
export interface Alternatives {
  readonly pointer: string;
  readonly forms: readonly Flat[];
  readonly nullable: boolean;
  /** The union that they come from; absent where they come from a list of types, or are one. */
  readonly union?: Union['kind'];
  /** Further unions that hold besides. */
  readonly besides: readonly Union[];
}

/** Unions in one another are laid open until there are this many forms, or so many members were looked at. */
const MAX_FORMS = 1000;
const MAX_MEMBERS = 10_000;

export function alternativesOf(shapes: readonly Shape[], schemas: Schemas): Alternatives {
  const flat = flattened(shapes, schemas);
  const [union, ...besides] = flat.unions;
  const found: Omit<Alternatives, 'forms'> = { pointer: flat.pointer, nullable: flat.nullable, besides };
  if (union === undefined) return { ...found, forms: formsByType(flat) };
  const forms: Flat[] = [];
  const nullable = lay(flat, union, { schemas, forms, open: new Set(), members: 0 }) || flat.nullable;
  return { ...found, nullable, forms, union: union.kind };
}

interface Laying {
  readonly schemas: Schemas;
  readonly forms: Flat[];
  /** The unions around: one that has itself as a member says nothing more by that. */
  readonly open: Set<string>;
  members: number;
}

/** Adds the forms of a union's members; whether any of them may be null. */
function lay(flat: Flat, union: Union, laying: Laying): boolean {
  const { schemas, forms, open } = laying;
  if (open.has(union.pointer)) return false;
  open.add(union.pointer);
  let nullable = false;
  for (const member of union.members) {
    laying.members += 1;
    const merged = withMember(flat, member, schemas);
    const [inner] = merged.unions;
    if (inner !== undefined && forms.length < MAX_FORMS && laying.members < MAX_MEMBERS)
      nullable = lay(merged, inner, laying) || nullable;
    else {
      forms.push(...formsByType(merged));
      nullable ||= merged.nullable;
    }
  }
  open.delete(union.pointer);
  return nullable;
}

/** A list of types is one form for each. */
function formsByType(flat: Flat): Flat[] {
  const types = flat.types ?? impliedTypes(flat);
  if (types === undefined || types.length === 0) return [types === undefined ? flat : { ...flat, types }];
  const distinct = types.filter((name) => name !== 'integer' || !types.includes('number'));
  return distinct.map((name) => (distinct.length === 1 ? { ...flat, types: [name] } : ofType(name, flat)));
}

/** The keywords of each type: those of other types say nothing of its values. */
const KEYWORDS: Readonly<Record<string, RegExp>> = {
  string: /^(min|max)Length|^pattern|^content/,
  number: /imum|^multipleOf/,
  array: /Items|[cC]ontains/,
  object: /Properties|^propertyNames|^dependent/,
};

function ofType(name: string, flat: Flat): Flat {
  const own = name === 'integer' ? 'number' : name;
  const others = Object.keys(KEYWORDS).filter((type) => type !== own);
  const says = ([keyword]: readonly [string, unknown]) =>
    !others.some((type) => KEYWORDS[type]?.test(keyword));
  return {
    ...flat,
    types: [name],
    assertions: new Map([...flat.assertions].filter(says)),
    conditions: new Map([...flat.conditions].filter(says)),
    ...(flat.values && valuesOfType(flat.values, own)),
  };
}

/** Of the values of several types, those of one. */
function valuesOfType(values: readonly Json[], own: string): Pick<Flat, 'values'> {
  return { values: values.filter((value) => typeOfValue(value).replace('integer', 'number') === own) };
}

/** Without `type`, what only one type has tells which one is meant. */
function impliedTypes({ values, properties, required, additional, patterns, items, prefixItems }: Flat) {
  if (values !== undefined) return typesOfValues(values);
  if (properties.size + required.size + patterns.size > 0 || additional !== undefined) return ['object'];
  return items !== undefined || prefixItems !== undefined ? ['array'] : undefined;
}

function typesOfValues(values: readonly Json[]): readonly string[] {
  return [...new Set(values.map(typeOfValue))];
}

function typeOfValue(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
