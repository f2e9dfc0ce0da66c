import { onCircles } from './cycles.js';
import type { Edge } from './cycles.js';
import { isObject } from './document-walk.js';
import type { JsonObject } from './document-walk.js';

/** Keywords whose schemas become a part of the type itself, with no member between. */
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];

/** A document in which no component leads back to itself without a member between: the last reference is `{}`. */
export function withoutCircles(document: JsonObject): JsonObject {
  const components = document['components'];
  const schemas = isObject(components) ? components['schemas'] : undefined;
  if (!isObject(components) || !isObject(schemas)) return document;
  const entries = Object.entries(schemas);
  const edges = entries.flatMap(([name, schema]) =>
    directReferences(schema).map((to): Edge => ({ from: `#/components/schemas/${name}`, to })),
  );
  const circular = onCircles(edges);
  if (circular.size === 0) return document;
  const corrected = entries.map(([name, schema]) =>
    circular.has(`#/components/schemas/${name}`) ? [name, cut(schema, circular)] : [name, schema],
  );
  return { ...document, components: { ...components, schemas: Object.fromEntries(corrected) } };
}

function directReferences(schema: unknown): string[] {
  if (!isObject(schema)) return [];
  if (typeof schema['$ref'] === 'string') return [schema['$ref']];
  return [...LISTS.flatMap((keyword) => listOf(schema[keyword])), schema['items']].flatMap(directReferences);
}

function cut(schema: unknown, circular: ReadonlySet<string>): unknown {
  if (!isObject(schema)) return schema;
  if (typeof schema['$ref'] === 'string') return circular.has(schema['$ref']) ? {} : schema;
  const inner = LISTS.filter((keyword) => Array.isArray(schema[keyword])).map((keyword) => [
    keyword,
    listOf(schema[keyword]).map((member) => cut(member, circular)),
  ]);
  const items = schema['items'] === undefined ? {} : { items: cut(schema['items'], circular) };
  return { ...schema, ...Object.fromEntries(inner), ...items };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
