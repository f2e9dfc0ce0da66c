import type { CallErrorName, Outcome, Verdict, Verdicts } from './failure.js';

/** A first request and two more: `maxRetries` is 2 where the caller says nothing. */
const MOST = 3;

export function resolves(sent: number): Verdict {
  return { sent };
}

export function rejects(error: CallErrorName | 'status', outcome: Outcome, sent: number): Verdict {
  return { error, outcome, sent };
}

export function alike(verdict: Verdict): Verdicts {
  return { safe: verdict, idempotent: verdict, other: verdict };
}

/** The request never left: whatever it asks for, it can be sent again. */
export const neverSent = alike(rejects('APIConnectionError', 'not-applied', MOST));

/** The same where the runtime does not say that it never left. */
export const perhapsNeverSent: Verdicts = {
  safe: rejects('APIConnectionError', 'not-applied', MOST),
  idempotent: rejects('APIConnectionError', 'unknown', MOST),
  other: rejects('OutcomeUnknownError', 'unknown', 1),
};

/** No answer came to a request that was sent. */
export const unanswered: Verdicts = perhapsNeverSent;

/** No answer came within `timeout`. */
export const late: Verdicts = {
  safe: rejects('APIConnectionTimeoutError', 'not-applied', MOST),
  idempotent: rejects('APIConnectionTimeoutError', 'unknown', MOST),
  other: { ...rejects('OutcomeUnknownError', 'unknown', 1), cause: 'APIConnectionTimeoutError' },
};

/** The server applied the request, and what it says of it cannot be read: it has no need of another. */
export const undecodable = alike(rejects('DecodeError', 'applied', 1));

/** The server did nothing, and would do nothing again. */
export const refused = alike(rejects('status', 'not-applied', 1));

/** The server did nothing because it has too much to do. */
export const deferred = alike(rejects('status', 'not-applied', MOST));

/** The server failed, before or after what was asked for. */
export const failed: Verdicts = {
  safe: rejects('status', 'not-applied', MOST),
  idempotent: rejects('status', 'unknown', MOST),
  other: rejects('status', 'unknown', 1),
};

/** The first request failed and the next does not: what may be sent again resolves. */
export function recovered(other: Verdict): Verdicts {
  return { safe: resolves(2), idempotent: resolves(2), other };
}

/** The first request may have been applied, which a later answer that denies it does not change. */
export function denied(other: Verdict): Verdicts {
  return {
    safe: rejects('status', 'not-applied', 2),
    idempotent: rejects('status', 'unknown', 2),
    other,
  };
}
