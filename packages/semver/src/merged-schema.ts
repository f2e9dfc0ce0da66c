import type { Json, Named, Shape } from '@specline/openapi';
import { canonical } from './canonical.js';

/** All that a value must be at once: a schema with what it refers to and its `allOf` laid into one. */
export interface Flat {
  readonly pointer: string;
  /** The named schema that it is, as it stands. */
  readonly name?: string;
  /** Absent where any is allowed, empty where none is. */
  types?: readonly string[];
  nullable: boolean;
  values?: readonly Json[];
  open: boolean;
  format?: string;
  readonly properties: Map<string, readonly Shape[]>;
  readonly required: Set<string>;
  additional?: readonly Shape[];
  readonly patterns: Map<string, readonly Shape[]>;
  items?: readonly Shape[];
  prefixItems?: readonly Shape[];
  readonly unions: readonly Union[];
  readonly assertions: Map<string, Json>;
  readonly conditions: Map<string, Shape>;
  discriminator?: Json;
  default?: Json;
  deprecated: boolean;
  access?: NonNullable<Shape['access']>;
  readonly documentation: readonly Json[];
}

/** Some of the members, or exactly one of them. */
export interface Union {
  readonly kind: 'anyOf' | 'oneOf';
  readonly pointer: string;
  readonly members: readonly Shape[];
}

export type Schemas = Readonly<Record<string, Shape>>;

/** What schemas that hold together allow. */
export function flattened(shapes: readonly Shape[], schemas: Schemas): Flat {
  const [first] = shapes;
  const name = shapes.length === 1 && first !== undefined ? namedBy(first) : undefined;
  const flat: Flat = {
    pointer: name ?? first?.pointer ?? '#',
    ...(name === undefined ? {} : { name }),
    nullable: false,
    open: false,
    properties: new Map(),
    required: new Set(),
    patterns: new Map(),
    unions: [],
    assertions: new Map(),
    conditions: new Map(),
    deprecated: false,
    documentation: [],
  };
  return addedTo(flat, shapes, schemas);
}

/** What a member of a union allows, given what stands beside the union. */
export function withMember(flat: Flat, member: Shape, schemas: Schemas): Flat {
  const name = namedBy(member);
  const { name: _, ...base } = flat;
  const copy: Flat = {
    ...base,
    pointer: name ?? member.pointer,
    ...(name === undefined ? {} : { name }),
    properties: new Map(flat.properties),
    required: new Set(flat.required),
    patterns: new Map(flat.patterns),
    assertions: new Map(flat.assertions),
    conditions: new Map(flat.conditions),
    unions: [],
  };
  return addedTo(copy, [member], schemas);
}

/** The named schema that a shape is, with nothing said beside the reference. */
export function namedBy(shape: Shape): string | undefined {
  const { pointer: _, reference, documentation: __, ...rest } = shape;
  return reference !== undefined && Object.keys(rest).length === 0 ? reference : undefined;
}

function addedTo(flat: Flat, shapes: readonly Shape[], schemas: Schemas): Flat {
  const unions = [...flat.unions];
  const documentation = [...flat.documentation];
  const seen = new Set<string>();
  const pending = shapes.toReversed();
  for (let shape = pending.pop(); shape !== undefined; shape = pending.pop()) {
    add(flat, shape);
    if (shape.documentation !== undefined) documentation.push(shape.documentation);
    for (const kind of ['anyOf', 'oneOf'] as const) {
      const members = shape[kind]?.filter((member) => !isNull(member));
      if (members === undefined) continue;
      if (members.length < (shape[kind] ?? []).length) flat.nullable = true;
      if (members.length > 1) unions.push({ kind, pointer: `${shape.pointer}/${kind}`, members });
      else for (const member of members) pending.push(member);
    }
    for (const part of (shape.allOf ?? []).toReversed()) pending.push(part);
    const { reference } = shape;
    if (reference === undefined || seen.has(reference)) continue;
    seen.add(reference);
    const target = Object.hasOwn(schemas, reference) ? schemas[reference] : undefined;
    if (target !== undefined) pending.push(target);
  }
  return { ...flat, unions, documentation };
}

function isNull({ types, nullable, values }: Shape): boolean {
  return nullable === true && (types?.length === 0 || (types === undefined && values?.length === 0));
}

function add(flat: Flat, shape: Shape): void {
  if (shape.types !== undefined) flat.types = bothTypes(flat.types, shape.types);
  if (shape.values !== undefined) flat.values = bothValues(flat.values, shape.values);
  if (shape.nullable) flat.nullable = true;
  if (shape.open) flat.open = true;
  if (shape.format !== undefined) flat.format = shape.format;
  addAll(flat.properties, shape.properties);
  addAll(flat.patterns, shape.patterns);
  for (const name of shape.required ?? []) flat.required.add(name);
  if (shape.additional !== undefined) flat.additional = [...(flat.additional ?? []), shape.additional];
  if (shape.items !== undefined) flat.items = [...(flat.items ?? []), shape.items];
  if (shape.prefixItems !== undefined) flat.prefixItems = shape.prefixItems;
  for (const [name, value] of Object.entries(shape.assertions ?? {})) addAssertion(flat, name, value);
  for (const { name, shape: condition } of shape.conditions ?? []) addCondition(flat, name, condition);
  if (shape.discriminator !== undefined) flat.discriminator = shape.discriminator;
  if (shape.default !== undefined) flat.default = shape.default;
  if (shape.deprecated) flat.deprecated = true;
  if (shape.access !== undefined) flat.access = shape.access;
}

function addAll(map: Map<string, readonly Shape[]>, named: readonly Named[] = []): void {
  for (const { name, shape } of named) map.set(name, [...(map.get(name) ?? []), shape]);
}

function bothTypes(a: readonly string[] | undefined, b: readonly string[]): readonly string[] {
  if (a === undefined) return b;
  const has = (types: readonly string[], name: string) =>
    types.includes(name) || (name === 'integer' && types.includes('number'));
  return [...new Set([...a.filter((name) => has(b, name)), ...b.filter((name) => has(a, name))])];
}

function bothValues(a: readonly Json[] | undefined, b: readonly Json[]): readonly Json[] {
  if (a === undefined) return b;
  const known = new Set(b.map(canonical));
  return a.filter((value) => known.has(canonical(value)));
}

/** Bounds that several schemas set: the tighter one holds. */
const TIGHTER: Readonly<Record<string, (a: number, b: number) => number>> = {
  minimum: Math.max,
  exclusiveMinimum: Math.max,
  minLength: Math.max,
  minItems: Math.max,
  minProperties: Math.max,
  maximum: Math.min,
  exclusiveMaximum: Math.min,
  maxLength: Math.min,
  maxItems: Math.min,
  maxProperties: Math.min,
};

function addAssertion(flat: Flat, name: string, value: Json): void {
  const known = flat.assertions.get(name);
  const tighter = Object.hasOwn(TIGHTER, name) ? TIGHTER[name] : undefined;
  if (tighter !== undefined && typeof known === 'number' && typeof value === 'number')
    flat.assertions.set(name, tighter(known, value));
  else flat.assertions.set(known === undefined ? name : freeName(flat.assertions, name), value);
}

function addCondition(flat: Flat, name: string, condition: Shape): void {
  flat.conditions.set(freeName(flat.conditions, name), condition);
}

/** Keywords that several schemas have are told apart by number. */
function freeName(taken: ReadonlyMap<string, unknown>, name: string): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name} ${number}`;
  return free;
}
