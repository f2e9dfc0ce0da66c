import { pathOf, referencePaths, valueAt } from './document-copy.js';
import { withoutCircles } from './circular-schemas.js';
import { COMPOSITION_CORRECTIONS } from './composition-corrections.js';
import { isObject } from './document-walk.js';
import type { JsonObject, Position } from './document-walk.js';

/** What a correction may know besides the part. */
export interface Scope {
  readonly document: JsonObject;
  /** A reference to a component that is to hold what stands at a reference that no type can spell. */
  readonly named: ($ref: string) => string;
}

/** A fault of openapi-typescript 7.13 on valid documents, and what the document has to say instead. */
export interface Correction {
  readonly name: string;
  readonly reason: string;
  readonly at: Position;
  /** The part at a path as it should be; the same object where there is nothing to correct. Changes neither. */
  readonly corrected: (part: JsonObject, scope: Scope, path: readonly string[]) => JsonObject;
}

/** In this order at each part. */
export const CORRECTIONS: readonly Correction[] = [
  {
    name: 'duplicate operationId',
    reason:
      'operations of one operationId become members of one name; here the later ones stand in their paths',
    at: 'document',
    corrected: withoutRepeatedIds,
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
    name: 'content of a parameter',
    reason: 'a parameter with content is a string whatever its schema says',
    at: 'parameter',
    corrected: (parameter) => {
      const content = isObject(parameter['content']) ? Object.values(parameter['content']) : [];
      const [mediaType] = content;
      const schema = isObject(mediaType) ? mediaType['schema'] : undefined;
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

/** A list of schemas without booleans; the same where it had none. */
function schemasOf(list: unknown): unknown {
  if (!Array.isArray(list) || !list.some((schema) => typeof schema === 'boolean')) return list;
  return list.map((schema: unknown) => {
    if (schema === true) return {};
    return schema === false ? { enum: [] } : schema;
  });
}

/** `#/components/schemas/Name`, and the same of every other kind of component. */
function isComponent($ref: string): boolean {
  return /^#\/components\/[^/]+\/[^/]+$/.test($ref);
}

function withMappedReferences(schema: JsonObject, { document }: Scope): JsonObject {
  const { discriminator } = schema;
  if (!isObject(discriminator) || !isObject(discriminator['mapping'])) return schema;
  const components = isObject(document['components']) ? document['components']['schemas'] : undefined;
  const entries = Object.entries(discriminator['mapping']);
  const isName = (target: unknown): target is string =>
    typeof target === 'string' && isObject(components) && Object.hasOwn(components, target);
  if (!entries.some(([, target]) => isName(target))) return schema;
  const mapping = entries.map(([value, target]) => [value, isName(target) ? referenceTo(target) : target]);
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
  const property = path && valueAt(document, [...path, 'properties', name]);
  if (!isObject(property)) return [];
  const values: readonly unknown[] = Array.isArray(property['enum']) ? property['enum'] : [property['const']];
  return values.filter((value) => typeof value === 'string');
}

export function referenceTo(component: string): string {
  return `#/components/schemas/${component.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** It takes `#` in an operationId for `/`. */
function withoutRepeatedIds(document: JsonObject): JsonObject {
  const seen = new Set<string>();
  const corrected = (item: unknown): unknown => {
    if (!isObject(item)) return item;
    let result = item;
    for (const [name, operation] of Object.entries(item)) {
      if (!isObject(operation) || typeof operation['operationId'] !== 'string') continue;
      const id = operation['operationId'].replaceAll('#', '/');
      if (seen.has(id)) result = { ...result, [name]: without(operation, 'operationId') };
      seen.add(id);
    }
    return result;
  };
  return ['paths', 'webhooks'].reduce((result, member) => mapped(result, member, corrected), document);
}

function mapped(part: JsonObject, name: string, change: (value: unknown) => unknown): JsonObject {
  const value = part[name];
  if (!isObject(value)) return part;
  const entries = Object.entries(value).map(([key, before]) => ({ key, before, after: change(before) }));
  if (entries.every(({ before, after }) => before === after)) return part;
  return { ...part, [name]: Object.fromEntries(entries.map(({ key, after }) => [key, after])) };
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
