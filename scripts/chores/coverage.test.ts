import { expect, test } from 'vitest';
import { coverageTable } from './coverage.ts';

const logOf = (name: string, covers: string, tests: number) =>
  [' RUN  v5.1.1 /a', 'stdout | test/contract.test.ts', covers, `      Tests  ${tests} passed (${tests})`, '']
    .map((line) => `${name}:test: ${line}`)
    .join('\n');

test('what each client covered stands in the log of its test', () => {
  const output = [
    logOf('@a/cows-client', 'covers 1/1 operations, 2/3 request fields', 22),
    logOf('@a/pets-client', 'covers 10/10 operations, 4/4 request fields', 7),
  ].join('\n');
  expect(coverageTable(['@a/cows-client', '@a/pets-client'], output)).toBe(
    [
      'contract        operations  request fields  tests',
      '@a/cows-client         1/1             2/3     22',
      '@a/pets-client       10/10             4/4      7',
    ].join('\n'),
  );
});

test('a client that does not say it is named', () => {
  expect(() => coverageTable(['@a/cows-client'], logOf('@a/cows-client', '', 1))).toThrow(
    '@a/cows-client: its contract test does not say what it covers; generate the client again',
  );
});
