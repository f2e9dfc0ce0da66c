import { expect, test } from 'vitest';
import { countTests } from './tests.ts';

const rows: readonly [given: string, passed: number, failed: number][] = [
  ['a:test:  RUN  v5.1.1 /a\na:test:       Tests  3 passed (3)\n', 3, 0],
  ['a:test:  RUN  v5.1.1 /a\na:test:       Tests  1 failed | 2 passed (3)\n', 2, 1],
  ['a:test:  RUN  v5.1.1 /a\na:test:       Tests  2 passed | 1 skipped (3)\n', 2, 0],
  [
    'a:test:  RUN  v5.1.1 /a\na:test:  Tests  2 passed (2)\nb:test:  RUN  v5.1.1 /b\nb:test:  Tests  5 passed (5)\n',
    7,
    0,
  ],
  ['a:test:  RUN  v5.1.1 /a\na:test: No test files found, exiting with code 1\n', 0, 1],
  ['', 0, 0],
];

test.each(rows)('%j', (given, passed, failed) => {
  expect(countTests(given)).toEqual({ passed, failed });
});
