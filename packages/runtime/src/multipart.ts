import type { BodyEncoder, FieldEncoding } from './definition.js';
import { styled } from './styles.js';

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
