import { expect, test } from 'vitest';
import { useTables } from './use.ts';

test('costs are multiples of openapi-fetch', () => {
  const tables = useTables([
    { name: 'untyped-fetch', call: 5 },
    { name: 'openapi-fetch', call: 10, load: 4 },
    { name: 'specline', call: 9.5, load: 8, files: 110, bytes: 500_000 },
  ]);
  expect(tables.split('\n').slice(1).join('\n'))
    .toBe(`use            µs a call     ×  ms to load  ×     files  bytes
untyped-fetch        5.0  0.50  –           –     –      –
openapi-fetch       10.0  1.00  4.0         1.00  –      –
specline             9.5  0.95  8.0         2.00  110    500,000`);
  expect(useTables([])).toBe('');
});
