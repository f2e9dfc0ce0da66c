import type { Json } from '@specline/openapi';

/** One text for equal JSON values, whatever the order of their members. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_, inner: Json) => (isObject(inner) ? sorted(inner) : inner));
}

export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return JSON.stringify(a) === JSON.stringify(b) || canonical(a) === canonical(b);
}

function sorted(value: { readonly [name: string]: Json }): Json {
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
