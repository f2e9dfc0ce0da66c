import { join, member } from '../load/pointer.js';
import type { JsonObject, Place } from '../load/pointer.js';
import { objectOf, optional } from './facts.js';
import type { Content, Json, Type } from './model.js';
import { follow } from './reading.js';
import type { Reading } from './reading.js';
import { typeOf } from './schema.js';

type Format = Content['format'];

/** What each media type is to the runtime, first match first. Parameters (`; charset=…`) do not count. */
const FORMATS: readonly { readonly pattern: RegExp; readonly format: Format }[] = [
  { pattern: /^application\/(.*\+)?json$/, format: 'json' },
  { pattern: /^.*\/.*\+json$/, format: 'json' },
  { pattern: /^application\/x-www-form-urlencoded$/, format: 'form' },
  { pattern: /^multipart\/form-data$/, format: 'multipart' },
  { pattern: /^text\//, format: 'text' },
  { pattern: /^application\/(.*\+)?(xml|yaml|x-yaml|graphql|jwt)$/, format: 'text' },
  { pattern: /.*/, format: 'binary' },
];

/** Media types whose bodies come in pieces that a single value cannot hold. */
const STREAMS = /^(text\/event-stream|application\/(jsonl|x-ndjson|ndjson|json-seq|stream\+json))$/;

/** Which format is taken where a body has several. */
const PREFERENCE: readonly Format[] = ['json', 'form', 'multipart', 'text', 'binary'];

export function formatOf(mediaType: string): Format {
  const name = essenceOf(mediaType);
  return FORMATS.find(({ pattern }) => pattern.test(name))?.format ?? 'binary';
}

function essenceOf(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

/** The one content of a body that the client speaks; the others are put on the account. */
export function contentOf(
  owner: Place<JsonObject>,
  direction: 'request' | 'response',
  reading: Reading,
): Content | undefined {
  const pointer = join(owner.pointer, 'content');
  const mediaTypes = Object.keys(objectOf(owner.value, 'content'));
  for (const name of mediaTypes.filter((type) => STREAMS.test(essenceOf(type)))) {
    reading.account.refuse(
      join(pointer, name),
      `streams of ${name} are not supported yet`,
      'remove this media type',
    );
  }
  const chosen = mediaTypes.toSorted((a, b) => rankOf(a) - rankOf(b))[0];
  if (chosen === undefined) return undefined;
  for (const name of mediaTypes.filter((type) => type !== chosen))
    reading.account.ignore(join(pointer, name), `the client speaks ${chosen} here`);
  const described = follow(objectOf(owner.value, 'content')[chosen], join(pointer, chosen), reading);
  const content = {
    ...readContent(chosen, described.value, described.pointer, reading),
    pointer: join(pointer, chosen),
  };
  return direction === 'request' ? content : received(content);
}

/** A form is read as the text that it is, and parts of several media types as bytes. */
function received(content: Content): Content {
  const format =
    content.format === 'form' ? 'text' : content.format === 'multipart' ? 'binary' : content.format;
  return { ...content, format, type: carriedType(format, content.type) };
}

function rankOf(mediaType: string): number {
  return PREFERENCE.indexOf(formatOf(mediaType));
}

/** The content of one media type as it is sent. */
export function readContent(
  mediaType: string,
  value: JsonObject,
  pointer: string,
  reading: Reading,
): Content {
  const format = formatOf(mediaType);
  const schema = member(value, 'schema');
  const declared: Type =
    schema === undefined
      ? { kind: 'unknown', pointer }
      : typeOf({ value: schema, pointer: join(pointer, 'schema') }, reading.schemas);
  return {
    pointer,
    mediaType,
    format,
    type: carriedType(format, declared),
    ...optional('examples', examplesOf(value, reading)),
  };
}

/** Text and bytes arrive as such, whatever the schema says of what is in them. */
function carriedType(format: Format, declared: Type): Type {
  if (format === 'binary') return { kind: 'binary', pointer: declared.pointer };
  const isText = declared.kind === 'string' || declared.kind === 'enum' || declared.kind === 'reference';
  return format === 'text' && !isText ? { kind: 'string', pointer: declared.pointer } : declared;
}

function examplesOf(value: JsonObject, reading: Reading): readonly Json[] | undefined {
  const one = member(value, 'example');
  const many = Object.values(objectOf(value, 'examples'))
    .map((item) => follow(item, '#', reading).value)
    .map((example) => member(example, 'value') ?? member(example, 'dataValue'))
    .filter((item) => item !== undefined);
  const all = one === undefined ? many : [one, ...many];
  return all.length === 0 ? undefined : all;
}
