import { isObject, join, member, normalPointer, valueAt } from '../load/pointer.js';
import type { JsonObject, Place } from '../load/pointer.js';
import { objectOf, textOf } from './facts.js';
import type { Discriminator, Json, Property, Type, UnionType } from './model.js';
import { typeOf } from './schema.js';

/** The named schemas of a document: its components, and whatever else a `$ref` leads to. Each is read once. */
export class Schemas {
  readonly #document: JsonObject;
  /** Undefined while its schema is being read. */
  readonly #types = new Map<string, Type | undefined>();

  constructor(document: JsonObject) {
    this.#document = document;
  }

  /** What of a schema has a meaning: in OpenAPI 3.0 a `$ref` hides all beside it but its description. */
  heard(schema: JsonObject): JsonObject {
    const { $ref, description } = schema;
    const isLegacy = String(this.#document['openapi']).startsWith('3.0');
    if (!isLegacy || typeof $ref !== 'string') return schema;
    return { $ref, ...(description === undefined ? {} : { description }) };
  }

  /** Reads all components and what they lead to; in the document's order, what was reached elsewhere last. */
  readComponents(): void {
    const components = objectOf(objectOf(this.#document, 'components'), 'schemas');
    for (const name of Object.keys(components)) this.#read(join('#/components/schemas', name));
  }

  entries(): readonly { readonly pointer: string; readonly type: Type }[] {
    const read = [...this.#types].flatMap(([pointer, type]) =>
      type === undefined ? [] : [{ pointer, type }],
    );
    return [
      ...read.filter(({ pointer }) => isComponent(pointer)),
      ...read.filter(({ pointer }) => !isComponent(pointer)),
    ];
  }

  /** The pointer that names the target of a `$ref`, which is read if it was not yet. */
  reference($ref: string): string {
    const pointer = normalPointer($ref) ?? $ref;
    this.#read(pointer);
    return pointer;
  }

  type(pointer: string): Type | undefined {
    this.#read(pointer);
    return this.#types.get(pointer);
  }

  /** A property that a type declares itself, or through what it refers to or combines. */
  property(type: Type, name: string, seen: ReadonlySet<string> = new Set()): Property | undefined {
    switch (type.kind) {
      case 'object':
        return type.properties.find((property) => property.name === name);
      case 'intersection':
        return type.members.flatMap((part) => this.property(part, name, seen) ?? [])[0];
      case 'reference': {
        const target = seen.has(type.to) ? undefined : this.type(type.to);
        return target && this.property(target, name, new Set([...seen, type.to]));
      }
      default:
        return undefined;
    }
  }

  /** The union of a schema's `oneOf` or `anyOf` with what its discriminator says of the members. */
  discriminated(schema: Place<JsonObject>, union: Type): Type {
    const discriminator = member(schema.value, 'discriminator');
    if (union.kind !== 'union' || !isObject(discriminator)) return union;
    const property = textOf(discriminator, 'propertyName') ?? '';
    return { ...union, discriminator: { property, mapping: mappingOf(discriminator, union) } };
  }

  #read(pointer: string): void {
    if (this.#types.has(pointer)) return;
    this.#types.set(pointer, undefined);
    const value: Json = valueAt(this.#document, pointer) ?? true;
    this.#types.set(pointer, typeOf({ value, pointer }, this));
  }
}

export function isComponent(pointer: string): boolean {
  return pointer.startsWith('#/components/schemas/') && pointer.split('/').length === 4;
}

/**
 * Explicit values by `mapping`; a member without one goes by its component's name (OpenAPI 3.1, section 4.8.25). The member
 * of `defaultMapping` has any value that no other has, or none.
 */
function mappingOf(discriminator: JsonObject, union: UnionType): Discriminator['mapping'] {
  const targets = union.members.map((type) => (type.kind === 'reference' ? type.to : undefined));
  const explicit = Object.entries(objectOf(discriminator, 'mapping')).flatMap(([value, target]) => {
    const index = targets.indexOf(targetOf(String(target)));
    return index < 0 ? [] : [{ value, member: index }];
  });
  const standard = targets.indexOf(targetOf(textOf(discriminator, 'defaultMapping') ?? ''));
  const mapped = new Set([...explicit.map((entry) => entry.member), standard]);
  const implicit = targets.flatMap((target, index) => {
    return target === undefined || mapped.has(index) ? [] : [{ value: lastToken(target), member: index }];
  });
  return [...explicit, ...implicit].filter((entry) => entry.member !== standard);
}

/** A mapping names a component or holds a reference to it. */
function targetOf(text: string): string {
  const reference = text.startsWith('#') ? text : join('#/components/schemas', text);
  return normalPointer(reference) ?? reference;
}

function lastToken(pointer: string): string {
  return pointer
    .slice(pointer.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}
