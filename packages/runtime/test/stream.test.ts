import type { Socket } from 'node:net';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import * as runtime from '../src/index.js';
import { eventData, jsonLines, serverSentEvents } from '../src/stream.js';
import { failure, clientFor, json, operation, serve, serveBytes } from './loopback.js';
import { drained, EVENTS, serveOpen, streamFrom, streaming } from './stream-loopback.js';

const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n';
const event = 'd\r\ndata: canary\n\r\n1\r\n\n\r\n';
const NDJSON = 'application/x-ndjson';

test('items arrive before the response has ended, and break closes the connection', async () => {
  const { url, closed } = await serveOpen(NDJSON, '1\n2\n3');
  const items: unknown[] = [];
  for await (const item of await streamFrom(url, jsonLines)) {
    items.push(item);
    if (item === 2) break;
  }
  expect(items).toEqual([1, 2]);
  await closed;
});

test('an error within the loop closes the connection and stays what it is', async () => {
  const { url, closed } = await serveOpen(EVENTS, 'data: 1\n\n');
  const mine = new Error('mine');
  const loop = async () => {
    for await (const _ of await streamFrom(url, eventData)) throw mine;
  };
  await expect(loop()).rejects.toBe(mine);
  await closed;
});

test('cancel ends a loop that waits, one with items left, and a stream that nobody reads', async () => {
  const waiting = await serveOpen(NDJSON, '1\n{"half');
  const stream = await streamFrom(waiting.url, jsonLines);
  setTimeout(() => stream.cancel(), 50);
  expect(await drained(stream)).toEqual({ items: [1], error: undefined });
  await waiting.closed;

  const full = await serveOpen(NDJSON, '1\n2\n3\n');
  const items: unknown[] = [];
  const early = await streamFrom(full.url, jsonLines);
  for await (const item of early) {
    items.push(item);
    early.cancel();
  }
  expect(items).toEqual([1]);
  await full.closed;

  const unread = await serveOpen(EVENTS, '');
  const idle = await streamFrom(unread.url, eventData);
  idle.cancel();
  idle.cancel();
  await unread.closed;
  expect(await drained(idle)).toEqual({ items: [], error: undefined });
});

test('a stream is read once', async () => {
  const { url } = await serve((response) => response.writeHead(200, { 'content-type': NDJSON }).end('1\n'));
  const stream = await streamFrom(url, jsonLines);
  expect(await drained(stream)).toEqual({ items: [1], error: undefined });
  const { error } = await drained(stream);
  expect(error).toEqual(
    new runtime.InvalidRequestError('GET /things: its stream is read once; call again for another'),
  );
});

test('the timeout ends with the headers, even where the stream is taken up later', async () => {
  const { url } = await serveBytes((socket) => {
    socket.write(head);
    setTimeout(() => socket.end(`${event}0\r\n\r\n`), 1000);
  });
  const call = streamFrom(url, serverSentEvents, { timeout: 500 });
  await new Promise((resolve) => setTimeout(resolve, 750));
  expect(await drained(await call)).toEqual({ items: [{ data: 'canary' }], error: undefined });
});

test('the timeout counts before the headers, and for an error status', async () => {
  const silent = await serveBytes(() => {});
  const error = await failure(streamFrom(silent.url, serverSentEvents, { timeout: 500 }));
  expect(error).toBeInstanceOf(runtime.APIConnectionTimeoutError);
  const stalled = await serveBytes((socket) => socket.write('HTTP/1.1 404 No\r\ncontent-length: 9\r\n\r\n{'));
  const refused = await failure(streamFrom(stalled.url, serverSentEvents, { timeout: 500 }));
  expect(refused).toBeInstanceOf(runtime.NotFoundError);
});

const drops: [string, (socket: Socket) => void][] = [
  ['reset', (socket) => setTimeout(() => socket.resetAndDestroy(), 30)],
  ['closed', (socket) => setTimeout(() => socket.destroy(), 30)],
  ['not HTTP any more', (socket) => socket.write('canary\r\n')],
];
const advice = '; it may have been applied: look before you repeat it';

test.each(
  drops.flatMap(([fault, drop]) => [
    [fault, 'GET', runtime.APIConnectionError, 'not-applied', '', drop] as const,
    [fault, 'POST', runtime.OutcomeUnknownError, 'unknown', advice, drop] as const,
    [fault, 'PUT', runtime.APIConnectionError, 'unknown', '', drop] as const,
  ]),
)('a connection that is %s after %s', async (_, method, errorClass, outcome, rest, drop) => {
  const { url, requests } = await serveBytes((socket) => {
    socket.write(head + event);
    drop(socket);
  });
  const { items, error } = await drained(await streamFrom(url, serverSentEvents, { method }));
  expect(error?.constructor).toBe(errorClass);
  expect(error?.message.replace(/ \([A-Z_]+\)/, '')).toBe(`${method} /things: its stream broke off${rest}`);
  expect(error?.outcome).toBe(outcome);
  expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('canary');
  expect(items.length).toBeLessThanOrEqual(1);
  expect(requests()).toBe(1);
});

test('a silence that the platform ends is named by its code', async () => {
  const body = new ReadableStream({
    pull: (controller) =>
      controller.error(Object.assign(new Error('canary'), { code: 'UND_ERR_BODY_TIMEOUT' })),
  });
  const fetch = async () => new Response(body, { headers: { 'content-type': EVENTS } });
  const client = clientFor('http://localhost', { fetch });
  const stream = await client.send<runtime.Stream<unknown>, unknown>(streaming(eventData), {}, {});
  const { error } = await drained(stream);
  expect(error).toBeInstanceOf(runtime.APIConnectionTimeoutError);
  expect(error?.message).toBe('GET /things: its stream broke off (UND_ERR_BODY_TIMEOUT)');
});

const aborted = { message: 'POST /things: aborted by the caller', outcome: 'unknown' };

test('the signal ends a loop that waits, and one with items left', async () => {
  const { url, closed } = await serveOpen(NDJSON, '1\n2\n');
  const controller = new AbortController();
  const waiting = await streamFrom(url, jsonLines, { method: 'POST', signal: controller.signal });
  const items: unknown[] = [];
  const error = await failure(
    (async () => {
      for await (const item of waiting) {
        items.push(item);
        // The loop waits by then.
        if (item === 2) setTimeout(() => controller.abort(new Error('canary')));
      }
    })(),
  );
  expect(items).toEqual([1, 2]);
  expect(error).toBeInstanceOf(runtime.APIUserAbortError);
  expect(error).toMatchObject(aborted);
  await closed;

  const second = new AbortController();
  const stream = await streamFrom(url, jsonLines, { method: 'POST', signal: second.signal });
  const seen: unknown[] = [];
  const loop = async () => {
    for await (const item of stream) {
      seen.push(item);
      second.abort();
    }
  };
  expect(await failure(loop())).toMatchObject(aborted);
  expect(seen).toEqual([1]);
});

test('the signal ends a stream whose fetch ignores it', async () => {
  const controller = new AbortController();
  const body = new ReadableStream({ pull: () => new Promise(() => {}) });
  const fetch = async () => new Response(body, { headers: { 'content-type': EVENTS } });
  const client = clientFor('http://localhost', { fetch });
  const options = { signal: controller.signal };
  const call = client.send<runtime.Stream<unknown>, unknown>(streaming(eventData), {}, {}, options);
  setTimeout(() => controller.abort(), 20);
  expect((await drained(await call)).error).toBeInstanceOf(runtime.APIUserAbortError);
});

test('a signal that outlives many streams holds nothing of them', async () => {
  const { url } = await serve((response) =>
    response.writeHead(200, { 'content-type': NDJSON }).end('1\n2\n'),
  );
  const { signal } = new AbortController();
  const held = new Set<unknown>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => (held.add(args[1]), add(...args));
  signal.removeEventListener = (...args: Parameters<typeof remove>) => (
    held.delete(args[1]),
    remove(...args)
  );
  await drained(await streamFrom(url, jsonLines, { signal }));
  for await (const _ of await streamFrom(url, jsonLines, { signal })) break;
  (await streamFrom(url, jsonLines, { signal })).cancel();
  await failure(streamFrom(url, eventData, { signal }));
  expect(held.size).toBe(0);
});

test.each([
  ['JSON', serverSentEvents, 'application/json'],
  ['lines', serverSentEvents, NDJSON],
  ['events', jsonLines, EVENTS],
  ['JSON for lines', jsonLines, 'application/json'],
  ['no media type', eventData, undefined],
])('another media type is refused, and the connection closed: %s', async (_, reader, type) => {
  let close = () => {};
  const closed = new Promise<void>((resolve) => (close = resolve));
  const { url } = await serve((response) => {
    response.on('close', close);
    response.writeHead(200, type === undefined ? {} : { 'content-type': type }).write('canary');
  });
  const error = await failure(streamFrom(url, reader));
  expect(error).toBeInstanceOf(runtime.DecodeError);
  expect(error.message).toBe('GET /things: 200, applied, but its media type is not that of the stream');
  await closed;
});

test('media types in capitals, with parameters', async () => {
  const type = 'Text/Event-Stream ; charset=UTF-8';
  const { url } = await serve((response) =>
    response.writeHead(200, { 'content-type': type }).end('data: 1\n\n'),
  );
  expect(await drained(await streamFrom(url, eventData))).toEqual({ items: [1], error: undefined });
});

test('204 is a stream without items', async () => {
  const { url } = await serve((response) => response.writeHead(204).end());
  expect(await drained(await streamFrom(url, serverSentEvents))).toEqual({ items: [], error: undefined });
});

test('a status that is no 2xx, or not a stream, is read as ever', async () => {
  const { url } = await serve((response) => json(response, 404, { errors: [{ code: 7 }] }));
  expect(await failure(streamFrom(url, eventData))).toMatchObject({ status: 404, codes: [7] });
  const other = await serve((response) => json(response, 202, { queued: true }));
  const mixed = operation({ responses: { 200: 'stream', 202: 'json' }, stream: eventData });
  expect(await clientFor(other.url).send(mixed, {}, {})).toEqual({ queued: true });
});

test('asResult and withResponse give the stream, asResponse the body unread', async () => {
  const { url } = await serve((response) => response.writeHead(200, { 'content-type': NDJSON }).end('1\n'));
  const call = streamFrom(url, jsonLines);
  const [result, both, stream] = [await call.asResult(), await call.withResponse(), await call];
  expect(result).toMatchObject({ ok: true, status: 200, data: stream, body: stream });
  expect([both.data, both.response.status]).toEqual([stream, 200]);
  expect((await drained(stream)).items).toEqual([1]);
  expect(await (await streamFrom(url, jsonLines).asResponse()).text()).toBe('1\n');
});

test('a body that the caller reads is not read twice', async () => {
  const { url } = await serveOpen(NDJSON, '1\n');
  const call = streamFrom(url, jsonLines);
  const reader = (await call.asResponse()).body!.getReader();
  const error = await failure(call);
  expect(error).toBeInstanceOf(runtime.DecodeError);
  expect(error.message).toBe('GET /things: 200, applied, but its body is read elsewhere');
  await reader.cancel();
});

test('a stream shows nothing of what it reads', async () => {
  const { url } = await serveOpen(EVENTS, 'data: canary\n\ndata: canary');
  const stream = await streamFrom(url, serverSentEvents, { headers: { 'x-mine': 'canary' } });
  for await (const _ of stream) {
    expect(inspect(stream, { depth: Infinity, showHidden: true }) + JSON.stringify(stream)).not.toContain(
      'canary',
    );
    break;
  }
});
