import type { PlacedCredentials } from './credentials.js';
import type { BodyDefinition, OperationDefinition, ParameterDefinition, ParameterPlace } from './definition.js';
import { InvalidRequestError } from './errors.js';
import { plainText } from './serialization.js';
import {
  type HeaderValues,
  type IdempotentRequestOptions,
  isServer,
  type QueryValues,
  type Settings,
} from './settings.js';

/** What a generated method was called with. */
export interface Call {
  readonly operation: OperationDefinition;
  /** Path parameters that are arguments of their own. */
  readonly path: object;
  readonly params: object | null | undefined;
  readonly options: IdempotentRequestOptions;
}

/** What `fetch` is called with, but for the signal. */
export interface BuiltRequest {
  readonly url: string;
  readonly init: RequestInit;
}

/** A request but for its credentials, which may be others each time it is sent. */
export interface RequestDraft {
  /** The header fields that the caller sets or, with null, removes, by lower-case name. */
  readonly callersHeaders: HeaderValues;
  /** Whether the body is a stream, which can be sent once. */
  readonly isStream: boolean;
  /** @throws InvalidRequestError where credentials or header fields cannot be sent */
  readonly complete: (credentials: PlacedCredentials) => BuiltRequest;
}

type Values = Record<string, unknown>;

/**
 * Reads the arguments of a call, which may change after it.
 *
 * @throws InvalidRequestError naming the argument or option that is wrong, without its value
 */
export function draftedRequest(settings: Settings, { operation, path, params, options }: Call): RequestDraft {
  const { baseURL, baseURLProblem, options: client } = settings;
  if (baseURLProblem) throw new InvalidRequestError(baseURLProblem);
  const given = ownValues(params);
  const fields = ownValues(params);
  const target = operation.url ?? baseURL + expandedPath(operation, path, given, fields);
  const query = new Map<string, string>();
  const header: Record<string, string> = {};
  const cookies: string[] = [];
  addQuery(query, client.defaultQuery);
  for (const [name, value, definition] of takenParameters('query', operation, given, fields))
    query.set(name, value === null ? '' : parameterText('query', name, value, definition));
  addQuery(query, options.query);
  for (const [name, value, definition] of takenParameters('header', operation, given, fields))
    if (value !== null) header[name] = parameterText('header', name, value, definition);
  for (const [name, value, definition] of takenParameters('cookie', operation, given, fields))
    if (value !== null) cookies.push(parameterText('cookie', name, value, definition));
  const body = operation.body && bodyContent(operation.body, given, fields);
  const base = baseHeaders(settings, operation, body);
  const general = merged(client.defaultHeaders, header);
  const own = merged(
    operation.idempotencyHeader ? { [operation.idempotencyHeader]: options.idempotencyKey } : {},
    options.headers,
  );
  const isStream = body instanceof ReadableStream;
  return {
    callersHeaders: { ...general, ...own },
    isStream,
    complete(credentials) {
      const search = new Map(query);
      addQuery(search, credentials.query);
      const keys = Object.entries(credentials.cookie).map(([name, key]) => plainText('cookie', name, key));
      const cookie = [...cookies, ...keys].filter(Boolean).join('; ') || undefined;
      const headers = sentHeaders(merged(base, credentials.header, general, { cookie }, own));
      refuseExposure(settings, credentials, headers);
      return {
        url: withQuery(target, [...search.values()].filter(Boolean).join('&')),
        init: {
          ...client.fetchOptions,
          method: operation.method,
          headers,
          redirect: 'manual',
          ...(body !== undefined && { body }),
          ...(isStream && { duplex: 'half' }),
        },
      };
    },
  };
}

/** The members by name, without a prototype: a parameter may be called `constructor`. */
export function ownValues(members: unknown): Values {
  return Object.assign(Object.create(null), members);
}

/**
 * Returns the path with its parameters, from `path` or else from `params`; the latter are no `fields` of the body then.
 *
 * @throws InvalidRequestError for a parameter that is missing, empty, `.` or `..`
 */
export function expandedPath(
  operation: OperationDefinition,
  path: object,
  params: Values,
  fields: Values = {},
): string {
  const inPath = ownValues(path);
  return operation.path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    if (!(name in inPath)) delete fields[name];
    const value = inPath[name] ?? params[name] ?? '';
    const text = value && parameterText('path', name, value, operation.pathStyle?.[name] ?? {});
    if (!/^\.{0,2}$/.test(String(text))) return String(text);
    const fault = text ? `"${text}", which names another path` : 'missing or empty';
    throw new InvalidRequestError(`path parameter ${name} is ${fault}; pass another value`);
  });
}

/** Takes the parameters of one place out of the fields: what no parameter takes are the fields of the body. */
function takenParameters(
  place: 'query' | 'header' | 'cookie',
  operation: OperationDefinition,
  given: Values,
  fields: Values,
): [name: string, value: unknown, definition: ParameterDefinition][] {
  return Object.entries(operation[place] ?? {}).flatMap(([name, definition]) => {
    const { group } = definition;
    const value = group ? ownValues(given[group])[name] : given[name];
    delete fields[group ?? name];
    return value === undefined ? [] : [[name, value, definition]];
  });
}

/** What comes later stands in place of the same name before it. */
function addQuery(query: Map<string, string>, values: QueryValues | null | undefined): void {
  for (const [name, value] of Object.entries(values ?? {}))
    if (value !== undefined) query.set(name, parameterText('query', name, value, {}));
}

function parameterText(
  place: ParameterPlace,
  name: string,
  value: unknown,
  definition: ParameterDefinition,
): string {
  const { encode, encoding, write = plainText } = definition;
  let text;
  try {
    text = encode ? encode(value, encoding) : write(place, name, value, definition);
  } catch {} // The platform's message quotes the value.
  if (text !== undefined) return text;
  throw new InvalidRequestError(
    `${place} parameter ${name} is of another kind, nested too deep or not well-formed Unicode; pass another value`,
  );
}

/**
 * Returns the body of a request; undefined where there is none.
 *
 * @throws InvalidRequestError for a required body that is missing, or a value that its media type cannot carry
 */
function bodyContent(definition: BodyDefinition, given: Values, fields: Values): RequestInit['body'] | undefined {
  const { mediaType, from, as = 'body', grouped = [], required, encode, encoding } = definition;
  let value = given[as];
  if (from === 'spread') {
    if (grouped[0]) delete fields[as];
    for (const name of grouped) fields[name] = ownValues(value)[name];
    value = required || Object.values(fields).some((field) => field !== undefined) ? fields : undefined;
  }
  if (value === undefined) {
    if (required) throw new InvalidRequestError(`the body is missing; pass params.${as}`);
    return undefined;
  }
  let content;
  try {
    content = encode ? encode(value, encoding) : JSON.stringify(value);
  } catch {} // The platform's message may quote the value.
  if (content !== undefined && content !== null) return content;
  throw new InvalidRequestError(`the body cannot be sent as ${mediaType}; pass another kind of value`);
}

function baseHeaders(
  { definition: { name, version } }: Settings,
  { responses, stream, body }: OperationDefinition,
  content: RequestInit['body'] | undefined,
): HeaderValues {
  const isJSON = Object.keys(responses).some((key) => /^[2d]/.test(key) && responses[key] === 'json');
  const mediaType = body?.mediaType;
  // A form brings its boundary, a blob under a range its type.
  const isOwn = content === undefined || content instanceof FormData || mediaType?.includes('*');
  return {
    accept: isJSON || stream ? `${stream?.accept ?? 'application/json'}, */*;q=0.5` : '*/*',
    'content-type': isOwn ? undefined : mediaType,
    'user-agent': isServer() ? `${name}/${version}` : undefined,
  };
}

/** Returns the fields by lower-case name, a later one in place of an earlier one; null where one is removed. */
function merged(...all: (HeaderValues | null | undefined)[]): Record<string, string | null> {
  const fields: Record<string, string | null> = Object.create(null);
  for (const headers of all)
    for (const [name, value] of Object.entries(headers ?? {}))
      if (value !== undefined) fields[name.toLowerCase()] = value;
  return fields;
}

function sentHeaders(fields: Readonly<Record<string, string | null>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(fields)) {
    try {
      if (value !== null) headers.set(name, value);
    } catch {
      // The platform's message quotes the value.
      throw new InvalidRequestError(`header ${name} has a character that HTTP does not allow; remove it`);
    }
  }
  return headers;
}

function refuseExposure({ confidential }: Settings, placed: PlacedCredentials, headers: Headers): void {
  const isExposed =
    headers.has('authorization') ||
    headers.has('cookie') ||
    Object.values(placed).some((values) => Object.keys(values)[0]);
  if (isExposed && !confidential) {
    throw new InvalidRequestError(
      'credentials are not sent over http: to another host; use https: or set allowInsecure',
    );
  }
}

/** The path of a document may have a query of its own, and a fragment, which tells operations apart and is not sent. */
function withQuery(target: string, search: string): string {
  const [sent = ''] = target.split('#');
  return search ? `${sent}${sent.includes('?') ? '&' : '?'}${search}` : sent;
}
