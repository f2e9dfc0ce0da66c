import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lintSpec } from '../src/lint.js';

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'specline-lint-'));
  await mkdir(join(base, 'spec'));
  await cp(join(import.meta.dirname, '../../../spec/redocly.yaml'), join(base, 'spec/redocly.yaml'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

test('a remark names file, line, column and pointer', async () => {
  const file = join(base, 'spec/faulty.yaml');
  await writeFile(file, 'openapi: 3.1.1\ninfo:\n  title: Faulty\npaths: {}\n');
  const errors = (await lintSpec(file, base)).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ text }) => text)).toContain(
    'spec/faulty.yaml:2:1 #/info: The field `version` must be present on this level. (struct)',
  );
});

test('an example is what its schema says', async () => {
  const file = join(base, 'spec/examples.yaml');
  const schema = '{ type: string, example: 1 }';
  await writeFile(
    file,
    `openapi: 3.0.3\ninfo: { title: Examples, version: '1' }\npaths: {}\ncomponents: { schemas: { A: ${schema} } }\n`,
  );
  const errors = (await lintSpec(file, base)).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ text }) => text)).toContain(
    'spec/examples.yaml:4:54 #/components/schemas/A/example: Example value must conform to the schema: type must be string. (no-invalid-schema-examples)',
  );
});

test('a document may have rules of its own', async () => {
  const folder = join(base, 'spec/foreign');
  await mkdir(folder);
  const file = join(folder, 'openapi.json');
  await writeFile(file, '{ "openapi": "3.1.1", "info": { "title": "Foreign" }, "paths": {} }\n');
  expect(await lintSpec(file, base)).not.toEqual([]);
  await writeFile(join(folder, 'redocly.yaml'), 'extends: []\n');
  expect(await lintSpec(file, base)).toEqual([]);
});

test('without rules there is nothing to lint by', async () => {
  const file = join(base, 'openapi.json');
  await writeFile(file, '{ "openapi": "3.1.1", "info": { "title": "Foreign" }, "paths": {} }\n');
  expect(await lintSpec(file, join(base, 'nowhere'))).toEqual([]);
});
