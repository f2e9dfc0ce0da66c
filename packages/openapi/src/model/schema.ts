import { isList, isObject, join, member, shownValue } from '../load/pointer.js';
import type { JsonObject, Place } from '../load/pointer.js';
import { flagOf, factsOf, listOf, objectOf, textOf, textsOf } from './facts.js';
import { intersectionOf } from './intersection.js';
import type { EnumType, Json, Property, Type, TypeFacts } from './model.js';
import type { Schemas } from './schemas.js';
import { unionOf } from './union.js';

/** The type that a schema describes (JSON Schema 2020-12 and the schema object of OpenAPI 3.0). */
export function typeOf(place: Place, schemas: Schemas): Type {
  const { value, pointer } = place;
  if (!isObject(value)) return { kind: value === false ? 'never' : 'unknown', pointer };
  const schema: Place<JsonObject> = { value, pointer };
  const facts = factsOf(schema);
  const parts = partsOf(schema, facts, schemas);
  const type = intersectionOf(parts, facts, schemas);
  return flagOf(value, 'nullable') ? unionOf([type, { kind: 'null', pointer }], facts) : type;
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
  const values = Object.hasOwn(value, 'const') ? [value['const'] as Json] : member(value, 'enum');
  if (isList(values)) return enumOf(values, flagOf(value, 'x-extensible-enum'), facts);
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
      return { ...facts, kind: facts.format === 'binary' ? 'binary' : 'string' };
    case 'array':
      return arrayOf(schema, facts, schemas);
    case 'object':
      return objectTypeOf(schema, facts, schemas);
    default:
      return { ...facts, kind: 'unknown' };
  }
}

function enumOf(values: readonly Json[], open: boolean, facts: TypeFacts): Type {
  const scalars = [...new Set(values)].filter((value) => typeof value !== 'object');
  const composed = values.some((value) => typeof value === 'object' && value !== null);
  if (composed) return { ...facts, kind: 'unknown', assertions: { ...facts.assertions, enum: values } };
  const type: EnumType = { ...facts, kind: 'enum', values: scalars as EnumType['values'], open };
  if (!values.includes(null)) return type;
  const nothing: Type = { kind: 'null', pointer: facts.pointer };
  return scalars.length === 0 ? { ...facts, kind: 'null' } : unionOf([type, nothing], facts);
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
  const access = accessOf(place.value);
  return { name, type: typeOf(place, schemas), required, ...(access === undefined ? {} : { access }) };
}

function accessOf(schema: Json): Property['access'] {
  if (!isObject(schema)) return undefined;
  if (flagOf(schema, 'readOnly')) return 'read-only';
  return flagOf(schema, 'writeOnly') ? 'write-only' : undefined;
}
