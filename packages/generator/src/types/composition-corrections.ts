import type { Correction, Scope } from './corrections.js';
import { isObject } from './document-walk.js';
import type { JsonObject } from './document-walk.js';
import { pathOf, valueAt } from './document-copy.js';

/** Where openapi-typescript reads keywords that stand beside each other otherwise than JSON Schema, which holds them all. */
export const COMPOSITION_CORRECTIONS: readonly Correction[] = [
  {
    name: 'keywords beside a reference',
    reason: 'it prints the reference alone, but from OpenAPI 3.1 on what stands beside it holds as well',
    at: 'schema',
    corrected: (schema, { document }) => {
      const { $ref, ...rest } = schema;
      if (typeof $ref !== 'string' || isLegacy(document) || !SHAPES.some((name) => name in rest))
        return schema;
      const oneOf = [{ $ref }];
      return rest['oneOf'] === undefined ? { ...rest, oneOf } : { allOf: [rest], oneOf };
    },
  },
  {
    name: 'type that only other keywords tell',
    reason: 'without type it takes a list or a closed object for anything at all',
    at: 'schema',
    corrected: (schema) => {
      const type = impliedType(schema);
      return type === undefined ? schema : { ...schema, type };
    },
  },
  {
    name: 'null beside an enum',
    reason: 'it adds null to an enum wherever the type has null, but an enum without null does not admit it',
    at: 'schema',
    corrected: (schema) => {
      const { type, enum: values } = schema;
      if (!Array.isArray(values) || values.includes(null) || !Array.isArray(type)) return schema;
      if (!type.includes('null')) return schema;
      return { ...schema, type: type.filter((name) => name !== 'null') };
    },
  },
  {
    name: 'required members that are declared elsewhere or nowhere',
    reason: 'it leaves out required names that neither the schema nor a direct part of its allOf declares',
    at: 'schema',
    corrected: withRequiredMembers,
  },
  {
    name: 'discriminator in a part of allOf',
    reason:
      'it leaves out the tag wherever allOf names a schema with a discriminator, and not only in its heirs',
    at: 'schema',
    corrected: withWholeReferences,
  },
  {
    name: 'object that says nothing beside other parts',
    reason: 'in allOf it prints type: object as an object that may have no member',
    at: 'schema',
    corrected: (schema) => {
      const { allOf } = schema;
      if (!Array.isArray(allOf)) return schema;
      const telling = allOf.filter((part) => !isBareObject(part));
      const others = telling.length > 0 || hasMembers(schema);
      return telling.length === allOf.length || !others ? schema : { ...schema, allOf: telling };
    },
  },
  {
    name: 'union beside other keywords',
    reason: 'anyOf, and oneOf of simple types, become alternatives to what stands beside them',
    at: 'schema',
    corrected: withHeldUnions,
  },
];

/** Keywords that say what a value is. All others are annotations here, or no TypeScript type expresses them. */
const SHAPES = [
  'type',
  'enum',
  'const',
  'nullable',
  'properties',
  'patternProperties',
  'additionalProperties',
  'required',
  'items',
  'prefixItems',
  'allOf',
  'anyOf',
  'oneOf',
];

/** Whether a document is of OpenAPI 3.0, where what stands beside a `$ref` has no meaning. */
export function isLegacy({ openapi }: JsonObject): boolean {
  return typeof openapi === 'string' && openapi.startsWith('3.0');
}

function impliedType(schema: JsonObject): string | undefined {
  if (['type', 'enum', 'const', '$ref'].some((name) => schema[name] !== undefined)) return undefined;
  if (OBJECT_KEYWORDS.some((name) => schema[name] !== undefined)) return 'object';
  return schema['items'] === undefined && schema['prefixItems'] === undefined ? undefined : 'array';
}

const OBJECT_KEYWORDS = ['properties', 'additionalProperties', 'patternProperties', 'required'];

/** Declares each required member that would be lost: as another part of the same value has it, else as anything. */
function withRequiredMembers(schema: JsonObject, { document }: Scope): JsonObject {
  const { allOf, ...own } = schema;
  const parts = listOf(allOf);
  const lost = lostMembers(schema).filter(
    (name) => !parts.some((part) => isDirectlyDeclared(targetOf(part, document), name)),
  );
  const whole = withMembers(schema, lost, (name) => declarationIn(parts, name, document) ?? {});
  const declared = (list: readonly unknown[], others: readonly unknown[]) =>
    list.map((part, index) => {
      if (!isObject(part)) return part;
      const beside = [own, ...others.filter((other) => other !== list[index])];
      const missing = lostMembers(part).filter((name) => declarationIn([part], name, document) === undefined);
      return withMembers(part, missing, (name) => declarationIn(beside, name, document));
    });
  const lists = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const list = listOf(schema[keyword]);
    const found = declared(list, parts);
    return found.every((part, index) => part === list[index]) ? [] : [[keyword, found] as const];
  });
  return lists.length === 0 ? whole : { ...whole, ...Object.fromEntries(lists) };
}

/** It requires a member of a direct part, but not of one with a discriminator. */
function isDirectlyDeclared(part: unknown, name: string): boolean {
  return isObject(part) && part['discriminator'] === undefined && Object.hasOwn(propertiesOf(part), name);
}

/** The required members that a schema does not declare itself. */
function lostMembers({ $ref, type, required, properties }: JsonObject): string[] {
  const isObjectType =
    type === undefined || type === 'object' || (Array.isArray(type) && type.includes('object'));
  if ($ref !== undefined || !isObjectType || !Array.isArray(required)) return [];
  const declared = isObject(properties) ? properties : {};
  return required.filter((name) => typeof name === 'string' && !Object.hasOwn(declared, name));
}

function withMembers(
  schema: JsonObject,
  names: readonly string[],
  declaration: (name: string) => unknown,
): JsonObject {
  const added = names.flatMap((name) => {
    const found = declaration(name);
    return found === undefined ? [] : [[name, found] as const];
  });
  if (added.length === 0) return schema;
  return { ...schema, properties: { ...propertiesOf(schema), ...Object.fromEntries(added) } };
}

function propertiesOf(schema: unknown): JsonObject {
  const properties = isObject(schema) ? schema['properties'] : undefined;
  return isObject(properties) ? properties : {};
}

function targetOf(part: unknown, document: JsonObject): unknown {
  const $ref = isObject(part) ? part['$ref'] : undefined;
  return typeof $ref === 'string' ? valueAt(document, pathOf($ref)) : part;
}

/** The schema of a property in the first part that declares it, itself or through what it refers to or combines. */
function declarationIn(
  parts: readonly unknown[],
  name: string,
  document: JsonObject,
  seen: ReadonlySet<unknown> = new Set(),
): unknown {
  for (const part of parts) {
    const schema = targetOf(part, document);
    if (!isObject(schema) || seen.has(schema)) continue;
    const properties = propertiesOf(schema);
    if (Object.hasOwn(properties, name)) return properties[name];
    const inner = [...(typeof schema['$ref'] === 'string' ? [schema] : []), ...listOf(schema['allOf'])];
    const found = declarationIn(inner, name, document, new Set([...seen, schema]));
    if (found !== undefined) return found;
  }
  return undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A union of one stands for each reference that is not to lose the tag: to a union, or from what is no component. */
function withWholeReferences(schema: JsonObject, { document }: Scope, path: readonly string[]): JsonObject {
  const parts = listOf(schema['allOf']);
  const isComponent = path.length === 3 && path[0] === 'components' && path[1] === 'schemas';
  const list = parts.map((part) => {
    const target = targetOf(part, document);
    if (target === part || !isObject(target) || target['discriminator'] === undefined) return part;
    const isBase = target['oneOf'] === undefined && target['anyOf'] === undefined;
    return isBase && isComponent ? part : { oneOf: [part] };
  });
  return list.every((part, index) => part === parts[index]) ? schema : { ...schema, allOf: list };
}

/** An object of which nothing is said, or no more than that it has no properties of its own. */
function isBareObject(part: unknown): boolean {
  if (!isObject(part) || part['discriminator'] !== undefined || part['$ref'] !== undefined) return false;
  const properties = propertiesOf(part);
  const isOfType =
    part['type'] === 'object' || (part['type'] === undefined && part['properties'] === properties);
  return (
    isOfType &&
    Object.keys(properties).length === 0 &&
    (part['additionalProperties'] ?? false) === false &&
    !SHAPES.some((name) => !OF_BARE_OBJECTS.includes(name) && part[name] !== undefined)
  );
}

const OF_BARE_OBJECTS = ['type', 'properties', 'additionalProperties'];

/** Whether a schema, its unions aside, says what a value is. */
function hasMembers(schema: JsonObject): boolean {
  const type = schema['type'];
  return (
    (type !== undefined && type !== 'object') ||
    ['properties', 'additionalProperties', 'patternProperties'].some((name) => saysSomething(schema[name]))
  );
}

function saysSomething(value: unknown): boolean {
  return value === true || (isObject(value) && Object.keys(value).length > 0);
}

/** What stands beside a union goes with it into `allOf`, where all of it holds. */
function withHeldUnions(schema: JsonObject): JsonObject {
  const { anyOf, oneOf, allOf } = schema;
  const parts = listOf(allOf);
  const hasOthers = hasMembers(schema) || parts.length > 0;
  const unions = [
    ...(isList(anyOf) && (hasOthers || isList(oneOf)) ? ['anyOf'] : []),
    ...(isList(oneOf) && (hasOthers || isList(anyOf)) && oneOf.every(isSimple) ? ['oneOf'] : []),
  ];
  if (unions.length === 0) return schema;
  const others = Object.entries(schema).filter(([name]) => !unions.includes(name));
  return {
    ...Object.fromEntries(others),
    allOf: [...parts, ...unions.map((name) => ({ [name]: schema[name] }))],
  };
}

function isList(value: unknown): value is readonly unknown[] {
  return listOf(value).length > 0;
}

function isSimple(schema: unknown): boolean {
  return (
    isObject(schema) &&
    SIMPLE.includes(schema['type']) &&
    schema['enum'] === undefined &&
    schema['const'] === undefined
  );
}

const SIMPLE: readonly unknown[] = ['string', 'number', 'integer', 'boolean', 'null'];
