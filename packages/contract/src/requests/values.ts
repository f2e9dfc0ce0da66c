import { isBinary } from '../schema/composition.js';
import { isList, isObject, objectOf } from '../document/json.js';
import type { Json } from '../document/json.js';
import type { MediaType, Operation, Parameter } from '../document/operations.js';
import { DocumentError } from '../document/source.js';
import type { Located, Source } from '../document/source.js';
import { encodingOf, itemOf, latin1 } from '../judge/bodies.js';
import type { Judge } from '../judge/judge.js';
import { shapesOf } from '../judge/coercion.js';
import { readingOf } from '../document/media-types.js';
import type { Reading } from '../document/media-types.js';
import { ownsName } from '../judge/request.js';
import { NASTY_STRINGS } from '../sample/scalars.js';
import type { Sample } from '../sample/sampler.js';
import { possibleParts, propertiesOf } from '../schema/composition.js';

/** The values to send in a parameter, the first one plain. Throws DocumentError where none can be written. */
export function parameterValues(judge: Judge, operation: Operation, parameter: Parameter): Sample[] {
  const { schema } = parameter;
  if (schema === undefined) return [{ label: 'text', value: 'text' }];
  const { sampler } = judge;
  const examples = sampler
    .examples(parameter.examples, schema, 'request')
    .filter((one) => one.problems.length === 0);
  const candidates = [
    ...examples,
    ...sampler.samples(schema, 'request'),
    ...nastyValues(judge, schema, sampler.least(schema, 'request')),
  ];
  const writable = candidates.filter(({ value }) => isWritable(judge.source, operation, parameter, value));
  if (writable.length > 0) return distinct(writable);
  const problem = `no valid value of ${parameter.in} parameter ${parameter.name} can be written in style ${parameter.style}`;
  throw new DocumentError(parameter.pointer, `${problem}; add an example or change the style`);
}

/** Whether the style can carry the value so that it can be read back. What is lossy by nature is not sent. */
function isWritable(source: Source, operation: Operation, parameter: Parameter, value: Json): boolean {
  if (parameter.mediaType !== undefined && readingOf(parameter.mediaType) === 'json')
    return parameter.in === 'query' || parameter.in === 'querystring' || isPlainText(JSON.stringify(value));
  if (parameter.mediaType !== undefined && typeof value !== 'string') return false;
  if (value === null) return false;
  if (isList(value)) return value.length > 0 && value.every((item) => isWritableItem(parameter, item));
  if (!isObject(value)) return isWritableText(parameter, String(value));
  const entries = Object.entries(value);
  const spread = parameter.explode && parameter.style !== 'deepObject';
  const clashes = spread && entries.some(([name]) => !ownsName(source, operation, parameter, name));
  return (
    entries.length > 0 &&
    !clashes &&
    entries.every(([name, item]) => /^[\w.-]+$/.test(name) && isWritableItem(parameter, item))
  );
}

function isWritableText({ in: place }: Parameter, text: string): boolean {
  switch (place) {
    case 'path':
      return text !== '' && text !== '.' && text !== '..';
    case 'query':
      return true;
    case 'querystring':
      return text !== '';
    case 'header':
      return isPlainText(text);
    case 'cookie':
      return isPlainText(text) && !/[\s;,"\\]/.test(text);
  }
}

/** Visible ASCII with spaces only inside: what every client can put into a header as it is. */
function isPlainText(text: string): boolean {
  return /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text);
}

/** What stands between items, encoded or not, cannot be part of one. */
const DELIMITERS: Readonly<Record<string, RegExp>> = {
  spaceDelimited: /[\s+]/,
  pipeDelimited: /\|/,
  label: /\./,
};

function isWritableItem(parameter: Parameter, item: Json): boolean {
  if (item === null || typeof item === 'object') return false;
  const text = String(item);
  const delimiter = DELIMITERS[parameter.style];
  const bare = parameter.in === 'header' || parameter.in === 'cookie';
  if (text === '' || delimiter?.test(text) === true || (bare && /[,=]/.test(text))) return false;
  return isWritableText(parameter, text);
}

function distinct(samples: readonly Sample[]): Sample[] {
  const byText = new Map(samples.toReversed().map((sample) => [JSON.stringify(sample.value), sample]));
  return [...byText.values()].toReversed();
}

/** A request body: what the call is given, and what has to arrive. */
export interface BodyValue extends Pick<Sample, 'label' | 'kind'> {
  /** JSON, or a Blob or bytes where the document has binary. */
  readonly given: unknown;
  /** The JSON value that arrives, or the bytes. */
  readonly arrives: Json | Uint8Array;
}

/** Bytes that are no UTF-8 and hold every trap of text: zero, line ends, a quote, a high byte. */
export const BYTES = Uint8Array.from([0, 13, 10, 34, 45, 45, 128, 255, 37, 0]);

/** Stands for text whose structure no schema judges. */
export const OPAQUE = 'text';

/** The bodies to send in a media type. Throws DocumentError where none can be made. */
export function bodyValues(judge: Judge, media: MediaType): BodyValue[] {
  const reading = readingOf(media.type);
  // Bytes under a range say themselves what they are.
  const given = media.name.includes('*') ? new Blob([BYTES], { type: media.type }) : BYTES;
  if (reading === 'bytes') return [{ label: 'bytes', given, arrives: BYTES }];
  if (reading === 'unjudged')
    throw new DocumentError(media.pointer, `${media.name} is not made by the judge; list it as ignored`);
  const isOpaque = reading === 'text' && !shapesOf(judge.source, media.schema).includes('primitive');
  if (reading === 'opaque' || isOpaque)
    return [{ label: 'text', given: OPAQUE, arrives: new TextEncoder().encode(OPAQUE) }];
  const samples = bodySamples(judge, media);
  const sendable =
    reading === 'json' ? samples : samples.filter(({ value }) => isFormValue(media, value, reading));
  return sendable.map(({ label, kind, value }) => ({
    label,
    ...(kind && { kind }),
    given: reading === 'multipart' ? withFiles(judge.source, media, value, blobOf) : value,
    arrives: reading === 'multipart' ? asJson(withFiles(judge.source, media, value, bytesText)) : value,
  }));
}

/** Of what nothing is documented: a value that its format can carry, where that is not text. */
const ANY: Partial<Record<Reading, Json>> = {
  json: {},
  urlencoded: { field: 'text' },
  multipart: { field: 'text' },
};

function bodySamples(judge: Judge, media: MediaType): Sample[] {
  const { schema } = media;
  if (schema === undefined) return [{ label: 'text', value: ANY[readingOf(media.type)] ?? 'text' }];
  const examples = judge.sampler
    .examples(media.at, schema, 'request')
    .filter(({ problems }) => problems.length === 0);
  const samples = [...examples, ...judge.sampler.samples(schema, 'request')];
  return distinct([...samples, ...nastyValues(judge, schema, judge.sampler.least(schema, 'request'))]);
}

/** Members, there or only declared, that are looked at for each of the nasty strings: many of them are tried in few places. */
const MOST_MEMBERS = 20_000;

/** The smallest value with a nasty string in it, once in each place at the top that allows one. */
function nastyValues(judge: Judge, schema: Located, least: Json): Sample[] {
  const valid: Sample[] = [];
  // Made one after another: where a budget ends, the others are not made.
  for (const sample of nastyCandidates(judge, schema, least))
    if (judge.sampler.validate(schema, 'request', sample.value).length === 0) valid.push(sample);
  return valid;
}

function* nastyCandidates(judge: Judge, schema: Located, least: Json): Generator<Sample> {
  if (isObject(least)) {
    const entries = Object.entries(least);
    const declared = [...propertiesOf(possibleParts(judge.source, schema)).keys()];
    const names = declared.slice(0, Math.ceil(MOST_MEMBERS / (entries.length + declared.length + 1)));
    for (const name of names)
      for (const text of NASTY_STRINGS)
        yield {
          label: `${name}: ${JSON.stringify(text)}`,
          value: objectOf([...entries, [name, text] as const]),
        };
  }
  for (const text of NASTY_STRINGS)
    for (const value of [text, [text, 'text']]) yield { label: JSON.stringify(value), value };
}

/**
 * What a form can tell apart from everything else: not null, empty lists and objects, and in a urlencoded form no nesting;
 * where a field has a style, nothing that its delimiters could be part of.
 */
function isFormValue(media: MediaType, value: Json, reading: 'urlencoded' | 'multipart' | 'text'): boolean {
  if (reading === 'text') return typeof value === 'string';
  if (!isObject(value)) return false;
  return Object.entries(value).every(([name, field]) => {
    if (field === null) return false;
    if (typeof field !== 'object') return true;
    const inner = Object.values(field);
    if (inner.length === 0) return false;
    if (encodingOf(media, name) !== undefined)
      return inner.every((one) => isFormLeaf(one) && /^[\w.-]+$/.test(String(one)));
    if (isList(field))
      return inner.every((item) => typeof item !== 'object' || (reading === 'multipart' && isObject(item)));
    return reading === 'multipart' || inner.every((one) => isFormLeaf(one));
  });
}

function isFormLeaf(value: Json): boolean {
  return value !== null && typeof value !== 'object' && value !== '';
}

/** The value with the strings of its binary fields replaced. */
function withFiles(
  source: Source,
  { schema }: MediaType,
  value: Json,
  made: (text: string) => unknown,
): unknown {
  if (schema === undefined || !isObject(value)) return value;
  const declared = propertiesOf(possibleParts(source, schema));
  const field = (name: string, one: Json): unknown => {
    const [place] = declared.get(name) ?? [];
    if (place === undefined) return one;
    if (isList(one))
      return isBinary(source, itemOf(source, place)) ? one.map((item) => made(String(item))) : one;
    return isBinary(source, place) ? made(String(one)) : one;
  };
  return objectOf(Object.entries(value).map(([name, one]) => [name, field(name, one)] as const));
}

function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}

function blobOf(text: string): Blob {
  return new Blob([text]);
}

/** The bytes of a file as the judge reads them: one character each. */
function bytesText(text: string): string {
  return latin1(new TextEncoder().encode(text));
}
