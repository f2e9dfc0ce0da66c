import { describe, expect, test } from 'vitest';
import { verifyClient } from '../src/index.js';
import { bodiesDocument } from './bodies-document.js';
import { rotateDocument } from './rotate-document.js';
import { stylesDocument } from './styles-document.js';
import { referenceOptions } from './reference-client.js';
import type { Fault } from './reference-faults.js';

const good = [
  { name: 'rotate', document: rotateDocument, envelope: 'result' },
  { name: 'styles', document: stylesDocument, envelope: 'result' },
  { name: 'bodies', document: bodiesDocument, envelope: 'result' },
];

describe.each(good)('a right client of $name', async ({ document, envelope }) => {
  const report = await verifyClient(referenceOptions(document, { envelope }));
  test.each(report.cases)('$name', ({ problems }) => expect(problems).toEqual([]));
  test('covers the document', () => {
    expect(report.missing).toEqual([]);
    expect(report.covered).toEqual(report.documented);
    expect(report.documented.operations).toBeGreaterThan(0);
  });
});

interface Mutant {
  readonly fault: Fault;
  readonly document: object;
  readonly problem: string;
}

const ROTATE = 'POST /accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate';

const mutants: readonly Mutant[] = [
  {
    fault: 'drops a query parameter',
    document: stylesDocument,
    problem:
      'GET /query sends query parameter a: everything: query parameter a was not sent, wanted ["text"]',
  },
  {
    fault: 'sends an unknown query parameter',
    document: stylesDocument,
    problem: 'query parameter debug: is not documented',
  },
  { fault: 'does not encode paths', document: rotateDocument, problem: 'sent POST ' },
  {
    fault: 'does not encode queries',
    document: stylesDocument,
    problem: 'query parameter k arrived as "a", wanted "a&b=c"',
  },
  { fault: 'sends twice', document: rotateDocument, problem: 'sent 2 requests, wanted one' },
  { fault: 'sends a second request later', document: rotateDocument, problem: 'sent 2 requests, wanted one' },
  {
    fault: 'sends no credentials',
    document: rotateDocument,
    problem: 'security: has no credentials; it needs api_token',
  },
  {
    fault: 'sends other credentials',
    document: rotateDocument,
    problem: 'the credentials that arrived are not those that the client was given',
  },
  {
    fault: 'sends undefined as text',
    document: stylesDocument,
    problem: 'was sent, though it was not given',
  },
  {
    fault: 'drops a body field',
    document: rotateDocument,
    problem: 'body: has no "type", which is required',
  },
  {
    fault: 'adds a body field',
    document: rotateDocument,
    problem: 'body arrived as {"type":"publish_subscribe","extra":true}',
  },
  {
    fault: 'sends every body as text',
    document: rotateDocument,
    problem: 'body: has content type text/plain; documented: application/json',
  },
  {
    fault: 'ignores success: false',
    document: rotateDocument,
    problem: 'refuses 200 with success: false: resolved to',
  },
  {
    fault: 'returns the envelope',
    document: rotateDocument,
    problem: 'receives 200 application/json: example rotated: resolved to {"errors"',
  },
  {
    fault: 'returns undefined without a result',
    document: rotateDocument,
    problem: 'refuses 200 without result: resolved to nothing, wanted an error',
  },
  { fault: 'swallows bad JSON', document: rotateDocument, problem: 'wanted an error' },
  {
    fault: 'accepts an empty body',
    document: rotateDocument,
    problem: 'an empty body for application/json: resolved to nothing, wanted an error',
  },
  {
    fault: 'accepts undocumented 2xx',
    document: bodiesDocument,
    problem: 'refuses the undocumented status 203 with the application/json of 200',
  },
  {
    fault: 'accepts any content type',
    document: rotateDocument,
    problem: 'refuses 200 with the undocumented media type text/html',
  },
  {
    fault: 'resolves errors',
    document: rotateDocument,
    problem: 'receives 404 application/json: example missing: resolved to',
  },
  {
    fault: 'throws without a status',
    document: rotateDocument,
    problem: 'rejected with Error: failed of status nothing, wanted status 404',
  },
  {
    fault: 'throws no Error',
    document: rotateDocument,
    problem: 'rejected with {"status":404}, which is not an Error',
  },
  { fault: 'never ends', document: rotateDocument, problem: 'the call did not end' },
  {
    fault: 'loses the base path',
    document: rotateDocument,
    problem: 'path: no operation has the path /accounts/',
  },
];

test.each(mutants)('a client that $fault is caught', async ({ fault, document, problem }) => {
  const report = await verifyClient(referenceOptions(document, { envelope: 'result', fault }));
  const found = report.cases.flatMap(({ name, problems }) => problems.map((one) => `${name}: ${one}`));
  expect(found.join('\n')).toContain(problem);
});

test('an operation without a call fails and is not covered', async () => {
  const report = await verifyClient({ ...referenceOptions(rotateDocument), calls: {} });
  expect(report.cases).toEqual([
    {
      name: `${ROTATE} has a call`,
      operation: ROTATE,
      problems: [`no call; add one to calls as '${ROTATE}'`],
    },
  ]);
  expect(report.documented).toEqual({
    operations: 1,
    parameters: 2,
    requestFields: 1,
    statuses: 4,
    mediaTypes: 5,
  });
  expect(report.covered).toEqual({
    operations: 0,
    parameters: 0,
    requestFields: 0,
    statuses: 0,
    mediaTypes: 0,
  });
  expect(report.missing).toHaveLength(13);
});

test('a call without an operation fails', async () => {
  const options = referenceOptions(rotateDocument, { envelope: 'result' });
  const report = await verifyClient({
    ...options,
    calls: { ...options.calls, 'GET /gone': () => Promise.resolve() },
  });
  expect(report.cases.filter(({ problems }) => problems.length > 0)).toEqual([
    {
      name: 'GET /gone is documented',
      operation: 'GET /gone',
      problems: ['the document has no such operation; remove the call'],
    },
  ]);
});

test('what is ignored is neither tried nor counted, and a stale entry fails', async () => {
  const pointer = '#/paths/~1raw:store/get/responses/200/content/application~1octet-stream';
  const stale = '#/paths/~1gone';
  const ignored = [
    { pointer, reason: 'not read' },
    { pointer: stale, reason: 'old' },
  ];
  const whole = await verifyClient(referenceOptions(bodiesDocument));
  const report = await verifyClient({ ...referenceOptions(bodiesDocument), ignored });
  expect(report.documented.mediaTypes).toBe(whole.documented.mediaTypes - 1);
  expect(report.covered).toEqual(report.documented);
  expect(report.ignored).toEqual(ignored);
  expect(report.cases.flatMap(({ problems }) => problems)).toEqual([
    'nothing documented is there; remove it from ignored',
  ]);
});

test('what the judge cannot make fails until it is ignored', async () => {
  const content = {
    'application/json': { schema: { type: 'boolean' } },
    'application/jsonl': { schema: { type: 'boolean' } },
  };
  const body = { required: true, content };
  const document = {
    openapi: '3.0.3',
    paths: { '/a': { post: { requestBody: body, responses: { 200: { description: '', content } } } } },
  };
  const report = await verifyClient(referenceOptions(document));
  const request = '#/paths/~1a/post/requestBody/content/application~1jsonl';
  const response = '#/paths/~1a/post/responses/200/content/application~1jsonl';
  expect(report.cases.flatMap(({ problems }) => problems)).toEqual([
    `${request}: application/jsonl is not made by the judge; list it as ignored`,
    `${response}: application/jsonl is not made by the judge; list it as ignored`,
  ]);
  expect(report.missing.map(({ pointer }) => pointer)).toEqual([request, response]);
  const ignored = [request, response].map((pointer) => ({ pointer, reason: 'JSON is enough' }));
  const again = await verifyClient({ ...referenceOptions(document), ignored });
  expect(again.cases.flatMap(({ problems }) => problems)).toEqual([]);
  expect(again.covered).toEqual(again.documented);
});

test('what no client can send is listed with its reason', async () => {
  const content = { 'application/json': { schema: { type: 'boolean' } } };
  const responses = { 103: { description: '' }, 204: { description: '', content } };
  const operation = { requestBody: { content }, responses };
  const document = { openapi: '3.1.0', paths: { '/a': { get: operation, trace: { responses } } } };
  const { calls, ...options } = referenceOptions(document);
  const report = await verifyClient({
    ...options,
    calls: Object.fromEntries(Object.entries(calls).filter(([name]) => name === 'GET /a')),
  });
  expect(report.cases.flatMap(({ problems }) => problems)).toEqual([]);
  expect(report.covered).toEqual(report.documented);
  expect(report.ignored).toEqual([
    { pointer: '#/paths/~1a/get/requestBody', reason: 'fetch sends no body with GET' },
    { pointer: '#/paths/~1a/get/responses/103', reason: 'an informational status is no final answer' },
    { pointer: '#/paths/~1a/get/responses/204/content/application~1json', reason: 'status 204 has no body' },
    { pointer: '#/paths/~1a/trace', reason: 'fetch sends no TRACE' },
  ]);
});
