export const document = (schemas: object, more: object = {}) => ({
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  paths: {},
  components: { schemas },
  ...more,
});

export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const text = { type: 'string' };
export const kinds = (kind: object) => ({ type: 'object', required: ['kind'], properties: { kind } });

/** An operation of `/b` that refers to a part of one of `/a`. */
function borrowed(lender: object, place: string, borrower: (target: object) => object): Case['given'] {
  const target = { $ref: `#/paths/~1a/get${place}` };
  return document({}, { paths: { '/a': { get: lender }, '/b': { get: borrower(target) } } });
}

export interface Case {
  readonly row: string;
  readonly given: Readonly<Record<string, unknown>>;
  /** What shows the fault in what openapi-typescript makes of the document as it is: text, or a message it throws. */
  readonly fault: string;
  readonly want: string;
}

/** One for each row of the table of corrections. */
export const CASES: readonly Case[] = [
  {
    row: 'duplicate operationId',
    given: document(
      {},
      {
        paths: {
          '/a': { get: { operationId: 'a#b', responses: { 200: { description: 'A' } } } },
          '/b': { get: { operationId: 'a/b', responses: { 201: { description: 'B' } } } },
        },
      },
    ),
    fault: '}; "a/b": { parameters:',
    want: 'requestBody?: never; responses: { /** @description B */ 201:',
  },
  {
    row: 'reusable media type',
    given: document(
      {},
      {
        paths: {
          '/a': {
            get: {
              responses: {
                200: { description: '', content: { 'text/plain': { $ref: '#/components/mediaTypes/Text' } } },
              },
            },
          },
        },
        components: { mediaTypes: { Text: { schema: text } } },
      },
    ),
    fault: '"text/plain": unknown;',
    want: '"text/plain": string;',
  },
  {
    row: 'pathItem in an extension',
    given: document(
      {},
      {
        paths: { '/a': { $ref: '#/x-parts/A' } },
        'x-parts': { A: { get: { responses: { 200: { description: '' } } } } },
      },
    ),
    fault: '"/a": x-parts["A"];',
    want: '"/a": { parameters: {',
  },
  {
    row: 'callback in an extension',
    given: document(
      {},
      {
        paths: {
          '/a': {
            get: {
              callbacks: { done: { $ref: '#/x-parts/A' } },
              responses: { 200: { description: '' } },
            },
          },
        },
        'x-parts': { A: { '{$url}': { post: { responses: { 201: { description: '' } } } } } },
      },
    ),
    fault: 'content?: never; }; }; }; put?: never;',
    want: 'callbacks: { done: { "{$url}": { parameters: {',
  },
  {
    row: 'circle of lists',
    given: document({ Deep: { type: 'array', items: { oneOf: [text, ref('Deep')] } } }),
    fault: 'Deep: (string | components["schemas"]["Deep"])[];',
    want: 'Deep: (string | unknown)[];',
  },
  {
    row: 'const null',
    given: document({ Nothing: { const: null } }),
    fault: 'Nothing: unknown;',
    want: 'Nothing: null;',
  },
  {
    row: 'enum of an object',
    given: document({
      Group: { type: 'object', enum: ['a', 'b'], properties: { name: text } },
      Value: { type: 'object', enum: [{ name: 'c' }], properties: { name: text } },
      NoList: { type: 'object', enum: { name: 'c' } },
    }),
    fault: 'Expected SchemaObject, received string',
    want: 'Group: "a" | "b"; Value: { name?: string; }; NoList: Record<string, never>;',
  },
  {
    row: 'boolean schema in a composition',
    given: document({ A: text, Both: { allOf: [true, ref('A')] }, None: { allOf: [false] } }),
    fault: "Cannot use 'in' operator to search for '$ref' in true",
    want: 'Both: unknown & components["schemas"]["A"]; None: never;',
  },
  {
    row: 'reference into a schema or a path',
    given: document({
      List: { type: 'array', items: text },
      Item: { $ref: '#/components/schemas/List/items' },
    }),
    fault: 'Item: components["schemas"]["List"]["items"];',
    want: 'Item: components["schemas"]["List_items"]; List_items: string;',
  },
  {
    row: 'parameter of a path',
    given: borrowed(
      { parameters: [{ name: 'q[]', in: 'query', schema: text }] },
      '/parameters/0',
      (target) => ({
        parameters: [target],
      }),
    ),
    fault: '"q[]"?: paths["/a"]["get"]["parameters"]["query"]["q[]"];',
    want: '"/b": { parameters: { query?: never; header?: never; path?: never; cookie?: never; }; get: { parameters: { query?: { "q[]"?: string; };',
  },
  {
    row: 'header of a path',
    given: borrowed(
      { responses: { 200: { description: '', headers: { 'X-A': { schema: text } } } } },
      '/responses/200/headers/X-A',
      (target) => ({ responses: { 200: { description: '', headers: { 'X-B': target } } } }),
    ),
    fault: '"X-B": paths["/a"]["get"]["responses"]["200"]["headers"]["X-A"];',
    want: '"X-B"?: string;',
  },
  {
    row: 'requestBody of a path',
    given: borrowed({ requestBody: { content: { 'a/b': { schema: text } } } }, '/requestBody', (target) => ({
      requestBody: target,
    })),
    fault: 'requestBody?: paths["/a"]["get"]["requestBody"];',
    want: '"/b": { parameters: { query?: never; header?: never; path?: never; cookie?: never; }; get: { parameters: { query?: never; header?: never; path?: never; cookie?: never; }; requestBody?: { content: { "a/b": string;',
  },
  {
    row: 'response of a path',
    given: borrowed({ responses: { 200: { description: 'A' } } }, '/responses/200', (target) => ({
      responses: { 201: target },
    })),
    fault: '201: paths["/a"]["get"]["responses"]["200"];',
    want: '/** @description A */ 201:',
  },
  {
    row: '$defs',
    given: document({ Box: { ...kinds(text), $defs: { Lid: text } } }),
    fault: '$defs: { Lid: string; };',
    want: 'Box: { kind: string; };',
  },
  {
    row: 'discriminator mapping by name',
    given: document({
      Pet: { oneOf: [ref('Cat')], discriminator: { propertyName: 'kind', mapping: { cat: 'Cat' } } },
      Cat: kinds(text),
    }),
    fault: 'kind: "Cat";',
    want: 'kind: "cat";',
  },
  {
    row: 'discriminator beside anyOf',
    given: document({
      Pet: { anyOf: [ref('Cat')], discriminator: { propertyName: 'kind' } },
      Cat: kinds(text),
    }),
    fault: 'kind: string;',
    want: 'kind: "Cat";',
  },
  {
    row: 'discriminator against its members',
    given: document({
      Pet: { oneOf: [ref('Cat')], discriminator: { propertyName: 'kind' } },
      Cat: kinds({ enum: ['tabby', 'tom'] }),
    }),
    fault: 'kind: "Cat";',
    want: 'kind: "tabby" | "tom";',
  },
  {
    row: 'required beside a reference that may be null',
    given: document({
      Base: { type: ['object', 'null'], properties: { a: text } },
      Old: { type: 'object', nullable: true, properties: { b: text } },
      Heir: { type: 'object', allOf: [ref('Base'), ref('Old')], required: ['a', 'b'] },
    }),
    fault: 'WithRequired<components["schemas"]["Old"], "b">',
    want: 'Heir: { a: string; } & { b: string; };',
  },
  {
    row: 'content of a parameter',
    given: document(
      {},
      {
        components: {
          parameters: {
            sort: {
              name: 'sort',
              in: 'query',
              content: { 'application/json': { schema: { type: 'array', items: { type: 'number' } } } },
            },
          },
        },
      },
    ),
    fault: 'sort: string;',
    want: 'sort: number[];',
  },
];
