import { isList, isObject } from '../document/json.js';
import type { Json } from '../document/json.js';
import { child, items, members } from '../document/source.js';
import type { Located } from '../document/source.js';
import type { Judge } from '../judge/judge.js';
import { partsOf, toObject, unionsOf } from '../schema/composition.js';
import type { Part } from '../schema/composition.js';
import type { Item } from './inventory.js';
import type { Exchange } from './test-server.js';

/** What the exchanges exercised: only what was on the wire and valid counts, whatever the test meant to send. */
export async function coverageOf(judge: Judge, exchanges: readonly Exchange[]): Promise<Item[]> {
  const covered = new Map<string, Item>();
  for (const exchange of exchanges) {
    for (const item of await exchangeItems(judge, exchange)) {
      covered.set(itemKey(item), item);
    }
  }
  return [...covered.values()];
}

/** By which documented and covered items are the same. */
export function itemKey({ kind, operation, pointer }: Item): string {
  return `${operation} ${kind} ${pointer}`;
}

async function exchangeItems(judge: Judge, { verdict, answer }: Exchange): Promise<Item[]> {
  const { operation, mediaType, body } = verdict;
  if (operation === undefined || verdict.problems.length > 0) return [];
  const answered = await judge.checkResponse(operation, answer);
  const valid = answered.problems.length === 0 ? answered : undefined;
  const fields = new Set<string>();
  if (mediaType?.schema !== undefined && body !== undefined) addFields(judge, mediaType.schema, body, fields);
  const item = (kind: Item['kind'], pointer: string): Item => ({ kind, operation: operation.name, pointer });
  return [
    item('operations', operation.pointer),
    ...[...verdict.parameters.keys()].map((parameter) => item('parameters', parameter.pointer)),
    ...(mediaType === undefined ? [] : [item('mediaTypes', mediaType.pointer)]),
    ...[...fields].map((pointer) => item('requestFields', pointer)),
    ...(valid?.documented === undefined ? [] : [item('statuses', valid.documented.pointer)]),
    ...(valid?.mediaType === undefined ? [] : [item('mediaTypes', valid.mediaType.pointer)]),
  ];
}

/** Adds the places of all properties that the value has; of a union, those of the branches that it fits. */
function addFields(judge: Judge, schema: Located, value: Json, fields: Set<string>): void {
  if (value === null || typeof value !== 'object') return;
  const parts = partsOf(judge.source, schema);
  for (const part of parts) {
    if (isObject(value)) addMembers(judge, part, value, fields);
    if (isList(value)) addItems(judge, part, value, fields);
    for (const keyword of ['then', 'else']) {
      const branch = Object.hasOwn(toObject(part.keywords), keyword) ? child(part.at, keyword) : undefined;
      if (branch !== undefined && fits(judge, branch, value)) addFields(judge, branch, value, fields);
    }
  }
  for (const { branches } of unionsOf(parts)) {
    for (const branch of branches) if (fits(judge, branch, value)) addFields(judge, branch, value, fields);
  }
}

function fits(judge: Judge, schema: Located, value: Json): boolean {
  return judge.sampler.validate(schema, 'request', value).length === 0;
}

function addMembers(
  judge: Judge,
  { at, keywords }: Part,
  value: { readonly [name: string]: Json },
  fields: Set<string>,
): void {
  const own = (keyword: string): Located | undefined =>
    Object.hasOwn(toObject(keywords), keyword) ? child(at, keyword) : undefined;
  const properties = own('properties');
  const patterns = members(own('patternProperties'));
  const others = ['additionalProperties', 'unevaluatedProperties'].flatMap((keyword) => own(keyword) ?? []);
  for (const [name, one] of Object.entries(value)) {
    const declared = properties && child(properties, name);
    if (declared !== undefined) {
      fields.add(declared.pointer);
      addFields(judge, declared, one, fields);
    }
    for (const [, schema] of patterns) if (fits(judge, schema, one)) addFields(judge, schema, one, fields);
    if (declared === undefined) for (const schema of others) addFields(judge, schema, one, fields);
  }
}

function addItems(judge: Judge, { at, keywords }: Part, value: readonly Json[], fields: Set<string>): void {
  if (typeof keywords === 'boolean') return;
  const tuple = items(child(at, 'prefixItems'));
  const rest = child(at, 'items');
  for (const [index, one] of value.entries()) {
    const schema = tuple[index] ?? rest;
    if (schema !== undefined) addFields(judge, schema, one, fields);
  }
}
