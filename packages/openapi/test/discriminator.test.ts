import { describe, expect, test } from 'vitest';
import { modelOf } from './fixtures.js';

const A = '#/components/schemas/A';
const Other = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };

describe('the members of a union inherit what tells them apart', () => {
  const at = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const heir = (base: string) => ({ allOf: [at(base), { type: 'object' }] });
  const base = { ...Other, discriminator: { propertyName: 'id', mapping: { kitty: 'Cat' } } };
  const schemas = { Base: base, Cat: heir('Base'), Dog: heir('Base'), Puppy: heir('Dog'), Other };

  test.each([
    ['from a base', ['Cat', 'Dog'], ['kitty', 'Dog']],
    ['through another heir', ['Dog', 'Puppy', 'Cat'], ['Dog', 'Puppy', 'kitty']],
    ['the base among them', ['Base', 'Cat'], ['kitty', 'Base']],
    ['not all of them', ['Cat', 'Other'], undefined],
  ])('%s', (_, names, values) => {
    const { model } = modelOf({ components: { schemas: { ...schemas, A: { anyOf: names.map(at) } } } });
    const union = model.schemas.find(({ pointer }) => pointer === A)?.type;
    const discriminator = union?.kind === 'union' ? union.discriminator : undefined;
    expect(discriminator?.mapping.map(({ value }) => value).toSorted()).toEqual(values?.toSorted());
    expect(discriminator?.property).toBe(values && 'id');
  });

  test('beside null', () => {
    const nullable = { oneOf: [at('Cat'), at('Dog'), { type: 'null' }] };
    const { model } = modelOf({ openapi: '3.1.0', components: { schemas: { ...schemas, A: nullable } } });
    expect(model.schemas.at(-1)?.type).toMatchObject({ kind: 'union', discriminator: { property: 'id' } });
  });
});
