import type { APIDefinition, BodyEncoder } from './definition.js';

/** A secret, or a function that is asked for it before each request. */
export type Credential = string | (() => string | Promise<string>);

/** User name and password, or a function that is asked for them before each request. */
export type BasicCredential = BasicPair | (() => BasicPair | Promise<BasicPair>);

export interface BasicPair {
  readonly username: string;
  readonly password: string;
}

/** Header fields by name. `null` removes one that would be sent otherwise. */
export type HeaderValues = Readonly<Record<string, string | null | undefined>>;

/** Query parameters by name. `null` removes one that would be sent otherwise. */
export type QueryValues = Readonly<Record<string, unknown>>;

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What every client takes. A generated client adds its credentials; `null` turns one off. */
export interface BaseClientOptions {
  /** Default: the client's environment variable for it, then the first server of the API's document. */
  baseURL?: string | null | undefined;
  /** Default: the platform's `fetch`. */
  fetch?: Fetch | undefined;
  /** What `fetch` is given besides what a call needs: `{ dispatcher }` for Node's proxies, `{ credentials }` in a browser. */
  fetchOptions?: FetchOptions | undefined;
  defaultHeaders?: HeaderValues | undefined;
  defaultQuery?: QueryValues | undefined;
  /** Milliseconds for each attempt, reading the body included unless it is a stream. Default: 60,000. */
  timeout?: number | undefined;
  /** How often a request that may be sent again is sent again. Default: 2. */
  maxRetries?: number | undefined;
  /** Milliseconds. A server that asks for a longer wait (`Retry-After`) is not asked again. Default: 60,000. */
  maxRetryAfter?: number | undefined;
  /** Default: `console`. */
  logger?: Logger | undefined;
  /** Up to which level something is logged; never a credential, a header, a parameter or a body. Default: `warn`. */
  logLevel?: LogLevel | undefined;
  /** Lets credentials go over `http:` to other hosts than loopback. */
  allowInsecure?: boolean | undefined;
}

/** What one call takes. */
export interface RequestOptions {
  headers?: HeaderValues | null | undefined;
  query?: QueryValues | null | undefined;
  /** Ends the call with an `APIUserAbortError`. */
  signal?: AbortSignal | null | undefined;
  /** Milliseconds for each attempt, reading the body included unless it is a stream. */
  timeout?: number | undefined;
  /** How often the request is sent again, where it may be. */
  maxRetries?: number | undefined;
}

/** What a call takes whose operation has a header for it. */
export interface IdempotentRequestOptions extends RequestOptions {
  /** Lets the server tell a request that is sent again, so that this one is, as if its method were idempotent. */
  idempotencyKey?: string | undefined;
}

/** What a request takes that the document does not have. */
export interface RawRequestOptions extends RequestOptions {
  body?: unknown;
  /** Absent for JSON; `raw` of `@specline/runtime/raw` for a form, bytes or a stream. `headers` say the media type. */
  encode?: BodyEncoder | undefined;
}

export type LogLevel = 'off' | 'error' | 'warn' | 'info' | 'debug';

/** What `console` is too. */
export type Logger = Readonly<Record<Exclude<LogLevel, 'off'>, (message: string) => void>>;

/** `RequestInit`, less what the call says, and what a platform adds to it. */
export type FetchOptions = Omit<RequestInit, 'method' | 'headers' | 'body' | 'signal' | 'redirect'> &
  Readonly<Record<string, unknown>>;

/** What a client knows: its definition, options and environment resolved. */
export interface Settings {
  readonly definition: APIDefinition;
  readonly options: BaseClientOptions;
  readonly baseURL: string;
  /** Why nothing can be sent to `baseURL`. */
  readonly baseURLProblem: string | undefined;
  /** Whether a credential may go to `baseURL`. */
  readonly confidential: boolean;
  /** By option name; absent when off or not given. */
  readonly credentials: ReadonlyMap<string, unknown>;
  /** What functions given as credentials are being asked for. */
  readonly asked: Map<string, Promise<unknown>>;
  /** The operations whose deprecation has been logged. */
  readonly warned: Set<string>;
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

export function resolveSettings(definition: APIDefinition, options: BaseClientOptions): Settings {
  const fromEnvironment = options.baseURL ?? environmentVariable(definition.baseURLEnv);
  const baseURL = (fromEnvironment ?? serverURL(definition, options)).replace(/\/+$/, '');
  const url = parsedURL(baseURL);
  return {
    definition,
    options,
    baseURL,
    baseURLProblem: baseURLProblem(url),
    confidential:
      options.allowInsecure === true || url?.protocol === 'https:' || LOOPBACK.test(url?.hostname ?? ''),
    credentials: givenCredentials(definition, options),
    asked: new Map(),
    warned: new Set(),
  };
}

/** Returns the URL of the document's server with what the option `serverVariables` says, and the defaults. */
function serverURL(
  { baseURL = '', serverVariables = {} }: APIDefinition,
  options: BaseClientOptions,
): string {
  const given = Object.assign(Object.create(null), Reflect.get(options, 'serverVariables'));
  return baseURL.replace(/\{([^{}]+)\}/g, (_, name: string) => given[name] ?? serverVariables[name]);
}

/** Returns an environment variable without the space around it; undefined where there is none, or no environment. */
export function environmentVariable(name: string | undefined): string | undefined {
  try {
    return (name && platform()?.env?.[name]?.trim()) || undefined;
  } catch {
    return undefined; // Deno without the permission to read it
  }
}

/** Whether this is a server's runtime. In a browser `User-Agent` would need the API's leave (CORS). */
export function isServer(): boolean {
  return platform()?.versions?.['node'] !== undefined;
}

interface Platform {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly versions?: Readonly<Record<string, string | undefined>>;
}

function platform(): Platform | undefined {
  return Reflect.get(globalThis, 'process');
}

function givenCredentials({ auth }: APIDefinition, options: BaseClientOptions): Map<string, unknown> {
  const given = new Map<string, unknown>(Object.entries(options));
  const resolved = Object.entries(auth).map(([option, scheme]): [string, unknown] => {
    const value = given.get(option);
    return [option, value === undefined ? environmentVariable(scheme.env) : value];
  });
  return new Map(resolved.filter(([, value]) => value !== undefined && value !== null && value !== ''));
}

/** Returns undefined for a text that is no URL: the platform's message quotes it. */
export function parsedURL(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

function baseURLProblem(url: URL | undefined): string | undefined {
  if (!url || !/^https?:$/.test(url.protocol)) return 'baseURL is no absolute http or https URL; pass one';
  if (url.username || url.password)
    return 'baseURL holds a user name or a password; pass credentials as options';
  return url.search || url.hash ? 'baseURL holds a query or a fragment; pass defaultQuery' : undefined;
}
