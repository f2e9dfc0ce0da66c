import { expect, test } from 'vitest';
import { operationDefinition } from '../src/client/operation-definition.js';
import { print } from '../src/print/layout.js';
import { rotate } from './rotate.js';

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
  const printed = print(operationDefinition({ ...operation, body: { ...operation.body, content } }, rotate));
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
  ['bytes under a range', { format: 'binary', mediaType: 'image/*' }, "mediaType: 'image/*'"],
] as const)('the body is %s', (_, parts, want) => {
  const [operation] = rotate.operations;
  if (operation?.body === undefined) throw new Error('rotate has a body');
  const content = { ...operation.body.content, ...parts };
  expect(
    print(operationDefinition({ ...operation, body: { ...operation.body, content } }, rotate)),
  ).toContain(want);
});
