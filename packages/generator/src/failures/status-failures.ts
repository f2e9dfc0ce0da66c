import type { Failure, Fault } from './failure.js';
import { alike, deferred, denied, failed, recovered, refused, rejects, resolves } from './verdicts.js';

/** Every status has to be told by itself, whatever its body is. */
const BODIES = ['documented', 'empty', 'broken-off'];

const REFUSALS = [400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 418, 422, 425, 451, 499];
const FAILURES = [408, 500, 501, 502, 503, 504, 507, 520, 599];

/** What a received status from 400 on means. */
export const statusFailures: readonly Failure[] = [
  {
    title: '4xx except 408 and 429',
    frequent: true,
    runtime: 'all',
    faults: withBodies(REFUSALS),
    verdicts: refused,
  },
  {
    title: '408 and 5xx',
    frequent: true,
    runtime: 'all',
    faults: withBodies(FAILURES),
    verdicts: failed,
  },
  { title: '429', frequent: true, runtime: 'all', faults: withBodies([429]), verdicts: deferred },
  {
    title: '429 with `Retry-After`',
    runtime: 'all',
    faults: withWaits(429),
    verdicts: deferred,
  },
  {
    title: '503 with `Retry-After`',
    runtime: 'all',
    faults: withWaits(503),
    verdicts: { ...failed, other: deferred.other },
  },
  {
    title: '429 with `Retry-After` longer than `maxRetryAfter`',
    runtime: 'all',
    faults: [{ name: 'status-429-retry-after-far', status: 429 }],
    verdicts: refused,
  },
  {
    title: '503 with `Retry-After` longer than `maxRetryAfter`',
    runtime: 'all',
    faults: [{ name: 'status-503-retry-after-far', status: 503 }],
    verdicts: { ...refused, idempotent: rejects('status', 'unknown', 1) },
  },
  {
    title: '429, or 503 with `Retry-After`, once, then success',
    runtime: 'all',
    faults: [
      { name: 'status-429-once', status: 429 },
      { name: 'status-503-retry-after-once', status: 503 },
    ],
    verdicts: alike(resolves(2)),
  },
  {
    title: '408 or 5xx once, then success',
    runtime: 'all',
    faults: [408, 500, 503].map((status) => ({ name: `status-${status}-once`, status })),
    verdicts: recovered(rejects('status', 'unknown', 1)),
  },
  {
    title: '429 once, then no response',
    runtime: 'all',
    faults: [{ name: 'status-429-then-reset' }],
    verdicts: {
      safe: rejects('APIConnectionError', 'not-applied', 3),
      idempotent: rejects('APIConnectionError', 'unknown', 3),
      other: rejects('OutcomeUnknownError', 'unknown', 2),
    },
  },
  {
    title: 'no response, then 404',
    runtime: 'all',
    faults: [{ name: 'reset-then-404', status: 404 }],
    verdicts: denied(rejects('OutcomeUnknownError', 'unknown', 1)),
  },
  {
    title: '503 with `Retry-After`, then 404',
    runtime: 'all',
    faults: [{ name: 'status-503-retry-after-then-404', status: 404 }],
    verdicts: denied(rejects('status', 'not-applied', 2)),
  },
  ...credentialFailures(),
];

/** A 401 is the sign to ask a function for the credential again. */
function credentialFailures(): Failure[] {
  const once = { runtime: 'all', credential: 'function' } as const;
  return [
    {
      ...once,
      title: '401 once, with a function as credential',
      faults: [{ name: 'status-401-once', status: 401 }],
      verdicts: recovered(rejects('status', 'not-applied', 1)),
    },
    {
      ...once,
      title: '401 every time, with a function as credential',
      faults: [{ name: 'status-401-documented', status: 401 }],
      verdicts: {
        ...alike(rejects('status', 'not-applied', 2)),
        other: rejects('status', 'not-applied', 1),
      },
    },
  ];
}

function withWaits(status: number): Fault[] {
  return ['0', 'date'].map((wait) => ({ name: `status-${status}-retry-after-${wait}`, status }));
}

function withBodies(statuses: readonly number[]): Fault[] {
  return statuses.flatMap((status) => BODIES.map((body) => ({ name: `status-${status}-${body}`, status })));
}
