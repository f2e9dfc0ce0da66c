import { expect, test } from 'vitest';
import type { Json } from '../src/index.js';
import { modelOf } from './fixtures.js';

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Json) => ({ type: 'object', properties });

test('a schema holds a secret that it names, or that what it refers to holds', () => {
  const schemas = {
    key: { type: 'string', format: 'password' },
    marked: object({ a: { type: 'array', items: { type: 'integer', 'x-sensitive': true } } }),
    written: object({ a: { type: ['string', 'null'], writeOnly: true } }),
    owner: object({ marked: to('marked') }),
    map: { additionalProperties: to('owner') },
    one: object({ other: to('other') }),
    other: { oneOf: [to('one'), to('key')] },
    plain: object({ a: { type: 'string' } }),
  };
  const { model } = modelOf({ components: { schemas } });
  expect(model.schemas.filter(({ secret }) => secret).map(({ typeName }) => typeName)).toEqual([
    'Key',
    'Marked',
    'Written',
    'Owner',
    'Map',
    'One',
    'Other',
  ]);
});
