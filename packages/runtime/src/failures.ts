import type { Exchange } from './call.js';
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
import type { Answer } from './response.js';

/** RFC 9110, 9.2.1: these change nothing on the server. */
const SAFE = /^(GET|HEAD|OPTIONS|TRACE|QUERY)$/;
/** Codes of a request that never left: the look-up failed, or TLS did (Node, Bun). */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|UND_ERR_CONNECT|ConnectionRefused|ERR_TLS_|ERR_SSL_WRONG)|CERT|_LEAF_|_CA$/;
/** What the system was doing then. */
const BEFORE_SENDING = /^(connect|getaddrinfo)$/;

const STATUS_ERRORS: Readonly<Record<number, typeof APIError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
};

/** Where a failure happened, as messages say it: never with a value in it. */
export function placeOf({ method, path }: OperationDefinition): string {
  return `${method} ${path}`;
}

/** Returns the error of a received status, by its class. */
export function statusError(answer: Answer, details: Pick<ErrorDetails, 'body' | 'documented'>): APIError {
  const { operation, response, requestId } = answer;
  const { status } = response;
  const named = STATUS_ERRORS[status] ?? (status >= 500 ? InternalServerError : APIError);
  const codes = errorCodes(details.body).join(', ');
  const message = `${placeOf(operation)}: ${status || 'a response'}${remark(status)}${codes && ` (code ${codes})`}`;
  const outcome = outcomeOf(answer, isUndecided(answer));
  return new named(message, { ...details, response, requestId, outcome });
}

function remark(status: number): string {
  if (status >= 400 || status === 304) return '';
  // A browser hides the status of a redirect: 0.
  return status >= 200 && status < 300
    ? ' with success: false'
    : ' is a redirect that is not followed; check baseURL';
}

/** A redirect that keeps the method (307, 308) was not acted on; of the others only the server knows. */
function isUndecided({ repeatable, response: { status, headers } }: Answer): boolean {
  if (status === 503 && !repeatable) return !headers.has('retry-after');
  return status < 200 || (status >= 300 && status < 307) || status === 408 || status >= 500;
}

/** A request that is known not to have been applied still leaves the doubt of those before it. */
function outcomeOf({ operation, inDoubt }: Exchange, isOpen: boolean): Outcome {
  return (isOpen && !SAFE.test(operation.method)) || inDoubt ? 'unknown' : 'not-applied';
}

/** Returns the error of an exchange that broke off; `native` is what the platform threw. */
export function connectionError(exchange: Exchange, native?: unknown): APIError {
  const { operation, stage, repeatable, deadline } = exchange;
  const place = placeOf(operation);
  if (deadline.reason === 'abort') return abortError(exchange);
  const { code = '', unsent } = platformFault(native);
  const isLate = deadline.reason === 'timeout';
  const isTimeout = isLate || /TIMEDOUT|TIMEOUT/.test(code);
  const outcome =
    stage === 'answered' ? 'applied' : outcomeOf(exchange, stage !== 'building' && !(unsent && stage === 'sent'));
  const what = stage === 'streaming' ? 'its stream broke off' : 'no response';
  const fault =
    isLate || (isTimeout && stage !== 'streaming')
      ? 'no whole response in time; raise timeout'
      : what + (code && ` (${code})`);
  const details: ErrorDetails = { outcome, ...(code && { cause: { code } }) };
  const error = new (isTimeout ? APIConnectionTimeoutError : APIConnectionError)(`${place}: ${fault}`, details);
  if (outcome !== 'unknown' || repeatable) return error;
  return new OutcomeUnknownError(
    `${error.message}; it may have been applied: look before sending it again`,
    isTimeout ? { outcome, cause: error } : details,
  );
}

/** Returns the error of a call that the caller ended. */
export function abortError({ operation, stage, inDoubt }: Exchange): APIError {
  const outcome = stage === 'building' && !inDoubt ? 'not-applied' : 'unknown';
  return new APIUserAbortError(`${placeOf(operation)}: aborted by the caller`, { outcome });
}

/** Returns the platform's code for a fault, which stands somewhere in its causes, and whether nothing was sent. */
function platformFault(native: unknown): { code?: string; unsent?: boolean } {
  let fault = membersOf(native);
  for (let depth = 0; depth < 5; depth++) {
    const { code, syscall } = fault;
    if (typeof code === 'string')
      return { code, unsent: BEFORE_SENDING.test(String(syscall)) || NEVER_SENT.test(code) };
    fault = membersOf(fault['cause']);
  }
  return {};
}
