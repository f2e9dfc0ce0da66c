import { createRequire } from 'node:module';
import type * as TypeScript from 'typescript';
import { expect, test } from 'vitest';
import { openapiTypes } from '../src/types/openapi-typescript.js';

const ts: typeof TypeScript = createRequire(import.meta.url)('typescript');

const answer = (description: string) => ({ responses: { 204: { description } } });

/** What is printed for a document, as one line, the members that say \`never\` left out. */
function printed(parts: object): string {
  const { text } = openapiTypes(
    {
      openapi: '3.2.0',
      info: { title: 'T', version: '1' },
      paths: {},
      ...parts,
    },
    'api.json',
  );
  expect(ts.transpileModule(text, { reportDiagnostics: true }).diagnostics).toEqual([]);
  return text.replaceAll(/\w+\??: never;|headers: \{[^}]*\};/g, '').replaceAll(/\s+/g, ' ');
}

const RESPONSES = (description: string) =>
  `parameters: { }; responses: { /** @description ${description} */ 204: { }; }; `;

test('operations of the method QUERY and of other methods', () => {
  const item = {
    parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }],
    query: { ...answer('Q'), summary: 'Find.' },
    additionalOperations: { PURGE: { ...answer('P'), operationId: 'purge' } },
  };
  const text = printed({ paths: { '/a': item } });
  const parameters = 'parameters: { query?: { q?: string; }; };';
  expect(text).toContain(`/** Find. */ query: { ${parameters} responses: { /** @description Q */`);
  expect(text).toContain('additionalOperations: { PURGE: operations["purge"]; };');
  expect(text).toContain(`operations { purge: { ${parameters} responses: { /** @description P */`);
});

test('a parameter that is all of the query', () => {
  const schema = { type: 'object', properties: { a: { type: 'string' } } };
  const filter = { name: 'filter', in: 'querystring', content: { 'application/json': { schema } } };
  const text = printed({
    paths: { '/a': { get: { ...answer('A'), parameters: [{ $ref: '#/components/parameters/filter' }] } } },
    components: { parameters: { filter } },
  });
  expect(text).toContain('get: { parameters: { querystring?: { a?: string; }; };');
});

test('callbacks of an operation, in its path and under its operationId', () => {
  const callbacks = { made: { '{$request.body#/url}': { post: answer('Made') } } };
  const paths = {
    '/a': { get: { ...answer('A'), callbacks }, put: { ...answer('B'), operationId: 'b', callbacks } },
    '/c': { query: { ...answer('C'), callbacks } },
  };
  const text = printed({ paths });
  const want = `callbacks: { made: { "{$request.body#/url}": { parameters: { }; post: { ${RESPONSES('Made')}}; }; }; };`;
  for (const [start, description] of [
    ['get: {', 'A'],
    ['operations { b: {', 'B'],
    ['query: {', 'C'],
  ] as const)
    expect(text).toContain(`${start} ${RESPONSES(description)}${want}`);
});

test('reusable callbacks, and callbacks of callbacks', () => {
  const callbacks = { again: { $ref: '#/components/callbacks/made' } };
  const made = { '{$url}': { post: { ...answer('Made'), callbacks } }, 'x-own': { get: answer('no') } };
  const text = printed({
    paths: { '/a': { get: { ...answer('A'), callbacks } } },
    components: { callbacks: { made } },
  });
  const reference = 'callbacks: { again: components["callbacks"]["made"]; };';
  expect(text).toContain(`get: { ${RESPONSES('A')}${reference} };`);
  expect(text).toContain(
    `callbacks: { made: { "{$url}": { parameters: { }; post: { ${RESPONSES('Made')}${reference} }; }; }; };`,
  );
});

test('webhooks and callbacks that are references', () => {
  const text = printed({
    webhooks: { made: { $ref: '#/components/pathItems/hook' } },
    components: { pathItems: { hook: { post: answer('Hook') } } },
  });
  expect(text).toContain('webhooks { made: components["pathItems"]["hook"]; }');
  expect(text).toContain(`hook: { parameters: { }; post: { ${RESPONSES('Hook')}}; };`);
});

test('operationIds that callbacks repeat', () => {
  const post = { ...answer('A'), operationId: 'a' };
  const callbacks = { made: { '{$url}': { post: { ...post, responses: answer('B').responses } } } };
  const text = printed({ paths: { '/a': { post: { ...post, callbacks } } } });
  expect(text).toContain(`post: { ${RESPONSES('B')}}; };`);
});
