export { APIClient, APIPromise, APIResource } from './client.js';
export { apiKey, basic, bearer } from './settings.js';
export {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  DecodeError,
  InternalServerError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
} from './errors.js';
export type { ErrorDetails, Outcome } from './errors.js';
export type {
  APIDefinition,
  AuthScheme,
  BodyDefinition,
  BodyEncoder,
  CredentialKind,
  FieldEncoding,
  OperationDefinition,
  ParameterDefinition,
  ParameterPlace,
  ParameterStyle,
  ParametersWriter,
  ParameterWriter,
  QueryEncoder,
  ResponseKind,
  Stream,
  StreamReader,
} from './definition.js';
export type { APIFailure, APIResult, APISuccess } from './definition.js';
export type {
  BaseClientOptions,
  BasicCredential,
  BasicPair,
  Credential,
  Fetch,
  FetchOptions,
  HeaderValues,
  IdempotentRequestOptions,
  Logger,
  LogLevel,
  QueryValues,
  RawRequestOptions,
  RequestOptions,
} from './settings.js';
