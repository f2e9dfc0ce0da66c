import type {
  OperationDefinition,
  ParameterDefinition,
  ParameterPlace,
  ParameterStyle,
  ParametersWriter,
  ParameterWriter,
} from './definition.js';
import { refused } from './errors.js';
import { named } from './fetch-serializers.js';
import { bracketed, type Encode, ownValue } from './request.js';

/** Writes parameters of the query, of header fields and of cookies, and the header of `idempotencyKey`. */
export const parameters: ParametersWriter = (operation, fields, { idempotencyKey }) => {
  const params = { ...fields };
  const written = (place: 'query' | 'header' | 'cookie'): [name: string, text: string][] =>
    Object.entries(operation[place] ?? {}).flatMap(([name, definition]) => {
      const { group } = definition;
      const value = ownValue(group ? params[group] : params, name);
      fields[group ?? name] = undefined;
      if (value === undefined || (value === null && place !== 'query')) return [];
      // Null takes a default out of the query.
      return [[name, value === null ? '' : parameterText(operation, place, name, value)]];
    });
  const query = written('query').map(([name, text]) => [name, () => text] as const);
  const cookie = written('cookie').flatMap(([, text]) => text || []);
  const { idempotencyHeader } = operation;
  return {
    query: Object.fromEntries(query),
    header: {
      ...Object.fromEntries(written('header')),
      ...(idempotencyHeader && idempotencyKey && { [idempotencyHeader]: idempotencyKey }),
    },
    cookie: cookie.join('; ') || undefined,
  };
};

function parameterText(
  operation: OperationDefinition,
  place: 'query' | 'header' | 'cookie',
  name: string,
  value: unknown,
): string {
  const definition = operation[place]?.[name] ?? {};
  const { encode, encoding, write = plain } = definition;
  let text;
  try {
    text = encode ? encode(value, encoding) : write(place, name, value, definition);
  } catch {} // The platform's message quotes the value.
  if (text !== undefined) return text;
  throw refused(
    operation,
    `${place} parameter ${name} is of another kind, nested too deep or not well-formed Unicode; pass another value`,
  );
}

/** Scalars, and lists of them in the query and in header fields, in OpenAPI's default style for the place. */
const plain: ParameterWriter = (place, name, value) => {
  if (place === 'query') return bracketed(name, value).join('&');
  if ([value].flat().some((item) => Object(item) === item)) throw new TypeError('nested');
  const text = String(value);
  return place === 'header' ? text : named(encodeURIComponent(name), encodeURIComponent(text));
};

type StyleRule = readonly [
  prefix: string,
  delimiter: string,
  explodedDelimiter: string,
  /** Whether the name stands before a value or list, and before each item of an exploded array. */
  isNamed: boolean,
];

/** OpenAPI 3.1, 4.8.12.5, after RFC 6570, 3.2. */
// openapi-fetch's serializers of arrays and objects are three times this, encode all or nothing, and never a key.
const STYLES: Readonly<Record<Exclude<ParameterStyle, 'deepObject'>, StyleRule>> = {
  cookie: ['', ',', '; ', true],
  simple: ['', ',', ',', false],
  label: ['.', ',', '.', false],
  matrix: [';', ',', ';', true],
  form: ['', ',', '&', true],
  spaceDelimited: ['', '%20', '&', true],
  pipeDelimited: ['', '%7C', '&', true],
};

/** Writes a parameter in its style (OpenAPI 3.1, 4.8.12), its members that are null or undefined left out. */
export const styled: ParameterWriter = (place, name, value, definition) => {
  const { content, style = DEFAULT_STYLES[place] } = definition;
  const { explode = style === 'form' || style === 'cookie' } = definition;
  const text = content === undefined ? value : JSON.stringify(value);
  return expand(place === 'header' ? '' : name, text, style, explode, encoderOf(place, style, definition));
};

const DEFAULT_STYLES = { path: 'simple', query: 'form', header: 'simple', cookie: 'form' } as const;

function encoderOf(
  place: ParameterPlace,
  style: ParameterStyle,
  { allowReserved }: ParameterDefinition,
): Encode {
  switch (place) {
    case 'path':
      return allowReserved ? encodeInPath : encodeURIComponent;
    case 'query':
      return allowReserved ? encodeReserved : encodeURIComponent;
    case 'header':
      return asItIs;
    case 'cookie':
      return style === 'cookie' ? cookiePlain : encodeURIComponent;
  }
}

function asItIs(text: string): string {
  return text;
}

/** No cookie can hold what ends it. */
function cookiePlain(text: string): string {
  return text.replaceAll(';', '%3B');
}

/** Leaves RFC 3986's reserved characters, except those that would end the value or the query. */
function encodeReserved(text: string): string {
  return encodeURI(text).replace(/[#&+]/g, encodeURIComponent);
}

/** The same, except what would end the segment or the path (OpenAPI 3.2, 4.12.2). */
function encodeInPath(text: string): string {
  return encodeURI(text).replace(/[#/?]/g, encodeURIComponent);
}

function expand(
  name: string,
  value: unknown,
  style: ParameterStyle,
  explode: boolean,
  encode: Encode,
): string {
  const text = (item: unknown) => encode(scalarText(item));
  if (style === 'deepObject') return bracketed(name, value, encode).join('&');
  const [prefix, delimiter, explodedDelimiter, isNamed] = STYLES[style];
  const key = encode(name);
  const whole = (list: string) => prefix + (isNamed ? named(key, list) : list);
  if (typeof value !== 'object' || value === null) {
    // RFC 6570, 3.2.7: the one style that leaves out the sign before nothing.
    return value === '' && style === 'matrix' ? prefix + key : whole(text(value));
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
  if (entries.length === 0) return '';
  const isList = Array.isArray(value);
  if (!explode)
    return whole((isList ? entries.map(([, item]) => item) : entries.flat()).map(text).join(delimiter));
  const items = entries.map(([member, item]) => {
    if (!isList) return named(encode(member), text(item));
    return isNamed ? named(key, text(item)) : text(item);
  });
  return prefix + items.join(explodedDelimiter);
}

function scalarText(value: unknown): string {
  if (typeof value === 'object') throw new TypeError('nested');
  return String(value);
}

/**
 * Returns a server's URL by the option `serverVariables`, or else the variables' defaults (OpenAPI 3.1, 4.8.5). `template`
 * has the variables in braces.
 */
export function serverURL(
  template: string,
  defaults: Readonly<Record<string, string>>,
): (options: object) => string {
  return (options) => {
    const given = Object.assign(Object.create(null), Reflect.get(options, 'serverVariables'));
    return template.replace(/\{([^{}]+)\}/g, (_, name: string) => given[name] ?? defaults[name]);
  };
}
