import type { JsonObject, Json } from '../json/json.js';
import { flagOf, listOf, objectOf, textOf, textsOf } from '../json/read.js';
import { isList, isObject, join, member, shownValue } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import { factsOf } from './facts.js';
import { intersectionOf } from './intersection.js';
import type { EnumType, Property, Type, TypeFacts } from './model.js';
import type { Schemas } from './schemas.js';
import { unionOf } from './union.js';

/** The type that a schema describes (JSON Schema 2020-12 and the schema object of OpenAPI 3.0). */
export function typeOf(place: Place, schemas: Schemas): Type {
  const { value, pointer } = place;
  if (!isObject(value)) return { kind: value === false ? 'never' : 'unknown', pointer };
  const schema: Place<JsonObject> = { value: schemas.heard(value), pointer };
  const facts = factsOf(schema);
  const parts = partsOf(schema, facts, schemas);
  const type = intersectionOf(parts, facts, schemas);
  return flagOf(schema.value, 'nullable') ? unionOf([type, { kind: 'null', pointer }], facts) : type;
}

/** What a value must be all at once: the reference, the shape by `type`, and each of the compositions. */
function partsOf(schema: Place<JsonObject>, facts: TypeFacts, schemas: Schemas): Type[] {
  const { value, pointer } = schema;
  const reference = textOf(value, '$ref');
  const members = (name: string) => typesOf(name, schema, schemas);
  const parts: Type[] = [
    ...(reference === undefined
      ? []
      : [{ ...facts, kind: 'reference' as const, to: schemas.reference(reference) }]),
    ...members('allOf'),
  ];
  const shape = shapeOf(schema, facts, schemas);
  if (shape.kind !== 'unknown' || parts.length === 0) parts.push(shape);
  for (const name of ['oneOf', 'anyOf']) {
    if (Object.hasOwn(value, name))
      parts.push(schemas.discriminated(schema, unionOf(members(name), { pointer: join(pointer, name) })));
  }
  return parts;
}

/** A longer list of schemas is refused: comparing each with each would take too long. */
const MAX_MEMBERS = 1000;

/** The types of a list of schemas. */
function typesOf(name: string, { value, pointer }: Place<JsonObject>, schemas: Schemas): Type[] {
  const list = listOf(value, name);
  const place = join(pointer, name);
  if (list.length <= MAX_MEMBERS)
    return list.map((item, index) => typeOf({ value: item, pointer: join(place, index) }, schemas));
  schemas.refuse(place, `${name} lists more than ${MAX_MEMBERS} schemas`, 'group them');
  return [];
}

function shapeOf(schema: Place<JsonObject>, facts: TypeFacts, schemas: Schemas): Type {
  const { value } = schema;
  const values = Object.hasOwn(value, 'const')
    ? [{ value: value['const'] as Json, pointer: join(schema.pointer, 'const') }]
    : itemsOf(member(value, 'enum'), join(schema.pointer, 'enum'));
  if (values === undefined) return shapeByType(schema, facts, schemas);
  const isDescribed = MEMBERS.some((name) => Object.hasOwn(value, name));
  if (!isDescribed || values.every((item) => item.value === null || typeof item.value !== 'object'))
    return enumOf(values, schemas.isOpen(value), facts);
  const listed = values.map((item) => item.value);
  return shapeByType(schema, { ...facts, assertions: { ...facts.assertions, enum: listed } }, schemas);
}

/** Keywords that describe what is in a value: where they do, objects and lists among the values only say which. */
const MEMBERS = ['properties', 'patternProperties', 'additionalProperties', 'items', 'prefixItems'];

function shapeByType(schema: Place<JsonObject>, facts: TypeFacts, schemas: Schemas): Type {
  const { value } = schema;
  const type = member(value, 'type');
  if (typeof type === 'string') return shapeByName(type, schema, facts, schemas);
  if (isList(type))
    return unionOf(
      [...new Set(type)].map((name) => shapeByName(shownValue(name), schema, facts, schemas)),
      facts,
    );
  return shapeByName(impliedType(value), schema, facts, schemas);
}

/** Without `type`, the keywords that only one type has tell which one is meant. */
function impliedType(value: JsonObject): string {
  const has = (...names: string[]) => names.some((name) => Object.hasOwn(value, name));
  if (has('properties', 'additionalProperties', 'patternProperties', 'required')) return 'object';
  if (has('items', 'prefixItems')) return 'array';
  return 'unknown';
}

function shapeByName(name: string, schema: Place<JsonObject>, facts: TypeFacts, schemas: Schemas): Type {
  switch (name) {
    case 'null':
    case 'boolean':
      return { ...facts, kind: name };
    case 'number':
    case 'integer':
      return { ...facts, kind: 'number', integer: name === 'integer' };
    case 'string':
      return { ...facts, kind: isBytes(facts) ? 'binary' : 'string' };
    case 'array':
      return arrayOf(schema, facts, schemas);
    case 'object':
      return objectTypeOf(schema, facts, schemas);
    default:
      return { ...facts, kind: 'unknown' };
  }
}

/** What the media type of a string says is no text, unless it is encoded as text (OpenAPI 3.1, section 4.8.14.1). */
function isBytes({ format, assertions = {} }: TypeFacts): boolean {
  const { contentMediaType, contentEncoding } = assertions;
  if (format === 'binary') return true;
  if (typeof contentMediaType !== 'string' || contentEncoding !== undefined) return false;
  return !/^text\/|[/+](json|xml|yaml)\b/i.test(contentMediaType);
}

function itemsOf(list: Json | undefined, pointer: string): Place[] | undefined {
  return isList(list) ? list.map((value, index) => ({ value, pointer: join(pointer, index) })) : undefined;
}

function enumOf(places: readonly Place[], open: boolean, facts: TypeFacts): Type {
  const values = places.map(({ value }) => value);
  const scalars = [...new Set(values)].filter((value) => typeof value !== 'object');
  const type: EnumType = { ...facts, kind: 'enum', values: scalars as EnumType['values'], open };
  const others = places.filter(({ value }) => typeof value === 'object').map(literalOf);
  if (others.length === 0) return type;
  return unionOf(scalars.length === 0 ? others : [type, ...others], facts);
}

/** The type that has one value. */
function literalOf({ value, pointer }: Place): Type {
  if (value === null) return { kind: 'null', pointer };
  if (isList(value)) {
    const items = value.map((item, index) => literalOf({ value: item, pointer: join(pointer, index) }));
    if (items.length === 0) return { kind: 'array', pointer, items: { kind: 'never', pointer } };
    return { kind: 'tuple', pointer, items, required: items.length };
  }
  if (!isObject(value)) return { kind: 'enum', pointer, values: [value], open: false };
  const properties = Object.entries(value).map(([name, inner]): Property => ({
    name,
    type: literalOf({ value: inner, pointer: join(pointer, name) }),
    required: true,
  }));
  return { kind: 'object', pointer, properties, ...(properties.length === 0 ? { additional: false } : {}) };
}

function arrayOf({ value, pointer }: Place<JsonObject>, facts: TypeFacts, schemas: Schemas): Type {
  const items = member(value, 'items');
  const rest: Type =
    items === undefined
      ? { kind: 'unknown', pointer }
      : typeOf({ value: items, pointer: join(pointer, 'items') }, schemas);
  if (!Object.hasOwn(value, 'prefixItems')) return { ...facts, kind: 'array', items: rest };
  const first = typesOf('prefixItems', { value, pointer }, schemas);
  const required = Math.min(first.length, Number(member(value, 'minItems') ?? 0));
  const closed = items === false || Number(member(value, 'maxItems') ?? Infinity) <= first.length;
  return { ...facts, kind: 'tuple', items: first, required, ...(closed ? {} : { rest }) };
}

function objectTypeOf({ value, pointer }: Place<JsonObject>, facts: TypeFacts, schemas: Schemas): Type {
  const required = new Set(textsOf(value, 'required'));
  const declared = Object.entries(objectOf(value, 'properties')).map(([name, schema]) =>
    propertyOf(
      name,
      { value: schema, pointer: join(join(pointer, 'properties'), name) },
      required.has(name),
      schemas,
    ),
  );
  const names = new Set(declared.map(({ name }) => name));
  const undeclared = [...required].filter((name) => !names.has(name));
  const patterns = Object.entries(objectOf(value, 'patternProperties')).map(([pattern, schema]) => ({
    pattern,
    type: typeOf({ value: schema, pointer: join(join(pointer, 'patternProperties'), pattern) }, schemas),
  }));
  const additional = member(value, 'additionalProperties');
  return {
    ...facts,
    kind: 'object',
    properties: [
      ...declared,
      ...undeclared.map((name): Property => ({
        name,
        type: { kind: 'unknown', pointer: join(pointer, 'required') },
        required: true,
      })),
    ],
    ...(additional === undefined
      ? {}
      : {
          additional:
            additional === false
              ? false
              : typeOf({ value: additional, pointer: join(pointer, 'additionalProperties') }, schemas),
        }),
    ...(patterns.length === 0 ? {} : { patterns }),
  };
}

function propertyOf(name: string, place: Place, required: boolean, schemas: Schemas): Property {
  const access = isObject(place.value) ? accessOf(schemas.heard(place.value)) : undefined;
  return { name, type: typeOf(place, schemas), required, ...(access === undefined ? {} : { access }) };
}

function accessOf(schema: JsonObject): Property['access'] {
  if (flagOf(schema, 'readOnly')) return 'read-only';
  return flagOf(schema, 'writeOnly') ? 'write-only' : undefined;
}
