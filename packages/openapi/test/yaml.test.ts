import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadDocument } from '../src/index.js';
import { faultsOf, folder } from './fixtures.js';

const HEAD = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: {}\n';

function loaded(text: string) {
  const path = join(folder({ 'api.yaml': HEAD + text }), 'api.yaml');
  return () => loadDocument(path, { base: dirname(path) });
}

describe('merge keys', () => {
  test.each([
    ['a map', '{ <<: *a, z: 1 }', { x: 1, y: 2, z: 1 }],
    ['members of its own', '{ y: 3, <<: *a }', { y: 3, x: 1 }],
    ['members of its own, after', '{ <<: *a, y: 3 }', { x: 1, y: 3 }],
    ['a list of maps, the first before the others', '{ <<: [*b, *a] }', { y: 4, x: 1 }],
    ['a map that merges another', '{ <<: { <<: *b, z: 5 } }', { y: 4, z: 5 }],
    ['a name of every object', '{ <<: { toString: 1 } }', { toString: 1 }],
  ])('%s', (_, given, want) => {
    const { document, problems } = loaded(`x-a: &a { x: 1, y: 2 }\nx-b: &b { y: 4 }\nx-c: ${given}\n`)();
    expect(problems).toEqual([]);
    expect(JSON.stringify(document['x-c'])).toBe(JSON.stringify(want));
  });

  test('of what is no map stay as they are', () => {
    expect(loaded('x-c: { <<: 1 }')().document['x-c']).toEqual({ '<<': 1 });
  });
});

test('an alias may stand as often as people write it', () => {
  const names = Array.from({ length: 1000 }, (_, index) => `A${index}`);
  const schemas = names.map((name) => `    ${name}: { <<: *text, description: ${name} }\n`).join('');
  const { document, problems } = loaded(
    `x-text: &text { type: string }\ncomponents:\n  schemas:\n${schemas}`,
  )();
  expect(problems).toEqual([]);
  expect(document).toHaveProperty('components.schemas.A999', { type: 'string', description: 'A999' });
});

test('more aliases than people write are refused', () => {
  expect(faultsOf(loaded(`x-a: &a 1\nx-b: [${Array(10_001).fill('*a').join(', ')}]`))).toEqual([
    'api.yaml: the document has more than 10000 aliases; refer by $ref instead',
  ]);
});

test('the X of a range of statuses may be small', () => {
  const done = { description: 'Done.' };
  const { document, flaws, problems } = loaded(
    `x-none: 1\ncomponents: { pathItems: { P: { get: { responses: { 4xx: &d { description: Done. }, 200: *d, 5XX: *d, 5xx: *d } } } } }`,
  )();
  expect(problems).toEqual([]);
  expect(document).toHaveProperty('components.pathItems.P.get.responses', {
    '4XX': done,
    '200': done,
    '5XX': done,
    '5xx': done,
  });
  expect(flaws.map(({ pointer, message }) => `${pointer}: ${message}`)).toEqual([
    '#/components/pathItems/P/get/responses/4xx: 4xx is read as 4XX',
  ]);
});

test.each([
  ['openapi: 3.1', '3.1', ['#/openapi: 3.1 is read as 3.1.0; write "3.1.0"']],
  ['openapi: "3.2"', '3.2', ['#/openapi: 3.2 is read as 3.2.0; write "3.2.0"']],
  ['openapi: 3.0', '3.0', ['#/openapi: 3 is read as 3.0.0; write "3.0.0"']],
  ['swagger: 2.0', '3.0', ['#/swagger: 2 is read as 2.0; write "2.0"']],
  ['swagger: "2.0"', '3.0', []],
  ['openapi: 3.0.0-rc2', '3.0', []],
] as const)('%s', (first, version, want) => {
  const path = join(
    folder({ 'api.yaml': `${first}\ninfo: { title: T, version: "1" }\npaths: {}\n` }),
    'api.yaml',
  );
  const document = loadDocument(path, { base: dirname(path) });
  expect(document.version).toBe(version);
  expect(document.problems).toEqual([]);
  const told = document.flaws.map(({ pointer, message, remedy }) => `${pointer}: ${message}; ${remedy}`);
  expect(told.filter((line) => line.includes('is read as') && !line.includes('expected'))).toEqual(want);
});
