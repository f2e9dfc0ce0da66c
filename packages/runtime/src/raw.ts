import type { BodyEncoder } from './definition.js';

/** Sends text, bytes, a `Blob`, a form or a stream as it is. */
export const raw: BodyEncoder = (body) => (isRaw(body) ? body : undefined);

function isRaw(body: unknown): body is NonNullable<RequestInit['body']> {
  if (typeof body === 'string' || ArrayBuffer.isView(body)) return true;
  return [ArrayBuffer, Blob, FormData, URLSearchParams, ReadableStream].some((kind) => body instanceof kind);
}
