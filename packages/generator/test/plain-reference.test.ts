import { expect, test } from 'vitest';
import { openapiTypes } from '../src/types/openapi-typescript.js';
import { plainReference } from '../src/types/plain-reference.js';

test.each([
  ['#/components/schemas/A', '#/components/schemas/A'],
  ['#/paths/~1a~1%7Bid%7D', '#/paths/~1a~1{id}'],
  ['#/paths/%7E1a', '#/paths/~1a'],
  ['#/components/schemas/50%', '#/components/schemas/50%25'],
  ['#/components/schemas/%23~1a', '#/components/schemas/#~1a'],
  ['other.yaml#/%7E1a', 'other.yaml#/%7E1a'],
])('%s is read as %s', (reference, want) => {
  expect(plainReference(reference)).toBe(want);
});

test('what is encoded twice over is printed as the document has it', () => {
  const response = { description: 'Done.' };
  const { text } = openapiTypes(
    {
      openapi: '3.1.0',
      paths: { '/a': { get: { responses: { 200: response } } }, '/b': { $ref: '#/paths/%7E1a' } },
      components: {
        schemas: {
          A: { type: 'string' },
          B: { properties: { a: { $ref: '#/components/%73chemas/A' } } },
        },
      },
    },
    'api.json',
  );
  expect(text).toContain('"/b": paths["/a"];');
  expect(text).toContain('a?: components["schemas"]["A"];');
});
