import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from '@scripts/rehearsal/foreign.ts';
import { root } from '@scripts/kit/workspace.ts';

test('the documentation gives every file of a workspace', () => {
  const files = filesIn(readFileSync(join(root, 'docs/workspace.md'), 'utf8'));
  expect(files.map(([path]) => path)).toEqual([
    'package.json',
    'pnpm-workspace.yaml',
    'turbo.json',
    '.changeset/config.json',
    'spec/defaults.yaml',
    '.gitignore',
    '.gitattributes',
  ]);
});
