import type { Failure } from './failure.js';
import { alike, refused, rejects, resolves, undecodable } from './verdicts.js';

/** What is wrong with a 2xx whose headers arrived. */
export const bodyFailures: readonly Failure[] = [
  {
    title: '2xx whose body breaks off or cannot be decompressed',
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
    title: '2xx whose body does not end within `timeout`',
    runtime: 'all',
    inBody: true,
    faults: [{ name: 'body-stall', status: 200, stalls: true }],
    verdicts: alike({ ...undecodable.safe, cause: 'APIConnectionTimeoutError' }),
  },
  {
    title: '2xx that is called JSON and is not',
    runtime: 'all',
    inBody: true,
    faults: [
      { name: 'body-longer-than-length', status: 200 },
      { name: 'body-invalid-json', status: 200 },
    ],
    verdicts: undecodable,
  },
  {
    title: '2xx that is empty, or HTML, or of another media type, in place of JSON',
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
    title: (member) => `2xx without the \`${member}\` that is documented`,
    ofEnvelope: true,
    runtime: 'all',
    ofDocument: true,
    inBody: true,
    faults: [{ name: 'envelope-without-result', status: 200 }],
    verdicts: undecodable,
  },
  {
    title: '2xx that is not documented',
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
    ofEnvelope: true,
    runtime: 'all',
    ofDocument: true,
    inBody: true,
    faults: [{ name: 'envelope-success-false', status: 200 }],
    verdicts: alike(rejects('APIError', 'not-applied', 1)),
  },
  {
    title: '2xx of 32 MB',
    runtime: 'all',
    faults: [{ name: 'huge-200', status: 200, huge: true }],
    verdicts: alike(resolves(1)),
  },
  {
    title: '400 of 32 MB',
    runtime: 'all',
    faults: [{ name: 'huge-400', status: 400, huge: true }],
    verdicts: refused,
  },
];
