import { causeOf, isBlocked, isLate, isUnsent, textOf } from '#platform';
import type { Answer, Exchange } from './call.js';
import type { OperationDefinition } from './definition.js';

/** The effect of a failed call on the server. */
export type Outcome = 'not-applied' | 'unknown' | 'applied';

/** Details of an error beside its message. */
export interface ErrorDetails {
  readonly outcome: Outcome;
  readonly response?: Response | undefined;
  readonly requestId?: string | undefined;
  readonly body?: unknown;
  /** Whether `body` matches the spec for this status. */
  readonly documented?: boolean | undefined;
  readonly cause?: unknown;
}

/**
 * Returns a prototype whose members are read by their names alone: no list of properties has them. Printers, and serializers
 * of test runners and of worker threads, call each getter that they find in such a list.
 */
export function unlisted<Prototype extends object>(prototype: Prototype): Prototype {
  return new Proxy(prototype, { ownKeys: () => [] });
}

/** The part of an error that may hold secrets. */
class ErrorData extends Error {
  readonly #details: ErrorDetails;

  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause ? details : undefined);
    this.#details = details;
  }

  /** The body of the response: parsed if it is JSON, else its text. May hold secrets. */
  get body(): unknown {
    return this.#details.body;
  }
  /** Alias of `body`. */
  get error(): unknown {
    return this.body;
  }
  /** The header fields of the response by lower-case name. May hold secrets. */
  get headers(): Record<string, string> | undefined {
    const { response } = this;
    return response && Object.fromEntries(response.headers);
  }
  /** The response, its body read. */
  get response(): Response | undefined {
    return this.#details.response;
  }
  /** Whether `body` matches the spec for this status. */
  get documented(): boolean {
    return this.#details.documented ?? false;
  }
}

/**
 * Base class of the errors of failed calls. Printing or serializing an error shows only what cannot be secret: name, message,
 * `status`, `codes`, `requestId` and `outcome`. Read `body`, `headers` and `response` by name.
 */
// There is no `errors`, which the vendor's class has: Node before 22 prints an array of that name wherever it finds one.
export class APIError extends ErrorData {
  /** The received status; undefined without a response. */
  declare readonly status: number | undefined;
  /** The numbers in `errors[].code` of the body: the first 100. */
  declare readonly codes: readonly number[];
  declare readonly requestId: string | undefined;
  declare readonly outcome: Outcome;

  /** Without details, the error means that nothing was sent. */
  constructor(message: string, details: ErrorDetails = { outcome: 'not-applied' }) {
    super(message, details);
    const { response, body, requestId, outcome } = details;
    Object.assign(this, { status: response?.status || undefined, codes: codesIn(body), requestId, outcome });
  }

  /** Returns the members that are not secret. vitest prints these instead of the error's properties. */
  toJSON(): object {
    const { name, message, status, codes, requestId, outcome } = this;
    return { name, message, status, codes, requestId, outcome };
  }
}

Object.setPrototypeOf(APIError.prototype, unlisted(ErrorData.prototype));

/** Returns the numbers in `errors[].code` of a body: so many as a person reads. */
function codesIn(body: unknown): number[] {
  const { errors } = Object(body);
  // Of a text, it would be a list of its letters.
  const codes = Object.values(Object(typeof errors === 'object' && errors)).map(
    (error) => Object(error).code,
  );
  return codes.filter((code) => typeof code === 'number').slice(0, 100);
}

/** The response had the status 400 (Bad Request; RFC 9110, section 15.5.1). */
export class BadRequestError extends APIError {
  declare readonly status: 400;
}

/** The response had the status 401 (Unauthorized; RFC 9110, section 15.5.2). */
export class AuthenticationError extends APIError {
  declare readonly status: 401;
}

/** The response had the status 403 (Forbidden; RFC 9110, section 15.5.4). */
export class PermissionDeniedError extends APIError {
  declare readonly status: 403;
}

/** The response had the status 404 (Not Found; RFC 9110, section 15.5.5). */
export class NotFoundError extends APIError {
  declare readonly status: 404;
}

/** The response had the status 409 (Conflict; RFC 9110, section 15.5.10). */
export class ConflictError extends APIError {
  declare readonly status: 409;
}

/** The response had the status 422 (Unprocessable Content; RFC 9110, section 15.5.21). */
export class UnprocessableEntityError extends APIError {
  declare readonly status: 422;
}

/** The response had the status 429 (Too Many Requests; RFC 6585, section 4). */
export class RateLimitError extends APIError {
  declare readonly status: 429;
}

/** Any status of 500 or more. */
export class InternalServerError extends APIError {
  declare readonly status: number;
}

/** Nothing was sent, because an argument, a credential or an option is wrong or missing. */
export class InvalidRequestError extends APIError {}

/** The caller's signal ended the call. The outcome is `unknown` once the request was sent. */
export class APIUserAbortError extends APIError {}

/** There is no response, or its stream broke off. `cause` is `{ code }` if the platform has a code for it. */
export class APIConnectionError extends APIError {}

/** There was no complete response within `timeout`. */
export class APIConnectionTimeoutError extends APIConnectionError {}

/**
 * There is no response to a request that is not idempotent, or its stream broke off. The server may have applied it. On a
 * timeout, `cause` is the `APIConnectionTimeoutError`.
 */
export class OutcomeUnknownError extends APIConnectionError {}

/**
 * The server applied the request, but its response (a 2xx) does not match the spec. `body` is the received text, so that a
 * value that is shown once is not lost.
 */
export class DecodeError extends APIError {}

/** Every class of this file by its name. */
export const errorClasses = {
  APIError,
  APIConnectionError,
  APIConnectionTimeoutError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  DecodeError,
  InternalServerError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
};

// On the prototype, it stays out of what prints an error; from a key, a minifier does not change it.
for (const [name, errorClass] of Object.entries(errorClasses)) errorClass.prototype.name = name;

/** RFC 9110, 9.2.1: these change nothing on the server. */
export const SAFE = /^(GET|HEAD|OPTIONS|TRACE|QUERY)$/;

const STATUS_ERRORS: Readonly<Record<number, typeof APIError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
};

/** Returns an error that says where the failure happened, never with a value in it. */
export function failure<Kind extends APIError>(
  exchange: Exchange,
  ErrorClass: new (message: string, details: ErrorDetails) => Kind,
  text: string,
  details: ErrorDetails,
): Kind {
  return new ErrorClass(`${placeOf(exchange.operation)}: ${text}`, { ...exchange, ...details });
}

/** Returns the error of a request that was not sent. */
export function refused(operation: OperationDefinition, text: string): InvalidRequestError {
  return new InvalidRequestError(`${placeOf(operation)}: ${text}`);
}

/** Without the values of a query and without a fragment, which may be credentials. */
export function placeOf({ method, path }: OperationDefinition): string {
  return `${method} ${path.replace(/#.*/s, '#…').replace(/([?&][^=&]*=)[^&]*/g, '$1…')}`;
}

/** How many codes a message names. */
const MOST_CODES = 10;

/** Returns the error of a received status, by its class. */
export function statusError(answer: Answer, body?: unknown, documented?: boolean): APIError {
  const { status, ok, headers } = answer.response;
  const all = codesIn(body);
  const codes = all.slice(0, MOST_CODES).join(', ') + (all.length > MOST_CODES ? ', …' : '');
  // A browser hides the status of a redirect: 0. RFC 9110, 15.4.5: 304 is none.
  const isRedirect = status < 400 && status !== 304;
  const remark = ok
    ? ' with success: false'
    : isRedirect
      ? ' is a redirect, not followed; check baseURL'
      : '';
  // A redirect that keeps the method (307, 308) was not acted on; of the others only the server knows.
  const isOpen =
    status === 503 && !answer.repeatable
      ? !headers.has('retry-after')
      : !ok && (status < 307 || status === 408 || status >= 500);
  return failure(
    answer,
    STATUS_ERRORS[status] ?? (status < 500 ? APIError : InternalServerError),
    status + remark + (codes && ` (code ${codes})`),
    { body, documented, outcome: outcomeOf(answer, isOpen) },
  );
}

/** A success that says `success: false` leaves the doubt of those before it, too. */
function outcomeOf({ operation, inDoubt }: Exchange, isOpen: boolean): Outcome {
  return (isOpen && !SAFE.test(operation.method)) || inDoubt ? 'unknown' : 'not-applied';
}

/** Returns the error of an exchange that broke off. `native` is what was thrown: by the platform, or one of these errors. */
export function connectionError(exchange: Exchange, native?: unknown, fault?: string): APIError {
  if (native instanceof APIError) return native;
  const { operation, isSent, repeatable, response, deadline } = exchange;
  const { aborted, reason } = deadline.signal;
  if (aborted && reason !== deadline) {
    const outcome = isSent ? 'unknown' : 'not-applied';
    return failure(exchange, APIUserAbortError, 'aborted by the caller', { outcome });
  }
  if (!isSent && !aborted) return refused(operation, 'an argument or header cannot be sent; pass another');
  if (isBlocked(native))
    return refused(operation, 'not sent: fetch blocks the port of baseURL; pass another');
  const isTimeout = aborted || isLate(native);
  // What breaks off within a response was applied, unless that is a stream.
  const outcome = response && !fault ? 'applied' : outcomeOf(exchange, isSent && !isUnsent(native));
  const text =
    aborted || (isTimeout && !fault)
      ? 'no whole response in time; raise timeout'
      : (fault ?? 'no response') + (textOf(native) ?? '');
  const details = { outcome, cause: causeOf(native) };
  const error = failure(exchange, isTimeout ? APIConnectionTimeoutError : APIConnectionError, text, details);
  if (outcome !== 'unknown' || repeatable) return error;
  return failure(
    exchange,
    OutcomeUnknownError,
    `${text}; it may have been applied: look before you repeat it`,
    isTimeout ? { outcome, cause: error } : details,
  );
}
