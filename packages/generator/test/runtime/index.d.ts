// What generated clients use of the runtime, as far as types go.
export declare class APIError extends Error {}
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
  asResult(): Promise<Bodies>;
}
export interface RequestOptions {
  timeout?: number | undefined;
}
export interface BaseClientOptions {
  baseURL?: string | null | undefined;
}
export type Credential = string | (() => string | Promise<string>);
export type BasicCredential = { readonly username: string; readonly password: string };
export interface ParameterDefinition {
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
  readonly pathStyle?: Table;
  readonly body?: {
    readonly mediaType: string;
    readonly from: 'spread' | 'member';
    readonly required?: true;
    readonly encode?: (body: unknown, encoding?: object) => RequestInit['body'] | undefined;
    readonly encoding?: Readonly<Record<string, ParameterDefinition | { readonly contentType: string }>>;
    readonly grouped?: readonly string[];
  };
  readonly responses: Readonly<Record<string, 'json' | 'text' | 'binary' | 'none'>>;
  readonly auth?: readonly (readonly string[])[];
  readonly envelope?: string;
}
export interface APIDefinition {
  readonly name: string;
  readonly baseURL?: string;
  readonly serverVariables?: Readonly<Record<string, string>>;
  readonly baseURLEnv?: string;
  readonly auth: Readonly<
    Record<
      string,
      | { readonly kind: 'bearer'; readonly scheme?: string; readonly env?: string }
      | { readonly kind: 'basic'; readonly env?: string }
      | {
          readonly kind: 'api-key';
          readonly in: 'header' | 'query' | 'cookie';
          readonly name: string;
          readonly env?: string;
        }
    >
  >;
  readonly requestId?: string;
}
export declare class APIClient {
  constructor(definition: APIDefinition, options: BaseClientOptions);
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
export declare function raw(body: unknown): RequestInit['body'] | undefined;
