import { environmentText, hasCredentials, platformHeaders } from '#platform';
import type { BodyEncoder, OperationDefinition } from './definition.js';
import { refused } from './errors.js';
import type { IdempotentRequestOptions, Settings } from './settings.js';

/** What a generated method was called with. */
export interface Call {
  readonly operation: OperationDefinition;
  /** Path parameters that are arguments of their own. */
  readonly path: object;
  readonly params: object | null | undefined;
  readonly options: IdempotentRequestOptions;
}

/**
 * Asks for the credentials, which may be others each time, and returns what `fetch` is called with.
 *
 * @param answers of functions for credentials, by option: those that the server has refused, and afterwards those that are sent
 */
export type RequestDraft = (
  signal: AbortSignal,
  answers: Map<string, unknown>,
) => Promise<readonly [url: string, init: FetchInit]>;

export type FetchInit = Omit<RequestInit, 'body'> & {
  readonly body: RequestInit['body'] | undefined;
  readonly duplex: 'half';
};

type Values = Record<string, unknown>;

/** Hosts to which credentials may go over `http:`. */
export const LOOPBACK = /^((.+\.)?localhost|127[.\d]+|\[::1])$/;

/**
 * Reads the arguments of a call, which may change after it. The draft throws InvalidRequestError too.
 *
 * @throws InvalidRequestError naming the argument or option that is wrong, without its value
 */
export function draftedRequest(settings: Settings, { operation, path, params, options }: Call): RequestDraft {
  const { baseURL, server, definition, options: client } = settings;
  const { href = '', origin, pathname, hostname = '' } = server;
  if (!/^https?:/.test(href) || href !== `${origin}${pathname}`) {
    throw refused(operation, 'baseURL is no http(s) URL without user, query, fragment; pass another');
  }
  const fields = { ...params } as Values;
  const target = operation.url ?? baseURL + expandedPath(operation, path, fields);
  const written = operation.parameters?.(operation, fields, options);
  const body = bodyContent(operation, fields);
  const named = [client.defaultHeaders, written?.header, { ...options.headers }];
  const query = { ...client.defaultQuery, ...written?.query, ...options.query };
  return async (signal, answers) => {
    const placed = await placedCredentials(settings, operation, answers, named, written?.cookie);
    const headers = sentHeaders(
      platformHeaders(definition),
      {
        accept: operation.accept ?? 'application/json',
        'content-type': body === undefined ? null : operation.body?.mediaType,
      },
      placed.header,
      ...named,
    );
    const search = Object.entries({ ...query, ...placed.query })
      .flatMap(([name, value]) => (typeof value === 'function' ? value() : bracketed(name, value)))
      .filter(Boolean)
      .join('&');
    const mark = target.includes('?') ? '&' : '?';
    const url = target + (search && mark + search);
    if (
      href[4] === ':' &&
      !client.allowInsecure &&
      !LOOPBACK.test(hostname) &&
      hasCredentials(url, headers, definition.auth, operation.query)
    )
      throw refused(operation, 'credentials need https:, or the option allowInsecure');
    return [
      url,
      {
        ...client.fetchOptions,
        method: operation.method,
        headers,
        redirect: 'manual',
        signal,
        body,
        // Only a stream needs it, and there is no other value.
        duplex: 'half',
      },
    ];
  };
}

/** What a name ends with, or is, without case and punctuation, whose value is a credential. */
const CREDENTIAL =
  /(authorization|cookie|credential|jwt|otp|passphrase|passwd|password|pwd|rawheader|secret|sessionid|signature|token|(access|admin|api|application|auth|encryption|functions?|master|private|secret|shared|signing|subscription)key)s?$|^(auth|pass|pin|session|sid|sig)s?$/;
/** Whole names in the query. */
const KEY = /^(code|key)s?$/;
/** Returns whether the value under a name, of a header field or in the query, is a credential. */
export function isCredential(name: string, isInQuery?: boolean): boolean {
  const plain = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return CREDENTIAL.test(plain) || (!!isInQuery && KEY.test(plain));
}

/** Returns a member of its own: a parameter may be called `constructor`. */
export function ownValue(members: unknown, name: string): unknown {
  return Object.hasOwn(Object(members), name) ? Object(members)[name] : undefined;
}

/**
 * Returns the path with its parameters: from `path`, or else taken out of `params`, whose rest are the fields of the body.
 *
 * @throws InvalidRequestError for a parameter that is missing or empty, and for a path that leads elsewhere
 */
export function expandedPath(operation: OperationDefinition, path: object, params: Values): string {
  const expanded = operation.path.replace(/\{([^}]*)\}/g, (_, name: string) => {
    let value = ownValue(path, name);
    if (value === undefined) {
      value = ownValue(params, name);
      params[name] = undefined;
    }
    const definition = operation.pathStyle?.[name];
    const plain = Object(value) === value ? '' : encodeURIComponent(String(value ?? ''));
    const text = definition?.write?.('path', name, value, definition) ?? plain;
    if (!text)
      throw refused(operation, `path parameter ${name} is missing, empty or an object; pass another`);
    return text;
  });
  // What the platform takes for the way to another path (WHATWG URL, "double-dot URL path segment"), or to another host.
  if (/^[^/]|[^ -"$-\uffff]|[/\\](\.|%2e){1,2}([/\\? ]|$)/i.test(expanded))
    throw refused(
      operation,
      'the path has a dot segment, #, control character or no slash at first; pass another',
    );
  return expanded;
}

/** @throws InvalidRequestError for a required body that is missing */
function bodyContent(operation: OperationDefinition, fields: Values): RequestInit['body'] | undefined {
  if (!operation.body) return undefined;
  const { from, as = 'body', grouped, required, encode, encoding } = operation.body;
  let value = fields[as];
  if (from === 'spread') {
    if (grouped) Object.assign(fields, { [as]: undefined }, value);
    value = required || Object.values(fields).some((field) => field !== undefined) ? fields : undefined;
  }
  if (value === undefined && !required) return undefined;
  const content = (encode ?? (JSON.stringify as BodyEncoder))(value, encoding);
  if (content === undefined) throw refused(operation, `params.${as} is missing or of another kind; pass it`);
  return content;
}

/** A later field stands in place of an earlier one; null removes it, and undefined says nothing. */
function sentHeaders(...all: (object | null | undefined)[]): Headers {
  const headers = new Headers();
  for (const fields of all) {
    for (const [name, value] of Object.entries(fields ?? {})) {
      if (value === null) headers.delete(name);
      else if (value !== undefined) headers.set(name, value);
    }
  }
  return headers;
}

/** The credentials of one request by where they go and under which name. */
export interface PlacedCredentials {
  /** Those in cookies are one field `cookie`. */
  readonly header: Record<string, string>;
  readonly query: Record<string, string>;
}

/**
 * Returns the credentials of the first alternative whose options are all given.
 *
 * @param answers of functions, by option: those that the server has refused, and afterwards those that are sent
 * @param callersHeaders the caller's header fields, one of which may stand in for a credential
 * @throws InvalidRequestError when credentials are needed and missing, are of the wrong kind, or a function for one fails
 */
async function placedCredentials(
  { credentials, definition }: Settings,
  operation: OperationDefinition,
  answers: Map<string, unknown>,
  callersHeaders: readonly (object | null | undefined)[],
  cookie: string | undefined,
): Promise<PlacedCredentials> {
  const { auth = definition.security ?? [] } = operation;
  const placed: PlacedCredentials = { header: cookie ? { cookie } : {}, query: {} };
  const complete = auth.find((options) => options[0] && options.every((option) => credentials.has(option)));
  for (const option of complete ?? []) {
    let value = credentials.get(option);
    const scheme = definition.auth[option];
    try {
      if (typeof value === 'function') {
        value = await value(answers.get(option));
        answers.set(option, value);
      }
      scheme?.kind(placed, value, scheme);
    } catch {
      // The error of a function may quote the secret, or what it was made from.
      throw refused(operation, `${option} is of the wrong kind, or its function failed; pass another`);
    }
  }
  // An empty alternative lets the operation be called without credentials.
  if (!complete && auth[0] && auth.every((options) => options[0])) {
    const names = Object.keys(Object.assign({}, ...callersHeaders)).map((name) => name.toLowerCase());
    const isGiven = (option: string) =>
      names.includes((definition.auth[option]?.name ?? 'authorization').toLowerCase());
    const source = (option: string) => option + (environmentText(definition, option) ?? '');
    const sources = auth.map((options) => options.map(source).join(' and ')).join(', or ');
    if (!auth.flat().some(isGiven)) throw refused(operation, `no credentials; pass ${sources}`);
  }
  return placed;
}

/**
 * Returns the texts `name=value` of a value in the query: the name repeated for arrays, brackets for objects (`a[b]=1`,
 * `a[0][b]=1`). Members that are null or undefined are left out.
 */
export function bracketed(name: string, value: unknown, encode = encodeURIComponent as Encode): string[] {
  if (Object(value) === value) {
    return Object.entries(value as object).flatMap(([key, item]) =>
      bracketed(Array.isArray(value) && Object(item) !== item ? name : `${name}[${key}]`, item, encode),
    );
  }
  return value === undefined || value === null ? [] : [`${encode(name)}=${encode(String(value))}`];
}

export type Encode = (text: string) => string;
