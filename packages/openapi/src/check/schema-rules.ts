import type { JsonObject, Json } from '../json/json.js';
import { TYPES } from '../spec/value-kinds.js';
import { isList, isObject, shownValue } from '../json/pointer.js';
import type { Rule, Say, Scope } from './rule.js';

/** What OpenAPI and JSON Schema demand of a schema beyond the keywords that it may have. */
export const SCHEMA_RULES: readonly Rule[] = [
  { flaw: true, check: typeIsOfVersion },
  { check: typesDiffer },
  { flaw: true, check: itemsAreThere },
  { flaw: true, check: enumFitsType },
  { flaw: true, check: nullableHasType },
  { flaw: true, check: boundsAreOfVersion },
  { flaw: true, check: accessIsOne },
  { flaw: true, check: requiredNamesDiffer },
  { check: alternativesAreThere },
  { flaw: true, check: partsAreThere },
];

function typeIsOfVersion(schema: JsonObject, say: Say, { version }: Scope): void {
  const { type } = schema;
  if (version !== '3.0') return;
  if (isList(type))
    say(
      'type is a list, which OpenAPI 3.0 does not have; it is read as in 3.1',
      'write one type, and nullable: true for null',
      '/type',
    );
  else if (type === 'null')
    say('type null is not in OpenAPI 3.0; it is read as in 3.1', 'write nullable: true', '/type');
}

function typesDiffer({ type }: JsonObject, say: Say): void {
  if (isList(type) && new Set(type).size < type.length)
    say('type lists a type twice', 'list each once', '/type');
}

function boundsAreOfVersion(schema: JsonObject, say: Say, { version }: Scope): void {
  for (const name of ['exclusiveMaximum', 'exclusiveMinimum']) {
    const wanted = version === '3.0' ? 'boolean' : 'number';
    if (Object.hasOwn(schema, name) && typeof schema[name] !== wanted)
      say(
        version === '3.0'
          ? `${name} is true or false in OpenAPI 3.0`
          : `${name} is a number since OpenAPI 3.1`,
        'correct it',
        `/${name}`,
      );
  }
}

/** JSON Schema, 10.2.1: the three lists must not be empty; one of parts then asks for nothing. */
function alternativesAreThere(schema: JsonObject, say: Say): void {
  for (const name of ['anyOf', 'oneOf'])
    if (isEmpty(schema[name]))
      say(`${name} lists no schema, so that no value is valid`, 'add one, or remove it', `/${name}`);
}

function partsAreThere({ allOf }: JsonObject, say: Say): void {
  if (isEmpty(allOf)) say('allOf lists no schema; it asks for nothing', 'remove it', '/allOf');
}

function isEmpty(value: Json | undefined): boolean {
  return value !== undefined && isList(value) && value.length === 0;
}

function accessIsOne(schema: JsonObject, say: Say): void {
  if (schema['readOnly'] === true && schema['writeOnly'] === true)
    say('readOnly and writeOnly exclude each other; it is read as readOnly', 'remove one', '/writeOnly');
}

function requiredNamesDiffer({ required }: JsonObject, say: Say): void {
  if (isList(required) && new Set(required).size < required.length)
    say('a name is required twice', 'remove one', '/required');
}

function itemsAreThere(schema: JsonObject, say: Say, { version }: Scope): void {
  if (version === '3.0' && schema['type'] === 'array' && !Object.hasOwn(schema, 'items'))
    say('an array needs items in OpenAPI 3.0', 'add items: {}');
}

function nullableHasType(schema: JsonObject, say: Say, { version }: Scope): void {
  if (!Object.hasOwn(schema, 'nullable')) return;
  if (version !== '3.0')
    return say(
      `nullable is not a keyword of OpenAPI ${version}; it is read as in 3.0`,
      'add null to type',
      '/nullable',
    );
  const typed = ['type', 'allOf', 'anyOf', 'oneOf', '$ref'].some((name) => Object.hasOwn(schema, name));
  if (schema['nullable'] === true && !typed)
    say(
      'nullable without type has no effect in OpenAPI 3.0; it is read as if it had',
      'add type',
      '/nullable',
    );
}

function enumFitsType(schema: JsonObject, say: Say): void {
  const { type, enum: values } = schema;
  if (!isList(values) || type === undefined) return;
  const types = isList(type) ? type : [type];
  for (const [index, value] of [...values].entries()) {
    const allowed =
      value === null
        ? types.includes('null') || schema['nullable'] === true
        : types.some((name) => fits(value, name));
    if (!allowed)
      say(
        `${shownValue(value)} is not of type ${types.map(shownValue).join(', ')}`,
        'correct the type or the value',
        `/enum/${index}`,
      );
  }
}

function fits(value: Json, type: Json): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return isList(value);
  return type === 'object' ? isObject(value) : typeof value === type || !TYPES.includes(shownValue(type));
}
