import { expect, test } from 'vitest';
import { coveredKinds } from './coverage.ts';

test('what is covered stands in the title of the last test', () => {
  const output = [
    ' RUN  v5.1.1 /a',
    ' ✓ test/contract.test.ts > POST /a: sends account_id 2ms',
    ' ✓ test/contract.test.ts > covers 1/1 operations, 2/3 request fields 1ms',
    '      Tests  2 passed (2)',
    '',
  ].join('\n');
  expect(coveredKinds(output)).toEqual([
    { kind: 'operations', share: '1/1' },
    { kind: 'request fields', share: '2/3' },
  ]);
});

test('a client without such a test is told so', () => {
  expect(() => coveredKinds(' ✓ test/contract.test.ts > works 1ms')).toThrow(
    'test/contract.test.ts: no test is titled "covers …"; generate the client again',
  );
});
