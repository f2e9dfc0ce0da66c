import type { Json, Named, Shape } from '@specline/openapi';
import { isOddName, namePattern, wholePattern } from './quoted-keys.js';
import { allParts, leadsTo } from './composition.js';
import { Unchecked } from './unchecked.js';
import type { UncheckedPart } from './unchecked.js';
import type { Shapes } from './composition.js';

/** A JSON Schema 2020-12 in which the keyword `calls` stands for `$ref`: the name of the check that judges the value too. */
export type Schema = Readonly<Record<string, Json>> | boolean;

export const CALLS = 'calls';

/** A function that checks a value, by its schema. */
export interface CheckSchema {
  readonly name: string;
  readonly schema: Schema;
  /** The names of those that it calls. */
  readonly calls: ReadonlySet<string>;
  /** The pointer of its schema, where that is a named one. */
  readonly pointer?: string;
}

/**
 * How a schema is read: of what arrives, or to the letter, as in `not`, where being lenient would refuse what is right.
 *
 * What arrives may lack what only requests have, and more than one member of `oneOf` may fit it: `format` is not asserted,
 * by which they often differ.
 */
type Reading = 'received' | 'literal';

/** Where a schema stands. */
interface Position {
  readonly reading: Reading;
  /** A member of a composition: it may say anything of a value whose type another part says. */
  readonly isPart?: true;
  /** Properties that only requests have, by another part of the same composition. */
  readonly hidden: ReadonlySet<string>;
  /** Set where members that no part knows are refused: parts stand in place, these being the pointers of those around. */
  readonly inline?: ReadonlySet<string>;
  /** Set where another value is judged than that of the check: what is in it. */
  readonly isInner?: true;
  readonly owner: Owner;
}

/** The check that a schema is read for. */
interface Owner {
  readonly calls: Set<string>;
  readonly pointer?: string;
}

const NOTHING: ReadonlySet<string> = new Set();
const TYPES: ReadonlySet<string> = new Set(['array', 'boolean', 'integer', 'number', 'object', 'string']);

/** Reads shapes as the schemas of checks: one for each value that arrives, and for each named shape on the way. */
export class CheckSchemas {
  readonly #shapes: Shapes;
  readonly #typeNames: ReadonlyMap<string, string>;
  readonly #unchecked: Unchecked;
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #pending: (() => void)[] = [];
  readonly #checks = new Map<string, CheckSchema>();

  /** @param typeNames - what named shapes are called, by their pointers */
  constructor(shapes: Shapes, typeNames: ReadonlyMap<string, string>) {
    this.#shapes = shapes;
    this.#typeNames = typeNames;
    this.#unchecked = new Unchecked(shapes);
  }

  /** The check of a value that arrives; of one that has a name, that one's. */
  add(shape: Shape, wanted: string): string {
    const { reference, ...rest } = shape;
    const only = reference !== undefined && Object.keys(rest).length === 1;
    const name = only
      ? this.#reference(reference, received({ calls: new Set() }))
      : this.#named(`\0${wanted}`, wanted, undefined, (owner) => this.#schema(shape, received(owner)));
    for (let read = this.#pending.pop(); read !== undefined; read = this.#pending.pop()) read();
    return name;
  }

  /** All checks by their names. */
  all(): ReadonlyMap<string, CheckSchema> {
    return this.#checks;
  }

  /** What no check asserts, each part once. */
  unchecked(): readonly UncheckedPart[] {
    return this.#unchecked.found();
  }

  #named(key: string, wanted: string, pointer: string | undefined, read: (owner: Owner) => Schema): string {
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    // Ajv takes plain names alone.
    const base = `check${/^\w+$/.test(wanted) ? wanted : ''}`;
    let name = base;
    for (let number = 2; this.#taken.has(name); number += 1) name = `${base}_${number}`;
    this.#taken.add(name);
    this.#names.set(key, name);
    const at = pointer === undefined ? {} : { pointer };
    this.#pending.push(() => {
      const calls = new Set<string>();
      this.#checks.set(name, { name, schema: read({ calls, ...at }), calls, ...at });
    });
    return name;
  }

  #reference(pointer: string, { reading, hidden }: Position): string {
    const shape = this.#shapes[pointer] ?? { pointer };
    const own = this.#hiddenBy(shape);
    const key = JSON.stringify([
      pointer,
      reading,
      ...[...hidden].filter((name) => !own.has(name)).toSorted(),
    ]);
    return this.#named(key, this.#typeNames.get(pointer) ?? '', pointer, (owner) =>
      this.#schema(shape, reading === 'literal' ? literal(owner) : { ...received(owner), hidden }),
    );
  }

  /** What calls the check of a named shape. One that judges its own value again by way of others judges it once. */
  #call(pointer: string, position: Position): Schema {
    const { owner, inline, isInner } = position;
    if (inline !== undefined) {
      if (inline.has(pointer)) return true;
      const shape = this.#shapes[pointer] ?? { pointer };
      return this.#schema(shape, { ...position, inline: new Set([...inline, pointer]) });
    }
    if (!isInner && owner.pointer !== undefined && leadsTo(pointer, owner.pointer, this.#shapes)) return true;
    const name = this.#reference(pointer, position);
    owner.calls.add(name);
    return { [CALLS]: name };
  }

  #schema(shape: Shape, above: Position): Schema {
    const position = this.#within(shape, above);
    const types = typesOf(shape, position);
    const values = shape.open && position.reading === 'received' ? undefined : shape.values;
    if (types?.length === 0 || values?.length === 0) return shape.nullable ? { type: 'null' } : false;
    const isComposed = ['reference', 'allOf', 'oneOf', 'anyOf', 'conditions'].some((name) => name in shape);
    const isWrapped = shape.nullable === true && isComposed;
    const nulls = shape.nullable && !isWrapped;
    const schema: Schema = record([
      ['type', types && single(nulls ? [...types, 'null'] : types)],
      ['enum', values && (nulls ? [...values, null] : values)],
      ...this.#unchecked.assertionsOf(shape),
      ...this.#members(shape, position),
      ...this.#compositions(shape, position),
    ]);
    // Not `anyOf`: what is wrong with a value other than null is to be told.
    return isWrapped ? { if: { type: 'null' }, else: schema } : schema;
  }

  /** What is known of the properties of a shape, its own and those of the parts that it combines included. */
  #within(shape: Shape, around: Position): Position {
    const closing = shape.conditions?.filter(({ name }) => name.startsWith('unevaluated')) ?? [];
    const isClosed = closing.some(({ name }) => this.#unchecked.canTell(name, shape));
    const above = isClosed ? { ...around, inline: around.inline ?? NOTHING } : around;
    if (above.reading === 'literal') return above;
    const own = this.#hiddenBy(shape);
    return own.size === 0 ? above : { ...above, hidden: new Set([...above.hidden, ...own]) };
  }

  /** The properties that only requests have, by what the shape says itself. */
  #hiddenBy(shape: Shape): ReadonlySet<string> {
    const parts = [...allParts(shape, this.#shapes)];
    return new Set(
      parts.flatMap(({ properties = [] }) =>
        properties.filter((property) => property.shape.access === 'write-only').map(({ name }) => name),
      ),
    );
  }

  #members(shape: Shape, { reading, hidden, owner }: Position): Entry[] {
    const inner: Position = { ...(reading === 'literal' ? literal(owner) : received(owner)), isInner: true };
    const schema = (part: Shape) => this.#schema(part, inner);
    const required = shape.required?.filter((name) => !hidden.has(name)) ?? [];
    const properties = (shape.properties ?? []).map(({ name, shape: property }): Entry => {
      return [name, hidden.has(name) ? true : schema(property)];
    });
    const plain = properties.filter(([name]) => !isOddName(name));
    const odd = properties.filter(([name]) => isOddName(name));
    const checked = (shape.patterns ?? []).filter(({ name }) => this.#unchecked.isChecked(name, shape, true));
    // A member that an unchecked pattern may be about is not one of the others.
    const isOpen = checked.length < (shape.patterns ?? []).length;
    const patterns = [
      ...checked.map(({ name, shape: one }): Entry => [wholePattern(name), schema(one)]),
      ...odd.map(([name, value]): Entry => [namePattern(name), value]),
      ...(isOpen ? [['', true] as const] : []),
    ];
    return [
      ['required', required.length === 0 ? undefined : [...new Set(required)]],
      ['properties', plain.length === 0 ? undefined : record(plain)],
      ['patternProperties', patterns.length === 0 ? undefined : record(patterns)],
      ['additionalProperties', shape.additional && schema(shape.additional)],
      ['prefixItems', shape.prefixItems?.map(schema)],
      ['items', shape.items && schema(shape.items)],
    ];
  }

  #compositions(shape: Shape, position: Position): Entry[] {
    const part = (one: Shape) => this.#schema(one, { ...position, isPart: true });
    const { allOf = [], oneOf = [], anyOf = [] } = shape;
    const all: Json[] = [...allOf.map(part), ...this.#dependents(shape.conditions ?? [], position)];
    if (shape.reference !== undefined) all.unshift(this.#call(shape.reference, position));
    const any: Json[][] = [];
    const exact =
      position.reading === 'literal' && oneOf.length > 0 && this.#unchecked.canTell('oneOf', shape);
    for (const union of exact ? [anyOf] : [oneOf, anyOf]) {
      const members = [...new Map(union.map(part).map((one) => [JSON.stringify(one), one])).values()];
      if (members.length === 1) all.push(...members);
      else if (members.length > 1) any.push(members);
    }
    all.push(...any.slice(1).map((members) => ({ anyOf: members })));
    const conditions = (shape.conditions ?? []).filter(({ name }) => this.#unchecked.canTell(name, shape));
    return [
      ...combined(all),
      ['oneOf', exact ? oneOf.map(part) : undefined],
      ['anyOf', any[0]],
      ...this.#conditions(conditions, position),
    ];
  }

  #conditions(conditions: readonly Named[], position: Position): Entry[] {
    return conditions
      .filter(({ name }) => name !== 'contentSchema' && !name.startsWith(DEPENDENT))
      .map(({ name, shape }) => [name, this.#schema(shape, conditionPosition(name, position))]);
  }

  /** `dependentSchemas` as a condition, for Ajv leaves out some names there. */
  #dependents(conditions: readonly Named[], position: Position): Json[] {
    return conditions
      .filter(({ name }) => name.startsWith(DEPENDENT))
      .map(({ name, shape }) => {
        const property = name.slice(DEPENDENT.length).replaceAll('~1', '/').replaceAll('~0', '~');
        const then = this.#schema(shape, { ...position, isPart: true });
        return { if: { type: 'object', required: [property] }, then };
      });
  }
}

const DEPENDENT = 'dependentSchemas/';

function received(owner: Owner): Position {
  return { reading: 'received', hidden: NOTHING, owner };
}

function literal(owner: Owner): Position {
  return { reading: 'literal', isPart: true, hidden: NOTHING, owner };
}

function conditionPosition(keyword: string, position: Position): Position {
  const { isInner, inline, owner } = position;
  switch (keyword) {
    case 'then':
    case 'else':
      return { ...position, isPart: true };
    case 'if':
      return { ...literal(owner), ...(inline && { inline }), ...(isInner && { isInner }) };
    case 'not':
      return { ...literal(owner), ...(isInner && { isInner }) };
    default:
      return { ...literal(owner), isInner: true };
  }
}

/** All of them; a call alone stands for itself. */
function combined(all: readonly Json[]): Entry[] {
  const telling = all.filter((schema) => schema !== true);
  const [only] = telling;
  if (telling.length === 1 && isCall(only)) return [[CALLS, only[CALLS]]];
  return telling.length === 0 ? [] : [['allOf', telling]];
}

function isCall(schema: Json | undefined): schema is Readonly<Record<string, Json>> {
  return typeof schema === 'object' && schema !== null && Object.keys(schema).join() === CALLS;
}

type Entry = readonly [name: string, value: Json | undefined];

/** An object of what is there, `__proto__` included. */
function record(entries: readonly Entry[]): Readonly<Record<string, Json>> {
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

/** The types that a shape names; where it names none, the one whose members it describes. */
function typesOf(shape: Shape, { reading, isPart }: Position): readonly string[] | undefined {
  const { types, values } = shape;
  if (types !== undefined) return types.every((type) => TYPES.has(type)) ? [...new Set(types)] : undefined;
  if (reading === 'literal' || isPart || values !== undefined) return undefined;
  if (shape.properties ?? shape.required ?? shape.additional ?? shape.patterns) return ['object'];
  return (shape.items ?? shape.prefixItems) ? ['array'] : undefined;
}

function single(types: readonly string[]): Json {
  return types.length === 1 ? (types[0] ?? null) : types;
}
