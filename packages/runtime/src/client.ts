import { hideText } from '#platform';
import { type Answer, answerTo, type Decoded, decodedAnswer } from './call.js';
import type { APIDefinition, APIResult, OperationDefinition } from './definition.js';
import * as errors from './errors.js';
import {
  type BaseClientOptions,
  type RawRequestOptions,
  type RequestOptions,
  resolveSettings,
  type Settings,
} from './settings.js';

/** Returns what a client knows: for what sends more than one request a call. */
export let settingsOf: (client: APIClient) => Settings;

/** Base class of generated clients, and the client to pass to a single resource. Options and credentials are private. */
export class APIClient<Options extends BaseClientOptions = BaseClientOptions> {
  declare static readonly APIError: typeof errors.APIError;
  declare static readonly APIConnectionError: typeof errors.APIConnectionError;
  declare static readonly APIConnectionTimeoutError: typeof errors.APIConnectionTimeoutError;
  declare static readonly APIUserAbortError: typeof errors.APIUserAbortError;
  declare static readonly AuthenticationError: typeof errors.AuthenticationError;
  declare static readonly BadRequestError: typeof errors.BadRequestError;
  declare static readonly ConflictError: typeof errors.ConflictError;
  declare static readonly DecodeError: typeof errors.DecodeError;
  declare static readonly InternalServerError: typeof errors.InternalServerError;
  declare static readonly InvalidRequestError: typeof errors.InvalidRequestError;
  declare static readonly NotFoundError: typeof errors.NotFoundError;
  declare static readonly OutcomeUnknownError: typeof errors.OutcomeUnknownError;
  declare static readonly PermissionDeniedError: typeof errors.PermissionDeniedError;
  declare static readonly RateLimitError: typeof errors.RateLimitError;
  declare static readonly UnprocessableEntityError: typeof errors.UnprocessableEntityError;

  readonly #settings: Settings;

  static {
    settingsOf = (client) => client.#settings;
  }

  /** Reads the environment. It does not throw: a missing or wrong value is an error of the first call that needs it. */
  constructor(options: Options, definition: APIDefinition) {
    this.#settings = resolveSettings(definition, { ...options });
  }

  get baseURL(): string {
    return this.#settings.baseURL;
  }

  get maxRetries(): number {
    return this.#settings.options.maxRetries ?? 2;
  }

  /** Time limit per attempt in milliseconds. */
  get timeout(): number {
    return this.#settings.options.timeout ?? 60_000;
  }

  /** Returns a copy of this client with some options replaced. */
  withOptions(options: Partial<Options>): this {
    const { options: own, definition } = this.#settings;
    return Reflect.construct(this.constructor, [{ ...own, ...options }, definition]);
  }

  /**
   * Sends a request that is not in the spec. `path` begins with a slash, is relative to `baseURL`, and is sent unchanged.
   * Messages show it without the values of its query. `body` is sent as JSON unless you set `encode`. Resolves to parsed
   * JSON, or to the text of another media type.
   */
  request<T = unknown>(method: string, path: string, options: RawRequestOptions = {}): APIPromise<T> {
    const { body, encode, ...rest } = options;
    const operation: OperationDefinition = {
      method: method.toUpperCase(),
      path,
      body: { from: 'member', mediaType: encode ? undefined : 'application/json', encode },
      responses: { '2XX': 'any' },
    };
    return this.send(operation, {}, { body }, rest);
  }

  /**
   * Starts a call. `path` has the path parameters that are separate arguments; the others are in `params`. Every failure
   * rejects with an `APIError`.
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

// In one go, it is a quarter of the bytes of as many initialisers.
Object.assign(APIClient, errors.errorClasses);

/** Base class of generated resources. */
export class APIResource {
  readonly #client: APIClient;

  constructor(client: APIClient) {
    this.#client = client;
  }

  // The name that subclasses of the vendor's SDK know. Not a field: what prints a client would go round in it.
  protected get _client(): APIClient {
    return this.#client;
  }
}

/** Returns what a call's data came in. */
export let answerOf: (promise: APIPromise<unknown>) => Promise<Answer>;

/** As the platform types it. */
type OnRejected<Result> = Parameters<typeof Promise.prototype.catch<Result>>[0];

/**
 * A running call. The request is sent once, when the method is called, no matter how often you use the promise. The body is
 * read when `then`, `withResponse` or `asResult` first needs it.
 */
export class APIPromise<T, out Bodies = unknown> extends Promise<T> {
  readonly #answer: Promise<Answer>;
  #decoded: Promise<Decoded> | undefined;

  static {
    answerOf = (promise) => promise.#answer;
  }

  constructor(answer: Promise<Answer>) {
    // Nothing waits on this promise itself: then, catch and finally stand on the answer.
    super((resolve) => resolve(undefined as T));
    this.#answer = answer;
  }

  /**
   * Returns the response, its body unread. `timeout` no longer applies to reading it, `signal` still does. Rejects for a status
   * that is an error.
   */
  async asResponse(): Promise<Response> {
    const { deadline, response } = await this.#answer;
    if (!this.#decoded) deadline.lift();
    return response;
  }

  /**
   * Returns the result, the whole body, and the response. Read `response` by name: its URL and headers may hold credentials,
   * so printing or copying the object leaves it out.
   */
  async withResponse(): Promise<{ data: T; body: unknown; response: Response }> {
    const { data, body, answer } = await this.#decode();
    return printable({ data: data as T, body }, answer);
  }

  /**
   * Returns a union discriminated by `ok`, then by `status`, with the body typed per documented status. Never rejects. `status`
   * is undefined if the spec does not describe the outcome: no response, another status, or a broken body.
   */
  // Through a parameter of its own, the union is only computed where it is asked for, and does not make the class
  // invariant: what a method returns can be annotated as `APIPromise<T>`.
  asResult<Documented = Bodies>(): Promise<APIResult<T, NoInfer<Documented>>> {
    const result = this.#decode().then(
      ({ data, body, answer }) => printable({ ok: true, status: answer.response.status, data, body }, answer),
      (error: unknown) => {
        if (!(error instanceof errors.APIError)) throw error;
        const { documented, status, body } = error;
        const failure = { ok: false, status: documented ? status : undefined, error };
        // An error's body may hold secrets.
        return withUnlisted(failure, { body: documented ? body : undefined });
      },
    );
    return result as Promise<APIResult<T, NoInfer<Documented>>>;
  }

  override then<Fulfilled = T, Rejected = never>(
    onfulfilled?: ((value: T) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onrejected?: OnRejected<Rejected>,
  ): Promise<Fulfilled | Rejected> {
    return this.#decode().then(
      ({ data }) => (onfulfilled ? onfulfilled(data as T) : (data as Fulfilled)),
      onrejected,
    );
  }

  // The platform's catch calls then; its finally would make another APIPromise.
  override finally(onfinally?: (() => void) | null): Promise<T> {
    return this.then().finally(onfinally);
  }

  #decode(): Promise<Decoded> {
    return (this.#decoded ??= decodedAnswer(this.#answer));
  }
}

/** Returns a result that nothing prints with its response, or with data that is sensitive. */
function printable<Members extends object>(members: Members, { operation, response }: Answer) {
  const result = withUnlisted(members, { response });
  hideText(result, operation);
  return result;
}

/** Returns an object that has the members, and by their names alone the unlisted ones. */
function withUnlisted<Members extends object, Unlisted extends object>(
  members: Members,
  unlisted: Unlisted,
): Members & Unlisted {
  return Object.assign(Object.create(errors.unlisted(unlisted)), members);
}
