import type { FieldEncoding, QueryEncoder } from './definition.js';
import { styled } from './styles.js';

/**
 * Encodes a body as `application/x-www-form-urlencoded` (OpenAPI 3.1, 4.8.14.3 and 4.8.15): the name repeated for the items of an array,
 * objects as JSON, unless `encoding` says otherwise. Null and undefined members are left out.
 */
export const form: QueryEncoder = (body, encoding = {}) => {
  if (typeof body !== 'object' || body === null) return undefined;
  const fields = Object.entries(body).map(([name, value]) =>
    fieldText(name, value, Object.hasOwn(encoding, name) ? encoding[name] : undefined),
  );
  return fields.filter(Boolean).join('&');
};

function fieldText(name: string, value: unknown, encoding: FieldEncoding | undefined): string {
  if (value === undefined || value === null) return '';
  if (encoding && 'style' in encoding) return styled('query', name, value, encoding);
  const list: unknown[] = Array.isArray(value) && encoding === undefined ? value : [value];
  const items = list.filter((item) => item !== undefined && item !== null);
  const isJson = encoding !== undefined;
  const text = (item: unknown) => (isJson || typeof item === 'object' ? JSON.stringify(item) : String(item));
  return new URLSearchParams(items.map((item) => [name, text(item)])).toString();
}
