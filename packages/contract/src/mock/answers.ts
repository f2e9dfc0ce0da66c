import { BODILESS_STATUSES } from '../document/http.js';
import { isObject, objectOf } from '../document/json.js';
import type { Json } from '../document/json.js';
import type { DocumentedResponse, MediaType, Operation, Parameter } from '../document/operations.js';
import type { Judge } from '../judge/judge.js';
import { readingOf } from '../document/media-types.js';
import type { HttpResponse } from '../judge/message.js';
import { documentedStatus } from '../judge/response.js';

/**
 * The status to send for a documented response: an exact one as it is, for a range or the default one that is not
 * documented otherwise. The default counts as a success where no success is documented.
 */
export function statusFor(operation: Operation, response: DocumentedResponse): number {
  if (/^\d{3}$/.test(response.status)) return Number(response.status);
  const range = /^[1-5]XX$/.test(response.status) ? Number(response.status[0]) * 100 : defaultBase(operation);
  const candidates = Array.from({ length: 100 }, (_, index) => range + index);
  const free = candidates.find(
    (status) => documentedStatus(operation, status) === response && !BODILESS_STATUSES.includes(status),
  );
  return free ?? range;
}

function defaultBase(operation: Operation): number {
  return operation.responses.some(({ status }) => status.startsWith('2')) ? 500 : 200;
}

/** The response to answer with unasked: the first documented success, else the default, else the first. */
export function usualResponse(operation: Operation): DocumentedResponse | undefined {
  const successes = operation.responses.filter(({ status }) => status.startsWith('2'));
  return (
    successes.find(({ status }) => /^\d+$/.test(status)) ??
    successes[0] ??
    operation.responses.find(({ status }) => status === 'default') ??
    operation.responses[0]
  );
}

/** A documented response as bytes. Throws DocumentError where a required header has no valid value. */
export function responseOf(
  judge: Judge,
  operation: Operation,
  response: DocumentedResponse,
  media: MediaType | undefined,
  value: Json,
): HttpResponse {
  const headers = new Headers();
  for (const header of response.headers.filter((one) => one.required)) {
    headers.set(header.name, headerText(judge, header));
  }
  const status = statusFor(operation, response);
  if (media === undefined || BODILESS_STATUSES.includes(status))
    return { status, headers, body: new Uint8Array() };
  const contentType = media.type;
  headers.set('content-type', contentType);
  return {
    status,
    headers,
    body: operation.method === 'HEAD' ? new Uint8Array() : bytesOf(contentType, value),
  };
}

/** The value written as its media type has it; strings stand for themselves outside JSON. */
function bytesOf(contentType: string, value: Json): Uint8Array<ArrayBuffer> {
  const reading = readingOf(contentType);
  if (reading === 'urlencoded' && isObject(value)) {
    const fields = Object.entries(value).map(([name, one]) => [
      name,
      typeof one === 'string' ? one : JSON.stringify(one),
    ]);
    return new TextEncoder().encode(new URLSearchParams(fields).toString());
  }
  const text = reading === 'json' || typeof value !== 'string' ? JSON.stringify(value) : value;
  return new TextEncoder().encode(text);
}

/** A header's example or sample by style `simple`. */
function headerText(judge: Judge, header: Parameter): string {
  const examples = judge.sampler.examples(header.examples, header.schema, 'response');
  const example = examples.find(({ problems }) => problems.length === 0);
  const sampled = (): Json =>
    header.schema === undefined ? 'text' : judge.sampler.sample(header.schema, 'response');
  const value = example === undefined ? sampled() : example.value;
  if (header.mediaType !== undefined) return JSON.stringify(value);
  return simpleText(value, header.explode);
}

/** A header value by style `simple`. */
export function simpleText(value: Json, explode: boolean): string {
  if (Array.isArray(value)) return value.map(String).join(',');
  if (!isObject(value)) return String(value);
  return Object.entries(objectOf(Object.entries(value)))
    .map(([name, one]) => `${name}${explode ? '=' : ','}${String(one)}`)
    .join(',');
}
