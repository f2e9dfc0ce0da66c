import { BODILESS_STATUSES } from '../document/http.js';
import { isObject, member, objectOf } from '../document/json.js';
import type { Json } from '../document/json.js';
import type { DocumentedResponse, MediaType, Operation } from '../document/operations.js';
import { DocumentError, without } from '../document/source.js';
import type { Judge } from '../judge/judge.js';
import { documentedFor, essence, readingOf } from '../document/media-types.js';
import type { Reading } from '../document/media-types.js';
import type { HttpResponse } from '../judge/message.js';
import { documentedStatus } from '../judge/response.js';
import { responseOf, statusFor } from '../mock/answers.js';
import type { Sample } from '../sample/sampler.js';
import { possibleParts, propertiesOf } from '../schema/composition.js';
import type { Expected } from './result-assertions.js';
import { BYTES, OPAQUE } from '../requests/values.js';

/** An answer for a call to get, and what the call then has to come to. */
export interface Reply {
  readonly label: string;
  readonly answer: HttpResponse;
  readonly expected: Expected;
}

/** What replies depend on besides the operation. */
export interface Setting {
  readonly judge: Judge;
  /** The member of a successful JSON body that calls resolve to, where the document has one. */
  readonly envelope: string | undefined;
  readonly isIgnored: (pointer: string) => boolean;
}

/** Valid answers of one documented response in one media type. Throws DocumentError where none can be made. */
export function validReplies(
  setting: Setting,
  operation: Operation,
  response: DocumentedResponse,
  media: MediaType | undefined,
): Reply[] {
  const { judge } = setting;
  if (media === undefined) return [emptyReply(judge, operation, response)];
  const plain = responseOf(judge, operation, response, media, null);
  if (operation.method === 'HEAD')
    return [{ label: 'no body', answer: plain, expected: headExpected(plain.status) }];
  const reading = readingOf(media.type);
  if (reading === 'unjudged')
    throw new DocumentError(media.pointer, `${media.name} is not made by the judge; list it as ignored`);
  const whole = wholeBody(reading);
  if (whole !== undefined) {
    const expected = bodyExpected(plain.status, { kind: 'bytes', bytes: whole.body }, undefined);
    return [{ label: whole.label, answer: { ...plain, body: whole.body }, expected }];
  }
  return responseSamples(judge, media)
    .filter(({ value }) => !breaksEnvelope(setting, plain.status, media, value))
    .map(({ label, value }) => {
      const answer = responseOf(judge, operation, response, media, value);
      return { label, answer, expected: expectedOf(setting, media, answer, value) };
    });
}

/** What is answered in a media type whose bodies no schema judges. */
function wholeBody(reading: Reading): { label: string; body: Uint8Array<ArrayBuffer> } | undefined {
  if (reading === 'bytes' || reading === 'multipart') return { label: 'bytes', body: BYTES };
  return reading === 'opaque' ? { label: 'text', body: new TextEncoder().encode(OPAQUE) } : undefined;
}

function emptyReply(judge: Judge, operation: Operation, response: DocumentedResponse): Reply {
  const answer = responseOf(judge, operation, response, undefined, null);
  return { label: 'no body', answer, expected: headExpected(answer.status) };
}

function headExpected(status: number): Expected {
  return bodyExpected(status, { kind: 'nothing' }, undefined);
}

/** 2xx gives the value, 4xx and 5xx an error of that status; a redirect that leads nowhere is some error. */
function bodyExpected(status: number, success: Expected, body: Json | undefined): Expected {
  if (status >= 200 && status < 300) return success;
  return status < 400 ? { kind: 'error' } : { kind: 'status', status, body };
}

function expectedOf(setting: Setting, media: MediaType, answer: HttpResponse, value: Json): Expected {
  if (readingOf(media.type) !== 'json') {
    const text = new TextDecoder().decode(answer.body);
    return bodyExpected(answer.status, { kind: 'value', value: text }, undefined);
  }
  const inside = hasEnvelope(setting, media) ? member(value, setting.envelope ?? '') : value;
  return bodyExpected(answer.status, { kind: 'value', value: inside ?? null }, value);
}

function responseSamples(judge: Judge, media: MediaType): readonly Sample[] {
  const { schema } = media;
  const reading = readingOf(media.type);
  const examples = judge.sampler
    .examples(media.at, schema, 'response')
    .filter(({ problems }) => problems.length === 0);
  if (schema !== undefined) return [...examples, ...judge.sampler.samples(schema, 'response')];
  return examples.length > 0
    ? examples
    : [{ label: 'text', value: reading === 'json' ? { any: ['value'] } : 'text' }];
}

/** Whether the envelope applies: a JSON object that documents the member. */
function hasEnvelope({ judge, envelope }: Setting, media: MediaType): boolean {
  if (envelope === undefined || media.schema === undefined || readingOf(media.type) !== 'json') return false;
  return propertiesOf(possibleParts(judge.source, media.schema)).has(envelope);
}

/** A success without the member, or one that says `success: false`, is valid by its schema but no success. */
function breaksEnvelope(setting: Setting, status: number, media: MediaType, value: Json): boolean {
  if (status >= 300 || !hasEnvelope(setting, media)) return false;
  return member(value, setting.envelope ?? '') === undefined || member(value, 'success') === false;
}

/** Answers that break the document and that a client must turn into errors. */
export function brokenReplies(
  setting: Setting,
  operation: Operation,
  response: DocumentedResponse,
  media: MediaType,
): Reply[] {
  if (operation.method === 'HEAD') return [];
  const [valid] = validReplies(setting, operation, response, media);
  if (valid === undefined || BODILESS_STATUSES.includes(valid.answer.status)) return [];
  const { status } = valid.answer;
  // Text and bytes are given whole, and their media type stands in the response: the caller sees it.
  const wrongType = readingOf(media.type) === 'json' ? wrongMediaType(response, valid) : [];
  if (status >= 300)
    return wrongType.map((one) => ({ ...one, expected: bodyExpected(status, ERROR, undefined) }));
  return [
    ...wrongType,
    ...wrongStatus(operation, valid),
    ...(readingOf(media.type) === 'json' ? brokenJson(valid) : []),
    ...(hasEnvelope(setting, media) ? brokenEnvelopes(setting, operation, response, media) : []),
  ];
}

const ERROR: Expected = { kind: 'error' };

/** An undocumented error status with a body of no documented type, as proxies send it. */
export function strangeError(operation: Operation): Reply[] {
  const status = [418, 420, 599].find((one) => documentedStatus(operation, one) === undefined);
  if (status === undefined) return [];
  const headers = new Headers({ 'content-type': 'text/html' });
  const body = operation.method === 'HEAD' ? new Uint8Array() : new TextEncoder().encode('<h1>Error</h1>');
  const expected: Expected = { kind: 'status', status, body: undefined };
  return [{ label: `the undocumented status ${status}`, answer: { status, headers, body }, expected }];
}

function wrongMediaType(response: DocumentedResponse, valid: Reply): Reply[] {
  const name = ['text/html', 'image/png', 'application/x-unknown'].find(
    (type) => documentedFor(response.content, type) === undefined,
  );
  if (name === undefined) return [];
  const label = `${valid.answer.status} with the undocumented media type ${name} for ${essence(typeOf(valid))}`;
  return [{ label, answer: withType(valid.answer, name), expected: ERROR }];
}

function withType(answer: HttpResponse, name: string): HttpResponse {
  const headers = new Headers(answer.headers);
  headers.set('content-type', name);
  return { ...answer, headers };
}

function wrongStatus(operation: Operation, valid: Reply): Reply[] {
  const status = [203, 206, 226, 299].find((one) => documentedStatus(operation, one) === undefined);
  if (status === undefined) return [];
  const label = `the undocumented status ${status} with the ${essence(typeOf(valid))} of ${valid.answer.status}`;
  return [{ label, answer: { ...valid.answer, status }, expected: ERROR }];
}

function brokenJson(valid: Reply): Reply[] {
  const { status, body } = valid.answer;
  const label = (fault: string): string => `${status} with ${fault} for ${essence(typeOf(valid))}`;
  const text = new TextDecoder().decode(body);
  const truncated = /^[[{"]/.test(text) ? [{ label: label('truncated JSON'), text: text.slice(0, -1) }] : [];
  return [
    ...truncated,
    { label: label('text that is no JSON'), text: '<h1>It works</h1>' },
    { label: label('an empty body'), text: '' },
  ].map((one) => ({
    label: one.label,
    answer: { ...valid.answer, body: new TextEncoder().encode(one.text) },
    expected: ERROR,
  }));
}

function typeOf({ answer }: Reply): string {
  return answer.headers.get('content-type') ?? 'JSON';
}

function brokenEnvelopes(
  setting: Setting,
  operation: Operation,
  response: DocumentedResponse,
  media: MediaType,
): Reply[] {
  const { judge } = setting;
  const envelope = setting.envelope ?? '';
  const body = responseSamples(judge, media)
    .map(({ value }) => value)
    .find((value) => member(value, envelope) !== undefined);
  if (body === undefined || !isObject(body)) return [];
  const reply = (label: string, value: Json): Reply => {
    const answer = responseOf(judge, operation, response, media, value);
    return { label: `${answer.status} ${label}`, answer, expected: ERROR };
  };
  const failed = objectOf([...Object.entries(body), ['success', false] as const]);
  return [
    reply('with success: false', failed),
    reply(
      `with success: false and ${envelope}: null`,
      objectOf([...Object.entries(failed), [envelope, null] as const]),
    ),
    reply(`without ${envelope}`, without(body, [envelope])),
  ];
}

/** The status and media type that a case is named by. */
export function replyName(
  operation: Operation,
  response: DocumentedResponse,
  media: MediaType | undefined,
): string {
  const status = statusFor(operation, response);
  const documented = response.status === String(status) ? `${status}` : `${status} (${response.status})`;
  return media === undefined ? `${documented} without a body` : `${documented} ${media.name}`;
}
