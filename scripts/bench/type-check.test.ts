import { expect, test } from 'vitest';
import { diagnosticsIn, typeCheckTables, type TypeCheckResult } from './type-check.ts';

const printed = `Files:                         108
Lines of Library:            41000
Identifiers:                 47217
Symbols:                     32340
Types:                         161
Instantiations:                 16
Memory used:                61440K
Assignability cache size:       30
I/O Read time:               0.02s
Check time:                  0.04s
printTime time:              0.00s
Emit time:                   0.00s
Total time:                  0.40s
`;

test('the figures that tsc prints', () => {
  expect(diagnosticsIn(printed)).toEqual({
    files: 108,
    types: 161,
    instantiations: 16,
    memory: 60,
    time: 0.4,
    errors: 0,
  });
});

test('errors are counted, their continuation lines are not', () => {
  const errors = `orval/client.ts(7,5): error TS2322: Type 'Blob' is not assignable to type 'string'.
  Type 'Blob' is missing the following properties.
main.ts(1,1): error TS2304: Cannot find name 'x'.
`;
  expect(diagnosticsIn(errors + printed).errors).toBe(2);
});

test('a figure that is missing is named, with what tsc did print', () => {
  expect(() => diagnosticsIn('error TS5023: Unknown compiler option.\n')).toThrow(
    'tsc --extendedDiagnostics: it printed no "Files"\nerror TS5023: Unknown compiler option.',
  );
});

const row = (name: string, figures: Partial<TypeCheckResult>): TypeCheckResult => ({
  document: 'github',
  name,
  files: 60,
  types: 200,
  instantiations: 27,
  time: 0.5,
  memory: 100,
  errors: 0,
  ...figures,
});

test('time and memory are multiples of the untyped program', () => {
  const ours = row('specline', { types: 1500, time: 0.6, memory: 110 });
  expect(typeCheckTables([row('untyped-fetch', {}), ours])).toBe(
    `two GitHub calls, a GET and a POST (TypeScript 5.9, skipLibCheck; ×: times untyped-fetch)
type check     files  types  instantiations     s     ×  MiB     ×  errors
untyped-fetch     60    200              27  0.50  1.00  100  1.00       0
specline          60  1,500              27  0.60  1.20  110  1.10       0`,
  );
});
