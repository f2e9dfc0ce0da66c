import { describe, expect, test } from 'vitest';
import {
  eventDataBody,
  jsonEventsBody,
  jsonLinesBody,
  jsonSequenceBody,
  serverSentEventsBody,
} from '../src/encoders.js';
import { clientFor, json, operation, serve } from './loopback.js';

async function* each(items: readonly unknown[]): AsyncGenerator<unknown> {
  yield* items;
}

const TABLE = [
  ['JSON lines', jsonLinesBody, [{ a: 'x\ny' }, 2, null], '{"a":"x\\ny"}\n2\nnull\n'],
  ['a JSON sequence', jsonSequenceBody, [{ a: 1 }, 2], '\u001e{"a":1}\n\u001e2\n'],
  [
    'events',
    serverSentEventsBody,
    [{ data: 'one\r\ntwo' }, { event: 'e', id: 'i', retry: 5, data: '' }],
    'data: one\ndata: two\n\nevent: e\nid: i\nretry: 5\ndata: \n\n',
  ],
  ['events with JSON', jsonEventsBody, [{ id: 'i', data: { a: 1 } }], 'id: i\ndata: {"a":1}\n\n'],
  ['the data of events', eventDataBody, [{ a: 1 }, 'x'], 'data: {"a":1}\n\ndata: "x"\n\n'],
  ['nothing', jsonLinesBody, [], ''],
] as const;

describe.each(TABLE)('%s', (_, encode, items, want) => {
  test('at once', () => expect(encode(items)).toBe(want));

  test('item by item', async () => {
    expect(await new Response(encode(each(items)) as ReadableStream).text()).toBe(want);
  });
});

const body = { mediaType: 'application/x-ndjson', from: 'member', encode: jsonLinesBody } as const;

test('a stream arrives over HTTP', async () => {
  const { url, seen } = await serve((response) => json(response, 200, {}));
  await clientFor(url).send(operation({ method: 'POST', body }), {}, { body: each([1, { a: 2 }]) });
  expect(seen[0]!.headers).toMatchObject({
    'content-type': 'application/x-ndjson',
    'transfer-encoding': 'chunked',
  });
  expect(seen[0]!.body.toString()).toBe('1\n{"a":2}\n');
});

test('an error of the iteration ends the call, and quotes nothing', async () => {
  const { url } = await serve((response) => json(response, 200, {}));
  async function* broken(): AsyncGenerator<unknown> {
    yield 1;
    throw new Error('canary');
  }
  const call = clientFor(url).send(operation({ method: 'POST', body }), {}, { body: broken() });
  const error: unknown = await call.catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'OutcomeUnknownError', outcome: 'unknown' });
  expect(JSON.stringify(error) + String(error)).not.toContain('canary');
});

test('the iteration ends where the body is no longer wanted', async () => {
  let ended = false;
  async function* endless(): AsyncGenerator<unknown> {
    try {
      for (;;) yield 1;
    } finally {
      ended = true;
    }
  }
  await (jsonLinesBody(endless()) as ReadableStream).cancel();
  const reader = (jsonLinesBody(endless()) as ReadableStream).getReader();
  await reader.read();
  await reader.cancel();
  expect(ended).toBe(true);
});

test.each([
  ['a string', jsonLinesBody, 'text'],
  ['bytes', jsonLinesBody, new Uint8Array(1)],
  ['an object', jsonLinesBody, {}],
  ['null', jsonLinesBody, null],
])('%s is no stream', (_, encode, given) => expect(encode(given)).toBeUndefined());

test.each([
  ['what is no JSON', jsonLinesBody, undefined],
  ['a field with a line feed', serverSentEventsBody, { id: 'a\nb', data: '' }],
  ['an event without data', jsonEventsBody, {}],
])('%s cannot be sent', (_, encode, item) => expect(() => encode([item])).toThrow(TypeError));
