import { platformFault } from '#platform';
import type { Exchange } from './call.js';
import type { OperationDefinition } from './definition.js';
import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  codesIn,
  ConflictError,
  type ErrorDetails,
  InternalServerError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  type Outcome,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
} from './errors.js';
import type { Answer } from './response.js';

/** RFC 9110, 9.2.1: these change nothing on the server. */
const SAFE = /^(GET|HEAD|OPTIONS|TRACE|QUERY)$/;
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

export function placeOf({ method, path }: OperationDefinition): string {
  return `${method} ${path}`;
}

/** Returns the error of a received status, by its class. */
export function statusError(answer: Answer, body?: unknown, documented?: boolean): APIError {
  const { status, ok, headers } = answer.response;
  const codes = codesIn(body).join(', ');
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

/** A request that is known not to have been applied still leaves the doubt of those before it. */
function outcomeOf({ operation, inDoubt }: Exchange, isOpen: boolean): Outcome {
  return (isOpen && !SAFE.test(operation.method)) || inDoubt ? 'unknown' : 'not-applied';
}

/** Returns the error of an exchange that broke off; `native` is what the platform threw. */
export function connectionError(exchange: Exchange, native?: unknown, fault?: string): APIError {
  const { isSent, inDoubt, repeatable, response, deadline } = exchange;
  const { reason } = deadline.signal;
  if (reason === 'abort') {
    const outcome = isSent || inDoubt ? 'unknown' : 'not-applied';
    return failure(exchange, APIUserAbortError, 'aborted by the caller', { outcome });
  }
  const { code = '', isUnsent, isTimeout } = platformFault(native);
  const isLate = reason || isTimeout;
  // A response that broke off was a success; its stream may still have been ended by a failure.
  const outcome = response && !fault ? 'applied' : outcomeOf(exchange, isSent && !isUnsent);
  const text = isLate
    ? 'no whole response in time; raise timeout'
    : (fault ?? 'no response') + (code && ` (${code})`);
  const cause = code ? { code } : undefined;
  const error = failure(exchange, isLate ? APIConnectionTimeoutError : APIConnectionError, text, {
    outcome,
    cause,
  });
  if (outcome !== 'unknown' || repeatable) return error;
  return failure(
    exchange,
    OutcomeUnknownError,
    `${text}; it may have been applied: look before you repeat it`,
    {
      outcome,
      cause: isLate ? error : cause,
    },
  );
}
