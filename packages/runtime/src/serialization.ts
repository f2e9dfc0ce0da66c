// The one file that knows openapi-fetch.
import { serializePrimitiveParam } from 'openapi-fetch';
import type { ParameterDefinition, ParameterStyle } from './definition.js';

type Encode = (text: string) => string;

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

/** Returns what stands in the path for a parameter (OpenAPI 3.1, 4.8.12: simple, label, matrix). */
export function pathText(
  name: string,
  value: unknown,
  { style, explode, allowReserved, content }: ParameterDefinition,
): string {
  const encode = allowReserved ? encodeInPath : encodeURIComponent;
  return expand(name, asContent(value, content), style ?? 'simple', explode ?? false, encode);
}

/** Returns `name=value` for the query string, or nothing for an empty array or object (RFC 6570, 3.2.8). */
export function queryText(name: string, value: unknown, definition: ParameterDefinition): string {
  const { style = 'form', explode = style === 'form', allowReserved, content } = definition;
  return expand(
    name,
    asContent(value, content),
    style,
    explode,
    allowReserved ? encodeReserved : encodeURIComponent,
  );
}

/** Returns the value of a header field: style simple, nothing percent-encoded. */
export function headerText(value: unknown, { explode = false, content }: ParameterDefinition): string {
  return expand('', asContent(value, content), 'simple', explode, plain);
}

/** Returns `name=value` for the `Cookie` field: style form, or style cookie, which encodes nothing. */
export function cookieText(
  name: string,
  value: unknown,
  { style = 'form', explode = true, content }: ParameterDefinition,
): string {
  const encode = style === 'cookie' ? cookiePlain : encodeURIComponent;
  return expand(name, asContent(value, content), style, explode, encode);
}

/**
 * The names and texts of a value in brackets: `a[b]=1` for objects, the name repeated for arrays, `a[0][b]=1` for objects
 * in arrays. Members that are null or undefined are left out.
 */
function flatten(name: string, value: unknown): [name: string, text: string][] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  if (!Array.isArray(value))
    return Object.entries(value).flatMap(([key, item]) => flatten(`${name}[${key}]`, item));
  return value.flatMap((item, index) => flatten(typeof item === 'object' ? `${name}[${index}]` : name, item));
}

function asContent(value: unknown, content: string | undefined): unknown {
  return content === undefined ? value : JSON.stringify(value);
}

function plain(text: string): string {
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
  if (style === 'deepObject') {
    return flatten(name, value)
      .map(([path, item]) => named(encode(path), encode(item)))
      .join('&');
  }
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

/** Both are encoded already, each in its own way. */
function named(key: string, text: string): string {
  return serializePrimitiveParam(key, text, { allowReserved: true });
}

function scalarText(value: unknown): string {
  if (typeof value === 'object') throw new TypeError('nested');
  return String(value);
}
