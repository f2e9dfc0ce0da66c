import { expect, test } from 'vitest';
import { outcome } from './turbo.ts';

test('a run in words', () => {
  expect(outcome({ output: '', tasks: 8, cached: 5, failed: [] })).toBe('3 run, 5 unchanged');
  expect(outcome({ output: '', tasks: 8, cached: 8, failed: [] })).toBe('8 unchanged');
});

test('a failure shows the log of the task that failed, and no other', () => {
  const output = '@a/b:test: wrong\n@a/c:test: right\n@a/b:build: built\n//:packages: root\n';
  const run = { output, tasks: 3, cached: 0, failed: ['@a/b#test', '//#packages'] };
  expect(() => outcome(run)).toThrow(new Error('@a/b#test\n  wrong\n//#packages\n  root'));
});
