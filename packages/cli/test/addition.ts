import type { Files } from './workspace.js';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Document = { readonly [name: string]: Json };

/** An edit that only adds: what it adds stands before what there was, in maps and in lists. */
export interface Addition {
  readonly name: string;
  readonly released: Document;
  readonly added: Document;
  readonly sdk?: string;
  /** Files of the document besides, of the time of the release and of now. */
  readonly files?: Files;
  /** All that the record of a release gains by it, names that gave way among it. */
  readonly gains: readonly string[];
}

export const text = { type: 'string' };

/** A parameter of a place, optional but in paths. */
export const parameter = (name: string, place = 'path') => ({
  name,
  in: place,
  ...(place === 'path' ? { required: true } : {}),
  schema: text,
});

export const object = (...properties: string[]) => ({
  type: 'object',
  properties: Object.fromEntries(properties.map((name) => [name, text])),
});

export const json = (schema: Json) => ({ 'application/json': { schema } });
export const ok = (schema: Json) => ({ '200': { description: 'Done.', content: json(schema) } });
export const body = (schema: Json) => ({ required: true, content: json(schema) });
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** An operation that answers with a text. */
export const op = (more: Document = {}) => ({ responses: ok(text), ...more });

/** A path with its parameters and methods. */
export function at(path: string, methods: Document): Document {
  const names = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => parameter(name));
  return { [path]: { ...(names.length === 0 ? {} : { parameters: names }), ...methods } };
}

export const schemas = (map: Document, paths: Document = at('/a', { get: op() })): Document => ({
  paths,
  components: { schemas: map },
});

/** One operation as it was and what it gains. */
export const grown = (released: Document, added: Document, path = '/things/{id}') => ({
  released: { paths: at(path, { post: op(released) }) },
  added: { paths: { [path]: { post: added } } },
});

export const paths = (released: readonly Document[], added: readonly Document[]) => ({
  released: { paths: Object.assign({}, ...released) as Document },
  added: { paths: Object.assign({}, ...added) as Document },
});

export const secured = (...names: string[]) => ({
  components: {
    securitySchemes: Object.fromEntries(
      names.map((name) => [name, { type: 'apiKey', in: 'header', name: `x-${name}` }]),
    ),
  },
});

/** The document as it was released, and with the addition. */
export function documentsOf({ released, added }: Addition): readonly [Document, Document] {
  const before = { openapi: '3.1.0', info: { title: 'Additions', version: '1' }, ...released };
  return [before, merged(before, added) as Document];
}

function merged(before: Json | undefined, added: Json): Json {
  if (Array.isArray(before) && Array.isArray(added)) return [...(added as Json[]), ...(before as Json[])];
  if (!isMap(before) || !isMap(added)) return added;
  const both = [...new Set([...Object.keys(added), ...Object.keys(before)])];
  return Object.fromEntries(
    both.map((key) => [key, key in added ? merged(before[key], added[key] ?? null) : (before[key] ?? null)]),
  );
}

function isMap(value: Json | undefined): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
