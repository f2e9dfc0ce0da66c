/** JSON as parsed. */
type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [name: string]: Json };

/** The part of one tag in a document: an API of its own. */
export interface Cut {
  readonly tag: string;
  readonly operations: number;
  readonly document: JsonObject;
}

/**
 * The `count` tags of a document with the most operations, in the order of their names: of each, its operations and what
 * they reach. Documents whose references lead into `components` alone can be cut.
 */
export function cutByTag(document: JsonObject, count: number): Cut[] {
  const sizes = new Map<string, number>();
  for (const tag of operations(document).flatMap(tagsOf)) sizes.set(tag, (sizes.get(tag) ?? 0) + 1);
  if (sizes.size < count) throw new Error(`the document has ${sizes.size} tags; ${count} are wanted`);
  const largest = [...sizes].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, count);
  return largest
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([tag, size]) => ({ tag, operations: size, document: cut(document, tag) }));
}

/** The document with one more optional parameter of its first operation: a change that reaches types and client. */
export function withNewParameter(document: JsonObject, name: string): JsonObject {
  const [operation] = operations(document);
  const parameter: Json = { name, in: 'query', required: false, schema: { type: 'string' } };
  const change = (value: Json): Json =>
    value === operation
      ? { ...operation, parameters: [...list(operation?.['parameters']), parameter] }
      : value;
  const paths = mapped(object(document['paths']), (item) => mapped(object(item), change));
  return { ...document, paths };
}

function cut(document: JsonObject, tag: string): JsonObject {
  const paths = mapped(object(document['paths']), (item) => withTag(object(item), tag));
  const { tags, info } = document;
  const kept: JsonObject = {
    ...Object.fromEntries(Object.entries(document).filter(([name]) => HEAD.includes(name))),
    info: { ...object(info), title: tag },
    tags: list(tags).filter((entry) => object(entry)['name'] === tag),
    paths,
  };
  const schemes = object(object(document['components'])['securitySchemes']);
  const components = {
    ...reached(kept, document),
    ...(isEmpty(schemes) ? {} : { securitySchemes: schemes }),
  };
  return { ...kept, components };
}

/** What a document says of all its operations. */
const HEAD: readonly string[] = ['openapi', 'info', 'externalDocs', 'servers', 'security', 'tags'];

const METHODS: readonly string[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

function operations(document: JsonObject): JsonObject[] {
  return Object.values(object(document['paths'])).flatMap((item) =>
    Object.entries(object(item)).flatMap(([name, value]) => (METHODS.includes(name) ? [object(value)] : [])),
  );
}

function tagsOf(operation: JsonObject): string[] {
  return list(operation['tags']).filter((tag) => typeof tag === 'string');
}

/** A path with the tag's operations; undefined where it has none. */
function withTag(item: JsonObject, tag: string): JsonObject | undefined {
  const isOther = (name: string, value: Json) =>
    METHODS.includes(name) && !tagsOf(object(value)).includes(tag);
  const kept = Object.entries(item).filter(([name, value]) => !isOther(name, value));
  return kept.some(([name]) => METHODS.includes(name)) ? Object.fromEntries(kept) : undefined;
}

/** The components that a part of a document refers to, and those that these refer to. */
function reached(part: JsonObject, document: JsonObject): JsonObject {
  const all = object(document['components']);
  const found = new Set<string>();
  const follow = (value: Json) => {
    for (const reference of references(value)) {
      if (found.has(reference)) continue;
      found.add(reference);
      const [kind = '', name = ''] = reference.split('/');
      follow(object(all[kind])[name] ?? null);
    }
  };
  follow(part);
  return mapped(all, (entries, kind) => {
    const kept = mapped(object(entries), (entry, name) => (found.has(`${kind}/${name}`) ? entry : undefined));
    return isEmpty(kept) ? undefined : kept;
  });
}

/** `schemas/pet` for every reference in a value. */
function references(value: Json): string[] {
  const text = JSON.stringify(value);
  return [...text.matchAll(/"\$ref":"#\/components\/([^"/]+\/[^"/]+)/g)].map(
    ([, reference = '']) => reference,
  );
}

/** The entries of an object by what becomes of them, less those that become nothing. */
function mapped(value: JsonObject, become: (entry: Json, name: string) => Json | undefined): JsonObject {
  const entries = Object.entries(value).flatMap(([name, entry]) => {
    const made = become(entry, name);
    return made === undefined ? [] : [[name, made] as const];
  });
  return Object.fromEntries(entries);
}

function object(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function isEmpty(value: JsonObject): boolean {
  return Object.keys(value).length === 0;
}
