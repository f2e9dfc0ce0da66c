/** A JSON value of a document. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

type Schema = { readonly [name: string]: Json };

/** Two versions of a document that differ in one place, for a size. */
export interface Kind {
  readonly name: string;
  /** Sizes to try: the first in the short form, too. */
  readonly sizes: readonly number[];
  readonly pair: (size: number, random: () => number) => Pair;
}

interface Pair {
  readonly old: Json;
  readonly next: Json;
}

/** Schemas by name, of which `R0` is sent and received. */
type Schemas = Readonly<Record<string, Schema>>;

export function documentOf(schemas: Schemas): Json {
  const content = { 'application/json': { schema: ref('R0') } };
  return {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    servers: [{ url: 'https://x.example' }],
    paths: {
      '/a': {
        post: {
          requestBody: { required: true, content },
          responses: { 200: { description: 'x', content } },
        },
      },
    },
    components: { schemas },
  };
}

export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

const integer: Schema = { type: 'integer' };
const text: Schema = { type: 'string' };
const nothing: Schema = { type: 'null' };

function object(properties: Readonly<Record<string, Schema>>, required = Object.keys(properties)): Schema {
  return { type: 'object', required, properties };
}

function times<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function named<Item>(count: number, prefix: string, make: (index: number) => Item): Record<string, Item> {
  return Object.fromEntries(times(count, (index) => [`${prefix}${index}`, make(index)] as const));
}

/** Both versions of schemas that a change of the innermost, or of one member, tells apart. */
function pair(schemas: (changed: Schema) => Schemas): Pair {
  return { old: documentOf(schemas(integer)), next: documentOf(schemas(text)) };
}

/** Each schema has the next one in two places, so that it holds 2^n values written out. */
function doubled(name: string, wrap: (inner: Schema) => Schema, sizes = [12, 30, 150]): Kind {
  return {
    name,
    sizes,
    pair: (size) =>
      pair((changed) =>
        named(size, 'R', (index) =>
          index === size - 1 ? object({ leaf: changed }) : wrap(ref(`R${index + 1}`)),
        ),
      ),
  };
}

/** One schema in another, `size` deep. */
function nested(name: string, wrap: (inner: Schema) => Schema, sizes = [10, 60, 150]): Kind {
  return {
    name,
    sizes,
    pair: (size) =>
      pair((changed) => ({
        R0: times(size, () => wrap).reduce<Schema>((inner, one) => one(inner), object({ leaf: changed })),
      })),
  };
}

/** One member among many. */
function wide(
  name: string,
  schema: (size: number, changed: Schema) => Schemas,
  sizes = [100, 1000, 10_000],
): Kind {
  return { name, sizes, pair: (size) => pair((changed) => schema(size, changed)) };
}

function patterned(name: string, pattern: (size: number) => string, sizes = [10, 100, 1000, 5000]): Kind {
  return {
    name,
    sizes,
    pair: (size) => {
      const of = (change: string, more: Readonly<Record<string, Schema>>): Json =>
        documentOf({
          R0: object({ p: { type: 'string', pattern: `${pattern(size)}${change}` }, ...more }, ['p']),
        });
      return { old: of('', {}), next: of('b?', { q: text }) };
    },
  };
}

const orNull = (inner: Schema): Schema => ({ oneOf: [inner, nothing] });

/** Random graphs of schemas: every member leads to any schema, bare, nullable, in a list, a map or a union. */
const graphs: Kind = {
  name: 'random graph',
  sizes: [4, 12, 40],
  pair(size, random) {
    const below = (count: number) => Math.floor(random() * count);
    const forms: readonly ((inner: Schema) => Schema)[] = [
      (inner) => inner,
      orNull,
      orNull,
      (inner) => ({ type: 'array', minItems: below(3), items: inner }),
      (inner) => ({ type: 'object', additionalProperties: inner }),
      (inner) => ({ anyOf: [inner, ref(`R${below(size)}`), nothing] }),
      (inner) => ({ allOf: [inner, object({ extra: integer }, [])] }),
    ];
    const members = times(size, () =>
      times(2 + below(4), () => (forms[below(forms.length)] ?? orNull)(ref(`R${below(size)}`))),
    );
    const required = members.map((list) => list.filter(() => random() < 0.7).length);
    return pair((changed) =>
      named(size, 'R', (index) =>
        object(
          {
            ...named(members[index]?.length ?? 0, 'f', (at) => members[index]?.[at] ?? integer),
            id: changed,
          },
          named(required[index] ?? 0, 'f', (at) => at) && times(required[index] ?? 0, (at) => `f${at}`),
        ),
      ),
    );
  },
};

export const kinds: readonly Kind[] = [
  patterned('counts in counts', (size) => `^(a{1,${size}}){1,${size}}$`),
  patterned('groups in groups', (size) => `${'('.repeat(size)}a${')'.repeat(size)}`),
  patterned('repeats in repeats', (size) => `^${'(?:a'.repeat(size)}${')*'.repeat(size)}$`),
  patterned('repeats in a row', (size) => `^${'.*'.repeat(size)}=$`),
  patterned('a huge count', (size) => `^a{1,${size}00000}$`),
  patterned('look-ahead', (size) => `^(?!.*${'(a|a)*'.repeat(size)}$)a+`),
  patterned('back references', (size) => `^${'(a*)'.repeat(size)}${'\\1'.repeat(size)}!$`),
  patterned('alternatives', (size) => `^(?:${times(size, (index) => `a${index}`).join('|')})*$`),
  doubled('objects that double', (inner) => object({ l: inner, r: inner })),
  doubled('optional objects that double', (inner) => object({ l: inner, r: inner }, [])),
  doubled('unions that double', (inner) => ({ oneOf: [inner, object({ other: inner })] })),
  doubled('allOf that doubles', (inner) => ({ allOf: [inner, inner] })),
  doubled('tuples that double', (inner) => ({ type: 'array', minItems: 2, prefixItems: [inner, inner] })),
  doubled('conditions that double', (inner) => ({
    if: inner,
    then: object({ t: inner }, []),
    else: object({ e: inner }, []),
  })),
  doubled('negations that double', (inner) => ({
    not: object({ n: inner }),
    anyOf: [object({ a: inner }, []), nothing],
  })),
  doubled('lists of two', (inner) => ({ type: 'array', minItems: 2, items: inner })),
  nested('lists of two in lists', (inner) => ({ type: 'array', minItems: 2, items: inner })),
  nested('objects in objects', (inner) => object({ inner })),
  nested('maps in maps', (inner) => ({ type: 'object', minProperties: 2, additionalProperties: inner })),
  nested('nullable in nullable', (inner) => orNull(object({ inner }))),
  nested(
    'unions in unions',
    (inner) => ({ oneOf: [object({ inner }), object({ inner, more: integer }), text] }),
    [3, 6, 9],
  ),
  wide(
    'references to itself',
    (size, changed) => ({ R0: object({ id: changed, ...named(size, 'f', () => orNull(ref('R0'))) }) }),
    [3, 5, 12, 40],
  ),
  wide(
    'references to one another',
    (size, changed) =>
      named(size, 'R', (index) =>
        object({ id: changed, ...named(size, 'f', (at) => orNull(ref(`R${(index + at) % size}`))) }),
      ),
    [4, 8, 16],
  ),
  wide(
    'lists of one another',
    (size, changed) =>
      named(size, 'R', (index) =>
        object({
          id: changed,
          ...named(size, 'f', (at) => ({ type: 'array', items: ref(`R${(index + at) % size}`) })),
        }),
      ),
    [4, 8, 16],
  ),
  wide(
    'kinds of nodes',
    (size, changed) => ({
      R0: { oneOf: times(size, (index) => ref(`N${index}`)), discriminator: { propertyName: 'kind' } },
      ...named(size, 'N', (index) =>
        object({
          kind: { type: 'string', enum: [`N${index}`] },
          children: { type: 'array', items: ref('R0') },
          ...(index === 0 && { id: changed }),
        }),
      ),
    }),
    [10, 30, 60],
  ),
  wide(
    'a ring',
    (size, changed) =>
      named(size, 'R', (index) => object({ next: ref(`R${(index + 1) % size}`), id: changed }, ['id'])),
    [40, 80, 300],
  ),
  wide(
    'a chain of references',
    (size, changed) =>
      named(size + 1, 'R', (index) => (index === size ? object({ id: changed }) : ref(`R${index + 1}`))),
    [50, 1000, 10_000],
  ),
  wide(
    'a union of objects',
    (size, changed) => ({
      R0: { oneOf: times(size, (index) => object({ [`m${index}`]: index === 0 ? changed : integer })) },
    }),
    [50, 200, 1000],
  ),
  wide(
    'a union of constants',
    (size, changed) => ({
      R0: object({ id: changed, kind: { oneOf: times(size, (index) => ({ const: `c${index}` })) } }),
    }),
    [50, 1000, 5000],
  ),
  wide(
    'properties',
    (size, changed) => ({ R0: object({ id: changed, ...named(size, 'p', () => text) }) }),
    [200, 4000, 30_000],
  ),
  wide(
    'optional properties',
    (size, changed) => ({ R0: object({ id: changed, ...named(size, 'p', () => text) }, []) }),
    [200, 4000, 30_000],
  ),
  wide(
    'changed properties',
    (size, changed) => ({ R0: object(named(size, 'p', () => changed)) }),
    [20, 200, 2000],
  ),
  wide(
    'values',
    (size, changed) => ({
      R0: object({ id: changed, e: { type: 'string', enum: times(size, (index) => `v${index}`) } }),
    }),
    [1000, 30_000],
  ),
  wide(
    'parts of allOf',
    (size, changed) => ({
      R0: { allOf: times(size, (index) => object({ [`m${index}`]: index === 0 ? changed : text })) },
    }),
    [50, 500, 3000],
  ),
  wide(
    'choices in a row',
    (size, changed) => ({
      R0: {
        allOf: times(size, (index) => ({
          oneOf: times(3, (at) => object({ [`m${index}${at}`]: index === 0 ? changed : text })),
        })),
      },
    }),
    [4, 12, 40],
  ),
  graphs,
];
