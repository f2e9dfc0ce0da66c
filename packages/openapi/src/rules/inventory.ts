import type { Json } from '../model/model.js';
import { isList, isObject, join } from '../load/pointer.js';
import type { JsonObject } from '../load/pointer.js';
import { MEMBERS, OBJECTS } from './objects.js';
import type { Kind, Shape } from './objects.js';
import { referenceOf } from './structure.js';
import type { Ignored } from './structure.js';
import { normalPointer } from '../load/pointer.js';

/** A part of a document that a package must hold or knowingly leave out. */
export interface Item {
  readonly kind: 'operation' | 'parameter' | 'field' | 'status' | 'media type';
  readonly pointer: string;
}

/** Which objects are items, by the place that holds them. */
const ITEMS: Readonly<Record<string, Item['kind']>> = {
  'pathItem operation': 'operation',
  'pathItem parameter': 'parameter',
  'operation parameter': 'parameter',
  'responses response': 'status',
  'requestBody mediaType': 'media type',
  'response mediaType': 'media type',
  'schema schema properties': 'field',
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
  const walk = (value: Json, kind: Kind, pointer: string): void => {
    if (!isObject(value)) return;
    const target = referenceOf(value);
    if (target !== undefined) references.add(normalPointer(target) ?? target);
    for (const [name, inner] of Object.entries(value)) {
      const shape = shapeOf(kind, name);
      if (shape !== undefined && !ASSERTING.has(name)) visit(inner, shape, kind, name, join(pointer, name));
    }
  };
  const visit = (value: Json, shape: Shape, owner: Kind, keyword: string, pointer: string): void => {
    if (!('of' in shape)) return;
    for (const [inner, place] of instances(value, shape.is, pointer)) {
      const kind = ITEMS[`${owner} ${shape.of}`] ?? ITEMS[`${owner} ${shape.of} ${keyword}`];
      if (kind !== undefined) items.push({ kind, pointer: place });
      walk(inner, shape.of, place);
    }
  };
  walk(document, 'document', '#');
  return { items, unreferenced: unreferencedOf(document, references) };
}

function shapeOf(kind: Kind, name: string): Shape | undefined {
  if (name.startsWith('x-')) return undefined;
  if (MEMBERS[kind]) return MEMBERS[kind];
  return Object.hasOwn(OBJECTS[kind], name) ? OBJECTS[kind][name]?.shape : undefined;
}

function instances(value: Json, is: Shape['is'], pointer: string): (readonly [Json, string])[] {
  if (is === 'object') return [[value, pointer]];
  if (is === 'list' && isList(value))
    return value.map((item, index) => [item, join(pointer, index)] as const);
  if (is === 'map' && isObject(value))
    return Object.entries(value).map(([name, item]) => [item, join(pointer, name)] as const);
  return [];
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
