import type { Failure } from './failure.js';
import { alike, refused, rejects, resolves, undecodable } from './verdicts.js';

/** What is wrong with a 2xx whose headers arrived. */
export const bodyFailures: readonly Failure[] = [
  {
    title: '2xx with a body that breaks off or cannot be decompressed',
    runtime: 'all',
    inBody: true,
    faults: [
      { name: 'body-reset', status: 200 },
      { name: 'body-shorter-than-length', status: 200 },
      { name: 'body-without-last-chunk', status: 200 },
      { name: 'body-not-gzip', status: 200 },
    ],
    verdicts: alike({ ...undecodable.safe, cause: 'APIConnectionError' }),
  },
  {
    title: '2xx with a body that does not end within `timeout`',
    runtime: 'all',
    inBody: true,
    faults: [{ name: 'body-stall', status: 200, stalls: true }],
    verdicts: alike({ ...undecodable.safe, cause: 'APIConnectionTimeoutError' }),
  },
  {
    title: '2xx with invalid JSON',
    frequent: true,
    runtime: 'all',
    inBody: true,
    faults: [
      { name: 'body-longer-than-length', status: 200 },
      { name: 'body-invalid-json', status: 200 },
    ],
    verdicts: undecodable,
  },
  {
    title: '2xx with an empty body, HTML or another media type instead of JSON',
    runtime: 'all',
    inBody: true,
    ofDocument: true,
    faults: [
      { name: 'body-empty', status: 200 },
      { name: 'body-html', status: 200 },
      { name: 'body-wrong-media-type', status: 200 },
    ],
    verdicts: undecodable,
  },
  {
    title: (member) => `2xx without the documented \`${member}\``,
    ofEnvelope: true,
    runtime: 'all',
    ofDocument: true,
    inBody: true,
    faults: [{ name: 'envelope-without-result', status: 200 }],
    verdicts: undecodable,
  },
  {
    title: '2xx with an undocumented status',
    runtime: 'all',
    ofDocument: true,
    faults: [
      { name: 'undocumented-201', status: 201 },
      { name: 'undocumented-202', status: 202 },
      { name: 'undocumented-204', status: 204 },
    ],
    verdicts: undecodable,
  },
  {
    title: '2xx with `success: false`',
    frequent: true,
    ofEnvelope: true,
    runtime: 'all',
    ofDocument: true,
    inBody: true,
    faults: [{ name: 'envelope-success-false', status: 200 }],
    verdicts: alike(rejects('APIError', 'not-applied', 1)),
  },
  {
    title: '2xx with a body of 32 MB',
    runtime: 'all',
    faults: [{ name: 'huge-200', status: 200, huge: true }],
    verdicts: alike(resolves(1)),
  },
  {
    title: '400 with a body of 32 MB',
    runtime: 'all',
    faults: [{ name: 'huge-400', status: 400, huge: true }],
    verdicts: refused,
  },
];
