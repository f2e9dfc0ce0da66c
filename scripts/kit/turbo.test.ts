import { expect, test } from 'vitest';
import { executed, outcome, taskHashes } from './turbo.ts';

test('a run in words', () => {
  expect(outcome({ output: '', tasks: 8, cached: 5, failed: [] })).toBe('3 run, 5 unchanged');
  expect(outcome({ output: '', tasks: 8, cached: 8, failed: [] })).toBe('8 unchanged');
});

test('a failure shows the log of the task that failed, and no other', () => {
  const output = '@a/b:test: wrong\n@a/c:test: right\n@a/b:build: built\n//:packages: root\n';
  const run = { output, tasks: 3, cached: 0, failed: ['@a/b#test', '//#packages'] };
  expect(() => outcome(run)).toThrow(new Error('@a/b#test\n  wrong\n//#packages\n  root'));
});

test('the tasks that ran, and what all of them are kept under', () => {
  const output = [
    '@a/c:build: cache miss, executing 00000000000000c1',
    '@scripts/d:test: cache miss, executing 00000000000000f2',
    '@a/b:build: cache hit, replaying logs 00000000000000b3',
    '@a/b:build: $ tsc',
  ].join('\n');
  expect(executed({ output })).toEqual(['@a/c#build', '@scripts/d#test']);
  expect(Object.fromEntries(taskHashes({ output }))).toEqual({
    '@a/c#build': '00000000000000c1',
    '@scripts/d#test': '00000000000000f2',
    '@a/b#build': '00000000000000b3',
  });
});
