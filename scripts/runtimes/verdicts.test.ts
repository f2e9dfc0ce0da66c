import { expect, test } from 'vitest';
import { differences, failures, verdictTable } from './verdicts.ts';

const wanted = { call: { type: 'subscribe' }, timeout: { outcome: 'unknown' } };

test('what is found is held against what is wanted, and what is missing is wrong', () => {
  expect(differences({ call: { type: 'subscribe' }, timeout: { outcome: 'applied' } }, wanted)).toEqual({
    call: undefined,
    timeout: '{"outcome":"applied"} instead of {"outcome":"unknown"}',
  });
  const none = 'nothing instead of {"type":"subscribe"}';
  expect(differences({}, { call: wanted.call })).toEqual({ call: none });
  expect(differences(undefined, { call: wanted.call })).toEqual({ call: none });
});

test('one table of all runtimes, with what failed below', () => {
  const verdicts = [
    { runtime: 'Node', checks: { call: undefined, require: undefined } },
    { runtime: 'workerd', checks: { call: 'nothing instead of 1' } },
    { runtime: 'Deno', checks: { 'it ends well': 'deno: exit 1' } },
  ];
  expect(verdictTable(verdicts)).toBe(`              Node  workerd  Deno
call          ok    FAILS    –
require       ok    –        –
it ends well  –     –        FAILS
workerd: call: nothing instead of 1
Deno: it ends well: deno: exit 1`);
  expect(failures(verdicts.slice(0, 1))).toEqual([]);
});
