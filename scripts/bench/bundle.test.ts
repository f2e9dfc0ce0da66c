import { expect, test } from 'vitest';
import { bundleTables } from './bundle.ts';

test('sizes are multiples of the untyped program', () => {
  const tables = bundleTables([
    { document: 'rotate', name: 'untyped-fetch', minified: 400, gzip: 300 },
    { document: 'rotate', name: 'specline', minified: 16000, gzip: 6000 },
  ]);
  expect(tables).toBe(`the rotate call (esbuild, bytes; ×: times untyped-fetch)
bundle         minified      ×   gzip      ×
untyped-fetch       400   1.00    300   1.00
specline         16,000  40.00  6,000  20.00`);
});
