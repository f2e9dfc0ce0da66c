import { expect, test } from 'vitest';
import { type Comparison, comparisonText, sums, targets } from './comparison.ts';
import type { PeerResult } from './peers.ts';
import { faultNames } from './server.ts';

const fine: PeerResult = { got: 'resolves', requests: 1, rotations: 1, leaked: [], logged: [], printed: [] };
const comparison: Comparison = {
  specline: { reset: { ...fine, got: 'OutcomeUnknownError' } },
  cloudflare: { reset: { ...fine, requests: 3, rotations: 2, leaked: ['apiToken'], logged: ['apiToken'] } },
  'hey-api': { reset: { ...fine, got: '{ error: TypeError }', printed: ['responseBody'] } },
  'openapi-fetch': { reset: { ...fine, got: 'hangs' } },
};

test('a line says what each client gave, sent and did, and what came out', () => {
  expect(comparisonText(comparison).split('\n').slice(0, 2)).toEqual([
    'fault  specline                 cloudflare        hey-api                     openapi-fetch',
    'reset  OutcomeUnknownError 1/1  resolves 3/2 O L  { error: TypeError } 1/1 P  hangs 1/1',
  ]);
});

test('what must not happen is counted', () => {
  const counted = sums(comparison).map(({ title, counts }) => [title, ...Object.values(counts)]);
  expect(counted).toEqual([
    ['rotated more than once', 0, 1, 0, 0],
    ['no error and no token', 0, 0, 0, 0],
    ['an error of the platform', 0, 0, 1, 0],
    ['waits without end', 0, 0, 0, 1],
    ['API token to another origin', 0, 1, 0, 0],
    ['header or body to another origin', 0, 0, 0, 0],
    ['API token in the debug log', 0, 1, 0, 0],
    ['rotated token in the debug log', 0, 0, 0, 0],
    ['anything secret in a print of the error', 0, 0, 1, 0],
  ]);
});

test('what is compared is known to the server, and has few statuses', () => {
  const names = targets().map(({ name }) => name);
  expect(names.filter((name) => !faultNames.includes(name))).toEqual([]);
  expect(names).toContain('status-404-documented');
  expect(names).not.toContain('status-403-documented');
});
