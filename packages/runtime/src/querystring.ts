import type { QueryEncoder } from './definition.js';

/** Encodes a value as JSON that is all of the query (OpenAPI 3.2, 4.12.1). */
export const jsonQuery: QueryEncoder = (value) => {
  const text = JSON.stringify(value);
  return text && encodeURIComponent(text);
};

/** Encodes text that is all of the query. */
export const textQuery: QueryEncoder = (value) =>
  typeof value === 'string' ? encodeURIComponent(value) : undefined;
