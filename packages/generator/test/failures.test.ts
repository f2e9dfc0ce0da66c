import { isIdempotentMethod, isSafeMethod } from '@specline/openapi';
import { expect, test } from 'vitest';
import { type Failure, failureRows, failureTable, methodKinds } from '../src/failures.js';

const failure: Failure = {
  title: '302',
  runtime: 'all',
  faults: [
    { name: 'moved', status: 302 },
    { name: 'lost', unreachable: true },
  ],
  verdicts: {
    safe: { error: 'status', outcome: 'not-applied', sent: 1 },
    HEAD: { sent: 2 },
    idempotent: { error: 'APIConnectionError', outcome: 'unknown', sent: 3 },
    other: { error: 'DecodeError', outcome: 'applied', cause: 'APIConnectionTimeoutError', sent: 1 },
  },
};

test('a line of the table says what each kind of method does, and names a method that does something else', () => {
  expect(failureTable([failure], ['safe', 'idempotent', 'other'], 'result')).toEqual({
    head: ['what happens', 'GET, HEAD, OPTIONS', 'PUT, DELETE', 'POST, PATCH'],
    rows: [
      [
        '302',
        'GET, OPTIONS: class of the status · not-applied · sent 1×<br>HEAD: resolves · sent 2×',
        '`APIConnectionError` · unknown · sent 3×',
        '`DecodeError` (cause `APIConnectionTimeoutError`) · applied · sent 1×',
      ],
    ],
  });
});

test('a title names the member of the envelope, and a cell may hold what separates cells', () => {
  const title = (member: string) => `2xx without \`${member}\`, a | b`;
  expect(failureTable([{ ...failure, title }], ['idempotent'], 'data')).toEqual({
    head: ['what happens', 'PUT, DELETE'],
    rows: [['2xx without `data`, a | b', '`APIConnectionError` · unknown · sent 3×']],
  });
});

test('what is wrong with a body is no matter of HEAD', () => {
  const inBody: Failure = { ...failure, verdicts: { ...failure.verdicts, HEAD: { sent: 1 } }, inBody: true };
  expect(failureTable([inBody], ['safe'], 'result').rows).toEqual([
    ['302', 'class of the status · not-applied · sent 1×'],
  ]);
  expect(failureRows([inBody]).find(({ method }) => method === 'HEAD')).toMatchObject({ class: 'resolves' });
});

test('each fault is a row for each method, and for the rotation', () => {
  const rows = failureRows([failure]);
  expect(rows.map(({ method }) => method).slice(0, 9)).toEqual([
    'GET',
    'HEAD',
    'OPTIONS',
    'PUT',
    'DELETE',
    'POST',
    'PATCH',
    'rotate',
    'idempotent POST',
  ]);
  expect(rows[0]).toEqual({
    fault: 'moved',
    method: 'GET',
    runtime: 'all',
    credential: 'string',
    ofDocument: false,
    stalls: false,
    huge: false,
    class: 'APIError',
    cause: undefined,
    status: 302,
    outcome: 'not-applied',
    retried: false,
    sent: 1,
    requests: 1,
  });
  expect(rows[12]).toMatchObject({ fault: 'lost', method: 'PUT', retried: true, sent: 3, requests: 0 });
});

test('no row stands in the table twice', () => {
  const names = failureRows().map(({ fault, method, runtime, credential }) =>
    [fault, method, runtime, credential].join(' '),
  );
  expect(names.length).toBeGreaterThan(1000);
  expect(new Set(names).size).toBe(names.length);
});

test('the kinds of methods are those of HTTP', () => {
  const kindOf = (method: string) =>
    isSafeMethod(method) ? 'safe' : isIdempotentMethod(method) ? 'idempotent' : 'other';
  for (const [kind, methods] of Object.entries(methodKinds))
    expect(methods.map((method) => kindOf(method.toLowerCase()))).toEqual(methods.map(() => kind));
});
