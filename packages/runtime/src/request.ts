import { placedCredentials, type PlacedCredentials } from './credentials.js';
import type { BodyDefinition, BodyEncoder, OperationDefinition } from './definition.js';
import { InvalidRequestError } from './errors.js';
import {
  cookieField,
  expandedPath,
  headerParameters,
  isParameter,
  ownValues,
  queryString,
  type Values,
} from './parameters.js';
import { isServer, type HeaderValues, type RequestOptions, type Settings } from './settings.js';

/** What a generated method was called with. */
export interface Call {
  readonly operation: OperationDefinition;
  /** Path parameters that are arguments of their own. */
  readonly path: object;
  readonly params: object | null | undefined;
  readonly options: RequestOptions;
}

/** What `fetch` is called with, but for the signal. */
export interface BuiltRequest {
  readonly url: string;
  readonly init: RequestInit & { duplex?: 'half' };
}

// RFC 9110, 5.1 and 5.5. The platform would refuse the rest too, but quotes the value.
const FIELD_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Returns the request of one attempt.
 *
 * @throws InvalidRequestError naming the argument or option that is wrong, without its value
 */
export async function buildRequest(
  settings: Settings,
  { operation, path, params, options }: Call,
): Promise<BuiltRequest> {
  if (settings.baseURLProblem) throw new InvalidRequestError(settings.baseURLProblem);
  const inPath = ownValues(path);
  const given = ownValues(params);
  const target = operation.url ?? settings.baseURL + expandedPath(operation, inPath, given);
  const { content, mediaType } = requestBody(operation, inPath, given);
  const credentials = await placedCredentials(settings, operation, options.headers);
  const headers = mergedHeaders(
    baseHeaders(settings, operation, mediaType),
    credentials.header,
    settings.headers,
    headerParameters(operation, given),
    { cookie: cookieField(operation, given, credentials.cookie) },
    options.headers,
  );
  refuseExposure(settings, credentials, headers);
  const search = queryString(operation, given, settings.query, options.query ?? {}, credentials.query);
  const init: BuiltRequest['init'] = {
    method: operation.method,
    headers: sentHeaders(headers),
    redirect: 'manual',
  };
  if (content !== undefined) init.body = content;
  if (content instanceof ReadableStream) init.duplex = 'half';
  return { url: withQuery(target, search), init };
}

/** The path of a document may have a query of its own, and a fragment, which tells operations apart and is not sent. */
function withQuery(target: string, search: string): string {
  const [sent = ''] = target.split('#');
  return search ? `${sent}${sent.includes('?') ? '&' : '?'}${search}` : sent;
}

function baseHeaders(
  { definition }: Settings,
  { responses, stream }: OperationDefinition,
  mediaType?: string,
): HeaderValues {
  const json = Object.keys(responses).some(
    (key) => (key[0] === '2' || key === 'default') && responses[key] === 'json',
  );
  const { name, version } = definition;
  return {
    accept: json || stream ? `${stream?.accept ?? 'application/json'}, */*;q=0.5` : '*/*',
    'content-type': mediaType,
    'user-agent': isServer() ? (version ? `${name}/${version}` : name) : undefined,
  };
}

/** Returns the fields by lower-case name, a later one in place of an earlier one; null where one is removed. */
function mergedHeaders(...all: (HeaderValues | null | undefined)[]): Record<string, string | null> {
  const merged: Record<string, string | null> = Object.create(null);
  for (const headers of all) {
    for (const [name, value] of Object.entries(headers ?? {})) {
      if (value !== undefined) merged[name.toLowerCase()] = value;
    }
  }
  return merged;
}

function refuseExposure(settings: Settings, placed: PlacedCredentials, headers: HeaderValues): void {
  if (settings.confidential) return;
  const credentials = [
    ...Object.values(placed).flatMap(Object.keys),
    headers['authorization'],
    headers['cookie'],
  ];
  if (!credentials.some(Boolean)) return;
  throw new InvalidRequestError(
    'credentials are not sent over http: to another host; use https: or set allowInsecure',
  );
}

function sentHeaders(merged: Readonly<Record<string, string | null>>): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(merged)) {
    if (value === null) continue;
    if (!FIELD_NAME.test(name))
      throw new InvalidRequestError('a header name has a character that HTTP does not allow; correct it');
    if (!FIELD_VALUE.test(value)) {
      throw new InvalidRequestError(
        `the value of header ${name} has a character that HTTP does not allow; remove it`,
      );
    }
    sent[name] = value;
  }
  return sent;
}

interface RequestBody {
  readonly content?: NonNullable<RequestInit['body']>;
  /** Absent where the content brings its own: a form's boundary, a blob's type under a range. */
  readonly mediaType?: string;
}

/** Sends text, bytes, a `Blob`, a form or a stream as it is. */
export const raw: BodyEncoder = (body) => {
  return isRaw(body) ? body : undefined;
};

const json: BodyEncoder = (body) => JSON.stringify(body);

/**
 * Returns the body of an operation's request, empty where it has none.
 *
 * @throws InvalidRequestError for a required body that is missing, or a value that its media type cannot carry
 */
function requestBody(operation: OperationDefinition, inPath: Values, params: Values): RequestBody {
  const definition = operation.body;
  if (!definition) return {};
  const value = bodyValue(definition, operation, inPath, params);
  if (value === undefined) {
    if (definition.required)
      throw new InvalidRequestError(`the body is missing; pass params.${definition.as ?? 'body'}`);
    return {};
  }
  const content = encodedBody(definition, value);
  const { mediaType } = definition;
  if (content === undefined || content === null) {
    throw new InvalidRequestError(`the body cannot be sent as ${mediaType}; pass another kind of value`);
  }
  return content instanceof FormData || mediaType.includes('*') ? { content } : { content, mediaType };
}

function bodyValue(
  { from, as = 'body', grouped = [], required }: BodyDefinition,
  operation: OperationDefinition,
  inPath: Values,
  params: Values,
): unknown {
  if (from === 'member') return params[as];
  const fields: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(params)) {
    const isGroup = grouped.length > 0 && name === as;
    if (!isGroup && !isParameter(operation, inPath, name)) fields[name] = params[name];
  }
  const group = ownValues(params[as]);
  for (const name of grouped) fields[name] = group[name];
  return required || Object.values(fields).some((value) => value !== undefined) ? fields : undefined;
}

function encodedBody(
  { encode = json, encoding }: BodyDefinition,
  value: unknown,
): RequestInit['body'] | undefined {
  try {
    return encode(value, encoding);
  } catch {
    return undefined; // The platform's message may quote the value.
  }
}

function isRaw(body: unknown): body is NonNullable<RequestInit['body']> {
  if (typeof body === 'string' || ArrayBuffer.isView(body)) return true;
  return [ArrayBuffer, Blob, FormData, URLSearchParams, ReadableStream].some((kind) => body instanceof kind);
}
