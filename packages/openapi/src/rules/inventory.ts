import { isObject, join, normalPointer } from '../load/pointer.js';
import type { JsonObject } from '../load/pointer.js';
import type { Kind } from './keyword.js';
import { referenceOf } from './structure.js';
import type { Ignored } from './structure.js';
import { childrenOf } from './walk.js';
import type { Child } from './walk.js';

/** A part of a document that a package must hold or knowingly leave out. */
export interface Item {
  readonly kind: 'operation' | 'parameter' | 'field' | 'status' | 'media type';
  readonly pointer: string;
}

/** Which objects are items, by what holds them. */
const ITEMS: Readonly<Record<string, Item['kind']>> = {
  'pathItem operation': 'operation',
  'pathItem parameter': 'parameter',
  'operation parameter': 'parameter',
  'responses response': 'status',
  'requestBody mediaType': 'media type',
  'response mediaType': 'media type',
};

/** Keywords below which schemas only assert: their properties are no fields. */
const ASSERTING: ReadonlySet<string> = new Set([
  'not',
  'if',
  'then',
  'else',
  'contains',
  'dependentSchemas',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentSchema',
  '$defs',
]);

/** All items of a document, found by a walk of its own that knows nothing of the model. */
export function inventoryOf(document: JsonObject): { items: Item[]; unreferenced: Ignored[] } {
  const items: Item[] = [];
  const references = new Set<string>();
  const walk = (value: JsonObject, owner: Kind, pointer: string): void => {
    const target = referenceOf(value);
    if (target !== undefined) references.add(normalPointer(target) ?? target);
    for (const child of childrenOf(value, owner, pointer)) {
      if (ASSERTING.has(child.keyword) && owner === 'schema') continue;
      const kind = itemKind(child, owner);
      if (kind !== undefined) items.push({ kind, pointer: child.pointer });
      if (isObject(child.value)) walk(child.value, child.kind, child.pointer);
    }
  };
  walk(document, 'document', '#');
  return { items, unreferenced: unreferencedOf(document, references) };
}

function itemKind({ kind, keyword }: Child, owner: Kind): Item['kind'] | undefined {
  return owner === 'schema' && keyword === 'properties' ? 'field' : ITEMS[`${owner} ${kind}`];
}

/** Reusable parts that nothing uses; schemas are not among them, being types of their own. */
function unreferencedOf(document: JsonObject, references: ReadonlySet<string>): Ignored[] {
  const components = document['components'];
  if (!isObject(components)) return [];
  return ['parameters', 'responses', 'requestBodies', 'headers', 'pathItems', 'callbacks']
    .flatMap((section) => {
      const parts = Object.hasOwn(components, section) ? components[section] : undefined;
      return isObject(parts) ? Object.keys(parts).map((name) => join(`#/components/${section}`, name)) : [];
    })
    .filter((pointer) => !references.has(pointer))
    .map((pointer) => ({ pointer, reason: 'nothing refers to it' }));
}
