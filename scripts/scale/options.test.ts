import { expect, test } from 'vitest';
import { optionsFrom } from './options.ts';
import { versions } from './versions.ts';

const rows: readonly [args: string[], want: object][] = [
  [[], { apis: 40, short: false, help: false }],
  [['--apis', '3'], { apis: 3, short: false, help: false }],
  [['--short'], { apis: 2, short: true, help: false }],
  [['-h'], { apis: 40, short: false, help: true }],
];

test.each(rows)('%j', (args, want) => {
  expect(optionsFrom(args)).toEqual(want);
});

test('a number of APIs that is none', () => {
  expect(() => optionsFrom(['--apis', '0'])).toThrow(
    '--apis 0: it is not a number of APIs; give one from 1 to 99',
  );
});

test('versions are exact', () => {
  for (const version of Object.values(versions)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});
