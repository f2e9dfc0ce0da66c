import type { OperationDefinition, ParameterDefinition } from './definition.js';
import { InvalidRequestError } from './errors.js';
import { cookieText, headerText, pathText, queryText } from './serialization.js';
import type { QueryValues } from './settings.js';

export type Values = Readonly<Record<string, unknown>>;
export type Texts = Readonly<Record<string, string>>;

const IN_PATH = /\{([^{}]+)\}/g;

/** The members by name, without a prototype: a parameter may be called `constructor`. */
export function ownValues(members: unknown): Values {
  return Object.assign(Object.create(null), members);
}

/**
 * Returns the path with its parameters, from `inPath` or else from `params`.
 *
 * @throws InvalidRequestError for a parameter that is missing, empty, `.` or `..`
 */
export function expandedPath(
  { path, pathStyle = {} }: OperationDefinition,
  inPath: Values,
  params: Values,
): string {
  return path.replace(IN_PATH, (_, name: string) => {
    const value = inPath[name] ?? params[name];
    if (value === undefined || value === null) {
      throw new InvalidRequestError(`path parameter ${name} is missing; pass it`);
    }
    const text = encoded(`path parameter ${name}`, () => pathText(name, value, pathStyle[name] ?? {}));
    if (value !== '' && !/^\.{0,2}$/.test(text)) return text;
    const fault = text ? `"${text}", which names another path` : 'empty';
    throw new InvalidRequestError(`path parameter ${name} is ${fault}; pass another value`);
  });
}

/** Returns the query string. What comes later stands in place of the same name before it: defaults, parameters, the call's own, credentials. */
export function queryString(
  { query = {} }: OperationDefinition,
  params: Values,
  defaults: QueryValues,
  own: QueryValues,
  credentials: Texts,
): string {
  const texts = new Map<string, string>();
  const add = (name: string, value: unknown, definition: ParameterDefinition) => {
    if (value === undefined) return;
    const { encode, encoding } = definition;
    const text = () => (encode ? encode(value, encoding) : queryText(name, value, definition));
    texts.set(name, value === null ? '' : encoded(`query parameter ${name}`, text));
  };
  const addPlain = (values: Values) => {
    for (const [name, value] of Object.entries(values)) add(name, value, { style: plainStyle(value) });
  };
  addPlain(defaults);
  for (const [name, definition] of Object.entries(query)) {
    add(name, parameterValue(params, name, definition), definition);
  }
  addPlain(own);
  for (const [name, value] of Object.entries(credentials)) add(name, value, {});
  return [...texts.values()].filter(Boolean).join('&');
}

/** Returns the header fields of an operation's parameters. */
export function headerParameters({ header = {} }: OperationDefinition, params: Values): Texts {
  const fields = Object.entries(header).flatMap(([name, definition]) => {
    const value = parameterValue(params, name, definition);
    if (value === undefined || value === null) return [];
    const text = encoded(`header parameter ${name}`, () => headerText(value, definition));
    return text || value === '' ? [[name, text]] : [];
  });
  return Object.fromEntries(fields);
}

/** Returns the value of the `Cookie` field; undefined when there is none to send. */
export function cookieField(
  { cookie = {} }: OperationDefinition,
  params: Values,
  credentials: Texts,
): string | undefined {
  const cookies = Object.entries(cookie).map(([name, definition]) => {
    const value = parameterValue(params, name, definition);
    if (value === undefined || value === null) return '';
    return encoded(`cookie parameter ${name}`, () => cookieText(name, value, definition));
  });
  const keys = Object.entries(credentials).map(([name, value]) => cookieText(name, value, {}));
  return [...cookies, ...keys].filter(Boolean).join('; ') || undefined;
}

/** Whether a member of `params` is a parameter, or a group of them, and so no field of the body. */
export function isParameter(operation: OperationDefinition, inPath: Values, member: string): boolean {
  if (operation.path.includes(`{${member}}`) && !(member in inPath)) return true;
  return (['query', 'header', 'cookie'] as const).some((place) => {
    const definitions = operation[place];
    if (!definitions) return false;
    if (Object.hasOwn(definitions, member) && !definitions[member]?.group) return true;
    return Object.values(definitions).some(({ group }) => group === member);
  });
}

/** The style of what the caller adds to the query: names repeated for arrays, objects in brackets. */
function plainStyle(value: unknown): 'form' | 'deepObject' {
  return Array.isArray(value) ? 'form' : 'deepObject';
}

function parameterValue(params: Values, name: string, { group }: ParameterDefinition): unknown {
  return group ? ownValues(params[group])[name] : params[name];
}

function encoded(parameter: string, encode: () => string | undefined): string {
  let text;
  try {
    text = encode();
  } catch {} // The platform's message quotes the value.
  if (text !== undefined) return text;
  throw new InvalidRequestError(
    `${parameter} is of another kind, nested too deep or not well-formed Unicode; pass another value`,
  );
}
