import type { Failure, Fault } from './failure.js';
import {
  alike,
  late,
  neverSent,
  perhapsNeverSent,
  recovered,
  rejects,
  resolves,
  unanswered,
} from './verdicts.js';

const unreachable: readonly Fault[] = [
  { name: 'refused', unreachable: true },
  { name: 'unknown-host', unreachable: true },
  { name: 'untrusted-certificate', unreachable: true },
  { name: 'no-tls', unreachable: true },
];

const unasked: readonly Fault[] = [{ name: 'informational-100', status: 200 }];

/** What happens to the connection before the headers of an answer are there. */
export const connectionFailures: readonly Failure[] = [
  {
    title: 'connection refused, host not found, or TLS failed',
    frequent: true,
    runtime: 'tells-refused',
    faults: unreachable,
    verdicts: neverSent,
  },
  {
    title: 'the same in runtimes that hide the cause (browsers)',
    runtime: 'hides-refused',
    faults: unreachable,
    verdicts: perhapsNeverSent,
  },
  {
    title: 'connection reset or closed without a response, before or after the server acted',
    frequent: true,
    runtime: 'all',
    faults: [{ name: 'reset-before-acting' }, { name: 'reset-after-acting' }, { name: 'closed-unanswered' }],
    verdicts: unanswered,
  },
  {
    title: 'a response that is not HTTP, or with headers that do not end',
    runtime: 'all',
    faults: [{ name: 'not-http' }, { name: 'headers-broken-off' }, { name: 'headers-endless' }],
    verdicts: unanswered,
  },
  {
    title: 'no response within `timeout`',
    frequent: true,
    runtime: 'all',
    faults: [
      { name: 'stall', stalls: true },
      { name: 'stall-in-headers', stalls: true },
    ],
    verdicts: late,
  },
  {
    title: 'connection reset once, then success',
    runtime: 'all',
    faults: [{ name: 'reset-once', status: 200 }],
    verdicts: recovered(rejects('OutcomeUnknownError', 'unknown', 1)),
  },
  {
    title: 'no response within `timeout` once, then success',
    runtime: 'all',
    faults: [{ name: 'stall-once', status: 200, stalls: true }],
    verdicts: recovered(late.other),
  },
  {
    title: '103 before the response',
    runtime: 'all',
    faults: [{ name: 'informational-103', status: 200 }],
    verdicts: alike(resolves(1)),
  },
  {
    title: 'unexpected 100 before the response',
    runtime: 'accepts-continue',
    faults: unasked,
    verdicts: alike(resolves(1)),
  },
  {
    title: 'the same in runtimes that treat it as an error (Node)',
    runtime: 'refuses-continue',
    faults: unasked,
    verdicts: unanswered,
  },
];
