import type { JsonObject, Json } from '../json/json.js';
import { referenceOf } from '../json/read.js';
import type { Ignored, ItemKind } from './version.js';
import { isList, isObject, join, normalPointer, valueAt } from '../json/pointer.js';
import type { Kind } from './keyword.js';
import { childrenOf, kindAt } from './walk.js';
import type { Child } from './walk.js';

/** A part of a document that a package must hold or knowingly leave out. */
export interface Item {
  readonly kind: ItemKind;
  readonly pointer: string;
}

/** Everything that a document has. */
export interface Inventory {
  readonly items: readonly Item[];
  /** Parts of schemas that no value's type depends on. */
  readonly idle: readonly Ignored[];
  readonly references: readonly Reference[];
}

/** A `$ref` at a place, and the pointer that it leads to. */
export interface Reference {
  readonly kind: Kind;
  readonly from: string;
  readonly to: string;
}

/** Which objects are items, by what holds them. */
const ITEMS: Readonly<Record<string, ItemKind>> = {
  'pathItem operation': 'operation',
  'pathItem parameter': 'parameter',
  'operation parameter': 'parameter',
  'responses response': 'status',
  'requestBody mediaType': 'media type',
  'response mediaType': 'media type',
};

/** Keywords whose schemas describe no part of a value's type, and why. */
const IDLE: Readonly<Record<string, string>> = {
  not: 'what a value must not be',
  if: 'a condition that no type can express',
  then: 'a condition that no type can express',
  else: 'a condition that no type can express',
  dependentSchemas: 'a condition that no type can express',
  contains: 'a condition on some of the items',
  propertyNames: 'a condition on the names of members',
  unevaluatedItems: 'a condition on what other schemas leave over',
  unevaluatedProperties: 'a condition on what other schemas leave over',
  contentSchema: 'the type of an encoded string is string',
  $defs: 'nothing refers to it',
};

/** All items of a document, found by a walk of its own that knows nothing of the model. */
export function inventoryOf(document: JsonObject): Inventory {
  const found: Collection = { items: [], idle: [], references: [] };
  collect(document, 'document', '#', found);
  if (!collectOutside(document, found)) return found;
  // What is in one such part may be referred to as well.
  return { ...found, items: [...new Map(found.items.map((item) => [item.pointer, item])).values()] };
}

/** An object of the specification and all in it that is an item. */
export function itemsIn(child: Child, owner: Kind): Item[] {
  const found: Collection = { items: [], idle: [], references: [] };
  collectChild(child, owner, found);
  return found.items;
}

/** A reference may lead to what no keyword of OpenAPI holds, such as `definitions`: the parts there are used too. Tells if there are any. */
function collectOutside(document: JsonObject, found: Collection): boolean {
  const known = new Set<string>();
  for (const { kind, to } of found.references) {
    if (known.has(to) || kindAt(to) !== undefined) continue;
    known.add(to);
    const value = valueAt(document, to);
    if (isObject(value)) collect(value, kind, to, found);
  }
  return known.size > 0;
}

interface Collection {
  readonly items: Item[];
  readonly idle: Ignored[];
  readonly references: Reference[];
}

function collect(value: JsonObject, owner: Kind, pointer: string, found: Collection): void {
  const target = referenceOf(value);
  if (target !== undefined)
    found.references.push({ kind: owner, from: pointer, to: normalPointer(target) ?? target });
  for (const child of childrenOf(value, owner, pointer)) {
    const reason = owner === 'schema' ? idleReason(child.keyword, value) : undefined;
    if (reason !== undefined) found.idle.push({ pointer: join(pointer, child.keyword), reason });
    collectChild(child, owner, found);
  }
}

function collectChild({ value, kind, keyword, pointer }: Child, owner: Kind, found: Collection): void {
  const item = owner === 'schema' && keyword === 'properties' ? 'field' : ITEMS[`${owner} ${kind}`];
  if (item !== undefined) found.items.push({ kind: item, pointer });
  if (isObject(value)) collect(value, kind, pointer, found);
}

/** Why nothing under a keyword of a schema can be part of a type. */
function idleReason(keyword: string, schema: JsonObject): string | undefined {
  if (Object.hasOwn(IDLE, keyword)) return IDLE[keyword];
  const owner = OWNERS[keyword];
  if (owner === undefined || typesOf(schema).includes(owner)) return undefined;
  return `the schema describes no ${owner}`;
}

/** The one type of value that has what a keyword describes. */
const OWNERS: Readonly<Record<string, string>> = {
  properties: 'object',
  patternProperties: 'object',
  additionalProperties: 'object',
  items: 'array',
  prefixItems: 'array',
};

/** The types that a schema says or implies that its values have. */
function typesOf(schema: JsonObject): readonly (Json | undefined)[] {
  const values = Object.hasOwn(schema, 'const') ? [schema['const'] ?? null] : schema['enum'];
  if (isList(values) && values.every((value) => value === null || typeof value !== 'object')) return [];
  const { type } = schema;
  if (type !== undefined) return isList(type) ? type : [type];
  return ['properties', 'patternProperties', 'additionalProperties', 'required'].some((name) =>
    Object.hasOwn(schema, name),
  )
    ? ['object']
    : ['array'];
}

/** Sections of `components` whose parts say nothing unless something refers to them; schemas are types of their own. */
const REUSABLE = [
  'parameters',
  'responses',
  'requestBodies',
  'headers',
  'pathItems',
  'callbacks',
  'mediaTypes',
];

/** Reusable parts that nothing which is generated refers to, given what is ignored. */
export function unreachedParts(
  document: JsonObject,
  references: readonly Reference[],
  isIgnored: (pointer: string) => boolean,
): Ignored[] {
  const parts = reusableParts(document);
  const holders = new Map<string, string[]>([['', []]]);
  for (const { from, to } of references) {
    if (!parts.has(to) || isIgnored(from)) continue;
    const holder = /^#\/components\/[^/]+\/[^/]+/.exec(from)?.[0] ?? '';
    const key = parts.has(holder) ? holder : '';
    const held = holders.get(key) ?? [];
    held.push(to);
    holders.set(key, held);
  }
  const pending = holders.get('') ?? [];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (parts.delete(next)) pending.push(...(holders.get(next) ?? []));
  }
  return [...parts].map((pointer) => ({
    ...(pointer.startsWith('#/components/parameters/') ? { kind: 'parameter' } : {}),
    pointer,
    reason: 'nothing that is generated refers to it',
  }));
}

function reusableParts(document: JsonObject): Set<string> {
  const components = document['components'];
  if (!isObject(components)) return new Set();
  return new Set(
    REUSABLE.flatMap((section) => {
      const parts = Object.hasOwn(components, section) ? components[section] : undefined;
      return isObject(parts) ? Object.keys(parts).map((name) => join(`#/components/${section}`, name)) : [];
    }),
  );
}
