import type { Operation } from '../document/operations.js';
import type { Judge } from '../judge/judge.js';
import type { Problem } from '../judge/problem.js';
import { documentedStatus } from '../judge/response.js';
import { withoutExample } from './allowed-requests.js';
import type { Trial } from './allowed-requests.js';
import { discreet } from './redact-problem.js';
import type { Answer } from './sender.js';

/** What became of a promise: held, broken, or not put to the test, because nothing led to it or nothing was sent. */
export type ProviderVerdict = 'kept' | 'broken' | 'not-seen' | 'not-sent';

/** One thing that the document promises of a server. */
export interface ProviderResult {
  /** `POST /path` */
  readonly operation: string;
  /**
   * A documented status (`200`, `4XX`, `default`), one that came without being documented, `no answer`, or `refuses …` for
   * a request that the document does not allow; empty where nothing was sent.
   */
  readonly subject: string;
  readonly verdict: ProviderVerdict;
  /** Where the document says so. */
  readonly pointer: string;
  /** What is wrong; nothing unless it is broken. */
  readonly problems: readonly ProviderProblem[];
  /** Why it was not seen or sent, else empty. */
  readonly reason: string;
  /** Set where nothing was sent because the operation needs credentials, and none were given. */
  readonly isKeyless?: boolean;
}

/** What was wrong with an answer, and the request that led to it. */
export interface ProviderProblem extends Problem {
  /** `what is required`, `everything`, or an example by name. */
  readonly request: string;
}

/** A request and what came of it. */
export interface Answered {
  readonly trial: Trial;
  readonly answer: Answer;
}

/** An operation that nothing was sent in. */
export function unsent({ name, pointer }: Operation, reason: string): ProviderResult {
  return { operation: name, subject: '', verdict: 'not-sent', pointer, problems: [], reason };
}

/** What all answers of an operation come to: its statuses, then its refusals. */
export async function operationResults(
  judge: Judge,
  operation: Operation,
  answered: readonly Answered[],
): Promise<ProviderResult[]> {
  const allowed = answered.filter(({ trial }) => trial.forbidden === undefined);
  const found = new Map<string, Found>();
  for (const one of allowed) {
    const { subject, pointer, problems } = await judged(judge, operation, one);
    const known = found.get(subject)?.problems ?? [];
    found.set(subject, { pointer, problems: [...known, ...problems] });
  }
  const came = [
    ...new Set(allowed.flatMap(({ answer }) => ('response' in answer ? [answer.response.status] : []))),
  ];
  const unseen = operation.responses
    .filter(({ status }) => !found.has(status))
    .map(({ status, pointer }) => ({
      ...unsent(operation, unseenReason(judge, operation, status, came)),
      subject: status,
      verdict: 'not-seen' as const,
      pointer,
    }));
  const seen = [...found].map(([subject, one]) => result(operation, subject, one));
  const isProven = came.some(isSuccess);
  const refusals = answered.flatMap((one) => refusal(operation, one, isProven));
  return [...[...seen, ...unseen].toSorted(byStatus(operation)), ...refusals];
}

interface Found {
  readonly pointer: string;
  readonly problems: readonly ProviderProblem[];
}

async function judged(
  judge: Judge,
  operation: Operation,
  { trial, answer }: Answered,
): Promise<Found & { readonly subject: string }> {
  const { pointer } = operation;
  if ('failure' in answer)
    return { subject: NO_ANSWER, pointer, problems: [failed(operation, trial, answer.failure)] };
  const { response } = answer;
  const documented = documentedStatus(operation, response.status);
  const { problems, mediaType } = await judge.checkResponse(operation, response);
  return {
    subject: documented?.status ?? String(response.status),
    pointer: documented?.pointer ?? pointer,
    problems: problems.map((problem) => ({
      ...discreet(judge.source, mediaType?.schema, problem),
      request: trial.label,
    })),
  };
}

const NO_ANSWER = 'no answer';

function failed({ pointer }: Operation, { label }: Trial, failure: string): ProviderProblem {
  return { place: 'response', message: failure, pointer, request: label };
}

/** More problems than this of one kind help nobody. */
const MOST_PROBLEMS = 10;

function result({ name }: Operation, subject: string, { pointer, problems }: Found): ProviderResult {
  const distinct = new Map(
    problems.toReversed().map((one) => [`${one.pointer} ${one.place} ${one.message}`, one]),
  );
  return {
    operation: name,
    subject,
    verdict: problems.length === 0 ? 'kept' : 'broken',
    pointer,
    problems: [...distinct.values()].toReversed().slice(0, MOST_PROBLEMS),
    reason: '',
  };
}

function refusal(operation: Operation, { trial, answer }: Answered, isProven: boolean): ProviderResult[] {
  const { forbidden, label } = trial;
  if (forbidden === undefined) return [];
  const { pointer } = forbidden;
  const subject = `refuses ${label}`;
  if ('failure' in answer)
    return [result(operation, subject, { pointer, problems: [failed(operation, trial, answer.failure)] })];
  const { status } = answer.response;
  if (isSuccess(status)) {
    const message = `${forbidden.message}, and yet the answer was ${status}`;
    const problem = { place: forbidden.place, message, pointer, request: label };
    return [result(operation, subject, { pointer, problems: [problem] })];
  }
  const kept = result(operation, subject, { pointer, problems: [] });
  // Who answers 404 to everything refuses nothing.
  const reason = 'what the document allows was not answered with 2xx either';
  return [isProven ? kept : { ...kept, verdict: 'not-seen', reason }];
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

function unseenReason(judge: Judge, operation: Operation, status: string, came: readonly number[]): string {
  if (came.length === 0) return 'nothing was answered';
  const answers = `the answers were ${came.join(', ')}`;
  const names = withoutExample(judge, operation);
  if (!status.startsWith('2') || !came.includes(404)) return answers;
  return names.length === 0
    ? `${answers}; let the examples of path parameters name what the server has`
    : `${answers}; give path parameter ${names.join(', ')} an example that the server has`;
}

/** Documented statuses in the document's order, then what is not documented. */
function byStatus({ responses }: Operation): (a: ProviderResult, b: ProviderResult) => number {
  const rank = ({ subject }: ProviderResult): number => {
    const index = responses.findIndex(({ status }) => status === subject);
    return index === -1 ? responses.length : index;
  };
  return (a, b) => rank(a) - rank(b);
}
