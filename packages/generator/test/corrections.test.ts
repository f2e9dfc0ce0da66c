import { createRequire } from 'node:module';
import openapiTS, { resolveRef, scanDiscriminators, astToString, transformSchema } from 'openapi-typescript';
import type { GlobalContext, OpenAPI3 } from 'openapi-typescript';
import type * as TypeScript from 'typescript';
import { expect, test } from 'vitest';
import { CORRECTIONS } from '../src/types/corrections.js';
import { openapiTypes } from '../src/types/openapi-typescript.js';
import { COMPOSITION_CASES } from './composition-cases.js';
import { CASES, document, kinds, ref, text } from './correction-cases.js';
import type { Case } from './correction-cases.js';

const ts: typeof TypeScript = createRequire(import.meta.url)('typescript');

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

const ALL = [...CASES, ...COMPOSITION_CASES];

test.each(ALL)('$row', ({ given, fault, want }) => {
  const before = JSON.stringify(given);
  expect(line(uncorrected(given))).toContain(fault);
  const corrected = openapiTypes(given, 'api.json').text;
  expect(JSON.stringify(given)).toBe(before);
  expect(line(corrected)).toContain(want);
  expect(line(corrected)).not.toContain(fault);
  expect(ts.transpileModule(corrected, { reportDiagnostics: true }).diagnostics).toEqual([]);
});

test('every correction has a name of its own, a reason and a case', () => {
  const names = CORRECTIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(ALL.map(({ row }) => row).toSorted()).toEqual(names.toSorted());
  expect(CORRECTIONS.filter(({ reason }) => reason.length < 20)).toEqual([]);
});

test('a member by allOf that has the tag as a property of its own has it once', () => {
  const given = document({
    Pet: { ...kinds(text), discriminator: { propertyName: 'kind' } },
    Cat: { allOf: [ref('Pet')], properties: { kind: { enum: ['cat'] }, lives: text } },
  });
  expect(line(uncorrected(given))).toContain('{ kind: "Cat"; kind?: "cat"; lives?: string; }');
  expect(line(openapiTypes(given, 'api.json').text)).toContain('{ kind: "cat"; lives?: string; }');
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
  expect(openapiTypes(given, 'api.json').text).toContain(want);
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
      required: ['tuple', 'other'],
      allOf: [{ ...ref('Other'), description: 'x' }],
    },
    Other: { type: 'object', properties: { tuple: text, other: text } },
  });
  const nodes = await openapiTS(JSON.stringify(given), { defaultNonNullable: false, silent: true });
  expect(openapiTypes(given, 'api.json').text).toBe(astToString(nodes));
});
