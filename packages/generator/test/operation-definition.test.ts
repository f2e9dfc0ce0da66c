import type { Operation } from '@specline/openapi';
import { expect, test } from 'vitest';
import { clientSource } from '../src/client/client-source.js';
import { operationDefinition } from '../src/client/operation-definition.js';
import { print } from '../src/print/layout.js';
import { response, string } from './models.js';
import { rotate } from './rotate.js';

const CLIENT = clientSource(rotate, new Map(), 'openapi.yaml');

test('fields of a form that have a way of their own', () => {
  const [operation] = rotate.operations;
  if (operation?.body === undefined) throw new Error('rotate has a body');
  const style = { kind: 'style', allowReserved: false } as const;
  const content = {
    ...operation.body.content,
    format: 'form' as const,
    encoding: {
      piped: { ...style, style: 'pipeDelimited' as const, explode: false },
      'in-brackets': { ...style, style: 'deepObject' as const, explode: true, allowReserved: true },
      json: { kind: 'content' as const, contentType: 'application/json' },
    },
  };
  const printed = print(operationDefinition({ ...operation, body: { ...operation.body, content } }, CLIENT));
  expect(printed).toContain(`    encode: form,
    encoding: {
      piped: { style: 'pipeDelimited' },
      'in-brackets': { style: 'deepObject', explode: true, allowReserved: true },
      json: { contentType: 'application/json' },
    },
`);
});

test.each([
  [
    'a stream',
    { format: 'stream', reader: 'jsonLines', mediaType: 'application/jsonl' },
    'encode: jsonLinesBody',
  ],
  [
    'a sequence',
    { format: 'stream', reader: 'jsonLines', mediaType: 'application/json-seq' },
    'encode: jsonSequenceBody',
  ],
  ['JSON under a range', { format: 'json', mediaType: '*/*' }, "mediaType: 'application/json'"],
  ['bytes under a range', { format: 'binary', mediaType: 'image/*' }, "body: { from: 'spread'"],
] as const)('the body is %s', (_, parts, want) => {
  const [operation] = rotate.operations;
  if (operation?.body === undefined) throw new Error('rotate has a body');
  const content = { ...operation.body.content, ...parts };
  expect(
    print(operationDefinition({ ...operation, body: { ...operation.body, content } }, CLIENT)),
  ).toContain(want);
});

const [ROTATE] = rotate.operations;
const answers = (statuses: Readonly<Record<string, string>>) =>
  Object.entries(statuses).map(([status, mediaType]) => {
    const given = response(status, '', string());
    const format = mediaType === 'application/json' ? ('json' as const) : ('text' as const);
    return { ...given, content: { pointer: '#', mediaType, format, type: string() } };
  });

test.each<[statuses: Readonly<Record<string, string>>, want: string]>([
  [{ 200: 'application/json', 404: 'text/plain' }, "responses: { 200: 'json', 404: 'text' },\n  env"],
  [{ default: 'text/csv' }, "responses: { '2XX': 'text', default: 'text' },\n  accept: 'text/csv',\n"],
  [{ 200: 'text/csv', default: 'application/json' }, "default: 'json' },\n  accept: 'text/csv',\n"],
  [{ 200: 'application/json', 206: 'text/csv' }, "accept: 'application/json, text/csv',\n"],
  [{ 404: 'text/csv' }, "responses: { 404: 'text' },\n  env"],
])('the responses %j', (statuses, want) => {
  if (ROTATE === undefined) throw new Error('there is an operation');
  const { call, ...rest } = ROTATE;
  const given = { ...rest, call: { ...call, envelope: 'env' }, responses: answers(statuses) };
  expect(print(operationDefinition(given, CLIENT))).toContain(want);
});

test('an operation says which credentials it takes where not all take these', () => {
  if (ROTATE === undefined) throw new Error('there is an operation');
  const auth = ['a', 'b'].map((scheme) => ({ scheme, option: scheme }));
  const secured = (...alternatives: string[][]) => ({
    ...ROTATE,
    security: alternatives.map((names) => names.map((scheme) => ({ scheme, scopes: [] }))),
  });
  const printed = (...operations: Operation[]) => {
    const client = clientSource(
      { ...rotate, operations, surface: { ...rotate.surface, auth } },
      new Map(),
      '',
    );
    return operations.map((one) => /auth: (.*),/.exec(print(operationDefinition(one, client)))?.[1]);
  };
  expect(printed(secured(['a']), secured(['a']))).toEqual([undefined, undefined]);
  expect(printed(secured(['a']), secured([]), secured())).toEqual([undefined, '[[]]', '[]']);
  expect(printed(secured(['a']), secured(['b'], ['a']), secured(['a'], ['b']))).toEqual([
    "[['a']]",
    "[['b'], ['a']]",
    undefined,
  ]);
});
