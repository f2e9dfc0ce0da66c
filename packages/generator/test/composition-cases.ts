import { document, kinds, ref, text } from './correction-cases.js';
import type { Case } from './correction-cases.js';

/** Keywords beside each other. */
export const COMPOSITION_CASES: readonly Case[] = [
  {
    row: 'keywords beside a reference',
    given: document({ A: text, Maybe: { ...ref('A'), type: ['string', 'null'] } }),
    fault: 'Maybe: components["schemas"]["A"];',
    want: 'Maybe: (string | null) & components["schemas"]["A"];',
  },
  {
    row: 'type that only other keywords tell',
    given: document({ List: { items: text }, Closed: { additionalProperties: false } }),
    fault: 'List: unknown;',
    want: 'List: string[]; Closed: Record<string, never>;',
  },
  {
    row: 'null beside an enum',
    given: document({ Size: { type: ['string', 'null'], enum: ['s', 'l'] } }),
    fault: 'Size: "s" | "l" | null;',
    want: 'Size: "s" | "l";',
  },
  {
    row: 'required members that are declared elsewhere or nowhere',
    given: document({
      Base: { properties: { a: text } },
      Middle: { allOf: [ref('Base')] },
      Deep: { allOf: [ref('Middle')], required: ['a', 'b'] },
      Beside: { allOf: [ref('Middle'), { required: ['a'] }] },
      Either: { properties: { a: text }, oneOf: [{ required: ['a'] }, { required: ['b'] }] },
    }),
    fault: 'Deep: components["schemas"]["Middle"];',
    want: [
      'Deep: { a: string; b: unknown; } & components["schemas"]["Middle"];',
      'Beside: components["schemas"]["Middle"] & { a: string; };',
      'Either: { a?: string; } & ({ a: string; } | { b: unknown; });',
    ].join(' '),
  },
  {
    row: 'discriminator in a part of allOf',
    given: document({
      Base: { ...kinds(text), discriminator: { propertyName: 'kind' } },
      Union: { oneOf: [ref('Base')], discriminator: { propertyName: 'kind' } },
      Holder: { properties: { base: { allOf: [ref('Base')] }, union: { allOf: [ref('Union')] } } },
    }),
    fault:
      'base?: Omit<components["schemas"]["Base"], "kind">; union?: Omit<components["schemas"]["Union"], "kind">;',
    want: 'base?: components["schemas"]["Base"]; union?: components["schemas"]["Union"];',
  },
  {
    row: 'object that says nothing beside other parts',
    given: document({
      A: text,
      Both: {
        allOf: [
          ref('A'),
          { type: 'object', description: 'An A.' },
          { properties: {}, additionalProperties: false },
        ],
      },
    }),
    fault: 'Both: components["schemas"]["A"] & Record<string, never>',
    want: 'Both: components["schemas"]["A"];',
  },
  {
    row: 'union beside other keywords',
    given: document({
      Objects: { properties: { a: text }, anyOf: [kinds(text), ref('Simple')] },
      Simple: { type: 'string', oneOf: [text, { type: 'number' }] },
    }),
    fault: 'Simple: string | number;',
    want: 'Simple: string & (string | number);',
  },
];
