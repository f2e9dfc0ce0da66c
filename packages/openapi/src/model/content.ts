import type { JsonObject, Json } from '../json/json.js';
import { objectOf, optional } from '../json/read.js';
import { join, member } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import { encodingsOf, ignoreAll } from './encoding.js';
import type { Content, Type } from './model.js';
import { follow } from './read-context.js';
import type { Reading } from './read-context.js';
import { typeOf } from './schema.js';
import { isStream, streamContent } from './streams.js';

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

/** Which format is taken where a body has several. */
const PREFERENCE: readonly Format[] = ['json', 'form', 'multipart', 'stream', 'text', 'binary'];

export function formatOf(mediaType: string): Format {
  const name = essenceOf(mediaType);
  if (isStream(name)) return 'stream';
  return FORMATS.find(({ pattern }) => pattern.test(name))?.format ?? 'binary';
}

/** Whether a response of a media type may be parsed: the JSON that the client reads as such, whatever it asked for. */
export function isParsed(mediaType: string): boolean {
  return /^(json|stream)$/.test(formatOf(mediaType)) || RANGE.test(essenceOf(mediaType));
}

function essenceOf(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

/** The one content of a body that the client speaks, the released one if it is there; the others are put on the account. */
export function contentOf(
  owner: Place<JsonObject>,
  direction: 'request' | 'response',
  reading: Reading,
  released: string | undefined,
): Content | undefined {
  const pointer = join(owner.pointer, 'content');
  const mediaTypes = Object.keys(objectOf(owner.value, 'content'));
  const kept = mediaTypes.find((name) => name === released);
  const chosen = kept ?? mediaTypes.toSorted((a, b) => rankOf(a) - rankOf(b))[0];
  if (chosen === undefined) return undefined;
  for (const name of mediaTypes.filter((type) => type !== chosen))
    reading.account.ignore(join(pointer, name), `the client speaks ${chosen} here`);
  const described = follow(objectOf(owner.value, 'content')[chosen], join(pointer, chosen), reading);
  if (direction === 'response')
    return { ...receivedContent(chosen, described, reading), pointer: join(pointer, chosen) };
  if (formatOf(chosen) === 'stream') {
    ignoreAll(described, 'the items of a stream are written as its media type has them', reading);
    return {
      ...streamContent(chosen, essenceOf(chosen), described, reading),
      pointer: join(pointer, chosen),
    };
  }
  const content = readContent(chosen, described.value, described.pointer, reading);
  return {
    ...content,
    pointer: join(pointer, chosen),
    ...optional('encoding', encodingsOf(described, content, reading)),
  };
}

/** A form is read as the text that it is, parts of several media types as bytes, and a stream item by item. */
function receivedContent(mediaType: string, described: Place<JsonObject>, reading: Reading): Content {
  ignoreAll(described, 'a body that arrives says itself how it is written', reading);
  if (formatOf(mediaType) === 'stream')
    return streamContent(mediaType, essenceOf(mediaType), described, reading);
  const content = readContent(mediaType, described.value, described.pointer, reading);
  const format =
    content.format === 'form' ? 'text' : content.format === 'multipart' ? 'binary' : content.format;
  return { ...content, format, type: carriedType(format, content.type, reading) };
}

function rankOf(mediaType: string): number {
  return PREFERENCE.indexOf(formatOf(mediaType));
}

/** The content of one media type as it is sent. */
function readContent(mediaType: string, value: JsonObject, pointer: string, reading: Reading): Content {
  const declared = declaredType({ value, pointer }, reading);
  const format = formatFor(mediaType, declared, reading);
  return {
    pointer,
    mediaType,
    format,
    type: carriedType(format, declared, reading),
    ...optional('examples', examplesOf(value, reading)),
  };
}

/** Names of any media type, which tell nothing of the format; some documents leave the name empty. */
const RANGE = /^((\*|application)\/\*)?$/;

/** The format of a media type. What a range describes as more than text or bytes is JSON. */
export function formatFor(mediaType: string, declared: Type, reading: Reading): Format {
  if (!RANGE.test(essenceOf(mediaType))) return formatOf(mediaType);
  if (isText(declared, reading)) return 'text';
  const { kind } = namedType(declared, reading) ?? declared;
  return kind === 'unknown' || kind === 'binary' ? 'binary' : 'json';
}

export function declaredType({ value, pointer }: Place<JsonObject>, { schemas }: Reading): Type {
  const schema = member(value, 'schema');
  if (schema === undefined) return { kind: 'unknown', pointer };
  return typeOf({ value: schema, pointer: join(pointer, 'schema') }, schemas);
}

/** Text and bytes arrive as such, whatever the schema says of what is in them. */
export function carriedType(format: Format, declared: Type, reading: Reading): Type {
  if (format !== 'binary' && format !== 'text') return declared;
  if (format === 'text' && isText(declared, reading)) return declared;
  if (!['unknown', 'string', 'binary'].includes(declared.kind))
    reading.account.ignore(
      declared.pointer,
      `this media type is carried as ${CARRIED[format]}, not as what is in it`,
    );
  return { kind: format === 'binary' ? 'binary' : 'string', pointer: declared.pointer };
}

const CARRIED = { text: 'text', binary: 'bytes' } as const;

function isText(type: Type, reading: Reading): boolean {
  const named = namedType(type, reading);
  return named?.kind === 'string' || named?.kind === 'enum';
}

function namedType(type: Type, { schemas }: Reading): Type | undefined {
  return type.kind === 'reference' ? schemas.type(type.to) : type;
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
