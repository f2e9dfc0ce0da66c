import { kindAt, normalPointer } from '@specline/openapi';
import type { Kind } from '@specline/openapi';
import { pathOf, referencePaths, valueAt } from './document-copy.js';
import { withoutCircles } from './circular-schemas.js';
import { COMPOSITION_CORRECTIONS } from './composition-corrections.js';
import { isObject } from './document-walk.js';
import { plainReference } from './plain-reference.js';
import type { JsonObject } from './document-walk.js';

/** What a correction may know besides the part. */
export interface Scope {
  readonly document: JsonObject;
  /** A reference to a component that is to hold what stands at a reference that no type can spell. */
  readonly named: ($ref: string) => string;
  /** The operationIds of the operations before, as they are printed. */
  readonly ids: Set<string>;
}

/** A fault of openapi-typescript 7.13 on valid documents, and what the document has to say instead. */
export interface Correction {
  readonly name: string;
  readonly reason: string;
  readonly at: Kind;
  /** The part at a path as it should be; the same object where there is nothing to correct. Changes neither. */
  readonly corrected: (part: JsonObject, scope: Scope, path: readonly string[]) => JsonObject;
}

/** In this order at each part. */
export const CORRECTIONS: readonly Correction[] = [
  {
    name: 'duplicate operationId',
    reason:
      'operations of one operationId become members of one name; here the later ones stand in their paths',
    at: 'operation',
    corrected: withoutRepeatedId,
  },
  {
    name: 'circle of lists',
    reason: 'a member whose type is a list of itself is refused by the compiler; here the list is of unknown',
    at: 'document',
    corrected: withoutCircles,
  },
  {
    name: 'const null',
    reason: 'a const of null is overlooked, and the type is unknown',
    at: 'schema',
    corrected: (schema) => (schema['const'] === null ? { ...schema, type: 'null' } : schema),
  },
  {
    name: 'enum of an object',
    reason:
      'it takes the values of an object for schemas, and looks for a $ref in those that are text, which throws',
    at: 'schema',
    corrected: withoutObjectValues,
  },
  {
    name: 'boolean schema in a composition',
    reason: 'it looks for a $ref in true and false, which throws',
    at: 'schema',
    corrected: (schema) =>
      ['allOf', 'oneOf', 'anyOf'].reduce(
        (corrected, keyword) => withMember(corrected, keyword, schemasOf(corrected[keyword])),
        schema,
      ),
  },
  {
    name: 'reference into a schema or a path',
    reason: 'what it spells is no type: optional members, items and schemas of paths cannot be indexed',
    at: 'schema',
    corrected: (schema, { named }) => {
      const { $ref } = schema;
      return typeof $ref === 'string' && $ref.startsWith('#/') && !isComponent($ref)
        ? { ...schema, $ref: named($ref) }
        : schema;
    },
  },
  ...(['parameter', 'header', 'requestBody', 'response'] as const).map((at): Correction => ({
    name: `${at} of a path`,
    reason:
      'members of operations cannot be indexed as the document can: what is referred to stands there again',
    at,
    corrected: (part, { document }) => {
      const { $ref } = part;
      if (typeof $ref !== 'string' || !$ref.startsWith('#/') || isComponent($ref)) return part;
      const target = valueAt(document, referencePaths(document, $ref).at(-1) ?? []);
      return isObject(target) ? target : part;
    },
  })),
  ...(['pathItem', 'callback'] as const).map((at): Correction => ({
    name: `${at} in an extension`,
    reason: 'it prints the first name of a reference as a type; here what is referred to stands there again',
    at,
    corrected: (part, { document }) => {
      const { $ref } = part;
      if (typeof $ref !== 'string' || kindAt(normalPointer($ref) ?? '') === at) return part;
      const target = valueAt(document, referencePaths(document, $ref).at(-1) ?? []);
      return isObject(target) ? target : part;
    },
  })),
  {
    name: '$defs',
    reason: 'it prints them as a member that values must have',
    at: 'schema',
    corrected: (schema) => without(schema, '$defs'),
  },
  {
    name: 'discriminator mapping by name',
    reason: 'it takes only references for members of the mapping, and the name of a member for its value',
    at: 'schema',
    corrected: withMappedReferences,
  },
  {
    name: 'discriminator beside anyOf',
    reason: 'it tells the members of oneOf apart and no others',
    at: 'schema',
    corrected: (schema) =>
      isObject(schema['discriminator']) && Array.isArray(schema['anyOf']) && schema['oneOf'] === undefined
        ? without({ ...schema, oneOf: schema['anyOf'] }, 'anyOf')
        : schema,
  },
  {
    name: 'discriminator against its members',
    reason: 'it puts the name of a member in the place of the values that the member itself has',
    at: 'schema',
    corrected: withOwnValues,
  },
  ...COMPOSITION_CORRECTIONS,
  {
    name: 'reusable media type',
    reason: 'it looks for the schema beside the $ref of a media type, and says unknown',
    at: 'mediaType',
    corrected: (mediaType, { document }) => {
      const { $ref } = mediaType;
      const path = typeof $ref === 'string' ? referencePaths(document, $ref).at(-1) : undefined;
      const target = path && valueAt(document, path);
      return isObject(target) ? target : mediaType;
    },
  },
  {
    name: 'required beside a reference that may be null',
    reason:
      'it looks the names up in a type that has none where it can be null; here the object stands again',
    at: 'schema',
    corrected: withRequiredObjects,
  },
  {
    name: 'content of a parameter',
    reason: 'a parameter with content is a string whatever its schema says',
    at: 'parameter',
    corrected: (parameter) => {
      const content = isObject(parameter['content']) ? Object.entries(parameter['content']) : [];
      const [[name, mediaType] = []] = content;
      const isText = parameter['in'] !== 'querystring' && !/[/+]json\b/i.test(name ?? '');
      const schema = isObject(mediaType) && !isText ? mediaType['schema'] : undefined;
      return parameter['schema'] === undefined && schema !== undefined ? { ...parameter, schema } : parameter;
    },
  },
];

function withMember(part: JsonObject, name: string, value: unknown): JsonObject {
  return value === part[name] ? part : { ...part, [name]: value };
}

function without(part: JsonObject, name: string): JsonObject {
  if (part[name] === undefined) return part;
  const { [name]: _, ...others } = part;
  return others;
}

function withRequiredObjects(schema: JsonObject, { document }: Scope): JsonObject {
  const { allOf, required } = schema;
  if (!Array.isArray(allOf) || !Array.isArray(required) || required.length === 0) return schema;
  const members = allOf.map((member: unknown) => {
    const $ref = isObject(member) ? member['$ref'] : undefined;
    if (typeof $ref !== 'string') return member;
    const target = valueAt(document, referencePaths(document, $ref).at(-1) ?? []);
    if (!isObject(target) || !isObject(target['properties'])) return member;
    const { type } = target;
    if (Array.isArray(type) && type.includes('null'))
      return { ...target, type: type.filter((name) => name !== 'null') };
    return target['nullable'] === true ? without(target, 'nullable') : member;
  });
  return members.every((member, index) => member === allOf[index]) ? schema : { ...schema, allOf: members };
}

/** Of values that are text or numbers the list is left; of those that are objects, their shape; of no list, nothing. */
function withoutObjectValues(schema: JsonObject): JsonObject {
  const { enum: values } = schema;
  if (!Array.isArray(values)) return without(schema, 'enum');
  if (schema['type'] !== 'object') return schema;
  const isComposed = values.some((value) => typeof value === 'object' && value !== null);
  const names = isComposed ? ['enum'] : ['type', 'properties', 'additionalProperties'];
  return names.reduce(without, schema);
}

/** A list of schemas without booleans; the same where it had none. */
function schemasOf(list: unknown): unknown {
  if (!Array.isArray(list) || !list.some((schema) => typeof schema === 'boolean')) return list;
  return list.map((schema: unknown) => {
    if (schema === true) return {};
    return schema === false ? { enum: [] } : schema;
  });
}

/** `#/components/schemas/Name`, and the same of every other kind of component that is printed. */
function isComponent($ref: string): boolean {
  return COMPONENT.test($ref);
}

const COMPONENT =
  /^#\/components\/(?:schemas|responses|parameters|requestBodies|headers|pathItems|callbacks)\/[^/]+$/;

function withMappedReferences(schema: JsonObject, { document }: Scope): JsonObject {
  const { discriminator } = schema;
  if (!isObject(discriminator) || !isObject(discriminator['mapping'])) return schema;
  const components = isObject(document['components']) ? document['components']['schemas'] : undefined;
  const entries = Object.entries(discriminator['mapping']);
  const isName = (target: unknown): target is string =>
    typeof target === 'string' && isObject(components) && Object.hasOwn(components, target);
  if (!entries.some(([, target]) => isName(target) || plainReference(target) !== target)) return schema;
  const mapping = entries.map(([value, target]) => [
    value,
    isName(target) ? referenceTo(target) : plainReference(target),
  ]);
  return { ...schema, discriminator: { ...discriminator, mapping: Object.fromEntries(mapping) } };
}

/** Members whose own values the discriminator does not name are mapped by their own. */
function withOwnValues(schema: JsonObject, { document }: Scope): JsonObject {
  const { discriminator, oneOf } = schema;
  if (!isObject(discriminator) || !Array.isArray(oneOf)) return schema;
  const mapping = Object.entries(isObject(discriminator['mapping']) ? discriminator['mapping'] : {});
  const own = oneOf.flatMap((member: unknown) => {
    const $ref = isObject(member) ? member['$ref'] : undefined;
    if (typeof $ref !== 'string') return [];
    const values = ownValues(document, $ref, String(discriminator['propertyName']));
    const explicit = mapping.filter(([, target]) => target === $ref).map(([value]) => value);
    const named = explicit.length > 0 ? explicit : pathOf($ref).slice(-1);
    return values.length === 0 || values.some((value) => named.includes(value)) ? [] : [{ $ref, values }];
  });
  if (own.length === 0) return schema;
  const kept = mapping.filter(([, target]) => own.every(({ $ref }) => $ref !== target));
  const added = own.flatMap(({ $ref, values }) => values.map((value) => [value, $ref]));
  return { ...schema, discriminator: { ...discriminator, mapping: Object.fromEntries([...kept, ...added]) } };
}

/** The strings that a schema itself lists for a property. */
function ownValues(document: JsonObject, $ref: string, name: string): string[] {
  const path = referencePaths(document, $ref).at(-1);
  return listedValues(path && valueAt(document, [...path, 'properties', name]));
}

/** The strings that a schema lists. */
export function listedValues(property: unknown): string[] {
  if (!isObject(property)) return [];
  const values: readonly unknown[] = Array.isArray(property['enum']) ? property['enum'] : [property['const']];
  return values.filter((value) => typeof value === 'string');
}

export function referenceTo(component: string): string {
  return `#/components/schemas/${component.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** It takes `#` in an operationId for `/`. */
function withoutRepeatedId(operation: JsonObject, { ids }: Scope): JsonObject {
  const id = operation['operationId'];
  if (typeof id !== 'string') return operation;
  const printed = id.replaceAll('#', '/');
  if (ids.has(printed)) return without(operation, 'operationId');
  ids.add(printed);
  return operation;
}

/** Names for what references lead to that is no component: words of the reference, and a number where they are taken. */
export function componentName($ref: string, taken: (name: string) => boolean): string {
  const words = pathOf($ref).filter((word) => !STRUCTURE.has(word));
  const wanted = words.join('_').replaceAll(/[^\p{L}\p{N}_]+/gu, '_') || 'Schema';
  let name = wanted;
  for (let number = 2; taken(name); number += 1) name = `${wanted}${number}`;
  return name;
}

const STRUCTURE: ReadonlySet<string> = new Set([
  'components',
  'schemas',
  'paths',
  'properties',
  'content',
  'schema',
  '$defs',
]);
