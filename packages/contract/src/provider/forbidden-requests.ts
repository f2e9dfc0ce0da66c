import type { Plan } from '../requests/request-case.js';
import type { Plans } from '../requests/request-cases.js';
import { isObject } from '../document/json.js';
import type { MediaType, Operation, Parameter } from '../document/operations.js';
import { DocumentError } from '../document/source.js';
import type { Judge } from '../judge/judge.js';
import { readingOf } from '../document/media-types.js';
import type { HttpRequest } from '../judge/message.js';
import type { Trial } from './allowed-requests.js';
import { requestFor, withoutHeaders } from '../requests/request.js';

/**
 * Requests that a server has to refuse, each wrong in one way: no credentials, a required parameter or body missing, an
 * invalid body, a media type that is not documented. The judge refuses each.
 */
export async function forbiddenRequests(
  judge: Judge,
  operation: Operation,
  headers: Headers,
  plans: Plans,
): Promise<Trial[]> {
  const drafts = [
    withoutCredentials(operation, headers, plans.base),
    ...operation.parameters.flatMap((one) => withoutParameter(operation, headers, plans.base, one)),
    ...withoutBody(operation, headers, plans.base),
    ...plans.bodies.flatMap(({ media }) => invalidBodies(judge, operation, headers, plans.base, media)),
    ...undocumentedType(operation, headers, plans.base),
  ];
  const trials: Trial[] = [];
  for (const { label, requests } of drafts) {
    const trial = await firstRefused(judge, operation, label, requests);
    if (trial !== undefined) trials.push(trial);
  }
  return trials;
}

/** Requests that are wrong in the same way, as far as the judge agrees. */
interface Draft {
  readonly label: string;
  readonly requests: readonly HttpRequest[];
}

async function firstRefused(
  judge: Judge,
  operation: Operation,
  label: string,
  requests: readonly HttpRequest[],
): Promise<Trial | undefined> {
  for (const request of requests) {
    const verdict = await judge.checkRequest(request);
    const [forbidden] = verdict.problems;
    if (verdict.operation === operation && forbidden !== undefined) return { label, request, forbidden };
  }
  return undefined;
}

function withoutCredentials(operation: Operation, headers: Headers, base: Plan): Draft {
  const schemes = operation.security.flat();
  const carried = schemes.map(({ kind, carrier }) => (kind === 'header' ? carrier : 'authorization'));
  const cookies = schemes.flatMap(({ kind, carrier }) => (kind === 'cookie' ? [carrier] : []));
  const request = requestFor(operation, base, withoutHeaders(headers, carried, cookies));
  return { label: 'a request without credentials', requests: [request] };
}

function withoutParameter(operation: Operation, headers: Headers, base: Plan, parameter: Parameter): Draft[] {
  if (!parameter.required || parameter.in === 'path') return [];
  const parameters = new Map([...base.parameters].filter(([one]) => one !== parameter));
  const { in: place, name } = parameter;
  const left = withoutHeaders(headers, place === 'header' ? [name] : [], place === 'cookie' ? [name] : []);
  const request = requestFor(operation, { ...base, parameters }, left);
  return [{ label: `a request without ${place} parameter ${name}`, requests: [request] }];
}

function withoutBody(operation: Operation, headers: Headers, base: Plan): Draft[] {
  if (operation.body?.required !== true) return [];
  const request = requestFor(operation, { ...base, media: undefined, body: undefined }, headers);
  return [{ label: 'a request without a body', requests: [request] }];
}

function invalidBodies(
  judge: Judge,
  operation: Operation,
  headers: Headers,
  base: Plan,
  media: MediaType | undefined,
): Draft[] {
  const schema = media?.schema;
  if (media === undefined || schema === undefined) return [];
  const reading = readingOf(media.type);
  if (reading !== 'json' && reading !== 'urlencoded' && reading !== 'multipart') return [];
  try {
    const values = judge.sampler
      .invalid(schema, 'request')
      .filter(({ value }) => reading === 'json' || isObject(value));
    const requests = values.map(({ label, value }) =>
      requestFor(operation, { ...base, media, body: { label, given: value, arrives: value } }, headers),
    );
    return [{ label: `an invalid body ${media.name}`, requests }];
  } catch (error) {
    // A body that nothing valid can be made for cannot be spoiled either.
    if (error instanceof DocumentError) return [];
    throw error;
  }
}

/** No document has it. */
const UNDOCUMENTED = 'application/x-undocumented';

function undocumentedType(operation: Operation, headers: Headers, base: Plan): Draft[] {
  if (base.body === undefined) return [];
  const request = requestFor(operation, base, headers);
  request.headers.set('content-type', UNDOCUMENTED);
  return [{ label: `a body ${UNDOCUMENTED}`, requests: [request] }];
}
