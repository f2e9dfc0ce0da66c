// The one file that knows openapi-fetch.
import { serializeArrayParam, serializeObjectParam, serializePrimitiveParam } from 'openapi-fetch';
import type { ParameterDefinition, ParameterStyle } from './definition.js';

type Encode = (text: string) => string;

// Values are encoded before they reach the serializers: those encode all or nothing, and never a key.
const RAW = { allowReserved: true } as const;

/** Returns what stands in the path for a parameter (OpenAPI 3.1, 4.8.12: simple, label, matrix). */
export function pathText(
  name: string,
  value: unknown,
  { style, explode, content }: ParameterDefinition,
): string {
  return expand(name, asContent(value, content), style ?? 'simple', explode ?? false, encodeURIComponent);
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
  return expand('', asContent(value, content), 'simple', explode, (text) => text);
}

/** Returns `name=value` for the `Cookie` field: style form. */
export function cookieText(
  name: string,
  value: unknown,
  { explode = true, content }: ParameterDefinition,
): string {
  return expand(name, asContent(value, content), 'form', explode, encodeURIComponent);
}

/**
 * Returns the names and texts of a value as a form sends them: `a[b]=1` for objects, the name repeated for arrays,
 * `a[0][b]=1` for objects in arrays. Members that are null or undefined are left out.
 */
export function flatten(name: string, value: unknown): [name: string, text: string][] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  if (!Array.isArray(value))
    return Object.entries(value).flatMap(([key, item]) => flatten(`${name}[${key}]`, item));
  return value.flatMap((item, index) => flatten(typeof item === 'object' ? `${name}[${index}]` : name, item));
}

function asContent(value: unknown, content: string | undefined): unknown {
  return content === undefined ? value : JSON.stringify(value);
}

/** Leaves RFC 3986's reserved characters, except those that would end the value or the query. */
function encodeReserved(text: string): string {
  return encodeURI(text).replace(/[#&+]/g, encodeURIComponent);
}

function expand(
  name: string,
  value: unknown,
  style: ParameterStyle,
  explode: boolean,
  encode: Encode,
): string {
  const key = encode(name);
  const text = (item: unknown) => encode(scalarText(item));
  if (style === 'deepObject') {
    return flatten(name, value)
      .map(([path, item]) => serializePrimitiveParam(encode(path), encode(item), RAW))
      .join('&');
  }
  if (typeof value !== 'object' || value === null) return primitive(key, text(value), style);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
  if (entries.length === 0) return '';
  if (explode && !Array.isArray(value)) {
    const members = Object.fromEntries(entries.map(([member, item]) => [encode(member), text(item)]));
    const joined = style === 'spaceDelimited' || style === 'pipeDelimited' ? 'form' : style;
    return serializeObjectParam(key, members, { style: joined, explode, ...RAW });
  }
  const items = (Array.isArray(value) ? entries.map(([, item]) => item) : entries.flat()).map(text);
  const list = serializeArrayParam(key, items, { style, explode, ...RAW });
  return style === 'pipeDelimited' ? list.replaceAll('|', '%7C') : list;
}

function primitive(key: string, text: string, style: ParameterStyle): string {
  switch (style) {
    case 'simple':
      return text;
    case 'label':
      return `.${text}`;
    case 'matrix':
      return text ? `;${serializePrimitiveParam(key, text, RAW)}` : `;${key}`;
    case 'form':
    case 'spaceDelimited':
    case 'pipeDelimited':
    case 'deepObject':
      return serializePrimitiveParam(key, text, RAW);
  }
}

function scalarText(value: unknown): string {
  if (typeof value === 'object') throw new TypeError('nested');
  return String(value);
}
