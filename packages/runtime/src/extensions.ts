// What stands beside the calls of a client, for those who ask for it: middleware, and the validation of results.
import { hasCredentials, hide } from '#platform';
import { decodeError } from './call.js';
import { answerOf, type APIPromise } from './client.js';
import { DecodeError, InvalidRequestError } from './errors.js';
import { LOOPBACK } from './request.js';
import type { Fetch } from './settings.js';

/** What stands between a client and its `fetch`, shaped as openapi-fetch's. It sees each attempt and each redirect. */
export interface Middleware {
  /** Changes the headers of the request; or returns another request, or a response, with which nothing is sent. */
  onRequest?(options: MiddlewareOptions): Maybe<Request | Response>;
  /** Returns another response, or nothing. */
  onResponse?(options: MiddlewareOptions & { readonly response: Response }): Maybe<Response>;
  /** Returns a response in place of the error, an error for those that come after, or nothing. */
  onError?(options: MiddlewareOptions & { readonly error: unknown }): Maybe<Response | Error>;
}

export interface MiddlewareOptions {
  readonly request: Request;
  /** The same in all three, and another for each attempt. */
  readonly id: string;
}

type Maybe<T> = T | undefined | void | Promise<T | undefined | void>;

export interface MiddlewareSettings {
  /** What sends. Default: the platform's. */
  readonly fetch?: Fetch | undefined;
  /** Lets credentials of a middleware go over `http:` to other hosts than loopback. */
  readonly allowInsecure?: boolean | undefined;
}

/**
 * Returns a `fetch` for the options of a client. `onRequest` runs in the order given, the others in reverse. Nothing that a
 * middleware throws is shown: the call rejects with `InvalidRequestError` where `onRequest` throws (nothing is sent), with
 * `DecodeError` where `onResponse` throws for a 2xx, else as if no response had come; and with the error that there was
 * already where `onError` throws, or returns another.
 */
export function withMiddleware(middleware: readonly Middleware[], settings: MiddlewareSettings = {}): Fetch {
  const reversed = middleware.toReversed();
  return async (url, init) => {
    const id = Math.random().toString(36).slice(2);
    const own = new Request(url, init);
    const derived = own.headers.get('content-type');
    let request = own;
    for (const one of middleware) {
      const result = await requested(one, { request, id });
      if (result instanceof Response) return result;
      if (result) request = result;
    }
    if (
      !settings.allowInsecure &&
      isExposed(request) &&
      !isExposed({ url, headers: new Headers(init.headers) })
    )
      throw new InvalidRequestError('withMiddleware: credentials need https:, or the option allowInsecure');
    const given = request === own ? ownInit(own, init, derived) : await otherInit(request, init);
    let response: Response;
    try {
      // Looked up at each call: tests and instrumentation replace the global one.
      response = await (settings.fetch ?? fetch)(request.url, given);
    } catch (native) {
      response = await recovered(reversed, { request, id, error: native });
    }
    for (const one of reversed) response = await responded(one, { request, id, response });
    return response;
  };
}

/** @throws InvalidRequestError in place of what the middleware throws, which may quote a secret */
async function requested(
  middleware: Middleware,
  options: MiddlewareOptions,
): Promise<Request | Response | undefined> {
  let result: unknown;
  try {
    result = await middleware.onRequest?.(options);
  } catch {
    throw new InvalidRequestError('withMiddleware: onRequest failed; nothing was sent');
  }
  if (result === undefined || result instanceof Request || result instanceof Response) return result;
  throw new InvalidRequestError('withMiddleware: onRequest gave no Request or Response; nothing was sent');
}

async function responded(
  middleware: Middleware,
  options: MiddlewareOptions & { readonly response: Response },
): Promise<Response> {
  const { response } = options;
  try {
    const result: unknown = (await middleware.onResponse?.(options)) ?? response;
    if (result instanceof Response) return result;
  } catch {}
  if (!response.ok) throw Object.assign(new Error('onResponse failed'), { code: 'ERR_MIDDLEWARE' });
  const text = `withMiddleware: ${response.status}, applied, but onResponse failed or gave no Response`;
  throw new DecodeError(text, { outcome: 'applied', response });
}

/** @throws what the platform threw: it tells whether the request was sent */
async function recovered(
  reversed: readonly Middleware[],
  options: MiddlewareOptions & { readonly error: unknown },
): Promise<Response> {
  let { error } = options;
  for (const one of reversed) {
    try {
      const result = await one.onError?.({ ...options, error });
      if (result instanceof Response) return result;
      if (result instanceof Error) error = result;
    } catch (thrown) {
      error = thrown;
    }
  }
  throw options.error;
}

function isExposed({ url, headers }: Pick<Request, 'url' | 'headers'>): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !LOOPBACK.test(hostname) && hasCredentials(url, headers);
}

/** The body is sent as the client gave it: its length is known, and it need not be read. */
function ownInit(own: Request, init: RequestInit, derived: string | null): RequestInit {
  const { headers, body } = own;
  // The platform derives it again, for a form with another boundary.
  if (!new Headers(init.headers).has('content-type') && headers.get('content-type') === derived)
    headers.delete('content-type');
  return { ...init, headers, ...(init.body instanceof ReadableStream && { body }) };
}

async function otherInit(request: Request, init: RequestInit): Promise<RequestInit> {
  const { method, headers } = request;
  const members = { ...init, ...requestMembers(request), method, headers };
  if (init.body instanceof ReadableStream) return { ...members, body: request.body };
  const content = /^(GET|HEAD)$/.test(method) ? undefined : await request.arrayBuffer();
  return { ...members, body: content?.byteLength ? content : null };
}

/** What a `Request` has that was not told anything else. */
const DEFAULTS = {
  mode: 'cors',
  credentials: 'same-origin',
  cache: 'default',
  referrer: 'about:client',
  referrerPolicy: '',
  integrity: '',
  keepalive: false,
} as const;

/**
 * Returns what a request was told besides method, header, body, signal and redirect. Defaults are left out: Workers refuse
 * some of these names.
 */
export function requestMembers(request: Request): Record<string, unknown> {
  const told = Object.entries(DEFAULTS).flatMap(([name, usual]) => {
    const value: unknown = Reflect.get(request, name);
    return value === undefined || value === usual ? [] : [[name, value]];
  });
  return Object.fromEntries(told);
}

export {
  codePoints,
  hasUniqueItems,
  isEqual,
  memoized,
  patternOf,
  standardSchema,
} from './standard-schema.js';
export type { Check, Fault } from './standard-schema.js';

/** What validators of many libraries are (Standard Schema, version 1: standardschema.dev). */
export interface StandardSchemaV1<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1;
    /** The library. */
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

export type StandardResult<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] };

export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What a schema makes of what it is given. */
export type ValidatedBy<Schema extends StandardSchemaV1> = NonNullable<
  Schema['~standard']['types']
>['output'];

/** The library whose messages quote no value: that of the validators in generated packages. */
const OURS = 'specline';
const MOST_ISSUES = 5;
/** Characters of what is said of one. */
const LONGEST = 200;

/**
 * Returns the data of a call as a schema makes it.
 *
 * @throws what the call rejects with; DecodeError for data that is not valid, with the data as `body` and the places in its
 * message. Messages of other libraries may quote a value, and are left out
 */
export async function validated<Schema extends StandardSchemaV1>(
  promise: APIPromise<unknown>,
  schema: Schema,
): Promise<ValidatedBy<Schema>> {
  const { data } = await promise.withResponse();
  const answer = await answerOf(promise);
  const standard = schema['~standard'];
  let result: StandardResult<unknown>;
  try {
    result = await standard.validate(data);
  } catch {
    throw decodeError(answer, 'its validator failed', data); // The cause may quote a value.
  }
  const { issues } = result;
  if (issues) throw decodeError(answer, `it is not valid: ${described(issues, standard.vendor)}`, data);
  hide(result.value, answer.operation, answer.operation.envelope);
  return result.value;
}

function described(issues: readonly StandardIssue[], vendor: string): string {
  const texts = issues.slice(0, MOST_ISSUES).map(({ path = [], message }) => {
    const names = path.slice(0, LONGEST).map((part) => String(typeof part === 'object' ? part.key : part));
    const text = [names.join('.') || 'all of it', vendor === OURS ? message : []].flat().join(' ');
    // A name may be any text that the server sends.
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  });
  const more = issues.length - texts.length;
  return texts.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
