import type { OperationDefinition, ParametersWriter, ParameterWriter } from './definition.js';
import { refused } from './errors.js';
import { named } from './openapi-fetch.js';
import { ownValue } from './request.js';
import { bracketed } from './request.js';

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
