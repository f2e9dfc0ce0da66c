import type { Exchange } from './call.js';
import type { OperationDefinition, ResponseKind, SensitivePlace } from './definition.js';
import { type APIError, APIUserAbortError, DecodeError, membersOf } from './errors.js';
import { connectionError, placeOf, statusError } from './failures.js';

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
  const kind = isBodiless(answer) && successKind(answer) ? 'none' : successKind(answer);
  const whole = (body?: unknown): Decoded => ({ data: body, body, response });
  if (kind === 'stream' && operation.stream) return whole(operation.stream.read(answer));
  try {
    if (kind === 'none') {
      response.body?.cancel().catch(() => {});
      return whole();
    }
    if (kind === 'binary') return whole(await read(answer, response.blob()));
    const text = await read(answer, response.text());
    if (!kind) throw decodeError(answer, 'the status is not documented', text);
    if (kind === 'text' || (kind === 'any' && !hasJSONType(response))) return whole(text);
    const body = json(answer, text);
    for (const place of operation.sensitive ?? []) hide(body, place);
    return { data: unwrapped(answer, body, text), body, response };
  } finally {
    deadline.stop();
  }
}

/** Returns the error of a response that is no 2xx. Its body may be broken or missing: the status says enough. */
export async function refusal(answer: Answer): Promise<APIError> {
  const { operation, response } = answer;
  const kind = isBodiless(answer) ? 'none' : kindOf(operation, response.status);
  let text = '';
  let isWhole = true;
  try {
    text = await read(answer, response.text());
  } catch (error) {
    if (error instanceof APIUserAbortError) return error;
    isWhole = false;
  }
  const parsed = parsedJSON(text);
  const documented =
    isWhole &&
    ((kind === 'json' && !!parsed && hasJSONType(response)) ||
      (kind === 'text' && !parsed) ||
      (kind === 'none' && !text));
  return statusError(answer, { body: parsed ? parsed.value : text || undefined, documented });
}

/** `default` is about errors wherever a 2xx is documented too. */
export function successKind({ operation, response }: Answer): ResponseKind | undefined {
  const { default: other, ...responses } = operation.responses;
  const isNamed = Object.keys(responses).some((key) => key.startsWith('2'));
  return kindOf({ responses }, response.status) ?? (isNamed ? undefined : other);
}

function kindOf(
  { responses }: Pick<OperationDefinition, 'responses'>,
  status: number,
): ResponseKind | undefined {
  return responses[status] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses['default'];
}

/** RFC 9110, 9.3.2 and 15.3.5. */
function isBodiless({ operation, response: { status } }: Answer): boolean {
  return operation.method === 'HEAD' || /^(204|205|304)$/.test(String(status));
}

async function read<T>(answer: Answer, body: Promise<T>): Promise<T> {
  try {
    return await answer.deadline.within(body);
  } catch (native) {
    const cause = connectionError(answer, native);
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
  const { envelope } = answer.operation;
  if (envelope === undefined) return body;
  const members = membersOf(body);
  if (members['success'] === false) throw statusError(answer, { body });
  if (!Object.hasOwn(members, envelope)) throw decodeError(answer, `its body has no member ${envelope}`, text);
  return members[envelope];
}

const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** Lets Node's `inspect`, and so `console.log`, print an object without a secret in it. The object stays as it is. */
function hide(value: unknown, [name = null, ...rest]: SensitivePlace): void {
  const members = membersOf(value);
  if (rest.length > 0) {
    const owners = name === null ? Object.values(members) : [members[name]];
    for (const owner of owners) hide(owner, rest);
    return;
  }
  const names = Object.keys(members).filter((key) => name === null || key === name);
  if (!names[0]) return;
  const shown: (() => object) | undefined = Reflect.get(members, INSPECT);
  const hidden = Object.fromEntries(names.map((key) => [key, '[hidden]']));
  const inspect = () => Object.assign(Array.isArray(value) ? [] : {}, shown?.() ?? value, hidden);
  Object.defineProperty(value, INSPECT, { value: inspect, configurable: true });
}

/** Returns the error of a 2xx that is not what the document says. `body` is what came of it. */
export function decodeError(answer: Answer, fault: string, body?: unknown, cause?: APIError): DecodeError {
  const { operation, response, requestId } = answer;
  const rest = body === undefined ? '' : '; what came is error.body';
  const message = `${placeOf(operation)}: ${response.status}, applied, but ${fault}${rest}`;
  return new DecodeError(message, {
    outcome: 'applied',
    response,
    requestId,
    body,
    ...(cause && { cause }),
  });
}
