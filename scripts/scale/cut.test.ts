import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '@scripts/kit/workspace.ts';
import { cutByTag, withNewParameter } from './cut.ts';

const farm = JSON.parse(readFileSync(join(root, 'scripts/fixtures/scale/openapi.json'), 'utf8'));

test('a tag is cut out with what it reaches, and nothing else', () => {
  const { openapi, servers, paths, components } = farm;
  const { parameters, schemas } = components;
  expect(cutByTag(farm, 2)).toEqual([
    {
      tag: 'barns',
      operations: 1,
      document: {
        openapi,
        info: { title: 'barns', version: '1.0.0' },
        servers,
        tags: [{ name: 'barns' }],
        paths: { '/barns/{barn_id}': paths['/barns/{barn_id}'] },
        components: { parameters, schemas: { Barn: schemas.Barn, Place: schemas.Place } },
      },
    },
    {
      tag: 'cows',
      operations: 2,
      document: {
        openapi,
        info: { title: 'cows', version: '1.0.0' },
        servers,
        tags: [{ name: 'cows' }],
        paths: { '/barns/{barn_id}/cows': paths['/barns/{barn_id}/cows'] },
        components: { parameters, schemas: { Cow: schemas.Cow } },
      },
    },
  ]);
});

test('the largest tags are cut, in the order of their names', () => {
  expect(cutByTag(farm, 1).map(({ tag }) => tag)).toEqual(['cows']);
  expect(() => cutByTag(farm, 3)).toThrow('the document has 2 tags; 3 are wanted');
});

test('one more parameter of the first operation', () => {
  const document = { paths: { '/a': { get: { tags: ['a'] }, put: {} }, '/b': { get: {} } } };
  const parameters = [{ name: 'x', in: 'query', required: false, schema: { type: 'string' } }];
  expect(withNewParameter(document, 'x')).toEqual({
    paths: { '/a': { get: { tags: ['a'], parameters }, put: {} }, '/b': { get: {} } },
  });
});
