import { isObject, member, sameJson } from '../document/json.js';
import type { Json } from '../document/json.js';
import type { Operation, Parameter } from '../document/operations.js';
import { followed } from '../document/source.js';
import type { SecurityScheme } from '../document/security.js';
import type { Judge } from '../judge/judge.js';
import { documentedFor } from '../document/media-types.js';
import type { HttpRequest } from '../judge/message.js';
import { certain, problemText } from '../judge/problem.js';
import type { Problem } from '../judge/problem.js';
import type { RequestVerdict } from '../judge/request.js';
import type { Plan } from '../requests/request-case.js';
import { plansOf, requestTrials } from '../requests/request-cases.js';
import type { Plans } from '../requests/request-cases.js';
import { requestText } from '../requests/message-text.js';
import { BudgetError } from '../schema/budget.js';
import { relevanceOf } from './affected-places.js';
import type { Relevant } from './affected-places.js';
import { writtenRequest } from '../requests/write-request.js';
import { differingValues, shortestFirst } from './value-search.js';
import type { MessageWitness, WitnessQuestion } from './witness.js';

/** More requests than this are not judged for one change. */
const MOST_REQUESTS = 300;

/** A request that the old document allows, and the new one refuses or reads otherwise. */
export async function requestWitness(
  old: Judge,
  next: Judge,
  question: WitnessQuestion,
): Promise<MessageWitness | undefined> {
  const operation = old.operations.find(({ name }) => name === question.old);
  if (operation === undefined) return undefined;
  const plans = knownPlans(old, operation);
  if ('problem' in plans) return undefined;
  const counterpart = next.operations.find(({ name }) => name === question.next);
  const sides = [
    { judge: old, operation },
    { judge: next, operation: counterpart },
  ];
  const relevant = relevanceOf(sides, counterpart === undefined ? [] : question.pointers, 'request');
  const usual = await usualProblems(next, operation, plans);
  let around: MessageWitness | undefined;
  let count = 0;
  for (const { plan, schemes } of trials(old, next, operation, counterpart, plans, question)) {
    count += 1;
    if (count > MOST_REQUESTS) break;
    const request = writtenRequest(operation, plan, schemes);
    const problems = (await refused(old, next, request, counterpart)) ?? [];
    const own = problems.find((one) => relevant(one) === 'own');
    if (own !== undefined) return { kind: 'request', text: requestText(request), problem: problemText(own) };
    const other = problems.find((one) => relevant(one) === 'around' && !usual.has(problemText(one)));
    if (other !== undefined)
      around ??= { kind: 'request', text: requestText(request), problem: problemText(other) };
  }
  if (around !== undefined || counterpart === undefined) return around;
  return (
    scopeWitness(operation, counterpart, plans, question) ??
    readOtherwise(old, next, operation, plans, relevant)
  );
}

const known = new WeakMap<Operation, ReturnType<typeof plansOf> | BudgetError>();

/** Many changes concern one operation, and what it may be sent, or that finding it takes too long, is the same for all. */
function knownPlans(judge: Judge, operation: Operation): ReturnType<typeof plansOf> {
  const plans = known.get(operation) ?? withinBudget(judge, operation);
  known.set(operation, plans);
  if (plans instanceof BudgetError) throw plans;
  return plans;
}

function withinBudget(judge: Judge, operation: Operation): ReturnType<typeof plansOf> | BudgetError {
  try {
    return plansOf({ judge, envelope: undefined, isIgnored: () => false }, operation);
  } catch (error) {
    if (error instanceof BudgetError) return error;
    throw error;
  }
}

async function usualProblems(
  next: Judge,
  operation: Operation,
  { base }: Plans,
): Promise<ReadonlySet<string>> {
  const request = writtenRequest(operation, base, operation.security[0] ?? []);
  return new Set((await next.checkRequest(request)).problems.map(problemText));
}

/** The problems of a request under the new document; undefined where it is refused by both or by none. */
async function refused(
  old: Judge,
  next: Judge,
  request: HttpRequest,
  counterpart: Operation | undefined,
): Promise<readonly Problem[] | undefined> {
  if ((await old.checkRequest(request)).problems.length > 0) return undefined;
  const verdict = await next.checkRequest(request);
  if (verdict.problems.length > 0) return certain(verdict.problems);
  if (verdict.operation === counterpart || verdict.operation === undefined) return undefined;
  const { name, pointer } = verdict.operation;
  return [{ place: 'path', message: `is now ${name}`, pointer }];
}

interface Trial {
  readonly plan: Plan;
  readonly schemes: readonly SecurityScheme[];
}

/** What to send: what the change is about first, then everything that the operation may be sent. */
function* trials(
  old: Judge,
  next: Judge,
  operation: Operation,
  counterpart: Operation | undefined,
  plans: Plans,
  question: WitnessQuestion,
): Generator<Trial> {
  const [schemes = []] = operation.security;
  if (counterpart !== undefined)
    for (const plan of focusedPlans(old, next, operation, counterpart, plans, question))
      yield { plan, schemes };
  yield { plan: plans.base, schemes };
  for (const alternative of operation.security) yield { plan: plans.base, schemes: alternative };
  for (const { plans: all } of requestTrials(plans))
    for (const { plan } of madePlans(all)) yield { plan, schemes };
}

function madePlans(made: () => readonly { readonly plan: Plan }[]): readonly { readonly plan: Plan }[] {
  try {
    return made();
  } catch {
    // A body that nothing can be made for is left to what else there is.
    return [];
  }
}

function* focusedPlans(
  old: Judge,
  next: Judge,
  operation: Operation,
  counterpart: Operation,
  { base }: Plans,
  { pointers }: WitnessQuestion,
): Generator<Plan> {
  const direction = 'request' as const;
  for (const media of operation.body?.content ?? []) {
    const other = documentedFor(counterpart.body?.content ?? [], media.type);
    if (media.schema === undefined || other?.schema === undefined) continue;
    const [accepts, refuses] = [
      { judge: old, schema: media.schema, direction },
      { judge: next, schema: other.schema, direction },
    ];
    for (const value of shortestFirst(differingValues(accepts, refuses, pointers)))
      yield { ...base, media, body: { label: '', given: value, arrives: value } };
  }
  for (const parameter of operation.parameters) {
    const other = counterpartOf(parameter, operation, counterpart);
    if (parameter.schema === undefined || other?.schema === undefined) continue;
    const [accepts, refuses] = [
      { judge: old, schema: parameter.schema, direction },
      { judge: next, schema: other.schema, direction },
    ];
    for (const value of shortestFirst(differingValues(accepts, refuses, pointers)))
      yield { ...base, parameters: new Map([...base.parameters, [parameter, value] as const]) };
  }
}

/** The parameter of the same name and place; in paths that of the same position. */
function counterpartOf(
  parameter: Parameter,
  operation: Operation,
  counterpart: Operation,
): Parameter | undefined {
  const names = [operation, counterpart].map(({ path }) =>
    [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name),
  );
  const name = parameter.in === 'path' ? names[1]?.[names[0]?.indexOf(parameter.name) ?? -1] : parameter.name;
  return counterpart.parameters.find(
    (one) => one.in === parameter.in && one.name.toLowerCase() === name?.toLowerCase(),
  );
}

/** A request whose credential was good enough. */
function scopeWitness(
  operation: Operation,
  counterpart: Operation,
  { base }: Plans,
  { pointers }: WitnessQuestion,
): MessageWitness | undefined {
  if (!pointers.some((pointer) => pointer.endsWith('/security'))) return undefined;
  const alternatives = counterpart.security;
  for (const schemes of operation.security) {
    const isEnough =
      alternatives.length === 0 ||
      alternatives.some((wanted) => wanted.every((one) => isWithin(one, schemes)));
    if (isEnough) continue;
    const text = requestText(writtenRequest(operation, base, schemes));
    const wanted = alternatives.map((one) => one.map(scopedName).join(' and ')).join(', or ');
    const problem = problemText({
      place: 'security',
      message: `needs ${wanted}; ${schemes.map(scopedName).join(' and ')} was enough`,
      pointer: alternatives[0]?.[0]?.pointer ?? counterpart.pointer,
    });
    return { kind: 'request', text, problem };
  }
  return undefined;
}

function isWithin({ name, scopes }: SecurityScheme, schemes: readonly SecurityScheme[]): boolean {
  return schemes.some(
    (given) => given.name === name && scopes.every((scope) => given.scopes.includes(scope)),
  );
}

function scopedName({ name, scopes }: SecurityScheme): string {
  return scopes.length === 0 ? name : `${name} (${scopes.join(', ')})`;
}

/** A request that both documents allow, and that means something else under the new one. */
async function readOtherwise(
  old: Judge,
  next: Judge,
  operation: Operation,
  plans: Plans,
  relevant: Relevant,
): Promise<MessageWitness | undefined> {
  const [schemes = []] = operation.security;
  for (const { plans: all } of requestTrials(plans)) {
    for (const { plan } of madePlans(all)) {
      const request = writtenRequest(operation, plan, schemes);
      const [before, after] = [await old.checkRequest(request), await next.checkRequest(request)];
      const problem =
        before.problems.length + after.problems.length > 0
          ? undefined
          : differences(old, next, before, after).find((one) => relevant(one) === 'own');
      if (problem !== undefined)
        return { kind: 'request', text: requestText(request), problem: problemText(problem) };
    }
  }
  return undefined;
}

function differences(old: Judge, next: Judge, before: RequestVerdict, after: RequestVerdict): Problem[] {
  const parameters = (before.operation?.parameters ?? []).flatMap((parameter): Problem[] => {
    const other = after.operation?.parameters.find(
      (one) => one.in === parameter.in && one.name === parameter.name,
    );
    const was = before.parameters.get(parameter) ?? defaultOf(old, parameter);
    const is = other && (after.parameters.get(other) ?? defaultOf(next, other));
    const place = `${parameter.in} parameter ${parameter.name}`;
    return sameJson(was, is)
      ? []
      : [{ place, message: readAs(is, was), pointer: (other ?? parameter).pointer }];
  });
  if (sameJson(before.body, after.body)) return parameters;
  const pointer = after.mediaType?.pointer ?? '';
  return [...parameters, { place: 'body', message: readAs(after.body, before.body), pointer }];
}

function readAs(is: Json | undefined, was: Json | undefined): string {
  return `is read as ${shown(is)}, which was ${shown(was)}`;
}

function shown(value: Json | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

/** What the server takes for a parameter that is not sent. */
function defaultOf({ source }: Judge, { schema }: Parameter): Json | undefined {
  if (schema === undefined) return undefined;
  const own = member(schema.value, 'default');
  const { value } = followed(source, schema);
  return own ?? (isObject(value) ? member(value, 'default') : undefined);
}
