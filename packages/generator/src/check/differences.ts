import type { NamedSchema, ObjectType, Property, Type, UnionType } from '@specline/openapi';
import { onCircles } from '../types/cycles.js';
import { addedTags, admitsTag, isTagSaid } from '../types/discriminated.js';
import type { TypeAt } from '../types/discriminated.js';
import type { Tag } from '../types/discriminators.js';
import { endlessSchemas } from '../types/schema-names.js';
import type { Direction } from '../types/schema-names.js';
import { isScalar, mayHide } from './union-overlap.js';

/** Why a named type is not the same as what openapi-typescript prints for its schema. */
type Reason =
  | 'readOnly'
  | 'writeOnly'
  | 'open-enum'
  | 'binary'
  | 'free-form-object'
  | 'mixed-map'
  | 'tuple'
  | 'circular-list'
  | 'discriminator';

/** A place where the two differ, and which of them can be assigned to the other there. */
export interface Difference {
  readonly pointer: string;
  readonly reason: Reason;
  readonly fromTwin: boolean;
  readonly toTwin: boolean;
  /** Whether the whole differs for certain: no other member of a union around it may take in what is wider here. */
  readonly certain: boolean;
}

/** How a named type stands to its twin: which of them can be assigned to the other. */
export type Relation = 'equal' | 'wider' | 'narrower' | 'different';

/** What differences leave of being equal: one relation, or those that are left open by what is not certain. */
export function relationsOf(differences: readonly Difference[]): Relation[] {
  const fromTwin = outcomes(differences.filter((difference) => !difference.fromTwin));
  const toTwin = outcomes(differences.filter((difference) => !difference.toTwin));
  return fromTwin.flatMap((from) => toTwin.map((to) => relation(from, to)));
}

function outcomes(failing: readonly Difference[]): boolean[] {
  if (failing.length === 0) return [true];
  return failing.some(({ certain }) => certain) ? [false] : [true, false];
}

function relation(fromTwin: boolean, toTwin: boolean): Relation {
  if (fromTwin) return toTwin ? 'equal' : 'wider';
  return toTwin ? 'narrower' : 'different';
}

/** The differences of a type, of what it refers to included. */
export type Differences = (type: Type, direction: Direction) => Difference[];

/** Finds differences. `tags` are those that openapi-typescript adds to schemas, by the pointers of these. */
export function differencesOf(schemas: readonly NamedSchema[], tags: ReadonlyMap<string, Tag>): Differences {
  const types = new Map(schemas.map(({ pointer, type }) => [pointer, type]));
  const typeAt: TypeAt = (pointer) => types.get(pointer);
  const lists = listCircles(schemas);
  return (type, direction) => new Search({ typeAt, tags, lists, direction }).from(type);
}

interface Setting {
  readonly typeAt: TypeAt;
  readonly tags: ReadonlyMap<string, Tag>;
  /** Schemas that openapi-typescript ends with `unknown`. */
  readonly lists: ReadonlySet<string>;
  readonly direction: Direction;
}

/** One walk over a type and all that it refers to. */
class Search {
  readonly #setting: Setting;
  readonly #found = new Map<string, Difference>();
  /** References that were followed, and whether what is in them is certain to show. */
  readonly #seen = new Map<string, boolean>();

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  from(type: Type): Difference[] {
    this.#listed(type.pointer, type, true);
    this.#walk(type, true);
    return [...this.#found.values()];
  }

  /** A place that is reached twice shows where it shows once. */
  #add(pointer: string, reason: Reason, fromTwin: boolean, toTwin: boolean, certain: boolean): void {
    const key = `${reason} ${pointer}`;
    const known = this.#found.get(key);
    this.#found.set(key, {
      pointer,
      reason,
      fromTwin: fromTwin && known?.fromTwin !== false,
      toTwin: toTwin && known?.toTwin !== false,
      certain: certain || known?.certain === true,
    });
  }

  #walk(type: Type, certain: boolean): void {
    switch (type.kind) {
      case 'object':
        return this.#object(type, certain);
      case 'array':
      case 'stream':
        return this.#walk(type.items, certain);
      case 'tuple':
        // The twin has the listed items, all of them required.
        if (type.rest !== undefined || type.required < type.items.length)
          this.#add(type.pointer, 'tuple', true, false, certain);
        return [...type.items, ...(type.rest ? [type.rest] : [])].forEach((item) =>
          this.#walk(item, certain),
        );
      case 'union':
        return this.#union(type, certain);
      case 'intersection': {
        // With a scalar among them no value is left, and both are `never`.
        const shows = certain && !type.members.some(isScalar);
        return type.members.forEach((member) => this.#walk(member, shows));
      }
      case 'reference':
        this.#listed(type.to, type, certain);
        return this.#follow(type.to, certain);
      case 'enum':
        // The twin knows only the listed values.
        if (type.open && type.values.length > 0) this.#add(type.pointer, 'open-enum', true, false, certain);
        return;
      case 'binary':
        // The twin says `string`.
        if (this.#setting.direction === 'request') this.#add(type.pointer, 'binary', false, false, certain);
        return;
      case 'unknown':
      case 'never':
      case 'null':
      case 'boolean':
      case 'number':
      case 'string':
    }
  }

  #follow(pointer: string, certain: boolean): void {
    const target = this.#setting.typeAt(pointer);
    if (target === undefined || this.#seen.get(pointer) === true || this.#seen.get(pointer) === certain)
      return;
    this.#seen.set(pointer, certain);
    this.#walk(target, certain);
  }

  #object(type: ObjectType, certain: boolean): void {
    const { pointer, properties, patterns = [], additional } = type;
    const { direction, typeAt } = this.#setting;
    const present = properties.filter(({ access }) => access === undefined || access !== ABSENT[direction]);
    for (const property of present) this.#walk(property.type, certain);
    const values = [...patterns.map((entry) => entry.type), ...(additional ? [additional] : [])];
    const isBare = present.length === 0 && values.length === 0;
    for (const property of properties) {
      if (!present.includes(property)) this.#absent(property, isBare && additional === false, certain);
    }
    // The twin says that there are no members.
    if (isBare && properties.length === 0 && additional === undefined)
      this.#add(pointer, 'free-form-object', true, false, certain);
    if (present.length === 0) for (const value of values) this.#walk(value, certain);
    // The twin is an intersection that no literal satisfies; here the map is of anything.
    else if (values.length > 0 && !values.some((value) => isUnknown(value, typeAt)))
      this.#add(pointer, 'mixed-map', true, false, certain);
  }

  /** The twin has the member. An object that is left without any takes none. */
  #absent({ type, required }: Property, isEmpty: boolean, certain: boolean): void {
    const reason = this.#setting.direction === 'request' ? 'readOnly' : 'writeOnly';
    if (required || isEmpty) this.#add(type.pointer, reason, !isEmpty, !required, certain);
  }

  #union(type: UnionType, certain: boolean): void {
    for (const [index, member] of type.members.entries()) {
      const shows = certain && !this.#isHidden(type, member);
      const added = addedTags(type, index, member, this.#setting.typeAt);
      if (member.kind !== 'reference' || type.discriminator === undefined) this.#walk(member, shows);
      else {
        this.#picked(member.to, type.discriminator.property, added, shows);
        this.#follow(member.to, shows);
      }
    }
  }

  #isHidden({ members }: UnionType, member: Type): boolean {
    return members.some((other) => other !== member && mayHide(other, member, this.#setting.typeAt));
  }

  /** A member that the discriminator picks: both may say so, each in its own way. */
  #picked(to: string, property: string, added: readonly string[] | undefined, certain: boolean): void {
    const tag = this.#setting.tags.get(to);
    if (tag === undefined) {
      if (added !== undefined) this.#add(to, 'discriminator', false, true, certain);
    } else if (added === undefined) this.#listed(to, undefined, certain);
    else if (tag.property !== property || !isSameSet(tag.values, added))
      this.#add(to, 'discriminator', false, false, false);
  }

  /** What the twin of a whole schema has that the schema has not. */
  #listed(pointer: string, type: Type | undefined, certain: boolean): void {
    const { typeAt, tags, lists } = this.#setting;
    const tag = tags.get(pointer);
    const target = typeAt(pointer) ?? type;
    if (tag !== undefined && !(target && isTagSaid(target, tag, typeAt)))
      this.#add(pointer, 'discriminator', !target || admitsTag(target, tag, typeAt), false, certain);
    if (!lists.has(pointer)) return;
    const shows =
      target?.kind !== 'union' || !target.members.some((member) => this.#isHidden(target, member));
    this.#add(pointer, 'circular-list', false, true, certain && shows);
  }
}

const ABSENT = { request: 'read-only', response: 'write-only' } as const;

function isUnknown(type: Type, typeAt: TypeAt, depth = 0): boolean {
  if (type.kind === 'union') return type.members.some((member) => isUnknown(member, typeAt, depth));
  if (type.kind === 'intersection') return type.members.every((member) => isUnknown(member, typeAt, depth));
  const target = type.kind === 'reference' && depth < 20 ? typeAt(type.to) : undefined;
  return type.kind === 'unknown' || (target !== undefined && isUnknown(target, typeAt, depth + 1));
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.every((value) => b.includes(value)) && b.every((value) => a.includes(value));
}

/** Schemas that lead back to themselves with nothing but lists between. */
function listCircles(schemas: readonly NamedSchema[]): ReadonlySet<string> {
  const edges = schemas.flatMap(({ pointer, type }) =>
    listTargets(type).map((to) => ({ from: pointer, to })),
  );
  const endless = endlessSchemas(schemas);
  return new Set([...onCircles(edges)].filter((pointer) => !endless.has(pointer)));
}

function listTargets(type: Type): string[] {
  if (type.kind === 'reference') return [type.to];
  if (type.kind === 'array') return listTargets(type.items);
  if (type.kind === 'tuple') return type.items.flatMap(listTargets);
  return type.kind === 'union' || type.kind === 'intersection' ? type.members.flatMap(listTargets) : [];
}
