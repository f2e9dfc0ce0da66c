import { expect, test } from 'vitest';
import { count, interleaved, median, ratio } from './figures.ts';

test.each([
  { given: [3], want: 3 },
  { given: [10, 9, 100], want: 10 },
  { given: [4, 1], want: 2.5 },
  { given: [0.5, 0.1, 0.2, 0.4], want: 0.30000000000000004 },
])('the median of $given', ({ given, want }) => {
  expect(median(given)).toBe(want);
});

test('nothing has no median', () => {
  expect(() => median([])).toThrow('the median of nothing');
});

test.each([
  { value: 3, base: 4, want: '0.75' },
  { value: 0, base: 4, want: '0.00' },
  { value: 3, base: 0, want: '–' },
  { value: 3, base: undefined, want: '–' },
])('$value as a multiple of $base', ({ value, base, want }) => {
  expect(ratio(value, base)).toBe(want);
});

test.each([
  { given: 0, want: '0' },
  { given: 999.4, want: '999' },
  { given: 1000, want: '1,000' },
  { given: 483932, want: '483,932' },
  { given: 1234567, want: '1,234,567' },
])('the count of $given', ({ given, want }) => {
  expect(count(given)).toBe(want);
});

test('runs of different subjects are interleaved', async () => {
  const order: string[] = [];
  const results = await interleaved(2, ['a', 'b'], async (subject, run) => {
    order.push(`${subject}${run}`);
    return run;
  });
  expect(order).toEqual(['a1', 'b1', 'a2', 'b2']);
  expect(results).toEqual([
    { subject: 'a', measurements: [1, 2] },
    { subject: 'b', measurements: [1, 2] },
  ]);
});
