import type { Failure, Fault, Verdicts } from './failure.js';
import { alike, rejects, resolves } from './verdicts.js';

const KEEPS_METHOD = [307, 308];
const MAY_CHANGE_METHOD = [301, 302, 303];
const REDIRECTS = [...MAY_CHANGE_METHOD, ...KEEPS_METHOD];

/** How many redirects of one call are followed. */
const FOLLOWED = 5;

const decided = alike(rejects('APIError', 'not-applied', 1));

/** After these the server may have acted, and point to the result. */
const undecided: Verdicts = {
  safe: rejects('APIError', 'not-applied', 1),
  idempotent: rejects('APIError', 'unknown', 1),
  other: rejects('APIError', 'unknown', 1),
};

const toOthers = (statuses: readonly number[]): Fault[] => [
  ...redirects(statuses, 'to-other-origin'),
  ...redirects(statuses, 'without-location'),
];

/** What a redirect means: nothing leaves the origin, and only GET and HEAD follow. */
export const redirectFailures: readonly Failure[] = [
  {
    title: '301, 302 or 303 to the same origin',
    runtime: 'shows-redirects',
    faults: redirects(MAY_CHANGE_METHOD, 'to-same-origin'),
    verdicts: { ...undecided, GET: resolves(2), HEAD: resolves(2) },
  },
  {
    title: '307 or 308 to the same origin',
    runtime: 'shows-redirects',
    faults: redirects(KEEPS_METHOD, 'to-same-origin'),
    verdicts: { ...decided, GET: resolves(2), HEAD: resolves(2) },
  },
  {
    title: '302 to itself, or endless redirects on the same origin',
    runtime: 'shows-redirects',
    faults: [
      { name: 'redirect-302-loop', status: 302 },
      { name: 'redirect-302-endless', status: 302 },
    ],
    verdicts: {
      ...undecided,
      GET: rejects('APIError', 'not-applied', 1 + FOLLOWED),
      HEAD: rejects('APIError', 'not-applied', 1 + FOLLOWED),
    },
  },
  {
    title: '301, 302 or 303 to another origin, or without `Location`',
    runtime: 'shows-redirects',
    faults: [
      ...toOthers(MAY_CHANGE_METHOD),
      ...redirects([302], 'without-scheme'),
      ...redirects([302], 'with-backslashes'),
      ...redirects([302], 'to-no-url'),
    ],
    verdicts: undecided,
  },
  {
    title: '307 or 308 to another origin, or without `Location`',
    runtime: 'shows-redirects',
    faults: toOthers(KEEPS_METHOD),
    verdicts: decided,
  },
  {
    title: '300 or 304',
    runtime: 'all',
    faults: [300, 304].map((status) => ({ name: `status-${status}`, status })),
    verdicts: undecided,
  },
  {
    title: 'a redirect in runtimes that hide its status (browsers)',
    runtime: 'hides-redirects',
    // The status that is hidden is not among the facts.
    faults: [
      ...redirects(REDIRECTS, 'to-same-origin'),
      ...redirects([302], 'loop'),
      ...toOthers(REDIRECTS),
    ].map(({ name }) => ({ name })),
    verdicts: {
      safe: rejects('APIError', 'not-applied', 1),
      idempotent: rejects('APIError', 'unknown', 1),
      other: rejects('APIError', 'unknown', 1),
    },
  },
];

function redirects(statuses: readonly number[], target: string): Fault[] {
  return statuses.map((status) => ({ name: `redirect-${status}-${target}`, status }));
}
