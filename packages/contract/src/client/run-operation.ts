import type { Operation } from '../document/operations.js';
import { DocumentError } from '../document/source.js';
import { arrivalProblems } from './request-assertions.js';
import { inputOf } from '../requests/request-case.js';
import type { Call, Credentials, Made, Plan } from '../requests/request-case.js';
import { outcomeProblems } from './result-assertions.js';
import { plansOf, requestTrials } from '../requests/request-cases.js';
import type { Reply, Setting } from './response-cases.js';
import { responseTrials, usualReply } from './response-trials.js';
import type { Wire } from './test-server.js';

/** One row of the report: what was tried, and everything that was wrong. */
export interface ClientCase {
  readonly name: string;
  /** `POST /path` */
  readonly operation: string;
  readonly problems: readonly string[];
}

/** What the cases of one operation need. */
export interface Bench<Client> extends Setting {
  readonly wire: Wire;
  readonly client: Client;
  readonly credentials: Credentials;
  readonly callOptions: Made;
}

/** Everything to try in one operation with its call, tried. */
export async function operationCases<Client>(
  bench: Bench<Client>,
  operation: Operation,
  call: Call<Client>,
): Promise<ClientCase[]> {
  const made = plansOf(bench, operation);
  if ('problem' in made) return [caseOf(operation, 'can be called', [made.problem])];
  const cases: ClientCase[] = [];
  const perform = (plan: Plan, reply: Reply): Promise<string[]> =>
    performed(bench, operation, call, plan, reply);
  const usual = usualReply(bench, operation);
  for (const { name, plans } of requestTrials(made)) {
    const problems = await eachProblem(plans, ({ label, plan }) => labelled(label, perform(plan, usual)));
    cases.push(caseOf(operation, name, problems));
  }
  for (const { name, replies } of responseTrials(bench, operation)) {
    const problems = await eachProblem(replies, (reply) => labelled(reply.label, perform(made.base, reply)));
    cases.push(caseOf(operation, name, problems));
  }
  return cases;
}

function caseOf(operation: Operation, name: string, problems: readonly string[]): ClientCase {
  return { name: `${operation.name} ${name}`, operation: operation.name, problems };
}

/** More problems than this in one case are one too many to read. */
const MOST_PROBLEMS = 5;

/** The problems of each that can be made; a document from which it cannot be made is a problem too. */
async function eachProblem<One>(
  list: () => readonly One[],
  trial: (one: One) => Promise<string[]>,
): Promise<string[]> {
  const problems: string[] = [];
  try {
    for (const one of list()) {
      problems.push(...(await trial(one)));
      if (problems.length >= MOST_PROBLEMS) break;
    }
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    problems.push(error.message);
  }
  return problems.slice(0, MOST_PROBLEMS);
}

async function labelled(label: string, problems: Promise<string[]>): Promise<string[]> {
  const short = label.length > 80 ? `${label.slice(0, 80)}…` : label;
  return (await problems).map((problem) => (short === '' ? problem : `${short}: ${problem}`));
}

async function performed<Client>(
  bench: Bench<Client>,
  operation: Operation,
  call: Call<Client>,
  plan: Plan,
  reply: Reply,
): Promise<string[]> {
  const run = (): PromiseLike<unknown> => call(bench.client, inputOf(plan), bench.callOptions);
  const { outcome, exchanges } = await bench.wire.perform(reply.answer, run);
  return [
    ...arrivalProblems(bench.judge, operation, plan, bench.credentials, exchanges),
    ...(await outcomeProblems(reply.expected, outcome)),
  ];
}
