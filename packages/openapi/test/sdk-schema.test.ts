import { expect, test } from 'vitest';
import { ACCEPTED_SCHEMA } from '../src/config/accepted.js';
import { DEFAULTS_SCHEMA, SDK_SCHEMA } from '../src/config/sdk-schema.js';

test.each([
  ['sdk', SDK_SCHEMA],
  ['defaults', DEFAULTS_SCHEMA],
  ['accepted', ACCEPTED_SCHEMA],
])('the committed schema of %s.yaml is the one in force', async (name, schema) => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`../schema/${name}.schema.json`);
});
