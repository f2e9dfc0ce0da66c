import type { Plan } from '../requests/request-case.js';
import { plansOf } from '../requests/request-cases.js';
import type { Plans } from '../requests/request-cases.js';
import { textMember } from '../document/json.js';
import type { Json } from '../document/json.js';
import type { Operation, Parameter } from '../document/operations.js';
import { child, items, members } from '../document/source.js';
import type { Judge } from '../judge/judge.js';
import type { HttpRequest } from '../judge/message.js';
import { problemText } from '../judge/problem.js';
import type { RequestProblem } from '../judge/request.js';
import type { Sample } from '../sample/sampler.js';
import { requestText } from '../requests/message-text.js';
import { isFieldValue, requestFor } from '../requests/request.js';

/** A request to send, and why it is sent. */
export interface Trial {
  readonly label: string;
  readonly request: HttpRequest;
  /** Why the document does not allow it; undefined where it does. */
  readonly forbidden: RequestProblem | undefined;
}

/** What the document allows to be sent in one operation. */
export interface Allowed {
  /** What it is made of; `base` is allowed. */
  readonly plans: Plans;
  readonly trials: readonly Trial[];
}

/** What keeps an operation from being called. */
export interface Uncallable {
  readonly problem: string;
  /** Set where it is that credentials are needed, and none were given. */
  readonly isKeyless?: boolean;
}

/**
 * What is required, everything, each documented example, each media type, in this order; or what keeps the operation
 * from being called. The judge has agreed to each.
 */
export async function allowedRequests(
  judge: Judge,
  operation: Operation,
  headers: Headers,
): Promise<Allowed | Uncallable> {
  const content = operation.body?.content ?? [];
  const unwritable = content.filter(({ type }) => !isFieldValue(type)).map(({ pointer }) => pointer);
  const isIgnored = (pointer: string): boolean => unwritable.includes(pointer);
  const made = plansOf({ judge, envelope: undefined, isIgnored }, operation);
  if ('problem' in made) return made;
  const plans = fromExamples(judge, made);
  const trials = new Map<string, Trial>();
  let base: Plan | undefined;
  let refusal: RequestProblem | undefined;
  for (const { label, plan } of labelledPlans(plans).toReversed()) {
    const request = requestFor(operation, plan, headers);
    const verdict = await judge.checkRequest(request);
    const [problem] = verdict.problems;
    refusal = problem ?? refusal;
    if (problem !== undefined || verdict.operation !== operation) continue;
    trials.set(requestText(request), { label, request, forbidden: undefined });
    base = plan;
  }
  if (base === undefined) return uncallable(refusal);
  return { plans: { ...plans, base }, trials: [...trials.values()].toReversed() };
}

function uncallable(refusal: RequestProblem | undefined): Uncallable {
  if (refusal === undefined) return { problem: 'no request can be made that the document allows' };
  return { problem: problemText(refusal), isKeyless: refusal.status === 401 };
}

/** The plans with documented examples in the places of what is required. */
function fromExamples(judge: Judge, plans: Plans): Plans {
  const values = new Map([...plans.values].map(([one, samples]) => [one, served(judge, one, samples)]));
  const parameters = new Map(
    [...plans.base.parameters].map(([one, value]) => [one, values.get(one)?.[0]?.value ?? value] as const),
  );
  const usual = plans.bodies.find(({ fault }) => fault === undefined)?.values[0];
  const body = usual !== undefined && isExample(usual) ? usual : plans.base.body;
  return { ...plans, values, base: { ...plans.base, parameters, body } };
}

/** A path parameter without an example has the default of the server variable of its name, if there is one. */
function served(judge: Judge, parameter: Parameter, samples: readonly Sample[]): readonly Sample[] {
  const [first] = samples;
  if (parameter.in !== 'path' || (first !== undefined && isExample(first))) return samples;
  const variables = items(child(judge.source.root, 'servers')).flatMap((server) =>
    members(child(server, 'variables')),
  );
  const value = variables
    .filter(([name]) => name === parameter.name)
    .map(([, variable]) => textMember(variable.value, 'default'))
    .find((text) => text !== undefined && text !== '' && isValid(judge, parameter, text));
  return value === undefined ? samples : [{ label: 'server variable', value }, ...samples];
}

function isValid({ sampler }: Judge, { schema }: Parameter, value: Json): boolean {
  return schema === undefined || sampler.validate(schema, 'request', value).length === 0;
}

function isExample({ kind }: Pick<Sample, 'kind'>): boolean {
  return kind === 'example';
}

interface LabelledPlan {
  readonly label: string;
  readonly plan: Plan;
}

function labelledPlans({ base, values, bodies }: Plans): LabelledPlan[] {
  const first = ([parameter, [sample]]: readonly [Parameter, readonly Sample[]]): [Parameter, Json][] =>
    sample === undefined ? [] : [[parameter, sample.value]];
  const everything: Plan = {
    ...base,
    parameters: new Map([...values].flatMap(first)),
    body: base.media === undefined ? undefined : bodies.find(({ media }) => media === base.media)?.values[0],
  };
  const parameters = [...values].flatMap(([parameter, samples]) =>
    samples.filter(isExample).map(({ label, value }) => ({
      label: `${label} of ${parameter.in} parameter ${parameter.name}`,
      plan: { ...base, parameters: new Map([...base.parameters, [parameter, value] as const]) },
    })),
  );
  const content = bodies.flatMap(({ media, values: choices }) =>
    choices
      .filter((body, index) => index === 0 || (body !== undefined && isExample(body)))
      .map((body) => ({
        label: media === undefined ? 'no body' : `body ${media.name}${labelOf(body?.label)}`,
        plan: { ...base, media, body },
      })),
  );
  return [
    { label: 'what is required', plan: base },
    { label: 'everything', plan: everything },
    ...parameters,
    ...content,
  ];
}

function labelOf(label = ''): string {
  return label === '' ? '' : `, ${label}`;
}

/** The path parameters of an operation whose values were made up. */
export function withoutExample(judge: Judge, { parameters }: Operation): string[] {
  const { sampler } = judge;
  return parameters
    .filter(({ in: place }) => place === 'path')
    .filter(({ examples, schema }) => {
      const samples = schema === undefined ? [] : sampler.samples(schema, 'request');
      return ![...sampler.examples(examples, schema, 'request'), ...samples].some(isExample);
    })
    .map(({ name }) => name);
}
