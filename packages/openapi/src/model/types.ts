import type { Json } from '../json/json.js';

/** One kind for each thing that TypeScript can say of a JSON value. */
export type Type =
  | UnknownType
  | NeverType
  | NullType
  | BooleanType
  | NumberType
  | StringType
  | BinaryType
  | EnumType
  | ArrayType
  | TupleType
  | ObjectType
  | UnionType
  | IntersectionType
  | ReferenceType
  | StreamType;

/** What a document says of what is deprecated, besides that it is. */
export interface Deprecation {
  /** `x-sunset`: the day from which on it may be gone. */
  readonly sunset?: string;
  /** `x-replaced-by`: what is there instead. */
  readonly replacedBy?: string;
}

/** What any schema may say of its value besides its shape. */
export interface TypeFacts {
  readonly pointer: string;
  readonly title?: string;
  readonly description?: string;
  readonly deprecated?: Deprecation;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly format?: string;
  /** Keywords that a validator checks and a TypeScript type cannot express: `minLength`, `pattern`, `not`, … */
  readonly assertions?: Readonly<Record<string, Json>>;
}

export interface UnknownType extends TypeFacts {
  readonly kind: 'unknown';
}
export interface NeverType extends TypeFacts {
  readonly kind: 'never';
}
export interface NullType extends TypeFacts {
  readonly kind: 'null';
}
export interface BooleanType extends TypeFacts {
  readonly kind: 'boolean';
}
export interface NumberType extends TypeFacts {
  readonly kind: 'number';
  readonly integer: boolean;
}
export interface StringType extends TypeFacts {
  readonly kind: 'string';
}
/** Raw bytes: `format: binary`, or a media type whose content is not text. */
export interface BinaryType extends TypeFacts {
  readonly kind: 'binary';
}
/** `enum` and `const`, without null (which becomes a member of a union). */
export interface EnumType extends TypeFacts {
  readonly kind: 'enum';
  readonly values: readonly (string | number | boolean)[];
  /** Whether values that the document does not list may arrive. */
  readonly open: boolean;
}
export interface ArrayType extends TypeFacts {
  readonly kind: 'array';
  readonly items: Type;
}
export interface TupleType extends TypeFacts {
  readonly kind: 'tuple';
  readonly items: readonly Type[];
  /** How many of `items` must be there (`minItems`). */
  readonly required: number;
  /** What may follow `items`; absent where nothing may. */
  readonly rest?: Type;
}
export interface ObjectType extends TypeFacts {
  readonly kind: 'object';
  readonly properties: readonly Property[];
  /** Other members: their type, `false` where the schema forbids them, absent where it says nothing. */
  readonly additional?: Type | false;
  /** Members by the pattern of their name. */
  readonly patterns?: readonly { readonly pattern: string; readonly type: Type }[];
}
/** Any of the members; `null` among them is how nullable is said. */
export interface UnionType extends TypeFacts {
  readonly kind: 'union';
  readonly members: readonly Type[];
  readonly discriminator?: Discriminator;
}
/** All of the members, at least two. */
export interface IntersectionType extends TypeFacts {
  readonly kind: 'intersection';
  readonly members: readonly Type[];
}
export interface ReferenceType extends TypeFacts {
  readonly kind: 'reference';
  /** `pointer` of a `NamedSchema`. */
  readonly to: string;
}

/** Items that arrive one after the other: the body of an event stream, or of JSON lines. */
export interface StreamType extends TypeFacts {
  readonly kind: 'stream';
  readonly items: Type;
}

export interface Property {
  readonly name: string;
  readonly type: Type;
  readonly required: boolean;
  /** Only in what the server sends (`readOnly`), or only in what the client sends (`writeOnly`). */
  readonly access?: 'read-only' | 'write-only';
}

export interface Discriminator {
  readonly property: string;
  /** One for each member of the union that the discriminator can pick: the property's value there. */
  readonly mapping: readonly { readonly value: string; readonly member: number }[];
}

/**
 * What the document calls sensitive in a value (`x-sensitive`, `format: password`, a `writeOnly` text): all of it, or parts.
 * A name stands for every member that has it, however deep.
 */
export type Sensitive = true | readonly (string | SensitiveMap)[];

/** An object whose members are sensitive, but those that it shows. */
export type SensitiveMap = {
  /** The name of the member that holds it, itself or in lists; absent for the value itself. */
  readonly in?: string;
  readonly shown: readonly string[];
};
