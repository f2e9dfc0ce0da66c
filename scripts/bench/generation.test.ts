import { expect, test } from 'vitest';
import { generationTables, type GenerationResult } from './generation.ts';

const result = (
  document: 'rotate' | 'github',
  name: string,
  cpu: number,
  peak: number,
): GenerationResult => ({
  document,
  name,
  first: { cpu, peak },
  again: { cpu: cpu / 10, peak },
  output: { files: 1200, bytes: 20_000_000 },
  sources: { files: 1100, bytes: 8_000_000 },
});

test('one table for each document, each with its own reference', () => {
  const tables = generationTables([
    result('rotate', 'openapi-typescript', 0.5, 100),
    result('rotate', 'specline', 0.4, 120),
    result('github', 'openapi-typescript', 4, 500),
    result('github', 'specline', 2, 400),
  ]);
  const note = '×: times openapi-typescript, which prints types alone; again: on the unchanged document';
  expect(tables).toBe(
    `the rotate fragment, 1 operation (${note})
generation          CPU s     ×  MiB     ×  again CPU s  × own  files        size  of it .ts
openapi-typescript   0.50  1.00  100  1.00         0.05   0.10  1,200  20000.0 kB  8000.0 kB
specline             0.40  0.80  120  1.20         0.04   0.10  1,200  20000.0 kB  8000.0 kB

GitHub's document, 13 MB, 1,223 operations (${note})
generation          CPU s     ×  MiB     ×  again CPU s  × own  files        size  of it .ts
openapi-typescript   4.00  1.00  500  1.00         0.40   0.10  1,200  20000.0 kB  8000.0 kB
specline             2.00  0.50  400  0.80         0.20   0.10  1,200  20000.0 kB  8000.0 kB`,
  );
});

test('without the reference there is nothing to compare with', () => {
  expect(generationTables([result('rotate', 'specline', 0.4, 120)])).toContain(
    '\nspecline     0.40  –  120  –         0.04   0.10',
  );
});
