import { describe, expect, test } from 'vitest';
import { openapiTypes } from '../src/types/openapi-typescript.js';
import { percentSafeReference } from '../src/types/percent-safe-reference.js';

describe('names and references become one reference', () => {
  test.each([
    [['paths', '/a', 'get'], '#/paths/~1a/get'],
    [['#/components/schemas/A', 'properties', 'b'], '#/components/schemas/A/properties/b'],
    [['#/components/schemas/with%20space', undefined, ''], '#/components/schemas/with space'],
    [['50%'], '#/50%25'],
    [['#/50%25', '%ff'], '#/50%25/%25ff'],
    [['#/components', 'schemas', '#/a'], '#/components/schemas/#~1a'],
  ])('%j is %s', (parts, want) => {
    expect(percentSafeReference(parts)).toBe(want);
  });
});

test('a % in a path, an operationId and a property is printed as it is', () => {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/A' } } };
  const { text } = openapiTypes(
    {
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: {
        '/a%b': { get: { operationId: 'x%y', responses: { 200: { description: 'Done.', content } } } },
      },
      components: {
        schemas: {
          A: { type: 'object', properties: { '50%': { type: 'string' }, '%ff': { type: 'string' } } },
        },
      },
    },
    'api.json',
  );
  expect(text).toContain('"/a%b": {');
  expect(text).toContain('"50%"?: string;');
  expect(text).toContain('"%ff"?: string;');
  expect(text).toContain('"x%y": {');
});
