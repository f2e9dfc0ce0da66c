import { hide } from '#platform';
import type { Exchange } from './call.js';
import type { ResponseKind } from './definition.js';
import { type APIError, APIUserAbortError, DecodeError } from './errors.js';
import { connectionError, failure, statusError } from './failures.js';

/** An exchange whose response has come, its body still to be read. */
export interface Answer extends Exchange {
  readonly response: Response;
}

/** A successful response, read. */
export interface Decoded {
  /** What the call resolves to. */
  readonly data: unknown;
  /** All of the body, the envelope included. */
  readonly body: unknown;
  readonly response: Response;
}

/**
 * Returns what a 2xx holds.
 *
 * @throws DecodeError when it is not what the document says; APIError when the envelope says `success: false`
 */
export async function decodedAnswer(answer: Answer): Promise<Decoded> {
  const { operation, response, deadline } = answer;
  const { stream, envelope, sensitive } = operation;
  const kind = documentedKind(answer);
  const whole = (body?: unknown): Decoded => ({ data: body, body, response });
  if (kind === 'stream' && stream) return whole(stream.read(answer));
  try {
    const content = await read<string | Blob>(answer, kind === 'binary' ? response.blob() : response.text());
    if (kind === 'none') return whole();
    const isJSON = /^[^;]*[/+]json\s*(;|$)/i.test(response.headers.get('content-type') ?? '');
    if (typeof content !== 'string' || kind === 'text' || (kind === 'any' && !(content && isJSON)))
      return whole(content);
    const parsed = isJSON && parsedJSON(content);
    if (!kind || !parsed)
      throw decodeError(answer, kind ? 'it is not JSON' : 'the status is not documented', content);
    const body = parsed.value;
    hide(body, sensitive);
    if (envelope === undefined) return whole(body);
    const members = Object(body);
    if (members.success === false) throw statusError(answer, body);
    if (!Object.hasOwn(members, envelope)) throw decodeError(answer, `it has no ${envelope}`, content);
    return { data: members[envelope], body, response };
  } finally {
    deadline.stop();
  }
}

/** Returns the error of a response that is no 2xx. Its body may be broken or missing: the status says enough. */
export async function refusal(answer: Answer): Promise<APIError> {
  const { response } = answer;
  const kind = documentedKind(answer);
  try {
    const text = await read(answer, response.text());
    const parsed = parsedJSON(text);
    const isAsDocumented = kind === 'json' ? parsed : kind === 'none' ? !text : kind === 'text';
    return statusError(answer, parsed ? parsed.value : text || undefined, !!isAsDocumented);
  } catch (error) {
    return error instanceof APIUserAbortError ? error : statusError(answer);
  }
}

/** Returns how a response is read; undefined where the document does not say. `default` is about errors. */
function documentedKind({ operation, response: { status, ok } }: Answer): ResponseKind | undefined {
  const { method, responses } = operation;
  const kind =
    responses[status] ?? responses[`${`${status}`[0]}XX`] ?? (ok ? undefined : responses['default']);
  // RFC 9110, 9.3.2 and 15.3.5: no body follows these.
  return kind && /^HEAD|20[45]$/.test(`${method} ${status}`) ? 'none' : kind;
}

async function read<T>(answer: Answer, body: Promise<T>): Promise<T> {
  try {
    return await answer.deadline.within(body);
  } catch (native) {
    const cause = connectionError(answer, native);
    throw cause instanceof APIUserAbortError ? cause : decodeError(answer, 'it broke off', undefined, cause);
  }
}

/** Returns the value of a JSON text; undefined where it is none. */
export function parsedJSON(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined; // The platform's message quotes the text.
  }
}

/** Returns the error of a 2xx that is not what the document says. `body` is what came of it. */
export function decodeError(answer: Answer, fault: string, body?: unknown, cause?: APIError): DecodeError {
  const text = `${answer.response.status}, applied, but ${fault}`;
  return failure(answer, DecodeError, text, { outcome: 'applied', body, cause });
}
