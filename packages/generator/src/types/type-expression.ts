import type { EnumType, ObjectType, Property, TupleType, Type, UnionType } from '@specline/openapi';
import { docComment } from '../print/doc-comment.js';
import type { Comment } from '../print/doc-comment.js';
import { memberName, numberLiteral, stringLiteral } from '../print/literal.js';
import type { TypeExpression, TypeMember } from '../print/type-layout.js';
import { addedTags } from './discriminated.js';
import type { Direction, SchemaName, SchemaNames } from './schema-names.js';

/** What the expression of a type depends on besides the type. */
export interface Place {
  readonly direction: Direction;
  readonly schemas: SchemaNames;
  /** Makes a schema's type known here. Returns the name that it has here. */
  readonly use: (schema: SchemaName, name: string) => string;
  /** Types that the module names itself, by pointer. */
  readonly named?: ReadonlyMap<string, string>;
  /** Set where a reference to a schema without end would be a circle. */
  readonly endless?: boolean;
}

/** The TypeScript of a type. */
export function typeExpression(type: Type, place: Place): TypeExpression {
  return place.named?.get(type.pointer) ?? ownExpression(type, place);
}

function ownExpression(type: Type, place: Place): TypeExpression {
  switch (type.kind) {
    case 'unknown':
    case 'never':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
      return type.kind;
    case 'binary':
      // A form carries bytes as a file; within JSON they are text.
      return place.direction === 'request' ? BYTES : 'string';
    case 'enum':
      return enumExpression(type);
    case 'array':
      return { kind: 'array', items: typeExpression(type.items, inside(place)) };
    case 'stream':
      return streamExpression(typeExpression(type.items, inside(place)), place.direction);
    case 'tuple':
      return tupleExpression(type, inside(place));
    case 'object':
      return objectExpression(type, inside(place));
    case 'union':
      return unionExpression(type, place);
    case 'intersection':
      return intersectionOf(type.members.map((member) => typeExpression(member, place)));
    case 'reference':
      return referenceExpression(type.to, place);
  }
}

/** A member that the discriminator picks says so itself, so that a `switch` over the tag narrows. */
function unionExpression(type: UnionType, place: Place): TypeExpression {
  if (type.members.some((member) => isUnknown(member, place))) return 'unknown';
  const members = type.members.map((member, index) => {
    const expression = typeExpression(member, place);
    const tags = addedTags(type, index, member, (pointer) => place.schemas.get(pointer)?.type);
    if (tags === undefined) return expression;
    const tag = typeMember(type.discriminator?.property ?? '', true, unionOf(tags.map(stringLiteral)), {});
    return intersectionOf([expression, { kind: 'object', members: [tag] }]);
  });
  return unionOf(members);
}

/** Whether a type is printed as `unknown`, which takes in all beside it: what is not printed is not imported. */
function isUnknown(type: Type, place: Place): boolean {
  if (place.named?.has(type.pointer)) return false;
  if (type.kind === 'union') return type.members.some((member) => isUnknown(member, place));
  if (type.kind === 'intersection') return type.members.every((member) => isUnknown(member, place));
  if (type.kind === 'reference') return schemaOf(type.to, place) === undefined;
  return type.kind === 'unknown';
}

/** What is sent may be there all at once. */
function streamExpression(items: TypeExpression, direction: Direction): TypeExpression {
  const stream: TypeExpression = { kind: 'stream', items };
  return direction === 'response' ? stream : { kind: 'union', members: [stream, { kind: 'array', items }] };
}

/** What the runtime takes as bytes. */
const BYTES: TypeExpression = { kind: 'union', members: ['Blob', 'Uint8Array'] };

/** Within an object, list or tuple a circle has an end. */
function inside(place: Place): Place {
  return { ...place, endless: false };
}

function referenceExpression(to: string, place: Place): TypeExpression {
  const schema = schemaOf(to, place);
  return schema === undefined ? 'unknown' : place.use(schema, schema[place.direction]);
}

function schemaOf(to: string, { schemas, endless }: Place): SchemaName | undefined {
  const schema = schemas.get(to);
  return schema?.endless === true && endless === true ? undefined : schema;
}

function enumExpression({ values, open }: EnumType): TypeExpression {
  const members = values.map((value) => {
    if (typeof value === 'string') return stringLiteral(value);
    return typeof value === 'number' ? numberLiteral(value) : String(value);
  });
  const kinds = new Set(values.map((value) => typeof value).filter((kind) => kind !== 'boolean'));
  // The empty object keeps TypeScript from melting the listed values into `string`.
  const others = [...kinds].map((kind): TypeExpression => ({ kind: 'intersection', members: [kind, EMPTY] }));
  return unionOf(open ? [...members, ...others] : members);
}

const EMPTY: TypeExpression = { kind: 'object', members: [] };

/** Any of the members: unions laid open, equal ones once. */
export function unionOf(members: readonly TypeExpression[]): TypeExpression {
  const flat = members.flatMap((member) =>
    typeof member === 'object' && member.kind === 'union' ? member.members : [member],
  );
  const distinct = [...new Set(flat)];
  const [only = 'never'] = distinct;
  if (distinct.includes('unknown')) return 'unknown';
  return distinct.length < 2 ? only : { kind: 'union', members: distinct };
}

function intersectionOf(members: readonly TypeExpression[]): TypeExpression {
  const flat = members.flatMap((member) =>
    typeof member === 'object' && member.kind === 'intersection' ? member.members : [member],
  );
  const telling = flat.filter((member) => member !== 'unknown');
  const [only = 'unknown'] = telling;
  return telling.length < 2 ? only : { kind: 'intersection', members: telling };
}

function tupleExpression({ items, required, rest }: TupleType, place: Place): TypeExpression {
  const first = items.map((item, index) => ({
    type: typeExpression(item, place),
    ...(index < required ? {} : { mark: '?' as const }),
  }));
  if (rest === undefined) return { kind: 'tuple', items: first };
  const others: TypeExpression = { kind: 'array', items: typeExpression(rest, place) };
  return { kind: 'tuple', items: [...first, { type: others, mark: '...' }] };
}

function objectExpression(type: ObjectType, place: Place): TypeExpression {
  const members = objectMembers(type, place);
  if (members.length > 0) return { kind: 'object', members };
  const values = indexExpression(type, false, place) ?? (type.additional === false ? 'never' : 'unknown');
  if (typeof values === 'string' && SIMPLE.has(values)) return { kind: 'record', values };
  return { kind: 'object', members: [indexMember(values)] };
}

/** What a `Record` may hold: an alias that names itself there would be a circle. */
const SIMPLE: ReadonlySet<string> = new Set(['boolean', 'never', 'null', 'number', 'string', 'unknown']);

function indexMember(type: TypeExpression): TypeMember {
  return { comment: '', head: '[key: string]', type };
}

/** The members of an object as an interface has them; none where it is only a map. */
export function objectMembers(type: ObjectType, place: Place): TypeMember[] {
  const members = type.properties
    .filter(({ access }) => isPresent(access, place.direction))
    .map((property) => propertyMember(property, place));
  const index = members.length === 0 ? undefined : indexExpression(type, true, inside(place));
  return index === undefined ? members : [...members, indexMember(index)];
}

export function isPresent(access: Property['access'], direction: Direction): boolean {
  return access === undefined || access === (direction === 'request' ? 'write-only' : 'read-only');
}

function propertyMember({ name, type, required }: Property, place: Place): TypeMember {
  return typeMember(name, required, typeExpression(type, inside(place)), factsComment(type));
}

/** `name?: type`, with its comment. */
export function typeMember(
  name: string,
  required: boolean,
  type: TypeExpression,
  comment: Comment,
): TypeMember {
  return { comment: docComment(comment), head: `${memberName(name)}${required ? '' : '?'}`, type };
}

/** What the comment of a type says: its description, and its default where that is short. */
export function factsComment({ description, title, deprecated, default: value }: Type): Comment {
  const standard = value === null || typeof value === 'object' ? undefined : value;
  return {
    text: description ?? title,
    deprecated,
    default: standard === '' ? undefined : standard?.toString(),
  };
}

/**
 * What members have that are not declared. Beside declared ones TypeScript wants one type for all, so that a typed map
 * there is widened; alone it is the union of what the patterns and the map hold.
 */
function indexExpression(
  { additional, patterns }: ObjectType,
  beside: boolean,
  place: Place,
): TypeExpression | undefined {
  const types = [
    ...(patterns ?? []).map(({ type }) => type),
    ...(additional === undefined || additional === false ? [] : [additional]),
  ];
  if (types.length === 0) return undefined;
  if (beside || types.some((type) => isUnknown(type, place))) return 'unknown';
  return unionOf(types.map((type) => typeExpression(type, place)));
}
