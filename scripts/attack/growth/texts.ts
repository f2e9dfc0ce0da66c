import { documentOf, ref } from './documents.ts';

/** A text that is given as a document, whatever is in it. */
export interface Text {
  readonly name: string;
  readonly extension: 'json' | 'yaml';
  readonly text: () => string;
}

const head = 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {}\n';

function lines(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join('\n');
}

function yaml(name: string, text: () => string): Text {
  return { name, extension: 'yaml', text: () => `${head}${text()}\n` };
}

function json(name: string, text: () => string): Text {
  return { name, extension: 'json', text };
}

function chain(count: number, last: string): string {
  const schemas = Array.from({ length: count }, (_, index) => [
    `R${index}`,
    ref(index + 1 < count ? `R${index + 1}` : last),
  ]);
  return JSON.stringify(documentOf({ ...Object.fromEntries(schemas), End: { type: 'string' } }));
}

/** Texts that are small, or cheap to make, and want much of a parser. */
export const texts: readonly Text[] = [
  yaml(
    'a billion laughs',
    () =>
      `x-a0: &a0 [l, l]\n${lines(30, (index) => `x-a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`)}`,
  ),
  yaml(
    'merge keys that double',
    () =>
      `x-a0: &a0 {k0: 1}\n${lines(40, (index) => `x-a${index + 1}: &a${index + 1} {<<: [*a${index}, *a${index}], k${index + 1}: 1}`)}`,
  ),
  yaml('many aliases', () => `x-a: &a {k: 1}\nx-b:\n${lines(50_000, () => '  - *a')}`),
  yaml('many anchors', () => `x-b:\n${lines(50_000, (index) => `  - &a${index} 1`)}`),
  yaml('an anchor of itself', () => 'x-a: &a [*a, {b: *a}]'),
  yaml('an alias of nothing', () => 'x-a: *nothing'),
  yaml('flow lists in one another', () => `x-a: ${'['.repeat(100_000)}`),
  yaml('flow maps in one another', () => `x-a: ${'{a: '.repeat(100_000)}`),
  yaml('lists of lists', () => `x-a:\n  ${'- '.repeat(20_000)}1`),
  yaml('ever deeper lines', () => `x-a:\n${lines(3000, (index) => `${' '.repeat(index + 1)}a:`)}`),
  yaml('a long line', () => `x-a: ${'a'.repeat(20_000_000)}`),
  yaml('a long key', () => `? ${'a'.repeat(1_000_000)}\n: 1`),
  yaml('many tabs', () => `x-a: "${'\\t'.repeat(1_000_000)}"`),
  yaml('a string without end', () => `x-a: "${'a\n '.repeat(200_000)}`),
  yaml('many comments', () => lines(300_000, () => '# comment')),
  yaml('many documents', () => lines(100_000, () => '---')),
  yaml('many tags', () => lines(50_000, (index) => `x-${index}: !!str a`)),
  yaml('a directive', () => '%YAML 9.9\n---\na: 1'),
  yaml('many question marks', () => '? '.repeat(50_000)),
  yaml('many equal keys', () => lines(50_000, () => 'x-a: 1')),
  json('brackets', () => '['.repeat(1_000_000)),
  json('closed brackets', () => `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`),
  json('members in one another', () => `${'{"a":'.repeat(300_000)}1${'}'.repeat(300_000)}`),
  json(
    'many members',
    () => `{${Array.from({ length: 1_000_000 }, (_, index) => `"x-${index}":1`).join(',')}}`,
  ),
  json('many numbers', () => `{"openapi":"3.1.0","x":[${'1,'.repeat(6_000_000)}1]}`),
  json('a huge number', () => `{"openapi":"3.1.0","x":1${'0'.repeat(1_000_000)}}`),
  json('blanks', () => ' '.repeat(30_000_000)),
  json('an escape without end', () => `{"openapi":"${'\\u0000'.repeat(1_000_000)}`),
  json('a chain of references', () => chain(10_000, 'End')),
  json('a chain of references to its end', () => chain(3000, 'End')),
  json('references in a circle', () => chain(10_000, 'R0')),
  json('a reference to itself', () => chain(1, 'R0')),
  json('a long reference', () => JSON.stringify(documentOf({ R0: { $ref: `#/${'a/'.repeat(500_000)}` } }))),
  json('a long pointer of tildes', () =>
    JSON.stringify(documentOf({ R0: { $ref: `#/${'~'.repeat(500_000)}` } })),
  ),
  json('percent signs', () => JSON.stringify(documentOf({ R0: { $ref: `#/${'%25'.repeat(300_000)}` } }))),
  json('allOf of itself', () => JSON.stringify(documentOf({ R0: { allOf: [ref('R0'), ref('R0')] } }))),
  json('unions of one another', () =>
    JSON.stringify(
      documentOf(
        Object.fromEntries(
          Array.from({ length: 12 }, (_, index) => [
            `R${index}`,
            { oneOf: Array.from({ length: 12 }, (__, at) => ref(`R${at}`)) },
          ]),
        ),
      ),
    ),
  ),
  json('a path of braces', () =>
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: { [`/${'{'.repeat(100_000)}`]: {} },
    }),
  ),
  json('a path of parameters', () =>
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: { [`/${'{a}'.repeat(3000)}`]: { get: { responses: { 200: { description: 'x' } } } } },
    }),
  ),
  json('a title of blanks', () =>
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: `a${' '.repeat(500_000)}b`, version: '1' },
      paths: {},
    }),
  ),
  json('a description of stars', () =>
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1', description: '*'.repeat(300_000) },
      paths: {},
    }),
  ),
];
