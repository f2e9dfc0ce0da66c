import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadDocument, wireOf } from '../src/index.js';
import type { Json } from '../src/index.js';
import { documentWith, folder, modelOf } from './fixtures.js';

/** A schema, and whether it is open where `sdk.yaml` opens all enums. */
const rows: readonly (readonly [schema: Json, isOpen: boolean])[] = [
  [{ enum: ['a', 'b'] }, true],
  [{ enum: ['a', 'b'], 'x-extensible-enum': false }, false],
  // What allows one value tells schemas apart.
  [{ enum: ['a'] }, false],
  [{ const: 'a' }, false],
];

test.each(rows)('%j under openEnums: %j', (schema, isOpen) => {
  const parts = { components: { schemas: { A: schema } } };
  const { model } = modelOf(parts, { sdk: { openEnums: true } });
  expect(model.surface.openEnums).toBe(true);
  expect(model.schemas[0]?.type).toMatchObject({ kind: 'enum', open: isOpen });
  const root = folder({ 'openapi.json': documentWith(parts) });
  const wire = wireOf(loadDocument(join(root, 'openapi.json'), { base: root }), model.surface);
  expect(wire.schemas['#/components/schemas/A']?.open ?? false).toBe(isOpen);
});
