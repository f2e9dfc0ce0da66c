import { createRequire } from 'node:module';
import openapiTS, { resolveRef, scanDiscriminators, astToString, transformSchema } from 'openapi-typescript';
import type { GlobalContext, OpenAPI3 } from 'openapi-typescript';
import type * as TypeScript from 'typescript';
import { expect, test } from 'vitest';
import { CORRECTIONS } from '../src/types/corrections.js';
import { openapiTypes } from '../src/types/openapi-typescript.js';

const ts: typeof TypeScript = createRequire(import.meta.url)('typescript');

const document = (schemas: object, more: object = {}) => ({
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  paths: {},
  components: { schemas },
  ...more,
});

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const text = { type: 'string' };
const kinds = (kind: object) => ({ type: 'object', required: ['kind'], properties: { kind } });

interface Case {
  readonly row: string;
  readonly given: Readonly<Record<string, unknown>>;
  /** What shows the fault in what openapi-typescript makes of the document as it is: text, or a message it throws. */
  readonly fault: string;
  readonly want: string;
}

const CASES: readonly Case[] = [
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
    row: 'nullable beside one reference',
    given: document({
      Base: { ...kinds(text), discriminator: { propertyName: 'kind' } },
      Holder: { properties: { base: { allOf: [ref('Base')], nullable: true } } },
    }),
    fault: 'base?: Omit<components["schemas"]["Base"], "kind"> | null;',
    want: 'base?: components["schemas"]["Base"] | null;',
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

/** What openapi-typescript makes of a document as it is, or the message that it throws. */
function uncorrected(given: Case['given']): string {
  const schema = structuredClone(given) as unknown as OpenAPI3;
  try {
    const context: Partial<GlobalContext> = {
      discriminators: scanDiscriminators(schema, { silent: true }),
      injectFooter: [],
      resolve: ($ref) => resolveRef(schema, $ref, { silent: true }),
    };
    return astToString(transformSchema(schema, context as GlobalContext));
  } catch (error) {
    return String(error);
  }
}

/** One space for each run of white space, so that a want is one line; comments that say nothing here left out. */
function line(printed: string): string {
  return printed.replaceAll(/\s+/g, ' ').replaceAll(/\/\*\* @(enum|constant)[^/]*\*\/ /g, '');
}

test.each(CASES)('$row', ({ given, fault, want }) => {
  const before = JSON.stringify(given);
  expect(line(uncorrected(given))).toContain(fault);
  const corrected = openapiTypes(given).text;
  expect(JSON.stringify(given)).toBe(before);
  expect(line(corrected)).toContain(want);
  expect(line(corrected)).not.toContain(fault);
  expect(ts.transpileModule(corrected, { reportDiagnostics: true }).diagnostics).toEqual([]);
});

test('every correction has a name of its own, a reason and a case', () => {
  const names = CORRECTIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(CASES.map(({ row }) => row).toSorted()).toEqual(names.toSorted());
  expect(CORRECTIONS.filter(({ reason }) => reason.length < 20)).toEqual([]);
});

/** Faults of its command that the seam, which neither validates nor bundles again, does not have. */
test.each([
  [
    'a property called hasOwnProperty',
    document({ Odd: { properties: { hasOwnProperty: text } } }),
    'hasOwnProperty?',
  ],
  [
    'a $ref in an example',
    document({ Odd: { ...text, example: { $ref: './nowhere.json' } } }),
    'Odd: string',
  ],
  [
    'what looks like a schema in an example',
    document({ Odd: { ...kinds(text), example: { allOf: ['a'] } } }),
    'kind: string',
  ],
])('no fault with %s', (_, given, want) => {
  expect(openapiTypes(given).text).toContain(want);
});

test('comments, lists, maps and strings have the bytes of the compiler', async () => {
  const given = document({
    'a "b"': {
      type: 'object',
      title: 'First\r\n second\n\n\u00A0 third  ',
      description: 'over\nlines and */ more',
      properties: {
        tuple: { type: 'array', prefixItems: [text, kinds({ const: 'ü"\\' })] },
        empty: { type: 'array', prefixItems: [] },
        map: { type: 'object', additionalProperties: kinds({ enum: [1, -2, 1e21, true, null, ['x']] }) },
        'é-b': { description: '', default: { a: [1] }, enum: ['', "it's", '\u0000'] },
        7: { readOnly: true, oneOf: [kinds(text), { type: 'array', items: { type: ['string', 'null'] } }] },
      },
      required: ['tuple', 'undeclared'],
      allOf: [{ ...ref('Other'), description: 'x' }],
    },
    Other: { type: 'object', properties: { tuple: text } },
  });
  const nodes = await openapiTS(JSON.stringify(given), { defaultNonNullable: false, silent: true });
  expect(openapiTypes(given).text).toBe(astToString(nodes));
});
