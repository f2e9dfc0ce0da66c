import { expect, test } from 'vitest';
import { masked, size, table } from './print.ts';

test('a table aligns its columns, numbers to the right', () => {
  const rows = [
    ['a', '1.0.0', '1.5 kB'],
    ['longer', '10.0.0', '12.0 kB'],
  ];
  expect(table(['package', 'version', 'packed'], rows)).toBe(
    ['package  version   packed', 'a          1.0.0   1.5 kB', 'longer    10.0.0  12.0 kB'].join('\n'),
  );
});

test('a size is in kB of 1,000 bytes', () => {
  expect(size(2472)).toBe('2.5 kB');
});

const tokens: readonly [given: string, want: string][] = [
  ['eyJhbGciOiJFZDI1NTE5.eyJ0.abc_-', 'eyJh…'],
  ["{ token: 'eyJhbGciOiJFZDI1NTE5...' }", "{ token: 'eyJh…' }"],
  ['a b', 'a b'],
];

test.each(tokens)('%s is printed as %s', (given, want) => {
  expect(masked(given)).toBe(want);
});
