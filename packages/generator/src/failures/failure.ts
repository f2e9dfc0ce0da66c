/** What happened on the server, as errors of the runtime say it. */
export type Outcome = 'not-applied' | 'unknown' | 'applied';

/** What a method does to the server when it is sent again (RFC 9110, 9.2). */
export type MethodKind = 'safe' | 'idempotent' | 'other';

/** The methods of each kind. TRACE cannot be sent by `fetch`. */
export const methodKinds = {
  safe: ['GET', 'HEAD', 'OPTIONS'],
  idempotent: ['PUT', 'DELETE'],
  other: ['POST', 'PATCH'],
} as const satisfies Record<MethodKind, readonly string[]>;

export type Method = (typeof methodKinds)[MethodKind][number];

/** The classes of errors by which a call fails once it was sent, but for those of statuses. */
export type CallErrorName =
  'APIError' | 'APIConnectionError' | 'APIConnectionTimeoutError' | 'DecodeError' | 'OutcomeUnknownError';

/** What the caller is given, and what went out for it. */
export interface Verdict {
  /** The class of the error: `status` for the one of the received status; absent where the call resolves. */
  readonly error?: CallErrorName | 'status';
  readonly outcome?: Outcome;
  /** The class of the error's cause where it is an error too. */
  readonly cause?: 'APIConnectionError' | 'APIConnectionTimeoutError';
  /** How many requests are sent. */
  readonly sent: number;
}

/** Verdicts by kind of method; one method of a kind may have its own. */
export type Verdicts = Readonly<Record<MethodKind, Verdict>> & Readonly<Partial<Record<Method, Verdict>>>;

/**
 * What not every runtime does: tell a refused connection from a reset one, show the status of a redirect, take a 100 that
 * nobody asked for. A browser does none of the first two.
 */
export type RuntimeTrait =
  | 'tells-refused'
  | 'hides-refused'
  | 'shows-redirects'
  | 'hides-redirects'
  | 'accepts-continue'
  | 'refuses-continue';

/** One way in which the fault server fails. */
export interface Fault {
  /** What the fault server calls it: the first segment of the path. */
  readonly name: string;
  /** What it answers with, where it answers. */
  readonly status?: number;
  /** Whether time alone ends it. */
  readonly stalls?: true;
  /** Whether its answer is megabytes. */
  readonly huge?: true;
  /** Whether no request arrives. */
  readonly unreachable?: true;
}

/** A line of the table: faults that mean the same to a caller. */
export interface Failure {
  /** What happens, as Markdown; where it is about an envelope, by the name of its member. */
  readonly title: string | ((member: string) => string);
  /** Set where only a response with an envelope can be so. */
  readonly ofEnvelope?: true;
  /** Set where callers meet it often: the README of a client shows only these. */
  readonly frequent?: true;
  /** `all` where every runtime does the same. */
  readonly runtime: RuntimeTrait | 'all';
  readonly faults: readonly Fault[];
  readonly verdicts: Verdicts;
  /** Set where the fault lies in the body, which a response to HEAD has none of. */
  readonly inBody?: true;
  /** Set where only a document tells that something is wrong: a request that it does not have resolves. */
  readonly ofDocument?: true;
  /** How the credential is given; as a string where absent. */
  readonly credential?: 'function';
}
