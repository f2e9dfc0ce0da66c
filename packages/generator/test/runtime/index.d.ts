// What generated clients use of the runtime, as far as types go.
export declare class APIError extends Error {
  readonly status: number | undefined;
  readonly codes: readonly number[];
  readonly requestId: string | undefined;
  readonly outcome: Outcome;
}
export declare class APIConnectionError extends APIError {}
export declare class APIConnectionTimeoutError extends APIConnectionError {}
export declare class APIUserAbortError extends APIError {}
export declare class AuthenticationError extends APIError {}
export declare class BadRequestError extends APIError {}
export declare class ConflictError extends APIError {}
export declare class DecodeError extends APIError {}
export declare class InternalServerError extends APIError {}
export declare class InvalidRequestError extends APIError {}
export declare class NotFoundError extends APIError {}
export declare class OutcomeUnknownError extends APIConnectionError {}
export declare class PermissionDeniedError extends APIError {}
export declare class RateLimitError extends APIError {}
export declare class UnprocessableEntityError extends APIError {}
export type Outcome = 'not-applied' | 'unknown' | 'applied';
export declare class APIPromise<T, Bodies = unknown> extends Promise<T> {
  withResponse(): Promise<{ data: T; response: Response }>;
  asResult(): Promise<{ ok: true; status: number; data: T; body: Bodies } | { ok: false; status: number }>;
}
export interface RequestOptions {
  headers?: Readonly<Record<string, string | null | undefined>> | null | undefined;
  maxRetries?: number | undefined;
  signal?: AbortSignal | null | undefined;
  timeout?: number | undefined;
}
export interface IdempotentRequestOptions extends RequestOptions {
  idempotencyKey?: string | undefined;
}
export type LogLevel = 'off' | 'error' | 'warn' | 'info' | 'debug';
export type Logger = Readonly<Record<Exclude<LogLevel, 'off'>, (message: string) => void>>;
export interface BaseClientOptions {
  baseURL?: string | null | undefined;
  timeout?: number | undefined;
  logger?: Logger | undefined;
  logLevel?: LogLevel | undefined;
}
export type Credential = string | (() => string | Promise<string>);
export type BasicCredential = { readonly username: string; readonly password: string };
export type ParameterWriter = (
  place: 'path' | 'query' | 'header' | 'cookie',
  name: string,
  value: unknown,
  definition: ParameterDefinition,
) => string;
export interface ParameterDefinition {
  readonly write?: ParameterWriter;
  readonly style?:
    'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject' | 'cookie';
  readonly explode?: boolean;
  readonly allowReserved?: true;
  readonly content?: string;
  readonly group?: string;
  readonly encode?: (value: unknown, encoding?: object) => string | undefined;
  readonly encoding?: object;
}
type Table = Readonly<Record<string, ParameterDefinition>>;
export interface OperationDefinition {
  readonly method: string;
  readonly path: string;
  readonly query?: Table;
  readonly header?: Table;
  readonly cookie?: Table;
  readonly parameters?: (operation: OperationDefinition, params: object, fields: object) => object;
  readonly pathStyle?: Table;
  readonly body?: {
    readonly mediaType?: string;
    readonly from: 'spread' | 'member';
    readonly required?: true;
    readonly encode?: (body: unknown, encoding?: object) => RequestInit['body'] | undefined;
    readonly encoding?: Readonly<Record<string, ParameterDefinition | { readonly contentType: string }>>;
    readonly grouped?: readonly string[];
  };
  readonly responses: Readonly<Record<string, 'json' | 'text' | 'binary' | 'none'>>;
  readonly auth?: readonly (readonly string[])[];
  readonly envelope?: string;
  readonly idempotent?: true;
  readonly idempotencyHeader?: string;
  readonly sensitive?: Sensitive;
  readonly sensitiveErrors?: Sensitive;
  readonly accept?: string;
}
export type Sensitive =
  true | readonly (string | { readonly in?: string; readonly shown: readonly string[] })[];
export interface AuthScheme {
  readonly kind: CredentialKind;
  readonly env?: string;
  readonly scheme?: string;
  readonly in?: 'header' | 'query' | 'cookie';
  readonly name?: string;
}
export type CredentialKind = (placed: object, value: unknown, scheme: AuthScheme) => void;
export interface APIDefinition {
  readonly name: string;
  readonly version: string;
  readonly baseURL?: string | ((options: object) => string);
  readonly baseURLEnv?: string;
  readonly auth: Readonly<Record<string, AuthScheme>>;
  readonly security?: readonly (readonly string[])[];
  readonly requestId?: string;
}
export declare const bearer: CredentialKind;
export declare const basic: CredentialKind;
export declare const apiKey: CredentialKind;
export declare class APIClient<Options extends BaseClientOptions = BaseClientOptions> {
  constructor(options: Options, definition: APIDefinition);
  withOptions(options: Partial<Options>): this;
  request<T = unknown>(method: string, path: string, options?: RequestOptions): APIPromise<T>;
  send<T, Bodies>(
    operation: OperationDefinition,
    path: Readonly<Record<string, unknown>>,
    params: object | undefined,
    options: RequestOptions | undefined,
  ): APIPromise<T, Bodies>;
}
export declare class APIResource {
  protected readonly _client: APIClient;
  constructor(client: APIClient);
}
