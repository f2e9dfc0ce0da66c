import type { BodyEncoder } from './definition.js';

/** Sends each item as JSON on a line of its own (`application/jsonl`, `application/x-ndjson`). */
export const jsonLinesBody: BodyEncoder = bodyOf((item) => `${jsonText(item)}\n`);

/** Sends each item as JSON after a record separator (`application/json-seq`, RFC 7464). */
export const jsonSequenceBody: BodyEncoder = bodyOf((item) => `\u001e${jsonText(item)}\n`);

/** Sends `ServerSentEvent`s, their data as it is (`text/event-stream`; WHATWG HTML, 9.2.6). */
export const serverSentEventsBody: BodyEncoder = bodyOf((item) => eventText(item, String(Object(item).data)));

/** Sends events whose data is written as JSON. */
export const jsonEventsBody: BodyEncoder = bodyOf((item) => eventText(item, jsonText(Object(item).data)));

/** Sends each item as the JSON of an event's data. */
export const eventDataBody: BodyEncoder = bodyOf((item) => eventText({}, jsonText(item)));

type Write = (item: unknown) => string;

/** An array is sent at once, which every platform can; what comes item by item is sent as it comes. */
function bodyOf(write: Write): BodyEncoder {
  return (items) => {
    if (Array.isArray(items)) return items.map(write).join('');
    return isAsyncIterable(items) ? streamOf(items[Symbol.asyncIterator](), write) : undefined;
  };
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function streamOf(items: AsyncIterator<unknown>, write: Write): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await items.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(write(value)));
    },
    async cancel() {
      await items.return?.();
    },
  });
}

function jsonText(item: unknown): string {
  const text = JSON.stringify(item);
  if (text === undefined) throw new TypeError('no JSON');
  return text;
}

function eventText(event: unknown, data: string): string {
  const { event: name, id, retry } = Object(event);
  const fields = Object.entries({ event: name, id, retry }).flatMap(([field, value]) => {
    if (value === undefined || value === null) return [];
    if (/[\r\n]/.test(String(value))) throw new TypeError('no field');
    return [`${field}: ${String(value)}\n`];
  });
  const lines = data.split(/\r\n|[\r\n]/).map((line) => `data: ${line}\n`);
  return `${[...fields, ...lines].join('')}\n`;
}
