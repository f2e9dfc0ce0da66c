import { isList, isObject, objectOf, sameJson } from '../document/json.js';
import type { Json } from '../document/json.js';
import type { Operation, Parameter } from '../document/operations.js';
import { credentialIn } from '../judge/credentials.js';
import type { Judge } from '../judge/judge.js';
import { essence } from '../document/media-types.js';
import type { HttpRequest } from '../judge/message.js';
import { readParameter } from '../judge/parameters.js';
import { problemText } from '../judge/problem.js';
import { ownsName } from '../judge/request.js';
import type { Shape } from '../judge/styles.js';
import { writtenCredential } from '../requests/request-case.js';
import type { Credentials, Plan } from '../requests/request-case.js';
import { sameBytes, shown } from './result-assertions.js';
import type { Exchange } from './test-server.js';

/** What is wrong with the requests that one call made: their number, their validity, and the values they carry. */
export function arrivalProblems(
  judge: Judge,
  operation: Operation,
  plan: Plan,
  credentials: Credentials,
  exchanges: readonly Exchange[],
): string[] {
  const [exchange] = exchanges;
  if (exchange === undefined) return ['sent no request'];
  const { request, verdict } = exchange;
  const many = exchanges.length > 1 ? [`sent ${exchanges.length} requests, wanted one`] : [];
  const invalid = verdict.problems.map(problemText);
  if (verdict.operation !== operation) {
    return [...many, `sent ${request.method} ${request.path}, wanted ${operation.name}`, ...invalid];
  }
  return [
    ...many,
    ...invalid,
    ...operation.parameters.flatMap((parameter) =>
      parameterProblems(judge, operation, request, parameter, plan),
    ),
    ...bodyProblems(plan, exchange),
    ...credentialProblems(operation, request, credentials),
  ];
}

function parameterProblems(
  judge: Judge,
  operation: Operation,
  request: HttpRequest,
  parameter: Parameter,
  plan: Plan,
): string[] {
  const routing = judge.route(request.method, request.path);
  if (!('route' in routing)) return [];
  const wanted = plan.parameters.get(parameter);
  const shape = shapeOf(wanted);
  const owns = (name: string): boolean => ownsName(judge.source, operation, parameter, name);
  const read = readParameter(routing.route, request, parameter, shape, owns);
  const place = `${parameter.in} parameter ${parameter.name}`;
  if (wanted === undefined) return read === undefined ? [] : [`${place} was sent, though it was not given`];
  if (read === undefined) return [`${place} was not sent, wanted ${shown(wanted)}`];
  if ('problem' in read) return [`${place} ${read.problem}`];
  const value = parameter.mediaType === undefined ? asText(wanted) : wanted;
  return sameJson(read.value, value)
    ? []
    : [`${place} arrived as ${shown(read.value)}, wanted ${shown(wanted)}`];
}

function shapeOf(value: Json | undefined): Shape {
  if (isList(value)) return 'array';
  return isObject(value) ? 'object' : 'primitive';
}

/** The value with text for leaves, as parameters carry them. */
function asText(value: Json): Json {
  if (isList(value)) return value.map(asText);
  if (!isObject(value)) return String(value);
  return objectOf(Object.entries(value).map(([name, one]) => [name, asText(one)] as const));
}

function bodyProblems({ media, body }: Plan, { request, verdict }: Exchange): string[] {
  if (body === undefined || media === undefined) {
    return request.body.length === 0 ? [] : ['a body was sent, though none was given'];
  }
  const contentType = request.headers.get('content-type') ?? 'none';
  if (verdict.mediaType !== undefined && verdict.mediaType !== media) {
    return [`body was sent as ${essence(contentType)}, wanted ${media.name}`];
  }
  if (body.arrives instanceof Uint8Array) {
    return sameBytes(request.body, body.arrives) ? [] : ['body arrived with other bytes than were given'];
  }
  if (verdict.body === undefined) return [`body was not sent, wanted ${shown(body.arrives)}`];
  return sameJson(verdict.body, body.arrives)
    ? []
    : [`body arrived as ${shown(verdict.body)}, wanted ${shown(body.arrives)}`];
}

/** A problem unless one alternative arrived with exactly the credentials that the client was given. */
function credentialProblems(operation: Operation, request: HttpRequest, credentials: Credentials): string[] {
  if (operation.security.length === 0) return [];
  const met = operation.security.some((schemes) =>
    schemes.every(
      (scheme) =>
        scheme.kind === 'transport' ||
        credentialIn(request, scheme) === writtenCredential(credentials[scheme.name]),
    ),
  );
  return met ? [] : ['security: the credentials that arrived are not those that the client was given'];
}
