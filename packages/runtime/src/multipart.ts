import type { BodyEncoder } from './definition.js';

/**
 * Encodes a body as `multipart/form-data` (RFC 7578): blobs and bytes as files, a part for each item of an array, other
 * objects as JSON. Null and undefined members are left out.
 */
export const multipart: BodyEncoder = (body) => {
  if (typeof body !== 'object' || body === null) return undefined;
  const parts = new FormData();
  for (const [name, value] of Object.entries(body)) {
    for (const item of Array.isArray(value) ? value : [value]) appendPart(parts, name, item);
  }
  return parts;
};

function appendPart(parts: FormData, name: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (value instanceof Blob) parts.append(name, value);
  else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
    parts.append(name, new Blob([bytes(value)]));
  else parts.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function bytes(value: ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> {
  return ArrayBuffer.isView(value)
    ? new Uint8Array(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
    : new Uint8Array(value);
}
