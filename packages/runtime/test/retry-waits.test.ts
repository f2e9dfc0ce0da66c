import { expect, onTestFinished, test } from 'vitest';
import { APIUserAbortError, RateLimitError } from '../src/index.js';
import { answering, clientFor, drop, failure, operation, type Respond, rotateWith } from './loopback.js';
import { serveInTurn, type TestOptions } from './loopback.js';

const AT_ONCE = { 'retry-after': '0' };
const done = answering(200);

/** Calls, and aborts once the wait has begun. Returns its length in milliseconds and what came of the call. */
async function waited(answers: readonly Respond[], options: TestOptions, method = 'POST') {
  const { url, seen } = await serveInTurn(...answers);
  const controller = new AbortController();
  const waits: number[] = [];
  const info = (line: string) => {
    waits.push(Number(/again in (\d+) ms$/.exec(line)?.[1]));
    if (waits.length === answers.length) setTimeout(() => controller.abort(), 20);
  };
  const logger = { error: info, warn: info, info, debug: info };
  onTestFinished(() => controller.abort());
  const client = clientFor(url, { maxRetries: 9, logger, logLevel: 'info', ...options });
  const error = await failure(client.send(operation({ method }), {}, {}, { signal: controller.signal }));
  return { wait: waits.at(-1), asked: seen.length, error };
}

const HOUR = { maxRetryAfter: 3_600_000 };

test('Retry-After in seconds is waited for, and an abort ends the wait', async () => {
  const { wait, asked, error } = await waited([answering(429, { 'retry-after': '1800' })], HOUR);
  expect([wait, asked]).toEqual([1_800_000, 1]);
  expect([error.constructor, error.outcome]).toEqual([APIUserAbortError, 'not-applied']);
});

test('Retry-After as a date', async () => {
  const date = new Date(Date.now() + 1_800_000).toUTCString();
  const { wait, asked } = await waited([answering(503, { 'retry-after': date })], HOUR);
  expect(wait).toBeGreaterThan(1_700_000);
  expect(wait).toBeLessThanOrEqual(1_800_000);
  expect(asked).toBe(1);
});

test.each([
  ['none', {}],
  ['a date that is over', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }],
  ['neither seconds nor a date', { 'retry-after': 'canary' }],
])('Retry-After: %s leaves the wait to the client', async (_, headers) => {
  const { wait } = await waited([answering(429, headers)], {});
  expect(wait).toBeGreaterThanOrEqual(375);
  expect(wait).toBeLessThanOrEqual(500);
});

test('the wait doubles, up to 8 seconds', async () => {
  const second = await waited([answering(429, AT_ONCE), answering(429)], {});
  expect(second.wait).toBeGreaterThanOrEqual(750);
  expect(second.wait).toBeLessThanOrEqual(1000);
  const seventh = await waited(
    [...Array.from({ length: 6 }, () => answering(429, AT_ONCE)), answering(429)],
    {},
  );
  expect(seventh.wait).toBeGreaterThanOrEqual(6000);
  expect(seventh.wait).toBeLessThanOrEqual(8000);
});

test.each([
  [undefined, '61'],
  [1000, '2'],
  [0, '1'],
])('with maxRetryAfter %s, Retry-After of %s seconds is an error at once', async (maxRetryAfter, seconds) => {
  const { url, seen } = await serveInTurn(answering(429, { 'retry-after': seconds }), done);
  const error = await failure(rotateWith(clientFor(url, { maxRetries: 2, maxRetryAfter })));
  expect([error.constructor, error.headers?.['retry-after'], seen.length]).toEqual([
    RateLimitError,
    seconds,
    1,
  ]);
});

test('maxRetryAfter is about what the server asks for alone', async () => {
  const { url, seen } = await serveInTurn(drop, done);
  await clientFor(url, { maxRetries: 1, maxRetryAfter: 0 }).send(operation({}), {}, {});
  expect(seen).toHaveLength(2);
});

test('an abort in the wait leaves open what the attempt before it did', async () => {
  const { error, asked } = await waited([drop], {}, 'PUT');
  expect([error.constructor, error.outcome, asked]).toEqual([APIUserAbortError, 'unknown', 1]);
});
