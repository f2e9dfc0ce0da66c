import { bodyFailures } from './body-failures.js';
import { connectionFailures } from './connection-failures.js';
import type { Failure, Fault, Method, MethodKind, Outcome, RuntimeTrait, Verdict } from './failure.js';
import { methodKinds } from './failure.js';
import { redirectFailures } from './redirect-failures.js';
import { statusFailures } from './status-failures.js';
import { resolves } from './verdicts.js';

/** Every line of the table of failures, in its order. */
export const failures: readonly Failure[] = [
  ...connectionFailures,
  ...redirectFailures,
  ...statusFailures,
  ...bodyFailures,
];

/**
 * What is called: a method, the rotation of a token by its generated method (a POST), or a POST that the API calls
 * idempotent.
 */
export type CallName = Method | 'rotate' | 'idempotent POST';

/** One call, and what comes of it. */
export interface FailureRow {
  readonly fault: string;
  readonly method: CallName;
  readonly runtime: RuntimeTrait | 'all';
  readonly credential: 'string' | 'function';
  /** Whether only a document tells that something is wrong. */
  readonly ofDocument: boolean;
  /** Whether time alone ends a request. */
  readonly stalls: boolean;
  /** Whether the answer is megabytes. */
  readonly huge: boolean;
  /** The class of the error, or that there is none. */
  readonly class: string;
  readonly cause: string | undefined;
  /** The status of the error; undefined where it has none, and where there is no error. */
  readonly status: number | undefined;
  /** Undefined where the call resolves. */
  readonly outcome: Outcome | undefined;
  readonly retried: boolean;
  /** How many requests are sent. */
  readonly sent: number;
  /** How many requests arrive. */
  readonly requests: number;
}

/** Returns the calls that show some failures: each fault with everything that is called. */
export function failureRows(given: readonly Failure[] = failures): FailureRow[] {
  const calls: readonly CallName[] = [...Object.values(methodKinds).flat(), 'rotate', 'idempotent POST'];
  return given.flatMap((failure) =>
    failure.faults.flatMap((fault) => calls.map((call) => failureRow(failure, fault, call))),
  );
}

/** The method that does the same as a call. */
function methodOf(call: CallName): Method {
  switch (call) {
    case 'rotate':
      return 'POST';
    case 'idempotent POST':
      return 'PUT';
    default:
      return call;
  }
}

function failureRow(failure: Failure, fault: Fault, method: CallName): FailureRow {
  const { runtime, credential = 'string', ofDocument = false } = failure;
  const verdict = verdictOf(failure, methodOf(method));
  const { error, outcome, cause, sent } = verdict;
  const isRedirect = fault.name.startsWith('redirect-');
  return {
    fault: fault.name,
    method,
    runtime,
    credential,
    ofDocument,
    stalls: fault.stalls === true,
    huge: fault.huge === true,
    class: error === 'status' ? statusClass(fault.status) : (error ?? 'resolves'),
    cause,
    status: hasStatus(verdict) ? fault.status : undefined,
    outcome,
    retried: sent > 1 && !isRedirect,
    sent,
    requests: fault.unreachable ? 0 : sent,
  };
}

/** Returns what a method does about a failure. */
export function verdictOf({ verdicts, inBody }: Failure, method: Method): Verdict {
  if (inBody && method === 'HEAD') return resolves(1);
  return verdicts[method] ?? verdicts[kindOf(method)];
}

function kindOf(method: Method): MethodKind {
  if (method === 'PUT' || method === 'DELETE') return 'idempotent';
  return method === 'POST' || method === 'PATCH' ? 'other' : 'safe';
}

function hasStatus({ error }: Verdict): boolean {
  return error === 'status' || error === 'DecodeError' || error === 'APIError';
}

const CLASSES: Readonly<Record<number, string>> = {
  400: 'BadRequestError',
  401: 'AuthenticationError',
  403: 'PermissionDeniedError',
  404: 'NotFoundError',
  409: 'ConflictError',
  422: 'UnprocessableEntityError',
  429: 'RateLimitError',
};

function statusClass(status = 0): string {
  return CLASSES[status] ?? (status >= 500 ? 'InternalServerError' : 'APIError');
}
