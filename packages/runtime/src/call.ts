import { concealed, followed, hide, hideError, warnOfDeprecation } from '#platform';
import type { OperationDefinition, ResponseKind } from './definition.js';
import {
  APIConnectionError,
  APIError,
  APIUserAbortError,
  connectionError,
  DecodeError,
  failure,
  placeOf,
  refused,
  SAFE,
  statusError,
} from './errors.js';
import { type Call, draftedRequest, type RequestDraft } from './request.js';
import { log, type Settings } from './settings.js';

/** setTimeout's limit; above it fires at once. */
const LONGEST = 2 ** 31 - 1;
/** Bytes: 128 MiB. */
export const LARGEST_BODY = 2 ** 27;

/** One request and its response. */
export interface Exchange {
  readonly operation: OperationDefinition;
  readonly deadline: Deadline;
  /** Bytes, decompressed, that its response may have. */
  readonly maxBodySize: number;
  /** Whether sending the request twice does what sending it once does. */
  readonly repeatable: boolean;
  /** Whether an earlier request of the same call may have been applied. */
  readonly inDoubt: boolean;
  isSent: boolean;
  /** Whether its body was a stream, which cannot be sent again. */
  isSpent?: boolean;
  response?: Response;
  requestId?: string | undefined;
}

/** Sends a call, again where that is safe, and returns its 2xx; everything else rejects with an APIError. */
export async function answerTo(settings: Settings, call: Call): Promise<Answer> {
  const { operation, options } = call;
  const client = settings.options;
  const { method, idempotent, idempotencyHeader } = operation;
  // RFC 9110, 9.2.2: these may be sent again.
  const repeatable =
    SAFE.test(method) ||
    /^(PUT|DELETE)$/.test(method) ||
    !!(idempotent ?? (idempotencyHeader && options.idempotencyKey));
  const timeout = options.timeout ?? client.timeout ?? 60_000;
  if (!(timeout > 0)) throw refused(operation, 'timeout is not above 0; pass another');
  const maxBodySize = options.maxBodySize ?? client.maxBodySize ?? LARGEST_BODY;
  let retries = options.maxRetries ?? client.maxRetries ?? 2;
  let renewals = 1;
  let inDoubt = false;
  const answers = new Map<string, unknown>();
  let draft: RequestDraft | undefined;
  for (let delay = 500; ; delay *= 2) {
    const deadline = deadlineOf(timeout, options.signal);
    const exchange: Exchange = { operation, deadline, maxBodySize, repeatable, inDoubt, isSent: false };
    try {
      draft ??= draftedRequest(settings, call);
      const answer = await deadline.within(answerOf(settings, draft(deadline.signal, answers), exchange));
      if (!answer.response.ok) throw await refusal(answer);
      if (documentedKind(answer) === 'stream') deadline.lift();
      return answer;
    } catch (fault) {
      deadline.stop();
      const error = connectionError(exchange, fault);
      // What was not applied leaves the doubt of those before it.
      Object.assign(error, inDoubt && { outcome: 'unknown' });
      const { status, outcome, response } = error;
      const isUnauthorized = status === 401 && repeatable && answers.size > 0 && renewals-- > 0;
      const isTransient = error instanceof APIConnectionError || /^(408|429|5..)$/.test(`${status}`);
      const mayRepeat = isTransient && (repeatable || outcome === 'not-applied') && retries-- > 0;
      // RFC 9110, 10.2.3: seconds or a date.
      const asked = response?.headers.get('retry-after') ?? '';
      const until = /^[\d.]+$/.test(asked) ? +asked * 1000 : Date.parse(asked) - Date.now();
      const wait = isUnauthorized ? 0 : until >= 0 ? until : Math.min(8000, delay) * (1 - Math.random() / 4);
      if (!(isUnauthorized || mayRepeat) || exchange.isSpent || until > (client.maxRetryAfter ?? 60_000))
        throw error;
      if (!isUnauthorized) answers.clear();
      inDoubt ||= outcome === 'unknown';
      log(settings, 'info', `${error.message}; again in ${Math.round(wait)} ms`);
      await deadlineOf(wait, options.signal)
        .within()
        .catch(() => {});
    }
  }
}

async function answerOf(
  settings: Settings,
  request: ReturnType<RequestDraft>,
  exchange: Exchange,
): Promise<Answer> {
  const { operation, deadline } = exchange;
  const [url, init] = await request;
  // A fetch that ignores the signal would send what has failed already.
  deadline.signal.throwIfAborted();
  const begun = Date.now();
  exchange.isSent = true;
  exchange.isSpent = init.body instanceof ReadableStream;
  log(settings, 'debug', `${placeOf(operation)}: sent`);
  // Looked up at each call: tests and instrumentation replace the global one.
  const send = settings.options.fetch ?? fetch;
  const response = concealed(await followed(send, url, init as RequestInit));
  log(settings, 'debug', `${placeOf(operation)}: ${response.status} after ${Date.now() - begun} ms`);
  warnOfDeprecation(settings, operation, response);
  const requestId = response.headers.get(settings.definition.requestId ?? 'x-request-id') ?? undefined;
  return Object.assign(exchange, { response, requestId });
}

/** The time one attempt may take, and the caller's signal: whichever comes first aborts `signal`. */
export interface Deadline {
  /** Its reason is the caller's, or else this deadline: any text could be the caller's too. */
  readonly signal: AbortSignal;
  /** Returns what the work gives, and rejects once the deadline has come, even if the work ignores the signal. */
  within<T>(work?: Promise<T>): Promise<T>;
  /** Takes the time limit away. The caller's signal still counts. */
  lift(): void;
  /** Ends the watch: the attempt is over. */
  stop(): void;
}

/** @param timeout in milliseconds */
function deadlineOf(timeout: number, caller: AbortSignal | null | undefined): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  // A listener would cost more.
  let reject = () => {};
  const lift = () => clearTimeout(timer);
  const abort = () => end(caller?.reason);
  const stop = () => {
    lift();
    caller?.removeEventListener('abort', abort);
  };
  const end = (reason: unknown) => {
    stop();
    controller.abort(reason);
    reject();
  };
  const within = <T>(work?: Promise<T>) =>
    new Promise<T>((resolve, fail) => {
      reject = fail;
      if (signal.aborted) fail();
      work?.then(resolve, fail);
    });
  const deadline: Deadline = { signal, within, lift, stop };
  const timer = setTimeout(end, Math.min(timeout, LONGEST), deadline);
  if (caller?.aborted) abort();
  else caller?.addEventListener('abort', abort);
  return deadline;
}

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
  readonly answer: Answer;
}

/**
 * Returns what a 2xx holds, once it is there.
 *
 * @throws DecodeError when it is not what the document says; APIError when the envelope says `success: false`
 */
export async function decodedAnswer(coming: PromiseLike<Answer>): Promise<Decoded> {
  const answer = await coming;
  const { operation, response, deadline } = answer;
  const { stream, envelope } = operation;
  const kind = documentedKind(answer);
  const whole = (body?: unknown): Decoded => ({ data: body, body, answer });
  if (kind === 'stream' && stream) return whole(stream.read(answer));
  try {
    const content = await read(answer, kind === 'binary');
    if (kind === 'none') return whole();
    const isJSON = /^[^;]*[/+]json\s*(;|$)/i.test(response.headers.get('content-type') ?? '');
    if (typeof content !== 'string' || kind === 'text' || (kind === 'any' && !(content && isJSON)))
      return whole(content);
    const parsed = isJSON && parsedJSON(content);
    if (!kind || !parsed)
      throw decodeError(answer, kind ? 'it is not JSON' : 'the status is not documented', content);
    const body = parsed.value;
    hide(body, operation);
    if (envelope === undefined) return whole(body);
    const members = Object(body);
    if (members.success === false) throw statusError(answer, body);
    if (!Object.hasOwn(members, envelope)) throw decodeError(answer, `it has no ${envelope}`, content);
    return { data: members[envelope], body, answer };
  } finally {
    deadline.stop();
  }
}

/** Returns the error of a response that is no 2xx. Its body may be broken or missing: the status says enough. */
async function refusal(answer: Answer): Promise<APIError> {
  const kind = documentedKind(answer);
  try {
    const text = await read(answer);
    const parsed = parsedJSON(text);
    hideError(parsed, answer.operation);
    const isAsDocumented =
      kind === 'json' ? parsed : kind === 'none' ? !text : kind === 'text' && text && !parsed;
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
  const isBodiless = method === 'HEAD' || status === 204 || status === 205;
  return isBodiless && kind && kind !== 'stream' ? 'none' : kind;
}

/** Returns a body, decompressed. @throws DecodeError when it breaks off, is late or too large; APIUserAbortError */
export function read(answer: Answer, isBinary?: false): Promise<string>;
export function read(answer: Answer, isBinary: boolean): Promise<string | Blob>;
export function read(answer: Answer, isBinary?: boolean): Promise<string | Blob> {
  return answer.deadline.within(contentOf(answer, isBinary)).catch((native: unknown) => {
    const error = connectionError(answer, native);
    throw error instanceof APIConnectionError ? decodeError(answer, 'it broke off', undefined, error) : error;
  });
}

async function contentOf(answer: Answer, isBinary?: boolean): Promise<string | Blob> {
  const { response, deadline, maxBodySize } = answer;
  const { body, headers } = response;
  // React Native has no streams.
  if (!body?.getReader) return isBinary ? response.blob() : response.text();
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const pieces: (Uint8Array<ArrayBuffer> | string)[] = [];
  let size = 0;
  for (let chunk; (chunk = (await reader.read()).value);) {
    size += chunk.length;
    // Not a number is no leave.
    if (!(size <= maxBodySize) || deadline.signal.aborted) {
      reader.cancel().catch(() => {});
      throw decodeError(
        answer,
        'its body is larger than maxBodySize; raise it, or read it with asResponse()',
      );
    }
    pieces.push(isBinary ? chunk : decoder.decode(chunk, { stream: true }));
  }
  // Its type as the platform reads it.
  return isBinary ? new Response(new Blob(pieces), { headers }).blob() : pieces.join('') + decoder.decode();
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
