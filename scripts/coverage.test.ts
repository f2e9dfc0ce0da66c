import { expect, test } from 'vitest';
import { contractResult } from './coverage.ts';

test('the counts stand in the title of the last test', () => {
  const output = [
    ' RUN  v5.1.1 /a',
    ' ✓ test/contract.test.ts > POST /a: sends account_id 2ms',
    ' ✓ test/contract.test.ts > covers {"operations":1,"requestFields":2} of {"operations":1,"requestFields":3} 1ms',
    '      Tests  2 passed (2)',
    '',
  ].join('\n');
  expect(contractResult(output)).toEqual({
    covered: { operations: 1, requestFields: 2 },
    documented: { operations: 1, requestFields: 3 },
    tests: 2,
  });
});

test('a client without such a test is told so', () => {
  expect(() => contractResult(' ✓ test/contract.test.ts > works 1ms')).toThrow(
    'test/contract.test.ts: no test is titled "covers {…} of {…}"; generate the client again',
  );
});
