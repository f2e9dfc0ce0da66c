import type { Json } from '../document/json.js';
import type { MediaType, Operation, Parameter } from '../document/operations.js';
import { DocumentError } from '../document/source.js';
import type { Sample } from '../sample/sampler.js';
import type { Judge } from '../judge/judge.js';
import type { Plan } from './request-case.js';
import type { Setting } from '../client/response-cases.js';
import { bodyValues, parameterValues } from './values.js';
import type { BodyValue } from './values.js';

/** Everything that can be sent in one operation. */
export interface Plans {
  /** What is sent when it is not the request that is tried: only what is required. */
  readonly base: Plan;
  readonly values: ReadonlyMap<Parameter, readonly Sample[]>;
  readonly bodies: readonly BodyChoice[];
}

/** A media type to send with its values, none for no body, or what keeps values from being made. */
interface BodyChoice {
  readonly media: MediaType | undefined;
  readonly values: readonly (BodyValue | undefined)[];
  readonly fault: DocumentError | undefined;
}

/** The values for every parameter and body, or what keeps the operation from being called at all. */
export function plansOf(setting: Setting, operation: Operation): Plans | { readonly problem: string } {
  const { judge, isIgnored } = setting;
  try {
    const parameters = operation.parameters.filter(({ pointer }) => !isIgnored(pointer));
    const values = new Map(parameters.map((one) => [one, parameterValues(judge, operation, one)]));
    const bodies = bodyChoices(setting, operation);
    const first = bodies.find(({ fault }) => fault === undefined);
    const required = [...values].filter(([{ required: isRequired }]) => isRequired);
    const base = { parameters: firstValues(required), media: first?.media, body: smallestBody(first) };
    return { base, values, bodies };
  } catch (error) {
    if (error instanceof DocumentError) return { problem: error.message };
    throw error;
  }
}

function bodyChoices({ judge, isIgnored }: Setting, { body }: Operation): BodyChoice[] {
  if (body === undefined) return [];
  const content = body.content.filter(({ pointer }) => !isIgnored(pointer));
  const sent = content.map((media) => bodyChoice(judge, media));
  return body.required ? sent : [...sent, { media: undefined, values: [undefined], fault: undefined }];
}

function bodyChoice(judge: Judge, media: MediaType): BodyChoice {
  try {
    return { media, values: bodyValues(judge, media), fault: undefined };
  } catch (error) {
    if (error instanceof DocumentError) return { media, values: [], fault: error };
    throw error;
  }
}

function smallestBody(choice: BodyChoice | undefined): BodyValue | undefined {
  const size = (value: BodyValue | undefined): number => JSON.stringify(value?.arrives ?? null).length;
  return choice?.values.toSorted((a, b) => size(a) - size(b))[0];
}

function firstValues(values: Iterable<readonly [Parameter, readonly Sample[]]>): Map<Parameter, Json> {
  return new Map(
    [...values].flatMap(([parameter, [first]]) => (first ? [[parameter, first.value] as const] : [])),
  );
}

/** Requests to try under one name. */
export interface RequestTrial {
  readonly name: string;
  /** Throws DocumentError where none can be made. */
  readonly plans: () => readonly { readonly label: string; readonly plan: Plan }[];
}

/** Each parameter and each body in turn, beside what is required. */
export function requestTrials({ base, values, bodies }: Plans): RequestTrial[] {
  const everything: Plan = { ...base, parameters: firstValues(values) };
  return [
    { name: 'sends what is required', plans: () => [{ label: 'required only', plan: base }] },
    { name: 'sends every parameter', plans: () => [{ label: 'every parameter', plan: everything }] },
    ...[...values].map(([parameter, samples]) => ({
      name: `sends ${parameter.in} parameter ${parameter.name}`,
      plans: () =>
        samples.map(({ label, value }) => ({
          label,
          plan: { ...base, parameters: new Map([...base.parameters, [parameter, value] as const]) },
        })),
    })),
    ...bodies.map(({ media, values: choices, fault }) => ({
      name: media === undefined ? 'sends no body' : `sends body ${media.name}`,
      plans: () => {
        if (fault !== undefined) throw fault;
        return choices.map((body) => ({ label: body?.label ?? 'no body', plan: { ...base, media, body } }));
      },
    })),
  ];
}
