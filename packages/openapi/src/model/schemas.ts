import type { JsonObject } from '../json/json.js';
import { objectOf } from '../json/read.js';
import { isOpenEnum } from './open-enums.js';
import { join, normalPointer, valueAt } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import type { Account } from './diagnostics.js';
import { discriminatorOf } from './discriminator.js';
import type { IntersectionType, Property, ReferenceType, Type } from './model.js';
import { typeOf } from './schema.js';

/** Compositions of references that build on one another through more levels than this are refused. */
const MAX_READING = 200;
const COMBINE = 'combine some of them';

/** The named schemas of a document: its components, and whatever else a `$ref` leads to. Each is read once. */
export class Schemas {
  readonly #document: JsonObject;
  readonly #account: Account;
  readonly #openEnums: boolean;
  /** Undefined until its schema has been read: a reference alone reads nothing, so that no chain fills the stack. */
  readonly #types = new Map<string, Type | undefined>();
  readonly #reading = new Set<string>();

  constructor(document: JsonObject, account: Account, openEnums = false) {
    this.#document = document;
    this.#openEnums = openEnums;
    this.#account = account;
    const components = objectOf(objectOf(document, 'components'), 'schemas');
    for (const name of Object.keys(components))
      this.#types.set(join('#/components/schemas', name), undefined);
  }

  /** What of a schema has a meaning: in OpenAPI 3.0 a `$ref` hides all beside it but its description. */
  heard(schema: JsonObject): JsonObject {
    const { $ref, description } = schema;
    const isLegacy = String(this.#document['openapi']).startsWith('3.0');
    if (!isLegacy || typeof $ref !== 'string') return schema;
    return { $ref, ...(description === undefined ? {} : { description }) };
  }

  /** All of them, read: components in the document's order, then the others in the order of their references. */
  entries(): readonly { readonly pointer: string; readonly type: Type }[] {
    const read: { pointer: string; type: Type }[] = [];
    // What reading adds is read too.
    for (const pointer of this.#types.keys()) {
      const type = this.type(pointer);
      if (type !== undefined) read.push({ pointer, type });
    }
    return [
      ...read.filter(({ pointer }) => isComponent(pointer)),
      ...read.filter(({ pointer }) => !isComponent(pointer)),
    ];
  }

  /** Whether values beside those of an enum may arrive. */
  isOpen(schema: JsonObject): boolean {
    return isOpenEnum(schema, this.#openEnums);
  }

  /** The pointer that names the target of a `$ref`. */
  reference($ref: string): string {
    const pointer = normalPointer($ref) ?? $ref;
    if (!this.#types.has(pointer)) this.#types.set(pointer, undefined);
    return pointer;
  }

  /** The type of a named schema; undefined while it is being read. */
  type(pointer: string): Type | undefined {
    const known = this.#types.get(pointer);
    if (known !== undefined || this.#reading.has(pointer)) return known;
    if (this.#reading.size > MAX_READING) {
      this.refuse(pointer, `schemas build on one another through more than ${MAX_READING} levels`, COMBINE);
      return undefined;
    }
    this.#reading.add(pointer);
    const type = typeOf({ value: valueAt(this.#document, pointer) ?? true, pointer }, this);
    this.#types.set(pointer, type);
    this.#reading.delete(pointer);
    return type;
  }

  refuse(pointer: string, message: string, remedy: string): void {
    this.#account.refuse(pointer, message, remedy);
  }

  /** A property that a type declares itself, or through what it refers to or combines. */
  property(type: Type, name: string): Property | undefined {
    for (const part of this.parts(type)) {
      const found =
        part.kind === 'object' ? part.properties.find((property) => property.name === name) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** What a type combines, itself or through references, in order; each schema once, so that no diamond multiplies. */
  *parts(type: Type): Generator<Exclude<Type, IntersectionType | ReferenceType>> {
    const seen = new Set<string>();
    const pending: Type[] = [type];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next.kind === 'intersection') for (const part of next.members.toReversed()) pending.push(part);
      else if (next.kind !== 'reference') yield next;
      else if (!seen.has(next.to)) {
        seen.add(next.to);
        const target = this.type(next.to);
        if (target !== undefined) pending.push(target);
      }
    }
  }

  /** The union of a schema's `oneOf` or `anyOf` with what a discriminator says of the members. */
  discriminated(schema: Place<JsonObject>, union: Type): Type {
    if (union.kind !== 'union') return union;
    const discriminator = discriminatorOf(this.#document, schema.value, union);
    return discriminator === undefined ? union : { ...union, discriminator };
  }
}

export function isComponent(pointer: string): boolean {
  return pointer.startsWith('#/components/schemas/') && pointer.split('/').length === 4;
}
