import type { Json } from '../document/json.js';
import type { MediaType, Operation, Parameter } from '../document/operations.js';
import type { Source } from '../document/source.js';
import { possibleParts, propertiesOf, toObject } from '../schema/composition.js';
import type { Validate, ValueProblem } from '../schema/validators.js';
import { readBody } from './bodies.js';
import { coerced, shapesOf } from './coercion.js';
import { securityProblems } from './credentials.js';
import { documentedFor, essence } from '../document/media-types.js';
import { queryPairs } from './message.js';
import type { HttpRequest } from './message.js';
import { readParameter } from './parameters.js';
import { problemsAt } from './problem.js';
import type { Problem } from './problem.js';
import type { Route } from './routes.js';
import { queryDecoded } from './styles.js';
import type { Read, Shape } from './styles.js';

/** A problem of a request, with the status that a server should answer it with. */
export interface RequestProblem extends Problem {
  readonly status: 400 | 401 | 404 | 405 | 415;
}

/** What a request says, as the document has it. */
export interface RequestVerdict {
  readonly operation: Operation | undefined;
  /** The documented parameters that it carries, with their values. */
  readonly parameters: ReadonlyMap<Parameter, Json>;
  readonly mediaType: MediaType | undefined;
  /** The body's value; undefined for none and for bytes. */
  readonly body: Json | undefined;
  readonly problems: readonly RequestProblem[];
}

/** Checks a request that has been routed to its operation. */
export async function checkRouted(
  source: Source,
  route: Route,
  request: HttpRequest,
  validate: Validate,
): Promise<RequestVerdict> {
  const { operation } = route;
  const parameters = new Map<Parameter, Json>();
  const problems: RequestProblem[] = securityProblems(operation, request).map((one) => ({
    ...one,
    status: 401,
  }));
  const keys = new Set(
    operation.security.flat().flatMap((one) => (one.kind === 'query' ? [one.carrier] : [])),
  );
  for (const parameter of operation.parameters) {
    const found = parameterValue(source, route, request, parameter, validate);
    if ('problems' in found) problems.push(...found.problems.map((one) => inParameter(parameter, one)));
    if ('value' in found) parameters.set(parameter, found.value);
    for (const key of found.keys ?? []) keys.add(key);
  }
  problems.push(...unknownQuery(operation, request, keys), ...undeclaredPath(route));
  const body = await bodyVerdict(source, operation, request, validate);
  return { operation, parameters, ...body, problems: [...problems, ...body.problems] };
}

interface Found {
  readonly value?: Json;
  readonly keys?: readonly string[];
  readonly problems?: readonly ValueProblem[];
}

/** Reads a parameter in each shape that its schema has and keeps the first that is valid. */
function parameterValue(
  source: Source,
  route: Route,
  request: HttpRequest,
  parameter: Parameter,
  validate: Validate,
): Found {
  const shapes: Shape[] =
    parameter.mediaType === undefined ? shapesOf(source, parameter.schema) : ['primitive'];
  let worst: Found | undefined;
  for (const shape of shapes) {
    const read = readParameter(route, request, parameter, shape, (name) =>
      ownsName(source, route.operation, parameter, name),
    );
    if (read === undefined) continue;
    const found = judged(source, parameter, read, validate);
    if (found.problems === undefined) return found;
    worst ??= found;
  }
  if (worst !== undefined) return worst;
  return parameter.required ? { problems: [{ path: '', message: 'is required' }] } : {};
}

function judged(source: Source, parameter: Parameter, read: Read, validate: Validate): Found {
  if ('problem' in read) return { problems: [{ path: '', message: read.problem }], keys: [parameter.name] };
  const keys = read.keys ?? [];
  if (parameter.schema === undefined || (parameter.allowEmpty && read.value === ''))
    return { value: read.value, keys };
  const value =
    parameter.mediaType === undefined ? coerced(source, parameter.schema, read.value, validate) : read.value;
  const problems = validate(parameter.schema, value);
  return problems.length === 0 ? { value, keys } : { value, keys, problems };
}

/** Whether a key belongs to an object that is spread among the others: declared, or free and nobody else's. */
export function ownsName(source: Source, operation: Operation, parameter: Parameter, name: string): boolean {
  const parts = parameter.schema === undefined ? [] : possibleParts(source, parameter.schema);
  if (propertiesOf(parts).has(name)) return true;
  const closed = parts.some(({ keywords }) => toObject(keywords)['additionalProperties'] === false);
  const others = operation.parameters.filter((one) => one !== parameter && one.in === parameter.in);
  const taken = others.some(
    (one) => one.name === name || name.startsWith(`${one.name}[`) || declares(source, one, name),
  );
  const key = operation.security.flat().some((scheme) => scheme.kind === 'query' && scheme.carrier === name);
  return !closed && !taken && !key;
}

function declares(source: Source, parameter: Parameter, name: string): boolean {
  return parameter.schema !== undefined && propertiesOf(possibleParts(source, parameter.schema)).has(name);
}

function inParameter(parameter: Parameter, { path, message, unusable }: ValueProblem): RequestProblem {
  return {
    place: `${parameter.in} parameter ${parameter.name}`,
    message: path === '' ? message : `${path} ${message}`,
    pointer: parameter.pointer,
    status: 400,
    ...(unusable && { unusable }),
  };
}

function unknownQuery(
  operation: Operation,
  request: HttpRequest,
  keys: ReadonlySet<string>,
): RequestProblem[] {
  if (operation.parameters.some((parameter) => parameter.in === 'querystring')) return [];
  const names = new Set(queryPairs(request.query).map(([name]) => queryDecoded(name)));
  return [...names]
    .filter((name) => !keys.has(name))
    .map((name) => ({
      place: `query parameter ${name}`,
      message: 'is not documented',
      pointer: operation.pointer,
      status: 400,
    }));
}

/** A template's parameter that nobody declared cannot be judged. */
function undeclaredPath({ operation, path }: Route): RequestProblem[] {
  const declared = operation.parameters.filter((one) => one.in === 'path').map((one) => one.name);
  return [...path.keys()]
    .filter((name) => !declared.includes(name))
    .map((name) => ({
      place: `path parameter ${name}`,
      message: 'is not declared in the document; add it to parameters',
      pointer: operation.pointer,
      status: 400,
    }));
}

type BodyVerdict = Pick<RequestVerdict, 'mediaType' | 'body' | 'problems'>;

async function bodyVerdict(
  source: Source,
  operation: Operation,
  request: HttpRequest,
  validate: Validate,
): Promise<BodyVerdict> {
  const documented = operation.body;
  const contentType = request.headers.get('content-type');
  const empty = request.body.length === 0;
  const refused = (message: string, pointer: string, status: 400 | 415 = 400): BodyVerdict => ({
    mediaType: undefined,
    body: undefined,
    problems: [{ place: 'body', message, pointer, status }],
  });
  if (documented === undefined) {
    return empty
      ? { mediaType: undefined, body: undefined, problems: [] }
      : refused('is not documented', operation.pointer);
  }
  const coding = contentCoding(operation, request);
  if (!empty && coding !== undefined)
    return refused(`has content coding ${coding}, which is not documented`, documented.pointer, 415);
  if (empty && contentType === null) {
    if (documented.required) return refused('is required', documented.pointer);
    return { mediaType: undefined, body: undefined, problems: [] };
  }
  const mediaType = contentType === null ? undefined : documentedFor(documented.content, contentType);
  if (mediaType === undefined || contentType === null) {
    const names = documented.content.map(({ name }) => name).join(', ');
    return refused(
      `has content type ${contentType === null ? 'none' : essence(contentType)}; documented: ${names}`,
      documented.pointer,
      415,
    );
  }
  const read = await readBody(source, mediaType, contentType, request.body, validate);
  if ('problem' in read) return { ...refused(read.problem, mediaType.pointer), mediaType };
  return { mediaType, body: read.value, problems: schemaProblems(mediaType, read.value, validate) };
}

/** How a body is said to be packed (RFC 9110, section 8.4): undefined for not at all, or where the document has the header. */
function contentCoding({ parameters }: Operation, { headers }: HttpRequest): string | undefined {
  const isDocumented = parameters.some(
    (parameter) => parameter.in === 'header' && parameter.name.toLowerCase() === 'content-encoding',
  );
  const coding = headers.get('content-encoding')?.trim() ?? '';
  return isDocumented || /^(identity)?$/i.test(coding) ? undefined : coding;
}

function schemaProblems(mediaType: MediaType, value: Json | undefined, validate: Validate): RequestProblem[] {
  const { schema } = mediaType;
  if (value === undefined || schema === undefined) return [];
  return problemsAt('body', schema.pointer, validate(schema, value)).map((one) => ({ ...one, status: 400 }));
}
