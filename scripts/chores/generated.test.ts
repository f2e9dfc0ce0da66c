import { expect, test } from 'vitest';
import { generated } from './generated.ts';

const same = (api: string) => `${api}  1 operation, 2 schemas: 27 files, nothing to change`;
const written = (api: string) => `${api}  1 operation, 2 schemas: 1 file written or deleted`;
const file = '  changed  packages/cows-types/src/index.ts';

const rows: readonly [given: string[], headline: string, details: string[]][] = [
  [[same('cows')], same('cows'), []],
  [[same('barns'), same('cows')], '2 APIs, nothing to change', []],
  [[same('barns'), written('cows'), file], written('cows'), [file]],
  [[written('barns'), file, written('cows'), file], written('barns'), [file, written('cows'), file]],
];

test.each(rows)('%j', (lines, headline, details) => {
  const stdout = `${lines.join('\n')}\n`;
  expect(generated({ stdout, output: stdout })).toEqual({ headline, details });
});

test('some warnings are told, and how many there are', () => {
  const stdout = `${same('cows')}\n`;
  const warnings = (count: number) => Array.from({ length: count }, (_, index) => `warning: ${index}`);
  const details = (count: number) =>
    generated({ stdout, output: `${warnings(count).join('\n')}\n${stdout}` }).details;
  expect(details(5)).toEqual(warnings(5));
  expect(details(6)).toEqual([...warnings(5), 'and more warnings: specline generate tells 6']);
});
