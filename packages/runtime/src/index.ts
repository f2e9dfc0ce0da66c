export { APIClient, APIPromise, APIResource } from './client.js';
export { raw } from './request.js';
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
  FieldEncoding,
  OperationDefinition,
  ParameterDefinition,
  ParameterStyle,
  QueryEncoder,
  ResponseKind,
  Stream,
  StreamReader,
} from './definition.js';
export type { APIFailure, APIResult, APISuccess } from './result.js';
export type {
  BaseClientOptions,
  BasicCredential,
  BasicPair,
  Credential,
  Fetch,
  HeaderValues,
  QueryValues,
  RequestOptions,
} from './settings.js';
