import { expect, test } from 'vitest';
import type { Json } from '../src/index.js';
import { modelOf, operation, withoutPointers } from './fixtures.js';

const record: Json = { type: 'object', properties: { a: { type: 'string' } } };

test.each<[mediaType: string, schema: Json, format: string, kind: string]>([
  ['*/*', record, 'json', 'object'],
  ['application/*', { $ref: '#/components/schemas/A' }, 'json', 'reference'],
  ['', { type: 'array', items: {} }, 'json', 'array'],
  ['*/*', { type: 'string' }, 'text', 'string'],
  ['*/*', { type: 'string', format: 'binary' }, 'binary', 'binary'],
  ['*/*', {}, 'binary', 'binary'],
  ['image/*', record, 'binary', 'binary'],
])('a response of %j with %j is %s', (mediaType, schema, format, kind) => {
  const responses: Json = { '200': { description: 'Done.', content: { [mediaType]: { schema } } } };
  const { model, problems } = modelOf({
    paths: { '/a': { get: { responses } } },
    components: { schemas: { A: record } },
  });
  expect(problems).toEqual([]);
  expect(model.operations[0]?.responses[0]?.content).toMatchObject({ format, type: { kind } });
});

test('JSON that is sent under a range keeps the name that the document has for it', () => {
  const requestBody: Json = { required: true, content: { '*/*': { schema: record } } };
  const { model } = modelOf({ paths: { '/a': { post: operation({ requestBody }) } } });
  expect(model.operations[0]?.body?.content).toMatchObject({ mediaType: '*/*', format: 'json' });
});

const parameterOf = (content: Json) =>
  modelOf({ paths: { '/a': { get: operation({ parameters: [{ name: 'q', in: 'query', content }] }) } } });

test.each<[mediaType: string, schema: Json, kind: string, serialization: Json]>([
  ['application/json', record, 'object', { kind: 'content', mediaType: 'application/json' }],
  ['*/*', record, 'object', { kind: 'content', mediaType: '*/*' }],
  [
    'text/plain',
    { enum: ['a'] },
    'enum',
    { kind: 'style', style: 'form', explode: true, allowReserved: false },
  ],
  [
    'application/xml',
    record,
    'string',
    { kind: 'style', style: 'form', explode: true, allowReserved: false },
  ],
  ['image/png', {}, 'string', { kind: 'style', style: 'form', explode: true, allowReserved: false }],
])('a parameter of %s', (mediaType, schema, kind, serialization) => {
  const { model, problems } = parameterOf({ [mediaType]: { schema } });
  expect(problems).toEqual([]);
  expect(withoutPointers(model.operations[0]?.parameters[0])).toMatchObject({
    type: { kind },
    serialization,
  });
});
