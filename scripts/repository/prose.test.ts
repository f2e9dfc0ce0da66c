import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '@scripts/kit/workspace.ts';
import { bannedPhrases, proseProblems } from './prose.ts';

test('what people read says who does what', () => {
  expect(proseProblems(root)).toEqual([]);
});

test('a planted phrase is found in every kind of file', () => {
  const dir = mkdtempSync(join(tmpdir(), 'specline-prose-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const paths = [
    '.github/a.md',
    'README.md',
    'docs/decisions/a.md',
    'packages/a/README.md',
    'packages/a/docs/b.md',
    'packages/cli/src/program.ts',
  ];
  for (const path of paths) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), 'Plain.\nIt is told.\n');
  }
  const remedy = 'write who reports what';
  expect(proseProblems(dir)).toEqual(paths.toSorted().map((path) => `${path}:2: "is told"; ${remedy}`));
});

test.each([
  ['Whoever reads this', 'Whoever'],
  ['the pnpm that there is', 'that there is'],
  ['a folder of its\nown', 'of its own'],
  ['nobody owned up to it', 'owned up to'],
  ['It holds it against the spec', 'holds it against'],
  ['The code stands in a module', 'stands in'],
])('%j has a banned phrase', (text, phrase) => {
  expect(bannedPhrases('a.md', text)).toEqual([expect.stringContaining(`a.md:1: "${phrase}"; `)]);
});

test('words that only look alike are allowed', () => {
  expect(bannedPhrases('a.md', 'Hold the lock. It understands it. Their own files. We told you.')).toEqual(
    [],
  );
});
