import type { StandardIssue, StandardSchemaV1 } from './extensions.js';

/** A function of a generated module that says whether a value is what the document says, and keeps what it found. */
export interface Check {
  /** @param place - where the value stands, as Ajv has it */
  (value: unknown, place?: unknown): boolean;
  errors?: readonly Fault[] | null;
}

/** What Ajv says of a value that is not valid: what the schema has, and where, but not the value. */
export interface Fault {
  readonly keyword: string;
  /** A JSON pointer (RFC 6901). */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Returns a validator as Standard Schema has them. It gives the value as it is, or one issue: the first place that is not
 * valid. Messages say what the schema asks for, and quote no value.
 *
 * @param optional - whether there may be no value at all, as of a response without a body
 */
export function standardSchema(check: Check, optional = false): StandardSchemaV1 {
  const validate = (value: unknown) => {
    const outer = results;
    results = new Map();
    try {
      if ((optional && value === undefined) || check(value)) return { value };
      return { issues: issuesOf(check.errors ?? [], value) };
    } catch (error) {
      // The end of the stack; Firefox has an error of its own.
      if (!(error instanceof RangeError || Object(error).name === 'InternalError')) throw error;
      return { issues: [{ message: 'must not be nested so deeply' }] };
    } finally {
      results = outer;
      check.errors = null;
    }
  };
  return { '~standard': { version: 1, vendor: 'specline', validate } };
}

/** What checks have found during a validation, by the object that they judged. */
let results: Map<Check, Map<object, readonly Fault[] | null>> | undefined;

/**
 * Returns a check that judges an object once in a validation. Alternatives of schemas that lead back to themselves would judge
 * it once for each way to it, of which there are exponentially many.
 */
export function memoized(check: Check): Check {
  const own: Check = (value, place) => {
    if (typeof value !== 'object' || value === null || !results) return judge(value, place);
    let known = results.get(own);
    if (!known) results.set(own, (known = new Map()));
    const errors = known.get(value);
    if (errors === undefined) {
      judge(value, place);
      known.set(value, own.errors ?? null);
    } else own.errors = errors;
    return own.errors === null;
  };
  const judge = (value: unknown, place: unknown) => {
    const isValid = check(value, place);
    // Of the faults the last is told; the faults of all alternatives would be as many as there are ways.
    own.errors = isValid ? null : outermost(check.errors ?? []);
    return isValid;
  };
  return own;
}

/** The last fault is of the outermost keyword; of a condition, the one before it says what is wrong. */
function outermost(faults: readonly Fault[]): readonly Fault[] {
  const fault = faults.findLast(({ keyword }) => keyword !== 'if');
  return fault ? [fault] : faults.slice(-1);
}

function issuesOf(faults: readonly Fault[], value: unknown): StandardIssue[] {
  const [fault] = outermost(faults);
  if (!fault || fault.keyword === 'if') return [{ message: 'must be as documented' }];
  const { keyword, params, instancePath } = fault;
  const message = Object.hasOwn(MESSAGES, keyword) ? MESSAGES[keyword]?.(params) : undefined;
  return [{ message: message ?? `must satisfy ${keyword}`, path: keysOf(instancePath, value) }];
}

type Message = (params: Fault['params']) => string;

const property: Message = ({ missingProperty }) => `must have property ${String(missingProperty)}`;
const closed: Message = () => 'must have no other properties';
const closedList: Message = () => 'must have no other items';
const alternative: Message = () => 'must be one of the documented alternatives';
const bound: Message = ({ comparison, limit }) => `must be ${String(comparison)} ${String(limit)}`;
const limited =
  (what: string): Message =>
  ({ limit }) =>
    `must have ${what} ${String(limit)}`;

/** By keyword. Parameters are the schema's; those that hold names or places of the value are left out. */
const MESSAGES: Readonly<Record<string, Message>> = {
  type: ({ type }) => `must be ${[type].flat().join(' or ')}`,
  enum: () => 'must be one of the documented values',
  required: property,
  dependentRequired: property,
  additionalProperties: closed,
  unevaluatedProperties: closed,
  unevaluatedItems: closedList,
  items: closedList,
  'false schema': () => 'must not be there',
  oneOf: alternative,
  anyOf: alternative,
  not: () => 'must not be what the document excludes',
  propertyNames: () => 'must have names as documented',
  minimum: bound,
  maximum: bound,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${String(multipleOf)}`,
  pattern: ({ pattern }) => `must match ${String(pattern)}`,
  minLength: limited('a length of at least'),
  maxLength: limited('a length of at most'),
  minItems: limited('a number of items of at least'),
  maxItems: limited('a number of items of at most'),
  minProperties: limited('a number of properties of at least'),
  maxProperties: limited('a number of properties of at most'),
  uniqueItems: () => 'must have no equal items',
  contains: () => 'must have items as documented',
};

/** The keys on the way to a place: numbers in arrays. */
function keysOf(pointer: string, value: unknown): PropertyKey[] {
  let owner = value;
  return pointer
    .split('/')
    .slice(1)
    .map((token) => {
      const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
      const key = Array.isArray(owner) ? Number(name) : name;
      owner = (owner as Record<PropertyKey, unknown>)[key];
      return key;
    });
}

/** Returns the number of code points of a text, which JSON Schema calls its length. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Returns whether two JSON values are equal, whatever the order of members. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isHolder(one) || !isHolder(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isEqual(one[name], other[name]))
  );
}

/** Returns whether no two items are equal, in time in proportion to their size. */
export function hasUniqueItems(items: readonly unknown[]): boolean {
  const seen = new Set<string>();
  return items.every((item) => {
    const text = canonicalText(item);
    return !seen.has(text) && seen.add(text);
  });
}

/** The same for equal values alone. */
function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  if (!isHolder(value)) return typeof value === 'string' ? JSON.stringify(value) : String(value);
  const names = Object.keys(value).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(value[name])}`).join()}}`;
}

function isHolder(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Returns what a pattern matches. JSON Schema asks for Unicode; many documents write what compiles only without. */
export function patternOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}
