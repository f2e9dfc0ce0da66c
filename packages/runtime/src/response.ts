import type { Deadline } from './call.js';
import type { OperationDefinition, ResponseKind } from './definition.js';
import { type APIError, APIUserAbortError, DecodeError, membersOf } from './errors.js';
import { connectionError, placeOf, statusError } from './failures.js';

/** A response whose body is still to be read. */
export interface Answer {
  readonly operation: OperationDefinition;
  readonly response: Response;
  readonly deadline: Deadline;
  readonly requestId: string | undefined;
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
  const kind = successKind(answer);
  if (kind === 'stream' && operation.stream) {
    const stream = operation.stream.read(answer);
    return { data: stream, body: stream, response };
  }
  try {
    if (kind === 'none' || (kind && isBodiless(answer))) {
      response.body?.cancel().catch(() => {});
      return { data: undefined, body: undefined, response };
    }
    if (kind === 'binary') {
      const blob = await read(answer, response.blob());
      return { data: blob, body: blob, response };
    }
    const text = await read(answer, response.text());
    if (kind === undefined) throw decodeError(answer, 'the status is not documented', text);
    if (kind === 'text') return { data: text, body: text, response };
    const body = json(answer, text);
    return { data: unwrapped(answer, body, text), body, response };
  } finally {
    deadline.stop();
  }
}

/** Returns the error of a response that is no 2xx. Its body may be broken or missing: the status says enough. */
export async function refusal(answer: Answer): Promise<APIError> {
  const { operation, response, requestId } = answer;
  const kind = isBodiless(answer) ? 'none' : documentedKind(operation, response.status);
  const { text, fault } = await read(answer, response.text()).then(
    (whole) => ({ text: whole, fault: undefined }),
    (error: DecodeError | APIUserAbortError) => ({ text: '', fault: error }),
  );
  if (fault instanceof APIUserAbortError) return fault;
  const parsed = parsedJSON(text);
  const body = parsed ? parsed.value : text || undefined;
  const documented = !fault && isAsDocumented(kind, response, text, parsed !== undefined);
  return statusError(operation, { response, requestId, body, documented });
}

function isAsDocumented(
  kind: ResponseKind | undefined,
  response: Response,
  text: string,
  isJSON: boolean,
): boolean {
  switch (kind) {
    case 'json':
      return isJSON && hasJSONType(response);
    case 'text':
      return !isJSON;
    case 'none':
      return text === '';
    case 'binary':
    case 'stream':
    case undefined:
      return false;
  }
}

/** `default` is about errors wherever a 2xx is documented too. */
export function successKind({
  operation: { responses },
  response: { status },
}: Answer): ResponseKind | undefined {
  const named = Object.keys(responses).some((key) => key.startsWith('2'));
  return responses[status] ?? responses['2XX'] ?? (named ? undefined : responses['default']);
}

function documentedKind({ responses }: OperationDefinition, status: number): ResponseKind | undefined {
  return responses[status] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses['default'];
}

/** RFC 9110, 9.3.2 and 15.3.5. */
function isBodiless({ operation, response: { status } }: Answer): boolean {
  return operation.method === 'HEAD' || status === 204 || status === 205 || status === 304;
}

async function read<T>(answer: Answer, body: Promise<T>): Promise<T> {
  const { operation, deadline } = answer;
  try {
    return await deadline.within(body);
  } catch (native) {
    const cause = connectionError(operation, { stage: 'answered', reason: deadline.reason, native });
    if (cause instanceof APIUserAbortError) throw cause;
    throw decodeError(answer, 'its body broke off', undefined, cause);
  }
}

function json(answer: Answer, text: string): unknown {
  if (!hasJSONType(answer.response)) throw decodeError(answer, 'its media type is not JSON', text);
  const parsed = parsedJSON(text);
  if (!parsed) throw decodeError(answer, text ? 'its body is not valid JSON' : 'its body is empty', text);
  return parsed.value;
}

function hasJSONType({ headers }: Response): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(headers.get('content-type') ?? '');
}

/** Returns the value of a JSON text; undefined where it is none. */
export function parsedJSON(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined; // The platform's message quotes the text.
  }
}

function unwrapped(answer: Answer, body: unknown, text: string): unknown {
  const { operation, response, requestId } = answer;
  const { envelope } = operation;
  if (envelope === undefined) return body;
  const members = membersOf(body);
  if (members['success'] === false) throw statusError(operation, { response, requestId, body });
  if (!Object.hasOwn(members, envelope))
    throw decodeError(answer, `its body has no member ${envelope}`, text);
  return members[envelope];
}

/** Returns the error of a 2xx that is not what the document says. `text` is what came of it. */
export function decodeError(
  { operation, response, requestId }: Answer,
  fault: string,
  text?: string,
  cause?: APIError,
): DecodeError {
  const rest = text === undefined ? '' : '; what came is error.body';
  const message = `${placeOf(operation)}: ${response.status}, applied, but ${fault}${rest}`;
  return new DecodeError(message, {
    outcome: 'applied',
    response,
    requestId,
    body: text,
    ...(cause && { cause }),
  });
}
