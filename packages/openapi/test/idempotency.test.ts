import { expect, test } from 'vitest';
import { formatProblem, releasedNames } from '../src/index.js';
import type { Sdk } from '../src/index.js';
import { modelOf } from './fixtures.js';

const operation = { responses: { '204': { description: 'Done.' } } };
const paths = { '/a': { get: operation, post: operation, patch: operation } };
const components = { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } };

test('an operation says what sdk.yaml says of sending it again, and a release keeps it', () => {
  const sdk: Sdk = { idempotent: ['POST /a'], idempotencyHeader: 'Idempotency-Key' };
  const { model, sdkProblems } = modelOf({ paths }, { sdk });
  expect(sdkProblems).toEqual([]);
  expect(
    model.operations.map(({ key, idempotent, idempotencyHeader }) => [key, idempotent, idempotencyHeader]),
  ).toEqual([
    ['GET /a', undefined, undefined],
    ['POST /a', true, 'Idempotency-Key'],
    ['PATCH /a', undefined, 'Idempotency-Key'],
  ]);
  const { operations, surface } = releasedNames(model);
  expect(Object.entries(operations).map(([key, { idempotent }]) => [key, idempotent])).toEqual([
    ['GET /a', undefined],
    ['POST /a', true],
    ['PATCH /a', undefined],
  ]);
  expect(surface?.idempotencyHeader).toBe('Idempotency-Key');
});

test('without these settings nothing is said', () => {
  const { model } = modelOf({ paths });
  expect(JSON.stringify([model, releasedNames(model)])).not.toContain('idempoten');
});

test.each<[Sdk, string]>([
  [
    { idempotent: ['POST /b'] },
    '#/idempotent/0: the document has no operation POST /b; did you mean POST /a?',
  ],
  [
    { idempotent: ['PATCH /a', 'GET /a'] },
    '#/idempotent/1: GET is idempotent already: clients retry GET /a; remove it',
  ],
  [
    { idempotencyHeader: 'content-type' },
    '#/idempotencyHeader: the header content-type says something else already; give another name',
  ],
  [
    { idempotencyHeader: 'x-key' },
    '#/idempotencyHeader: the header x-key says something else already; give another name',
  ],
])('%j is refused', (sdk, want) => {
  expect(modelOf({ paths, components }, { sdk }).sdkProblems.map(formatProblem)).toEqual([want]);
});

test('a header that no operation sends is refused', () => {
  const given = { paths: { '/a': { get: operation } } };
  const { sdkProblems } = modelOf(given, { sdk: { idempotencyHeader: 'Idempotency-Key' } });
  expect(sdkProblems.map(formatProblem)).toEqual([
    '#/idempotencyHeader: no operation would send Idempotency-Key: the document has no POST and no PATCH; remove it',
  ]);
});
