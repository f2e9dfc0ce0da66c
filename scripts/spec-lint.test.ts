import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lintSpec } from './spec-lint.ts';
import { apis, root } from './workspace.ts';

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'specline-lint-'));
  await cp(join(root, 'spec'), join(base, 'spec'), { recursive: true });
});
afterAll(() => rm(base, { recursive: true, force: true }));

test.each(apis())('the fragment of %s has no errors', async (api) => {
  const remarks = await lintSpec(join(base, 'spec', api, 'openapi.yaml'), base);
  expect(remarks.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('a remark names file, line, column and pointer', async () => {
  const file = join(base, 'spec/faulty.yaml');
  await writeFile(file, 'openapi: 3.1.1\ninfo:\n  title: Faulty\npaths: {}\n');
  const errors = (await lintSpec(file, base)).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ text }) => text)).toContain(
    'spec/faulty.yaml:2:1 #/info: The field `version` must be present on this level. (struct)',
  );
});
