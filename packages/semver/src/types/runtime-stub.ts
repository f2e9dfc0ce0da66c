/**
 * What the types of generated packages use of the runtime and of the platform, by module: as much of it as decides
 * whether a caller's code compiles. A test holds its names against the runtime's own.
 */
export const RUNTIME_STUB: Readonly<Record<string, string>> = {
  index: `import type { APIResult } from './result.js';

export type Outcome = 'not-applied' | 'unknown' | 'applied';
export declare class APIError extends Error {
  readonly status: number | undefined;
  readonly codes: readonly number[];
  readonly requestId: string | undefined;
  readonly outcome: Outcome;
  get body(): unknown;
  get error(): unknown;
  get headers(): Record<string, string> | undefined;
  get response(): Response | undefined;
  get documented(): boolean;
}
export declare class APIConnectionError extends APIError {}
export declare class APIConnectionTimeoutError extends APIConnectionError {}
export declare class APIUserAbortError extends APIError {}
export declare class AuthenticationError extends APIError { readonly status: 401; }
export declare class BadRequestError extends APIError { readonly status: 400; }
export declare class ConflictError extends APIError { readonly status: 409; }
export declare class DecodeError extends APIError {}
export declare class InternalServerError extends APIError { readonly status: number; }
export declare class InvalidRequestError extends APIError {}
export declare class NotFoundError extends APIError { readonly status: 404; }
export declare class OutcomeUnknownError extends APIConnectionError {}
export declare class PermissionDeniedError extends APIError { readonly status: 403; }
export declare class RateLimitError extends APIError { readonly status: 429; }
export declare class UnprocessableEntityError extends APIError { readonly status: 422; }

export declare class APIPromise<T, out Bodies = unknown> extends Promise<T> {
  asResponse(): Promise<Response>;
  withResponse(): Promise<{ data: T; response: Response }>;
  asResult<Documented = Bodies>(): Promise<APIResult<T, NoInfer<Documented>>>;
}

export type Credential = string | (() => string | Promise<string>);
export interface BasicPair { readonly username: string; readonly password: string; }
export type BasicCredential = BasicPair | (() => BasicPair | Promise<BasicPair>);
export type FetchOptions = object;
export type LogLevel = 'off' | 'error' | 'warn' | 'info' | 'debug';
export type Logger = Readonly<Record<Exclude<LogLevel, 'off'>, (message: string) => void>>;
export interface BaseClientOptions {
  baseURL?: string | null | undefined;
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  fetchOptions?: FetchOptions | undefined;
  defaultHeaders?: Readonly<Record<string, string | null | undefined>> | undefined;
  defaultQuery?: Readonly<Record<string, unknown>> | undefined;
  timeout?: number | undefined;
  maxRetries?: number | undefined;
  maxRetryAfter?: number | undefined;
  logger?: Logger | undefined;
  logLevel?: LogLevel | undefined;
  allowInsecure?: boolean | undefined;
}
export interface RequestOptions {
  headers?: Readonly<Record<string, string | null | undefined>> | null | undefined;
  query?: Readonly<Record<string, unknown>> | null | undefined;
  signal?: AbortSignal | null | undefined;
  timeout?: number | undefined;
  maxRetries?: number | undefined;
}
export interface IdempotentRequestOptions extends RequestOptions {
  idempotencyKey?: string | undefined;
}
export interface RawRequestOptions extends RequestOptions {
  body?: unknown;
}
export type OperationDefinition = object;
export type APIDefinition = object;
export declare class APIClient<Options extends BaseClientOptions = BaseClientOptions> {
  constructor(options: Options, definition: APIDefinition);
  get baseURL(): string;
  withOptions(options: Partial<Options>): this;
  request<T = unknown>(method: string, path: string, options?: RawRequestOptions): APIPromise<T>;
  send<T, Bodies>(operation: object, path: object, params: object | null | undefined, options?: RequestOptions | null): APIPromise<T, Bodies>;
}
export declare class APIResource {
  protected readonly _client: APIClient;
  constructor(client: APIClient);
}
`,
  result: `import type { APIError } from './index.js';

export interface APISuccess<T, Status, Body> {
  readonly ok: true;
  readonly status: Status;
  readonly data: T;
  readonly body: Body;
  readonly response: Response;
}
export interface APIFailure<Status, Body> {
  readonly ok: false;
  readonly status: Status;
  readonly body: Body;
  readonly error: APIError;
}
export type APIResult<T, Bodies = unknown> = {
  [Key in keyof Bodies]: APISuccess<T, Key, Bodies[Key]> | APIFailure<Key, Bodies[Key]>;
}[keyof Bodies];
`,
  pagination: `import type { APIClient, APIPromise, RequestOptions } from './index.js';

export type PaginatedOperation = object;
export declare class PagePromise<T, out Item, out Bodies = unknown> extends APIPromise<T, Bodies> implements AsyncIterable<Item> {
  constructor(client: APIClient, operation: object, path: object, params?: object | null, options?: RequestOptions | null);
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined>;
  pages(): AsyncGenerator<T, void, undefined>;
}
`,
  stream: `export interface Stream<Item> extends AsyncIterable<Item> {
  cancel(): void;
}
export interface ServerSentEvent {
  readonly data: string;
  readonly event?: string;
  readonly id?: string;
  readonly retry?: number;
}
`,
  validation: `export interface StandardSchemaV1<Input = unknown, Output = Input> {
  readonly '~standard': { readonly types?: { readonly input: Input; readonly output: Output } | undefined };
}
export type StandardResult<Output> = { readonly value: Output } | { readonly issues: readonly StandardIssue[] };
export interface StandardIssue {
  readonly message: string;
}
export declare function validated(promise: object, schema: StandardSchemaV1): Promise<unknown>;
`,
  platform: `export {};

declare global {
  class Blob {
    constructor(parts?: readonly unknown[], options?: { readonly type?: string });
    readonly size: number;
    readonly type: string;
    arrayBuffer(): Promise<ArrayBuffer>;
    text(): Promise<string>;
  }
  interface Response { readonly status: number; }
  interface RequestInit { readonly method?: string; }
  interface AbortSignal { readonly aborted: boolean; }
}
`,
};
