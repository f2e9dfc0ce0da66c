import type { Json, ObjectType, Property, Type, UnionType } from '@specline/openapi';
import { addedTags } from '../types/discriminated.js';
import type { TypeAt } from '../types/discriminated.js';
import type { Direction } from '../types/schema-names.js';
import { isPresent } from '../types/type-expression.js';

/** Whether the printed type accepts an example; what the type does not declare is let through. */
export function fits(value: Json, type: Type, direction: Direction, typeAt: TypeAt): boolean {
  return new Fitting(direction, typeAt).fits(value, type);
}

/** One value held against a type: each part of it once against each named schema, so that no diamond multiplies. */
class Fitting {
  readonly #direction: Direction;
  readonly #typeAt: TypeAt;
  readonly #answers = new Map<Json, Map<string, boolean>>();

  constructor(direction: Direction, typeAt: TypeAt) {
    this.#direction = direction;
    this.#typeAt = typeAt;
  }

  fits(value: Json, type: Type): boolean {
    return this.#isShaped(value, type) && !this.#isStranger(value, type);
  }

  #isShaped(value: Json, type: Type): boolean {
    switch (type.kind) {
      case 'unknown':
        return true;
      case 'never':
      case 'stream':
        return false;
      case 'null':
        return value === null;
      case 'boolean':
      case 'number':
      case 'string':
        return typeof value === type.kind;
      case 'binary':
        return typeof value === 'string' && this.#direction === 'response';
      case 'enum':
        return type.values.some((one) => one === value || (type.open && typeof one === typeof value));
      case 'array':
        return isList(value) && value.every((item) => this.fits(item, type.items));
      case 'tuple':
        return (
          isList(value) &&
          value.length >= type.required &&
          value.every((item, index) => this.#fitsOptional(item, type.items[index] ?? type.rest))
        );
      case 'object':
        return isObject(value) && this.#hasMembers(value, type);
      case 'union':
        return type.members.some((_, index) => this.#isPicked(value, type, index));
      case 'intersection':
        return type.members.every((member) => this.#isShaped(value, member));
      case 'reference':
        return this.#fitsNamed(value, type.to);
    }
  }

  /** A circle asks for nothing more than what is on it. */
  #fitsNamed(value: Json, pointer: string): boolean {
    const answers = this.#answers.get(value) ?? new Map<string, boolean>();
    this.#answers.set(value, answers);
    const known = answers.get(pointer);
    if (known !== undefined) return known;
    answers.set(pointer, true);
    const target = this.#typeAt(pointer);
    const answer = target === undefined || this.#isShaped(value, target);
    answers.set(pointer, answer);
    return answer;
  }

  #fitsOptional(value: Json, type: Type | undefined): boolean {
    return type !== undefined && this.fits(value, type);
  }

  #hasMembers(value: JsonObject, type: ObjectType): boolean {
    const present = type.properties.filter(({ access }) => isPresent(access, this.#direction));
    if (present.length > 0) return present.every((property) => this.#hasMember(value, property));
    const types = othersOf(type);
    if (types.length === 0) return type.additional !== false || Object.keys(value).length === 0;
    return Object.values(value).every((item) => types.some((other) => this.fits(item, other)));
  }

  #hasMember(value: JsonObject, { name, type, required }: Property): boolean {
    const own = Object.hasOwn(value, name) ? value[name] : undefined;
    return own === undefined ? !required : this.fits(own, type);
  }

  #isPicked(value: Json, union: UnionType, index: number): boolean {
    const member = union.members[index];
    if (member === undefined || !this.fits(value, member)) return false;
    const tags = addedTags(union, index, member, this.#typeAt);
    if (tags === undefined) return true;
    const tag = isObject(value) ? value[union.discriminator?.property ?? ''] : undefined;
    return typeof tag === 'string' && tags.includes(tag);
  }

  /** TypeScript refuses an object that has none of the members of a type that requires none. */
  #isStranger(value: Json, type: Type): boolean {
    if (!isObject(value) || Object.keys(value).length === 0) return false;
    const parts = this.#parts(type, new Set());
    if (parts.some((part) => part.kind !== 'object' || othersOf(part).length > 0)) return false;
    const properties = parts
      .flatMap((part) => (part.kind === 'object' ? part.properties : []))
      .filter(({ access }) => isPresent(access, this.#direction));
    return (
      properties.length > 0 &&
      properties.every(({ name, required }) => !required && !Object.hasOwn(value, name))
    );
  }

  /** What a type combines, each named schema once. */
  #parts(type: Type, seen: Set<string>): Type[] {
    if (type.kind === 'intersection') return type.members.flatMap((member) => this.#parts(member, seen));
    if (type.kind !== 'reference') return [type];
    const target = seen.has(type.to) ? undefined : this.#typeAt(type.to);
    seen.add(type.to);
    return target === undefined ? [] : this.#parts(target, seen);
  }
}

type JsonObject = { readonly [name: string]: Json };

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** What members may be that are not declared. */
function othersOf({ patterns = [], additional }: ObjectType): Type[] {
  return [...patterns.map(({ type }) => type), ...(additional ? [additional] : [])];
}
