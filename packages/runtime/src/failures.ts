import type { Deadline } from './call.js';
import type { OperationDefinition } from './definition.js';
import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  errorCodes,
  type ErrorDetails,
  InternalServerError,
  membersOf,
  NotFoundError,
  OutcomeUnknownError,
  type Outcome,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
} from './errors.js';

/** RFC 9110, 9.2.1: these change nothing on the server. */
const SAFE = /^(GET|HEAD|OPTIONS|TRACE|QUERY)$/;
/** RFC 9110, 9.2.2: these may be sent again. */
const IDEMPOTENT = /^(GET|HEAD|OPTIONS|TRACE|QUERY|PUT|DELETE)$/;
/** Codes of a request that never left: the look-up failed, or TLS did (Node, Bun). */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|UND_ERR_CONNECT|ConnectionRefused|ERR_TLS_|ERR_SSL_WRONG)|CERT|_LEAF_|_CA$/;
/** What the system was doing then. */
const BEFORE_SENDING = /^(connect|getaddrinfo)$/;

type StatusErrorClass = new (message: string, details: ErrorDetails) => APIError;

const STATUS_ERRORS: Readonly<Record<number, readonly [phrase: string, StatusErrorClass]>> = {
  400: ['Bad Request', BadRequestError],
  401: ['Unauthorized', AuthenticationError],
  403: ['Forbidden', PermissionDeniedError],
  404: ['Not Found', NotFoundError],
  409: ['Conflict', ConflictError],
  422: ['Unprocessable Content', UnprocessableEntityError],
  429: ['Too Many Requests', RateLimitError],
  500: ['Internal Server Error', InternalServerError],
};

/** Where a failure happened, as messages say it: never with a value in it. */
export function placeOf({ method, path }: OperationDefinition): string {
  return `${method} ${path}`;
}

/** Returns the error of a received status, by its class. */
export function statusError(
  operation: OperationDefinition,
  details: Omit<ErrorDetails, 'outcome'> & { readonly response: Response },
): APIError {
  const { status } = details.response;
  const [phrase, named] = STATUS_ERRORS[status] ?? ['', status >= 500 ? InternalServerError : APIError];
  const parts = [`${placeOf(operation)}:`, status || '', phrase, remark(status, errorCodes(details.body))];
  return new named(parts.filter(Boolean).join(' '), {
    ...details,
    outcome: statusOutcome(operation, status),
  });
}

function remark(status: number, codes: readonly number[]): string {
  const list = codes.length > 0 ? `(code ${codes.join(', ')})` : '';
  if (status >= 400 || status === 304) return list;
  // A browser hides the status of a redirect: 0.
  const success = status >= 200 && status < 300;
  return success
    ? `with success: false ${list}`.trim()
    : 'is a redirect, which is not followed; check baseURL';
}

/** A redirect that keeps the method (307, 308) was not acted on; of the others only the server knows. */
function statusOutcome({ method }: OperationDefinition, status: number): Outcome {
  const undecided = status < 200 || (status >= 300 && status < 307) || status === 408 || status >= 500;
  return undecided && !SAFE.test(method) ? 'unknown' : 'not-applied';
}

/** How far an attempt came. */
export type Stage = 'building' | 'sent' | 'answered' | 'streaming';

/** What is known of an attempt that broke off. */
export interface Interruption {
  readonly stage: Stage;
  /** What ended the attempt, if it was not the connection. */
  readonly reason: Deadline['reason'];
  /** What the platform threw. */
  readonly native: unknown;
}

/** Returns the error of an attempt that broke off. */
export function connectionError(
  operation: OperationDefinition,
  { stage, reason, native }: Interruption,
): APIError {
  const place = placeOf(operation);
  if (reason === 'abort') {
    const outcome = stage === 'building' ? 'not-applied' : 'unknown';
    return new APIUserAbortError(`${place}: aborted by the caller`, { outcome });
  }
  const { code, unsent } = platformFault(native);
  const timeout = reason === 'timeout' || /TIMEDOUT|TIMEOUT/.test(code ?? '');
  const outcome = interruptedOutcome(operation, unsent && stage === 'sent' ? 'building' : stage);
  const fault =
    reason === 'timeout' || (timeout && stage !== 'streaming')
      ? 'no whole response in time; raise timeout'
      : `${stage === 'streaming' ? 'its stream broke off' : 'no response'}${code ? ` (${code})` : ''}`;
  const details: ErrorDetails = { outcome, ...(code && { cause: { code } }) };
  const error = new (timeout ? APIConnectionTimeoutError : APIConnectionError)(`${place}: ${fault}`, details);
  if (outcome !== 'unknown' || IDEMPOTENT.test(operation.method)) return error;
  const advice = 'it may have been applied: look before sending it again';
  return new OutcomeUnknownError(
    `${error.message}; ${advice}`,
    timeout ? { ...details, cause: error } : details,
  );
}

function interruptedOutcome({ method }: OperationDefinition, stage: Stage): Outcome {
  if (stage === 'answered') return 'applied';
  return stage === 'building' || SAFE.test(method) ? 'not-applied' : 'unknown';
}

/** Returns the platform's code for a fault, which stands somewhere in its causes, and whether nothing was sent. */
function platformFault(native: unknown): { code?: string; unsent: boolean } {
  let fault = membersOf(native);
  for (let depth = 0; depth < 5; depth++) {
    const { code, syscall } = fault;
    if (typeof code === 'string') {
      return { code, unsent: BEFORE_SENDING.test(String(syscall)) || NEVER_SENT.test(code) };
    }
    fault = membersOf(fault['cause']);
  }
  return { unsent: false };
}
