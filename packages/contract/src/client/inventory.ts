import { isObject, member } from '../document/json.js';
import type { Json, JsonObject } from '../document/json.js';
import {
  BODILESS_METHODS,
  BODILESS_STATUSES,
  IGNORED_PARAMETERS,
  METHODS,
  UNSENT_METHODS,
} from '../document/http.js';
import { join } from '../document/source.js';

/** How many of each a document has, or how many were covered. */
export interface Counts {
  readonly operations: number;
  readonly parameters: number;
  readonly requestFields: number;
  readonly statuses: number;
  readonly mediaTypes: number;
}

/** One thing that a client has to get right, in one operation. */
export interface Item {
  readonly kind: keyof Counts;
  /** `POST /path` */
  readonly operation: string;
  readonly pointer: string;
}

/** Something that is documented and knowingly not covered. */
export interface Ignored {
  readonly pointer: string;
  readonly reason: string;
}

/** Everything that the document has for a client, and what no client can cover and why. */
export interface Inventory {
  readonly items: readonly Item[];
  readonly unreachable: readonly Ignored[];
}

/*
 * This walk shares no reading of the document with the judge: a parameter that the judge loses is still counted here, and
 * the difference shows.
 */

interface Place {
  readonly value: Json | undefined;
  readonly pointer: string;
}

type Add = (kind: Item['kind'], pointer: string) => void;

/** Counts operations, parameters, request fields, statuses and media types on the raw document. */
export function inventoryOf(document: object): Inventory {
  const items: Item[] = [];
  const unreachable: Ignored[] = [];
  const root: Place = { value: isObject(document) ? document : undefined, pointer: '#' };
  for (const [path, entry] of entries(at(root, 'paths'))) {
    const pathItem = resolved(root, entry);
    const additional = entries(at(pathItem, 'additionalOperations'));
    for (const [method, operation] of [...entries(pathItem).filter(isOperation).map(asSent), ...additional]) {
      if (UNSENT_METHODS.test(method)) {
        unreachable.push({ pointer: operation.pointer, reason: `fetch sends no ${method}` });
        continue;
      }
      const name = `${method} ${path}`;
      const add: Add = (kind, pointer) => items.push({ kind, operation: name, pointer });
      add('operations', operation.pointer);
      addParameters(root, pathItem, operation, add);
      if (!BODILESS_METHODS.includes(method)) addBody(root, operation, add);
      else if (at(operation, 'requestBody').value !== undefined) {
        const { pointer } = at(operation, 'requestBody');
        unreachable.push({ pointer, reason: `fetch sends no body with ${method}` });
      }
      addResponses(root, operation, add, unreachable);
    }
  }
  return { items, unreachable };
}

function isOperation([method]: readonly [string, Place]): boolean {
  return METHODS.includes(method);
}

function asSent([method, operation]: readonly [string, Place]): readonly [string, Place] {
  return [method.toUpperCase(), operation];
}

/** The counts of some items. */
export function countsOf(items: readonly Item[]): Counts {
  const count = (kind: Item['kind']): number => items.filter((item) => item.kind === kind).length;
  return {
    operations: count('operations'),
    parameters: count('parameters'),
    requestFields: count('requestFields'),
    statuses: count('statuses'),
    mediaTypes: count('mediaTypes'),
  };
}

function addParameters(root: Place, pathItem: Place, operation: Place, add: Add): void {
  const found = new Map<string, string>();
  for (const owner of [pathItem, operation]) {
    for (const [, place] of entries(at(owner, 'parameters'))) {
      const { value } = resolved(root, place);
      const header = member(value, 'in') === 'header' ? String(member(value, 'name')).toLowerCase() : '';
      if (IGNORED_PARAMETERS.includes(header)) continue;
      found.set(`${String(member(value, 'in'))} ${String(member(value, 'name'))}`, place.pointer);
    }
  }
  for (const pointer of found.values()) add('parameters', pointer);
}

function addBody(root: Place, operation: Place, add: Add): void {
  const fields = new Set<string>();
  for (const [name, media] of entries(at(resolved(root, at(operation, 'requestBody')), 'content'))) {
    add('mediaTypes', media.pointer);
    if (!HAS_FIELDS.test(name)) continue;
    addFields(root, at(resolved(root, media), 'schema'), fields, new Set());
  }
  for (const pointer of fields) add('requestFields', pointer);
}

/** Media types whose bodies have fields: JSON, the forms, and ranges that JSON is in. */
const HAS_FIELDS =
  /^[^/]+\/([^/;]+\+)?json\s*(;|$)|^application\/x-www-form-urlencoded|^multipart\/(form-data|\*)|^(\*|application)\/\*/i;

/** Keywords that lead from a value's schema to those of its parts or alternatives. */
const SINGLE = ['items', 'additionalProperties', 'unevaluatedProperties', 'then', 'else'];
const SEVERAL = ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'patternProperties'];

function addFields(root: Place, schema: Place, fields: Set<string>, seen: Set<string>): void {
  if (seen.has(schema.pointer) || !isObject(schema.value)) return;
  seen.add(schema.pointer);
  const reference = member(schema.value, '$ref');
  if (typeof reference === 'string') {
    addFields(root, located(root, reference), fields, seen);
    if (String(member(root.value, 'openapi')).startsWith('3.0')) return;
  }
  for (const [, property] of entries(at(schema, 'properties'))) {
    if (property.value === false || isReadOnly(root, property, new Set())) continue;
    fields.add(property.pointer);
    addFields(root, property, fields, seen);
  }
  for (const keyword of SINGLE) addFields(root, at(schema, keyword), fields, seen);
  for (const keyword of SEVERAL) {
    for (const [, one] of entries(at(schema, keyword))) addFields(root, one, fields, seen);
  }
}

function isReadOnly(root: Place, schema: Place, seen: Set<string>): boolean {
  if (seen.has(schema.pointer)) return false;
  seen.add(schema.pointer);
  const reference = member(schema.value, '$ref');
  const named = typeof reference === 'string' && isReadOnly(root, located(root, reference), seen);
  const hidden = typeof reference === 'string' && String(member(root.value, 'openapi')).startsWith('3.0');
  if (named || hidden) return named;
  const parts = entries(at(schema, 'allOf')).map(([, one]) => one);
  return member(schema.value, 'readOnly') === true || parts.some((one) => isReadOnly(root, one, seen));
}

function addResponses(root: Place, operation: Place, add: Add, unreachable: Ignored[]): void {
  for (const [status, entry] of entries(at(operation, 'responses'))) {
    if (status.startsWith('x-')) continue;
    if (status.startsWith('1')) {
      unreachable.push({ pointer: entry.pointer, reason: 'an informational status is no final answer' });
      continue;
    }
    add('statuses', entry.pointer);
    const bodiless = BODILESS_STATUSES.includes(Number(status));
    for (const [, media] of entries(at(resolved(root, entry), 'content'))) {
      if (bodiless) unreachable.push({ pointer: media.pointer, reason: `status ${status} has no body` });
      else add('mediaTypes', media.pointer);
    }
  }
}

function at(place: Place, name: string): Place {
  return { value: member(place.value, name), pointer: join(place.pointer, name) };
}

function entries(place: Place): [string, Place][] {
  const { value } = place;
  const names =
    isObject(value) || Array.isArray(value) ? Object.keys(value satisfies JsonObject | readonly Json[]) : [];
  return names.map((name) => [name, at(place, name)]);
}

function located(root: Place, reference: string): Place {
  const tokens = reference.split('/').slice(1);
  return tokens.reduce((place, token) => at(place, unescaped(token)), root);
}

function unescaped(token: string): string {
  return decodeURIComponent(token.replaceAll(/%(?![0-9a-fA-F]{2})/g, '%25'))
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}

function resolved(root: Place, place: Place): Place {
  let found = place;
  for (let hops = 0; hops < 100; hops += 1) {
    const reference = member(found.value, '$ref');
    if (typeof reference !== 'string') return found;
    found = located(root, reference);
  }
  return found;
}
