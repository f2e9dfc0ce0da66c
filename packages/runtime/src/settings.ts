import { environmentVariable } from '#platform';
import type { APIDefinition, BodyEncoder, CredentialKind } from './definition.js';

/** A secret, or a function that returns it. The client calls the function before each request. */
export type Credential = string | (() => string | Promise<string>);

/** User name and password, or a function that returns them. The client calls the function before each request. */
export type BasicCredential = BasicPair | (() => BasicPair | Promise<BasicPair>);

/** A user name and password for HTTP basic authentication (RFC 7617). */
export interface BasicPair {
  readonly username: string;
  readonly password: string;
}

/** Header fields by name. `null` removes a default one. */
export type HeaderValues = Readonly<Record<string, string | null | undefined>>;

/** Query parameters by name. `null` removes a default one. */
export type QueryValues = Readonly<Record<string, unknown>>;

/** A custom `fetch` function. It is called once for each attempt. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Options of every client. A generated client adds its credentials; `null` sends none. */
export interface BaseClientOptions {
  /**
   * URL of the API.
   *
   * @default the client's environment variable, else the first server in the spec
   */
  baseURL?: string | null | undefined;
  /**
   * Custom `fetch` function.
   *
   * @default the global `fetch`
   */
  fetch?: Fetch | undefined;
  /** More options for `fetch`: `{ dispatcher }` for a proxy in Node, `{ credentials }` in a browser. */
  fetchOptions?: FetchOptions | undefined;
  defaultHeaders?: HeaderValues | undefined;
  defaultQuery?: QueryValues | undefined;
  /**
   * Time limit per attempt in milliseconds, including reading the body unless it is a stream.
   *
   * @default 60_000
   */
  timeout?: number | undefined;
  /**
   * How often a request is retried at most.
   *
   * @default 2
   */
  maxRetries?: number | undefined;
  /**
   * Longest accepted `Retry-After`, in milliseconds. A longer one ends the retries.
   *
   * @default 60_000
   */
  maxRetryAfter?: number | undefined;
  /**
   * Size limit of a response in bytes, decompressed. A larger 2xx is a `DecodeError`, and a larger error has no `body`.
   * Streams and `asResponse()` have no limit.
   *
   * @default 134_217_728 (128 MiB)
   */
  maxBodySize?: number | undefined;
  /** @default console */
  logger?: Logger | undefined;
  /**
   * The most detailed level that is logged. No level logs a credential, a header, a parameter or a body.
   *
   * @default 'warn'
   */
  logLevel?: LogLevel | undefined;
  /**
   * Allows credentials over `http:` to hosts other than loopback.
   *
   * @default false
   */
  allowInsecure?: boolean | undefined;
}

/** Options of one call. */
export interface RequestOptions {
  headers?: HeaderValues | null | undefined;
  query?: QueryValues | null | undefined;
  /** Ends the call with an `APIUserAbortError`. */
  signal?: AbortSignal | null | undefined;
  /** Time limit per attempt in milliseconds, including reading the body unless it is a stream. */
  timeout?: number | undefined;
  /** How often the request is retried at most. */
  maxRetries?: number | undefined;
  /** Size limit of the response in bytes, decompressed. */
  maxBodySize?: number | undefined;
}

/** Options of a call with an idempotency header. */
export interface IdempotentRequestOptions extends RequestOptions {
  /** Identifies a repeated request to the server. With it, the client retries the request like an idempotent one. */
  idempotencyKey?: string | undefined;
}

/** Options of a request that is not in the spec. */
export interface RawRequestOptions extends RequestOptions {
  body?: unknown;
  /**
   * How to send `body`: absent for JSON, `raw` of `@specline/runtime/raw` for a form, bytes or a stream. Set the media type in
   * `headers`.
   */
  encode?: BodyEncoder | undefined;
}

/** The least serious messages that are logged; `off` logs none. */
export type LogLevel = 'off' | 'error' | 'warn' | 'info' | 'debug';

/** A logger, such as `console`. */
export type Logger = Readonly<Record<Exclude<LogLevel, 'off'>, (message: string) => void>>;

/** `RequestInit` without the members that a call sets, plus those of the platform. */
export type FetchOptions = Omit<RequestInit, 'method' | 'headers' | 'body' | 'signal' | 'redirect'> &
  Readonly<Record<string, unknown>>;

/** Settings of a client: its definition, options and environment, resolved. */
export interface Settings {
  readonly definition: APIDefinition;
  readonly options: BaseClientOptions;
  readonly baseURL: string;
  /** Empty where nothing can be sent to it. */
  readonly server: Partial<URL>;
  /** By option name; absent when off or not given. */
  readonly credentials: ReadonlyMap<string, unknown>;
  /** The methods and paths whose deprecation has been logged. */
  readonly warned: Set<string>;
}

export function resolveSettings(definition: APIDefinition, options: BaseClientOptions): Settings {
  const server = options.baseURL ?? environmentVariable(definition.baseURLEnv) ?? definition.baseURL ?? '';
  const baseURL = (typeof server === 'string' ? server : server(options)).replace(/\/+$/, '');
  const credentials = new Map<string, unknown>();
  for (const [option, { env }] of Object.entries(definition.auth)) {
    const given: unknown = Reflect.get(options, option);
    const value = given === undefined ? environmentVariable(env) : given;
    if (value !== undefined && value !== null && value !== '')
      credentials.set(option, typeof value === 'function' ? answersOf(value) : value);
  }
  return {
    definition,
    options,
    baseURL,
    server: parsedURL(baseURL) ?? {},
    credentials,
    warned: new Set(),
  };
}

/** Returns an answer of a function. Given the one that the server has refused, a newer one. */
type Answers = (refused: unknown) => Promise<unknown>;

/** Clients that have a function in common share its answers: those of `withOptions`, say. */
const known = new WeakMap<Function, Answers>();
/** Milliseconds after which an answer is no longer waited for. */
const LONGEST_ANSWER = 60_000;

/**
 * Asks a function once at a time, so that renewals do not end one another: those who ask meanwhile share the answer, and so do
 * all whose answer was refused. A failure is shared too, and not kept.
 */
function answersOf(ask: Function): Answers {
  let latest: unknown;
  let pending: Promise<unknown> | undefined;
  let begun = 0;
  const answer = () => {
    if (pending && Date.now() - begun < LONGEST_ANSWER) return pending;
    begun = Date.now();
    const own: Promise<unknown> = Promise.resolve()
      .then(() => ask())
      // An answer that is no longer waited for does not replace a later one.
      .then((value) => (pending === own ? (latest = value) : value))
      .finally(() => {
        if (pending === own) pending = undefined;
      });
    return (pending = own);
  };
  const answers =
    known.get(ask) ??
    (async (refused) => {
      if (refused === undefined) return answer();
      if (pending) await answer();
      return JSON.stringify(latest) === JSON.stringify(refused) ? answer() : latest;
    });
  known.set(ask, answers);
  return answers;
}

/** Returns undefined for a text that is no URL: the platform's message quotes it. */
export function parsedURL(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/** Each stands behind those that it includes. */
const LEVELS = 'off error warn info debug';

/** Logs what holds no value of a call. A logger that throws harms no call. */
export function log({ options, definition }: Settings, level: Exclude<LogLevel, 'off'>, text: string): void {
  const { logger = console, logLevel = 'warn' } = options;
  if (LEVELS.indexOf(level) > LEVELS.indexOf(logLevel)) return;
  try {
    logger[level](`${definition.name}: ${text}`);
  } catch {}
}

/** An OAuth or other bearer token in `Authorization` (RFC 6750, 2.1). */
export const bearer: CredentialKind = ({ header }, value, { scheme = 'Bearer' }) => {
  header['authorization'] = `${scheme} ${textOf(value)}`;
};

/** User name and password, as UTF-8 (RFC 7617, 2.1); as text, `username:password`. */
export const basic: CredentialKind = ({ header }, value) => {
  const { username, password } = Object(value);
  const isPair = typeof username === 'string' && typeof password === 'string' && !username.includes(':');
  const bytes = new TextEncoder().encode(textOf(isPair ? `${username}:${password}` : value));
  header['authorization'] = `Basic ${btoa(String.fromCharCode(...bytes))}`;
};

/** A key under the API's own name (OpenAPI 3.1, 4.8.27). */
export const apiKey: CredentialKind = ({ header, query }, value, { in: place = 'header', name = '' }) => {
  const text = textOf(value);
  if (place === 'header') header[name] = text;
  else if (place === 'query') query[name] = text;
  else header['cookie'] = [header['cookie'] ?? [], `${name}=${encodeURIComponent(text)}`].flat().join('; ');
};

function textOf(value: unknown): string {
  if (typeof value !== 'string' || !value) throw new TypeError('no text');
  return value;
}
