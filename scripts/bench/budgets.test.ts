import { expect, test } from 'vitest';
import { budgetTable, verdicts, type Results } from './budgets.ts';
import type { DocumentName } from './documents.ts';

const nothing: Results = { generation: [], types: [], bundle: [], use: [] };

const generated = (document: DocumentName, name: string, cpu: number, peak: number, again: number) => {
  const size = { files: 1, bytes: 1 };
  return { document, name, first: { cpu, peak }, again: { cpu: again, peak }, output: size, sources: size };
};

const checked = (name: string, types: number, instantiations: number, time: number, memory: number) => {
  const document: DocumentName = 'github';
  return { document, name, files: 1, types, instantiations, time, memory, errors: 0 };
};

const bundled = (document: DocumentName, gzip: number) => ({ document, name: 'specline', minified: 1, gzip });

test('every budget, with what ours measured', () => {
  const results: Results = {
    generation: [
      generated('github', 'openapi-typescript', 4, 500, 4),
      generated('github', 'specline', 2.8, 500, 0.56),
      generated('rotate', 'openapi-typescript', 0.5, 100, 0.5),
      generated('rotate', 'specline', 0.6, 90, 0.3),
    ],
    types: [checked('untyped-fetch', 166, 7, 0.5, 100), checked('specline', 1501, 1000, 0.5, 120)],
    bundle: [bundled('rotate', 5001), bundled('github', 5501)],
    use: [
      { name: 'openapi-fetch', call: 10, load: 4 },
      { name: 'specline', call: 9.5, load: 8.4, files: 110, bytes: 500_000 },
    ],
  };
  expect(budgetTable(results)).toBe(
    `budget                                               at most  measured
GitHub: CPU, × openapi-typescript                       0.75      0.70  kept
GitHub: peak memory, × openapi-typescript                  1      1.00  kept
rotate: CPU, × openapi-typescript                          1      1.20  missed
GitHub, unchanged: CPU, × generating it                 0.15      0.20  missed
two GitHub calls: types                                 1500      1501  missed
two GitHub calls: instantiations                        1000      1000  kept
two GitHub calls: time, × untyped-fetch                  1.2      1.00  kept
two GitHub calls: memory, × untyped-fetch                1.2      1.20  kept
two GitHub calls: gzip bytes beyond the rotate call     1000       500  kept
the rotate call in a browser: gzip bytes                5000      5001  missed
the rotate call: CPU, × openapi-fetch                      1      0.95  kept
loading the client: time, × openapi-fetch                  2      2.10  missed
installing the client: files                             120       110  kept
installing the client: bytes                          600000    500000  kept`,
  );
});

test('what was not measured has no verdict', () => {
  expect(budgetTable(nothing)).toBe('');
  expect(verdicts({ ...nothing, bundle: [bundled('github', 7500)] })).toEqual([]);
  expect(verdicts({ ...nothing, types: [checked('specline', 161, 16, 0.5, 60)] })).toEqual([
    { title: 'two GitHub calls: types', limit: 1500, measured: 161, kept: true },
    { title: 'two GitHub calls: instantiations', limit: 1000, measured: 16, kept: true },
  ]);
});
