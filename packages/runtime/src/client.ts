import { APIPromise } from './api-promise.js';
import { answerTo } from './call.js';
import type { APIDefinition, OperationDefinition } from './definition.js';
import * as errors from './errors.js';
import { type BaseClientOptions, type RequestOptions, resolveSettings, type Settings } from './settings.js';

/** What a generated client extends, and what a resource alone is given. Options and credentials are private. */
export class APIClient {
  static readonly APIError = errors.APIError;
  static readonly APIConnectionError = errors.APIConnectionError;
  static readonly APIConnectionTimeoutError = errors.APIConnectionTimeoutError;
  static readonly APIUserAbortError = errors.APIUserAbortError;
  static readonly AuthenticationError = errors.AuthenticationError;
  static readonly BadRequestError = errors.BadRequestError;
  static readonly ConflictError = errors.ConflictError;
  static readonly DecodeError = errors.DecodeError;
  static readonly InternalServerError = errors.InternalServerError;
  static readonly InvalidRequestError = errors.InvalidRequestError;
  static readonly NotFoundError = errors.NotFoundError;
  static readonly OutcomeUnknownError = errors.OutcomeUnknownError;
  static readonly PermissionDeniedError = errors.PermissionDeniedError;
  static readonly RateLimitError = errors.RateLimitError;
  static readonly UnprocessableEntityError = errors.UnprocessableEntityError;

  readonly #settings: Settings;

  /** Reads the environment, and throws nothing: what is missing or wrong is an error of the first call that needs it. */
  constructor(definition: APIDefinition, options: BaseClientOptions = {}) {
    this.#settings = resolveSettings(definition, options);
  }

  get baseURL(): string {
    return this.#settings.baseURL;
  }

  /**
   * Starts a call. `path` has the path parameters that are arguments of their own; the others are in `params`. All
   * failures are rejections with an `APIError`.
   */
  send<T, Bodies>(
    operation: OperationDefinition,
    path: object,
    params: object | null | undefined,
    options?: RequestOptions | null,
  ): APIPromise<T, Bodies> {
    return new APIPromise(answerTo(this.#settings, { operation, path, params, options: options ?? {} }));
  }
}

/** What a generated resource extends. */
export class APIResource {
  protected readonly _client: APIClient;

  constructor(client: APIClient) {
    // oxlint-disable-next-line eslint/no-underscore-dangle -- the name that subclasses of the vendor's SDK know
    this._client = client;
  }
}
