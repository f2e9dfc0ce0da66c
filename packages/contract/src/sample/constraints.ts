import { isList, isObject, jsonKey, member } from '../document/json.js';
import type { Json } from '../document/json.js';
import { jsonType, toObject } from '../schema/composition.js';
import type { Part } from '../schema/composition.js';

/** What all parts of a schema ask of a scalar together. */
export interface Facets {
  readonly types: readonly string[];
  /** The only values allowed, where `enum` or `const` says so. */
  readonly values: readonly Json[] | undefined;
  readonly minLength: number;
  readonly maxLength: number;
  /** Inclusive or not: a candidate is validated anyway. */
  readonly minimum: number;
  readonly maximum: number;
  readonly multipleOf: number | undefined;
  readonly patterns: readonly string[];
  readonly format: string | undefined;
  readonly examples: readonly Json[];
}

const TYPES = ['string', 'number', 'boolean', 'object', 'array', 'null'];

/** Which type a keyword speaks of, for schemas that name none. */
const TYPE_KEYWORDS: Readonly<Record<string, string>> = {
  properties: 'object',
  additionalProperties: 'object',
  patternProperties: 'object',
  required: 'object',
  items: 'array',
  prefixItems: 'array',
  minLength: 'string',
  maxLength: 'string',
  pattern: 'string',
  format: 'string',
  minimum: 'number',
  maximum: 'number',
  multipleOf: 'number',
};

/** The facets of the parts taken together; the tightest of each. */
export function facetsOf(parts: readonly Part[]): Facets {
  const values = valuesOf(parts);
  return {
    types: allowedTypes(parts),
    values,
    minLength: Math.max(0, largest(numbers(parts, 'minLength'))),
    maxLength: smallest(numbers(parts, 'maxLength')),
    minimum: largest([...numbers(parts, 'minimum'), ...numbers(parts, 'exclusiveMinimum')]),
    maximum: smallest([...numbers(parts, 'maximum'), ...numbers(parts, 'exclusiveMaximum')]),
    multipleOf: numbers(parts, 'multipleOf')[0],
    patterns: all(parts, 'pattern').filter((pattern) => typeof pattern === 'string'),
    format: all(parts, 'format').find((format) => typeof format === 'string'),
    examples: [...all(parts, 'example'), ...all(parts, 'examples').flatMap(listed), ...all(parts, 'default')],
  };
}

/** Every value that some part gives for a keyword. */
export function all(parts: readonly Part[], keyword: string): Json[] {
  return parts.flatMap(({ keywords }) => {
    const value = member(toObject(keywords), keyword);
    return value === undefined ? [] : [value];
  });
}

/** Every finite number that some part gives for a keyword. */
export function numbers(parts: readonly Part[], keyword: string): number[] {
  return all(parts, keyword).filter((value) => typeof value === 'number');
}

/** The arguments of `Math.max` are on the stack, which holds only so many. */
export function largest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}

export function smallest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function listed(value: Json): readonly Json[] {
  return isList(value) ? value : [];
}

function allowedTypes(parts: readonly Part[]): string[] {
  if (parts.some(({ keywords }) => keywords === false)) return [];
  const named = all(parts, 'type').map((type) => (isList(type) ? type : [type]));
  if (named.length > 0) {
    const [first = [], ...rest] = named;
    return first
      .filter((type) => typeof type === 'string')
      .filter((type) => rest.every((list) => allows(list, type)));
  }
  const spoken = Object.entries(TYPE_KEYWORDS).filter(([keyword]) => all(parts, keyword).length > 0);
  return spoken.length === 0 ? TYPES : [...new Set(spoken.map(([, type]) => type))];
}

function allows(list: readonly Json[], type: string): boolean {
  return list.includes(type) || (type === 'integer' && list.includes('number'));
}

function valuesOf(parts: readonly Part[]): Json[] | undefined {
  const lists = [...all(parts, 'enum').filter(isList), ...all(parts, 'const').map((value) => [value])];
  const [first, ...rest] = lists;
  if (first === undefined) return undefined;
  const types = allowedTypes(parts);
  const keys = rest.map((list) => new Set(list.map(jsonKey)));
  return first
    .filter((value) => keys.every((known) => known.has(jsonKey(value))))
    .filter(
      (value) => types.includes(jsonType(value)) || (types.includes('integer') && Number.isInteger(value)),
    );
}

/** Whether nothing in the parts restricts or describes the value. */
export function isFree(parts: readonly Part[]): boolean {
  return parts.every(
    ({ keywords }) => keywords === true || (isObject(keywords) && saysNothing(Object.keys(keywords))),
  );
}

function saysNothing(keywords: readonly string[]): boolean {
  const known = ['type', 'enum', 'const', 'oneOf', 'anyOf', 'allOf', 'not', 'if', '$ref'];
  return !keywords.some((keyword) => known.includes(keyword) || Object.hasOwn(TYPE_KEYWORDS, keyword));
}
