import type { BodyEncoder, FieldEncoding, QueryEncoder } from './definition.js';
import { styled } from './parameters.js';

/**
 * Encodes a body as `application/x-www-form-urlencoded` (OpenAPI 3.1, 4.8.14.3 and 4.8.15): the name repeated for the items of an array,
 * objects as JSON, unless `encoding` says otherwise. Null and undefined members are left out.
 */
export const form: QueryEncoder = (body, encoding = {}) => {
  if (typeof body !== 'object' || body === null) return undefined;
  const fields = Object.entries(body).map(([name, value]) =>
    fieldText(name, value, Object.hasOwn(encoding, name) ? encoding[name] : undefined),
  );
  return fields.filter(Boolean).join('&');
};

function fieldText(name: string, value: unknown, encoding: FieldEncoding | undefined): string {
  if (value === undefined || value === null) return '';
  if (encoding && 'style' in encoding) return styled('query', name, value, encoding);
  const list: unknown[] = Array.isArray(value) && encoding === undefined ? value : [value];
  const items = list.filter((item) => item !== undefined && item !== null);
  const isJson = encoding !== undefined;
  const text = (item: unknown) => (isJson || typeof item === 'object' ? JSON.stringify(item) : String(item));
  return new URLSearchParams(items.map((item) => [name, text(item)])).toString();
}

/**
 * Encodes a body as `multipart/form-data` (RFC 7578): blobs and bytes as files, a part for each item of an array, other
 * objects as JSON, unless `encoding` says otherwise. Null and undefined members are left out.
 */
export const multipart: BodyEncoder = (body, encoding = {}) => {
  if (typeof body !== 'object' || body === null) return undefined;
  const parts = new FormData();
  for (const [name, value] of Object.entries(body)) {
    if (value === undefined || value === null) continue;
    appendField(parts, name, value, Object.hasOwn(encoding, name) ? encoding[name] : undefined);
  }
  return parts;
};

function appendField(
  parts: FormData,
  name: string,
  value: unknown,
  encoding: FieldEncoding | undefined,
): void {
  if (encoding && 'style' in encoding) return appendStyled(parts, name, value, encoding);
  for (const item of Array.isArray(value) ? value : [value])
    appendPart(parts, name, item, encoding?.contentType);
}

/** The pairs that a query would have, but without percent-encoding, which forms do not have (RFC 7578, 4.2). */
function appendStyled(
  parts: FormData,
  name: string,
  value: unknown,
  { style, explode }: Extract<FieldEncoding, { style: unknown }>,
): void {
  const definition = explode === undefined ? { style } : { style, explode };
  for (const [key, text] of new URLSearchParams(styled('query', name, value, definition)))
    parts.append(key, text);
}

function appendPart(parts: FormData, name: string, value: unknown, contentType: string | undefined): void {
  if (value === undefined || value === null) return;
  if (value instanceof Blob) return appendBlob(parts, name, value, contentType);
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
    return appendBlob(parts, name, new Blob([bytes(value)]), contentType);
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  // Only a file can have a type here; what has none is text/plain (RFC 7578, 4.4).
  if (!contentType || contentType.startsWith('text/plain')) parts.append(name, text);
  else parts.append(name, new Blob([text], { type: contentType }));
}

/** A type of its own says more than that of the document. */
function appendBlob(parts: FormData, name: string, blob: Blob, type: string | undefined): void {
  if (!type || blob.type) parts.append(name, blob);
  else
    parts.append(
      name,
      blob instanceof File ? new File([blob], blob.name, { type }) : new Blob([blob], { type }),
    );
}

function bytes(value: ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> {
  return ArrayBuffer.isView(value)
    ? new Uint8Array(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
    : new Uint8Array(value);
}

/** Sends text, bytes, a `Blob`, a form or a stream as it is. */
export const raw: BodyEncoder = (body) => (isRaw(body) ? body : undefined);

function isRaw(body: unknown): body is NonNullable<RequestInit['body']> {
  if (typeof body === 'string' || ArrayBuffer.isView(body)) return true;
  return [ArrayBuffer, Blob, FormData, URLSearchParams, ReadableStream].some((kind) => body instanceof kind);
}

/** Encodes a value as JSON that is all of the query (OpenAPI 3.2, 4.12.1). */
export const jsonQuery: QueryEncoder = (value) => {
  const text = JSON.stringify(value);
  return text && encodeURIComponent(text);
};

/** Encodes text that is all of the query. */
export const textQuery: QueryEncoder = (value) =>
  typeof value === 'string' ? encodeURIComponent(value) : undefined;

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
