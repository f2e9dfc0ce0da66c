import { isObject, member, objectOf, textMember } from '../document/json.js';
import type { Json } from '../document/json.js';
import { explodeOf } from '../document/operations.js';
import type { MediaType } from '../document/operations.js';
import { child } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import { possibleParts, propertiesOf } from '../schema/composition.js';
import type { Validate } from '../schema/validators.js';
import { coerced, shapesOf } from './coercion.js';
import { readingOf } from './media-types.js';
import { queryPairs, textOf } from './message.js';
import { queryDecoded, readPairs } from './styles.js';
import type { Pair } from './message.js';

/** A body as a JSON value; undefined for bytes, which no schema judges. */
export type ReadBody = { readonly value: Json | undefined } | { readonly problem: string };

/** Reads a body as its media type and the documented encoding of its fields say. */
export async function readBody(
  source: Source,
  media: MediaType,
  contentType: string,
  body: Uint8Array<ArrayBuffer>,
  validate: Validate,
): Promise<ReadBody> {
  try {
    return await read(source, media, contentType, body, validate);
  } catch (error) {
    return {
      problem: `is not ${readingOf(contentType)}: ${error instanceof Error ? error.name : 'unreadable'}`,
    };
  }
}

async function read(
  source: Source,
  media: MediaType,
  contentType: string,
  body: Uint8Array<ArrayBuffer>,
  validate: Validate,
): Promise<ReadBody> {
  switch (readingOf(contentType)) {
    case 'json':
      return body.length === 0 ? { problem: 'is empty' } : { value: JSON.parse(textOf(body)) };
    case 'urlencoded': {
      const fields = formFields(source, media, queryPairs(textOf(body)));
      return { value: coerced(source, media.schema, fields, validate) };
    }
    case 'multipart': {
      const fields = await multipartFields(source, media, contentType, body);
      return { value: coerced(source, media.schema, fields, validate) };
    }
    case 'text':
      return { value: coerced(source, media.schema, textOf(body), validate) };
    case 'bytes':
    case 'unjudged':
      return { value: undefined };
  }
}

/** The fields of a urlencoded form, leaves as text (OpenAPI 3.1, Encoding Object). */
function formFields(source: Source, media: MediaType, pairs: readonly Pair[]): Json {
  const declared = media.schema === undefined ? new Map() : propertiesOf(possibleParts(source, media.schema));
  const taken = new Set<string>();
  const entries: [string, Json][] = [];
  for (const [name, [schema]] of declared) {
    const found = formField(source, media, name, schema, pairs, new Set(declared.keys()));
    if (found === undefined || 'problem' in found) continue;
    entries.push([name, found.value]);
    for (const key of found.keys ?? []) taken.add(key);
  }
  for (const [key, value] of pairs) {
    const name = queryDecoded(key);
    if (!taken.has(name)) entries.push([name, queryDecoded(value)]);
  }
  return objectOf(entries);
}

function formField(
  source: Source,
  media: MediaType,
  name: string,
  schema: Located | undefined,
  pairs: readonly Pair[],
  declared: ReadonlySet<string>,
): ReturnType<typeof readPairs> {
  const encodings = child(media.at, 'encoding');
  const encoding = encodings && child(encodings, name);
  const style = textMember(encoding?.value, 'style') ?? 'form';
  const explode = encoding === undefined ? true : explodeOf(encoding, style);
  const shapes = shapesOf(source, schema);
  const own = pairs.filter(([key]) => queryDecoded(key) === name);
  const text = own.length === 1 ? queryDecoded(own[0]?.[1] ?? '') : undefined;
  const parsed = shapes.includes('object') && text !== undefined ? parsedObject(text) : undefined;
  if (parsed !== undefined) return { value: parsed, keys: [name] };
  const deep = readPairs({ name, style: 'deepObject', explode }, pairs, 'object');
  if (deep !== undefined) return deep;
  const [shape = 'primitive'] = shapes;
  return readPairs({ name, style, explode }, pairs, shape, queryDecoded, (key) => !declared.has(key));
}

function parsedObject(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return isObject(value) || Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The parts of a multipart form: files as one character a byte, objects parsed. */
async function multipartFields(
  source: Source,
  media: MediaType,
  contentType: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<Json> {
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
  const declared = media.schema === undefined ? new Map() : propertiesOf(possibleParts(source, media.schema));
  const names = [...new Set(form.keys())];
  const entries = names.map(async (name): Promise<[string, Json]> => {
    const parts = await Promise.all(form.getAll(name).map(partText));
    const [schema] = declared.get(name) ?? [];
    const shapes = shapesOf(source, schema);
    const values =
      shapes.includes('object') || nested(source, schema)
        ? parts.map((text) => parsedObject(text) ?? text)
        : parts;
    return [name, shapes[0] === 'array' && !Array.isArray(values[0]) ? values : (values[0] ?? '')];
  });
  return objectOf(await Promise.all(entries));
}

/** Whether the items of an array are objects, each of which is then a part in JSON. */
function nested(source: Source, schema: Located | undefined): boolean {
  const item = schema && child(schema, 'items');
  return item !== undefined && shapesOf(source, item).includes('object');
}

async function partText(part: FormDataEntryValue): Promise<string> {
  return typeof part === 'string' ? part : latin1(new Uint8Array(await part.arrayBuffer()));
}

/** One character for each byte. */
export function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** Whether a schema describes bytes: `format: binary`, or 3.1's `contentMediaType` without `contentEncoding`. */
export function isBinary(source: Source, schema: Located | undefined): boolean {
  if (schema === undefined) return true;
  return possibleParts(source, schema).some(
    ({ at }) =>
      textMember(at.value, 'format') === 'binary' ||
      (member(at.value, 'contentMediaType') !== undefined &&
        member(at.value, 'contentEncoding') === undefined),
  );
}
