import { expect, test } from 'vitest';
import { expectExecuted } from './steps.ts';

const output = '@a/b:build: cache miss, executing b0\n@a/c:build: cache hit, replaying logs c0\n';
const run = { output, tasks: 2, cached: 1, failed: [] };

test('the tasks that were to run are named', () => {
  expect(expectExecuted(['@a/b#build'], run)).toBe('1 run, 1 unchanged\n  @a/b#build');
});

test('so are those that ran without need, and those that did not run', () => {
  expect(() => expectExecuted(['@a/c#build'], run)).toThrow(
    new Error(
      'turbo.json: not the tasks that this should concern; mend their inputs\n@a/c#build: it came from the cache\n@a/b#build: it ran',
    ),
  );
});
