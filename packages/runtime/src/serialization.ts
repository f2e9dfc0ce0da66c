// The one file that knows openapi-fetch.
import { serializePrimitiveParam } from 'openapi-fetch';
import type { ParameterPlace } from './definition.js';

/** Writes scalars, and lists of them in the query and in header fields, in OpenAPI's default style for the place. */
export function plainText(place: ParameterPlace, name: string, value: unknown): string {
  if (place === 'query')
    return bracketed(name, value)
      .map(([key, text]) => named(encodeURIComponent(key), encodeURIComponent(text)))
      .join('&');
  if ([value].flat().some((item) => Object(item) === item)) throw new TypeError('nested');
  const text = String(value);
  if (place === 'header') return text;
  const encoded = encodeURIComponent(text);
  return place === 'path' ? encoded : named(encodeURIComponent(name), encoded);
}

/** Returns `name=value` for a name and a value that are encoded already. */
export function named(name: string, text: string): string {
  return serializePrimitiveParam(name, text, { allowReserved: true });
}

/**
 * The names and texts of a value in brackets: `a[b]=1` for objects, the name repeated for arrays, `a[0][b]=1` for objects
 * in arrays. Members that are null or undefined are left out.
 */
export function bracketed(name: string, value: unknown): [name: string, text: string][] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, item]) =>
    bracketed(isList && typeof item !== 'object' ? name : `${name}[${key}]`, item),
  );
}
