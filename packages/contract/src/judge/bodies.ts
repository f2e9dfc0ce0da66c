import { isObject, LimitError, member, objectOf, parsedJson, textMember } from '../document/json.js';
import type { Json } from '../document/json.js';
import { explodeOf } from '../document/operations.js';
import type { MediaType } from '../document/operations.js';
import { child } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import { BudgetError } from '../schema/budget.js';
import { isBinary, possibleParts, propertiesOf } from '../schema/composition.js';
import type { Validate } from '../schema/validators.js';
import { coerced, shapesOf } from './coercion.js';
import { readingOf } from '../document/media-types.js';
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
    if (error instanceof BudgetError) throw error;
    if (error instanceof LimitError) return { problem: error.message };
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
      return body.length === 0 ? { problem: 'is empty' } : { value: parsedJson(textOf(body)) };
    case 'urlencoded': {
      const fields = formFields(source, media, queryPairs(textOf(body)));
      return { value: coerced(source, media.schema, fields, validate) };
    }
    case 'multipart': {
      const fields = await multipartFields(source, media, contentType, body);
      return { value: coerced(source, media.schema, fields, validate) };
    }
    case 'text':
      // What a schema says of the structure of a text (CSV, say) is not judged.
      if (!shapesOf(source, media.schema).includes('primitive')) return { value: undefined };
      return { value: coerced(source, media.schema, textOf(body), validate) };
    case 'bytes':
    case 'opaque':
    case 'unjudged':
      return { value: undefined };
  }
}

/** More fields than a form that people fill in has; what declares a field looks at all of them. */
const MOST_FIELDS = 10_000;

function checkCount(fields: number): void {
  if (fields > MOST_FIELDS) throw new LimitError(`has more than ${MOST_FIELDS} fields`);
}

/** The fields of a urlencoded form, leaves as text (OpenAPI 3.1, Encoding Object). */
function formFields(source: Source, media: MediaType, pairs: readonly Pair[]): Json {
  checkCount(pairs.length);
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
  const { style, explode } = encodingOf(media, name) ?? { style: 'form', explode: true };
  const shapes = shapesOf(source, schema);
  const own = pairs.filter(([key]) => queryDecoded(key) === name);
  const text = own.length === 1 ? queryDecoded(own[0]?.[1] ?? '') : undefined;
  const parsed = shapes.includes('object') && text !== undefined ? parsedObject(text) : undefined;
  if (parsed !== undefined) return { value: parsed, keys: [name] };
  const items = shapes.includes('array') ? own.map(([, value]) => parsedObject(queryDecoded(value))) : [];
  if (items.length > 0 && items.every((item) => item !== undefined)) return { value: items, keys: [name] };
  const deep = readPairs({ name, style: 'deepObject', explode }, pairs, 'object');
  if (deep !== undefined) return deep;
  const [shape = 'primitive'] = shapes;
  return readPairs({ name, style, explode }, pairs, shape, queryDecoded, (key) => !isOwned(key, declared));
}

/** Whether a key is a declared field, or a member of one in brackets. */
function isOwned(key: string, declared: ReadonlySet<string>): boolean {
  return declared.has(key) || declared.has(key.replace(/\[.*$/s, ''));
}

/** The style of a field where the document gives it one (OpenAPI 3.1, Encoding Object). */
export function encodingOf(media: MediaType, name: string): { style: string; explode: boolean } | undefined {
  const encodings = child(media.at, 'encoding');
  const encoding = encodings && child(encodings, name);
  const isStyled = ['style', 'explode', 'allowReserved'].some(
    (keyword) => member(encoding?.value, keyword) !== undefined,
  );
  if (encoding === undefined || !isStyled) return undefined;
  const style = textMember(encoding.value, 'style') ?? 'form';
  return { style, explode: explodeOf(encoding, style) };
}

function parsedObject(text: string): Json | undefined {
  try {
    const value = parsedJson(text);
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
  checkCount([...form.keys()].length);
  const declared = media.schema === undefined ? new Map() : propertiesOf(possibleParts(source, media.schema));
  const pairs = [...form].flatMap(([name, part]): Pair[] =>
    typeof part === 'string' ? [[asQuery(name), asQuery(part)]] : [],
  );
  const entries: [string, Json][] = [];
  const taken = new Set<string>();
  for (const [name, [schema]] of declared) {
    // OpenAPI 3.0 gives a style no meaning here.
    const styled = source.legacy ? undefined : encodingOf(media, name);
    const [shape = 'primitive'] = shapesOf(source, schema);
    const free = (key: string): boolean => !isOwned(key, new Set(declared.keys()));
    const found = styled && readPairs({ name, ...styled }, pairs, shape, queryDecoded, free);
    if (found === undefined || 'problem' in found) continue;
    entries.push([name, found.value]);
    for (const key of found.keys ?? []) taken.add(key);
  }
  for (const name of new Set(form.keys())) {
    if (!taken.has(name))
      entries.push([name, await partsValue(source, declared.get(name)?.[0], form.getAll(name))]);
  }
  return objectOf(entries);
}

/** Text as a query has it, but for the delimiter of style form. */
function asQuery(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\ufffd')).replaceAll('%2C', ',');
}

async function partsValue(
  source: Source,
  schema: Located | undefined,
  parts: readonly FormDataEntryValue[],
): Promise<Json> {
  const shapes = shapesOf(source, schema);
  const item = shapes[0] === 'array' && schema !== undefined ? itemOf(source, schema) : schema;
  const texts = await Promise.all(parts.map((part) => partText(part, isBinary(source, item))));
  const values =
    shapes.includes('object') || nested(source, schema)
      ? texts.map((text) => parsedObject(text) ?? text)
      : texts;
  return shapes[0] === 'array' && !Array.isArray(values[0]) ? values : (values[0] ?? '');
}

/** What the items of an array are. */
export function itemOf(source: Source, array: Located): Located {
  const items = possibleParts(source, array).flatMap(({ at }) => child(at, 'items') ?? []);
  return items[0] ?? { value: {}, pointer: array.pointer };
}

/** Whether the items of an array are objects, each of which is then a part in JSON. */
function nested(source: Source, schema: Located | undefined): boolean {
  const item = schema && child(schema, 'items');
  return item !== undefined && shapesOf(source, item).includes('object');
}

/** A text may come as a file, which alone can have a content type. */
async function partText(part: FormDataEntryValue, binary: boolean): Promise<string> {
  if (typeof part === 'string') return part;
  return binary ? latin1(new Uint8Array(await part.arrayBuffer())) : part.text();
}

/** One character for each byte. */
export function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
