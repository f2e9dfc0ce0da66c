import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, Format, FuncKeywordDefinition, ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { isList, jsonKey, LimitError, valuesIn } from '../document/json.js';
import type { Json } from '../document/json.js';
import type { Located, Source } from '../document/source.js';
import { spend } from './budget.js';
import type { Budget } from './budget.js';
import { translated } from './to-json-schema.js';
import type { Translation } from './to-json-schema.js';
import type { Direction } from './keywords.js';
import { ONE_OF } from './one-of.js';
import { patternOf, UncheckedPattern } from './pattern.js';

/** One thing that is wrong with a value: where in the value (a JSON pointer without `#`) and what. */
export interface ValueProblem {
  readonly path: string;
  readonly message: string;
  /** The keyword of JSON Schema that the value breaks. */
  readonly keyword?: string;
  /** The member that is missing, or that the schema does not have. */
  readonly member?: string;
  /** It is the schema that is wrong: the value cannot be judged. */
  readonly unusable?: true;
}

/** Says what is wrong with a value by the schema at a place of the document; nothing if it is valid. */
export type Validate = (at: Located, value: Json) => ValueProblem[];

/** More problems than this in one value help nobody, but a search within a budget asks for a certain one. */
const MOST_PROBLEMS = 10;
const MOST_SEARCHED_PROBLEMS = 1000;

/** In values of more parts than this only the first problem is looked for: each problem takes memory. */
const MANY_VALUES = 10_000;

/**
 * Validation by Ajv in one direction. Each schema is translated and compiled when first used and once. A schema that
 * cannot be compiled (a bad `pattern`, an unknown `type`, a reference that leads nowhere) makes every value a problem.
 */
export function createValidate(source: Source, direction: Direction, budget?: Budget): Validate {
  const whole = createCompile(source, direction, true);
  const brief = createCompile(source, direction, false);
  const most = budget === undefined ? MOST_PROBLEMS : MOST_SEARCHED_PROBLEMS;
  const problemsBy = (compile: Compile, at: Located, value: Json, size: number): ValueProblem[] => {
    const { validate, visits } = compile(at);
    if (typeof validate === 'string') return [{ path: '', message: validate, unusable: true }];
    visits.left = MOST_VISITS + VISITS_PER_VALUE * size;
    const problems = judged(validate, at, value, most);
    if (budget !== undefined) spend(budget, validate.errors?.length ?? 0);
    return problems;
  };
  return (at, value) => {
    const size = valuesIn(value);
    if (budget !== undefined) spend(budget, size);
    if (size <= MANY_VALUES) return problemsBy(whole, at, value, size);
    const problems = problemsBy(brief, at, value, size);
    // The code that ends at the first problem is nested, and V8 parses no more than about a thousand properties of it.
    return problems.some(({ unusable }) => unusable) ? problemsBy(whole, at, value, size) : problems;
  };
}

/**
 * A named schema is applied no more often than this, and so often again for each value in a value: what is a schema twice,
 * each time with another that is one twice, is applied 2^n times.
 */
const MOST_VISITS = 10_000;
const VISITS_PER_VALUE = 100;

interface Visits {
  left: number;
}

type Compile = (at: Located) => { readonly validate: ValidateFunction | string; readonly visits: Visits };

function createCompile(source: Source, direction: Direction, allErrors: boolean): Compile {
  const visits: Visits = { left: 0 };
  const ajv = validator(allErrors, visits);
  const keys = new Map<string, string>();
  const pending: [string, Located][] = [];
  const compiled = new Map<string, ValidateFunction | string>();
  const to: Translation = {
    source,
    direction,
    knownFormat: (name) => Object.hasOwn(ajv.formats, name),
    keyOf(at) {
      const known = keys.get(at.pointer);
      if (known !== undefined) return known;
      const key = `schema-${keys.size}`;
      keys.set(at.pointer, key);
      pending.push([key, at]);
      return key;
    },
  };
  const register = (at: Located): string => {
    const key = to.keyOf(at);
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const schema = translated(to, next[1]);
      if (hasManySchemas(schema)) throw new LimitError(`it is made of more than ${MOST_SCHEMAS} schemas`);
      ajv.addSchema(typeof schema === 'boolean' ? schema : { ...schema, [VISIT]: true }, next[0]);
    }
    return key;
  };
  const compile = (at: Located): ValidateFunction | string => {
    try {
      return ajv.getSchema(register(at)) ?? `the schema at ${at.pointer} is not there`;
    } catch (error) {
      return `the schema at ${at.pointer} cannot be used: ${faultOf(error)}`;
    }
  };
  return (at) => {
    const found = compiled.get(at.pointer) ?? compile(at);
    compiled.set(at.pointer, found);
    return { validate: found, visits };
  };
}

/** A schema with all that it holds by itself becomes one function: the memory to compile it grows faster than it does. */
const MOST_SCHEMAS = 10_000;

function hasManySchemas(schema: Json): boolean {
  const pending = [schema];
  let count = 0;
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (value === null || typeof value !== 'object') continue;
    if (!isList(value)) count += 1;
    if (count > MOST_SCHEMAS) return true;
    for (const inner of Object.values(value)) pending.push(inner);
  }
  return false;
}

function faultOf(error: unknown): string {
  if (error instanceof RangeError) return 'it leads on through too many schemas';
  return error instanceof Error ? error.message : String(error);
}

function judged(validate: ValidateFunction, at: Located, value: Json, most: number): ValueProblem[] {
  try {
    return validate(value) ? [] : (validate.errors ?? []).slice(0, most).map(problemOf);
  } catch (error) {
    if (error instanceof LimitError)
      return [{ path: '', message: `the schema at ${at.pointer} ${error.message}`, unusable: true }];
    if (error instanceof UncheckedPattern)
      return [{ path: '', message: `at ${at.pointer} ${error.message}`, unusable: true }];
    // Compiled by Ajv, some schemas recurse without end, and some (unevaluated members beside patterns) fail.
    if (!(error instanceof RangeError) && !(error instanceof TypeError)) throw error;
    const fault = error instanceof RangeError ? 'refers to itself without end' : 'cannot be judged';
    return [{ path: '', message: `the schema at ${at.pointer} ${fault}`, unusable: true }];
  }
}

/** No keyword of JSON Schema; documents cannot have it, since only known ones are translated. */
const VISIT = 'visit';

/** `ownProperties` makes names like `constructor` harmless; nothing is logged, loaded or coerced. */
function validator(allErrors: boolean, visits: Visits): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    allErrors,
    ownProperties: true,
    inlineRefs: false,
    logger: false,
    // Ajv's optimization of its code takes time that grows with the square of a union.
    code: { optimize: false, regExp: Object.assign(patternOf, { code: 'patternOf' }) },
  });
  formats.default(ajv).addFormat('regex', isPattern).addFormat('url', shortUrl(ajv.formats['url']));
  ajv.removeKeyword('uniqueItems').addKeyword(UNIQUE_ITEMS);
  ajv.removeKeyword('oneOf').addKeyword(ONE_OF);
  const validate = (): boolean => {
    visits.left -= 1;
    if (visits.left < 0) throw new LimitError('leads on through too many schemas to judge this value');
    return true;
  };
  return ajv.addKeyword({ keyword: VISIT, schemaType: 'boolean', before: 'const', validate });
}

const areUnique: NonNullable<FuncKeywordDefinition['validate']> & Pick<ValidateFunction, 'errors'> = (
  unique: boolean,
  items: readonly Json[],
) => {
  const known = new Map<string, number>();
  for (const [index, item] of unique ? items.entries() : []) {
    const key = jsonKey(item);
    const first = known.get(key);
    if (first !== undefined) {
      const message = `must NOT have duplicate items (items ## ${first} and ${index} are identical)`;
      const place = { instancePath: '', schemaPath: '' };
      areUnique.errors = [{ ...place, keyword: 'uniqueItems', message, params: {} }];
      return false;
    }
    known.set(key, index);
  }
  return true;
};

/** Ajv compares each item with all others. */
const UNIQUE_ITEMS: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  validate: areUnique,
};

/** Longer than any server takes (RFC 9110, section 4.1, recommends 8000 octets); the time of this format grows with the square. */
const LONGEST_URL = 8192;

function shortUrl(format: Format | undefined): (text: string) => boolean {
  return (text) => text.length <= LONGEST_URL && (!(format instanceof RegExp) || format.test(text));
}

function isPattern(text: string): boolean {
  try {
    patternOf(text);
    return true;
  } catch {
    return false;
  }
}

function problemOf(error: ErrorObject): ValueProblem {
  const { instancePath: path, keyword } = error;
  const member = memberOf(error);
  return { path, message: messageOf(error, member), keyword, ...(member !== undefined && { member }) };
}

/** What Ajv calls the member that a keyword is about. */
const MEMBERS: Readonly<Record<string, string>> = {
  required: 'missingProperty',
  additionalProperties: 'additionalProperty',
};

function memberOf({ keyword, params }: ErrorObject): string | undefined {
  const name = Object.hasOwn(MEMBERS, keyword) ? MEMBERS[keyword] : undefined;
  const member: unknown = name === undefined ? undefined : params[name];
  return typeof member === 'string' ? member : undefined;
}

function messageOf(error: ErrorObject, member: string | undefined): string {
  switch (error.keyword) {
    case 'required':
      return `has no ${JSON.stringify(member)}, which is required`;
    case 'additionalProperties':
      return `has ${JSON.stringify(member)}, which is not documented`;
    case 'enum':
      return `is none of ${quoted(error.params['allowedValues'])}`;
    case 'const':
      return `is not ${quoted([error.params['allowedValue']])}`;
    case 'type':
      return `is not of type ${[error.params['type']].flat().join(' or ')}`;
    case 'false schema':
      return 'must not be there';
    default:
      return error.message ?? `breaks ${error.keyword}`;
  }
}

/** More allowed values than this are counted. */
const MOST_QUOTED = 20;

function quoted(values: unknown): string {
  if (!isList(values)) return '';
  const first = values.slice(0, MOST_QUOTED).map((value) => JSON.stringify(value));
  const more = values.length - first.length;
  return [...first, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
