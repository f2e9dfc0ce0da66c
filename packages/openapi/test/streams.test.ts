import { describe, expect, test } from 'vitest';
import type { Json } from '../src/index.js';
import { modelOf, withoutPointers } from './fixtures.js';

const text = { kind: 'string' };
const property = (name: string, type: unknown, required = true) => ({ name, type, required });
const object = (...properties: unknown[]) => ({ kind: 'object', properties });
const event = (data: Json) => ({
  type: 'object',
  required: ['data'],
  properties: { data, id: { type: 'string' } },
});
const item = { type: 'object', required: ['a'], properties: { a: { type: 'string' } } };

describe('a stream says what reads it, and what its items are', () => {
  test.each<[name: string, mediaType: string, content: Json, reader: string, items: unknown]>([
    [
      'an event',
      'text/event-stream',
      { itemSchema: event({ type: 'string' }) },
      'serverSentEvents',
      object(property('data', text), property('id', text, false)),
    ],
    [
      'an event with an object',
      'text/event-stream',
      { itemSchema: event(item) },
      'jsonEvents',
      object(property('data', object(property('a', text))), property('id', text, false)),
    ],
    [
      'an event with JSON in its text',
      'text/event-stream',
      { itemSchema: event({ type: 'string', contentMediaType: 'application/json', contentSchema: item }) },
      'jsonEvents',
      object(property('data', object(property('a', text))), property('id', text, false)),
    ],
    [
      'the data of an event',
      'text/event-stream; charset=utf-8',
      { itemSchema: item },
      'eventData',
      object(property('a', text)),
    ],
    [
      'the data, as older documents have it',
      'text/event-stream',
      { schema: item },
      'eventData',
      object(property('a', text)),
    ],
    [
      'an event of which nothing is said',
      'text/event-stream',
      {},
      'serverSentEvents',
      object(
        property('data', text),
        property('event', text, false),
        property('id', text, false),
        property('retry', { kind: 'number', integer: true }, false),
      ),
    ],
    ['lines', 'application/jsonl', { itemSchema: item }, 'jsonLines', object(property('a', text))],
    ['lines of which nothing is said', 'application/x-ndjson', {}, 'jsonLines', { kind: 'unknown' }],
  ])('%s', (_, mediaType, content, reader, items) => {
    const responses = { '200': { description: 'Items.', content: { [mediaType]: content } } };
    const { model, problems } = modelOf({ openapi: '3.2.0', paths: { '/a': { get: { responses } } } });
    expect(problems).toEqual([]);
    const [operation] = model.operations;
    expect(operation?.responses[0]?.content).toMatchObject({ format: 'stream', reader });
    expect(withoutPointers(operation?.call.result)).toEqual({ kind: 'stream', items });
  });

  test('where there is JSON too, it is taken', () => {
    const content = { 'text/event-stream': {}, 'application/json': { schema: item } };
    const { model, accounts } = modelOf({
      paths: { '/a': { get: { responses: { '200': { description: 'Items.', content } } } } },
    });
    expect(model.operations[0]?.responses[0]?.content?.format).toBe('json');
    expect(accounts.ignored.map(({ reason }) => reason)).toEqual(['the client speaks application/json here']);
  });
});

test.each<[string, string, Json, string]>([
  ['lines', 'application/x-ndjson', { itemSchema: item }, 'jsonLines'],
  ['a sequence', 'application/json-seq', { itemSchema: item }, 'jsonLines'],
  ['events', 'text/event-stream', { schema: item }, 'eventData'],
])('a stream that is sent: %s', (_, mediaType, content, reader) => {
  const requestBody = { required: true, content: { [mediaType]: content } };
  const { model, problems } = modelOf({
    openapi: '3.2.0',
    paths: { '/a': { post: { requestBody, responses: { '204': { description: '' } } } } },
  });
  expect(problems).toEqual([]);
  expect(model.operations[0]).toMatchObject({
    body: { content: { format: 'stream', reader, type: { kind: 'stream', items: { kind: 'object' } } } },
    call: { body: 'member', members: [{ name: 'body', in: 'body', required: true }] },
  });
});
