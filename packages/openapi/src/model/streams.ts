import type { JsonObject } from '../json/json.js';
import { isObject, join, member } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import { follow } from './read-context.js';
import type { Reading } from './read-context.js';
import type { Content, Property, StreamReader, Type } from './model.js';
import { typeOf } from './schema.js';

/** Media types whose bodies come in pieces that a single value cannot hold. */
const STREAMS: readonly { readonly pattern: RegExp; readonly events: boolean }[] = [
  { pattern: /^text\/event-stream$/, events: true },
  {
    pattern:
      /^application\/(jsonl|jsonlines|ndjson|x-ndjson|x-jsonlines|json-seq|stream\+json|.*\+json-seq)$/,
    events: false,
  },
];

export function isStream(essence: string): boolean {
  return STREAMS.some(({ pattern }) => pattern.test(essence));
}

/**
 * The content of a stream. `itemSchema` (OpenAPI 3.2, section 4.14.3) describes an event where it has a property `data`,
 * else, like the `schema` of older documents, the JSON in an event's data or on a line.
 */
export function streamContent(
  mediaType: string,
  essence: string,
  { value, pointer }: Place<JsonObject>,
  reading: Reading,
): Content {
  const keyword = ['itemSchema', 'schema'].find((name) => Object.hasOwn(value, name));
  const schema = keyword === undefined ? undefined : member(value, keyword);
  const content = (reader: StreamReader, items: Type): Content => ({
    pointer,
    mediaType,
    format: 'stream',
    reader,
    type: { kind: 'stream', pointer, items },
  });
  const lines = STREAMS.some(({ pattern, events }) => !events && pattern.test(essence));
  if (keyword === undefined || schema === undefined) {
    return lines
      ? content('jsonLines', { kind: 'unknown', pointer })
      : content('serverSentEvents', anyEvent(pointer));
  }
  const place: Place = { value: schema, pointer: join(pointer, keyword) };
  const type = typeOf(place, reading.schemas);
  if (lines) return content('jsonLines', type);
  const data = keyword === 'itemSchema' ? dataOf(place, reading) : undefined;
  if (data === undefined) return content('eventData', type);
  const isText =
    data.value['type'] === 'string' &&
    !Object.hasOwn(data.value, 'contentSchema') &&
    data.value['contentMediaType'] !== 'application/json';
  return isText ? content('serverSentEvents', type) : content('jsonEvents', eventWith(type, data, reading));
}

/** The schema of an event's data. */
function dataOf({ value, pointer }: Place, reading: Reading): Place<JsonObject> | undefined {
  const event = follow(value, pointer, reading);
  const properties = event.value['properties'];
  const data = isObject(properties) ? member(properties, 'data') : undefined;
  return data === undefined
    ? undefined
    : follow(data, join(join(event.pointer, 'properties'), 'data'), reading);
}

/** An event whose data is text that holds JSON is typed by that JSON. */
function eventWith(type: Type, data: Place<JsonObject>, reading: Reading): Type {
  const encoded = member(data.value, 'contentSchema');
  const isText = data.value['type'] === 'string';
  if (encoded === undefined && !isText) return type;
  const schema: Place = { value: encoded ?? true, pointer: join(data.pointer, 'contentSchema') };
  const parsed: Type = { ...typeOf(schema, reading.schemas), pointer: data.pointer };
  const others = propertiesOf(type, reading).filter(({ name }) => name !== 'data');
  return {
    kind: 'object',
    pointer: type.pointer,
    properties: [{ name: 'data', type: parsed, required: true }, ...others],
  };
}

function propertiesOf(type: Type, reading: Reading): readonly Property[] {
  if (type.kind === 'object') return type.properties;
  const target = type.kind === 'reference' ? reading.schemas.type(type.to) : undefined;
  return target === undefined ? [] : propertiesOf(target, reading);
}

/** An event of which nothing is documented (WHATWG HTML, section 9.2.6). */
function anyEvent(pointer: string): Type {
  const property = (name: string, type: Type, required: boolean): Property => ({ name, type, required });
  const text: Type = { kind: 'string', pointer };
  return {
    kind: 'object',
    pointer,
    properties: [
      property('data', text, true),
      property('event', text, false),
      property('id', text, false),
      property('retry', { kind: 'number', integer: true, pointer }, false),
    ],
  };
}
