import type { Answer } from './call.js';
import type { APIError } from './errors.js';
import type { PlacedCredentials } from './request.js';

/** One operation, as a generated module states it. */
export interface OperationDefinition {
  /** In capitals: `POST`. */
  readonly method: string;
  /** The path template of the document, from its first slash on: `/accounts/{account_id}/tokens`. */
  readonly path: string;
  /** Where the request goes in place of the path below the client's `baseURL`: the next page of a list. */
  readonly url?: string;
  /** Members of `params` that go into the query string; `{}` means OpenAPI's default style there. */
  readonly query?: Readonly<Record<string, ParameterDefinition>>;
  /** Members of `params` that are sent as header fields. */
  readonly header?: Readonly<Record<string, ParameterDefinition>>;
  /** Members of `params` that are sent as cookies. */
  readonly cookie?: Readonly<Record<string, ParameterDefinition>>;
  /** What writes `query`, `header` and `cookie`: `parameters` of the runtime. Absent where there are none of these. */
  readonly parameters?: ParametersWriter;
  /** Only the path parameters that have a `write`. */
  readonly pathStyle?: Readonly<Record<string, ParameterDefinition>>;
  readonly body?: BodyDefinition;
  /** How the body of each documented status is read. Keys: `200`, `2XX`, `default`, which is about errors alone. */
  readonly responses: Readonly<Record<string, ResponseKind>>;
  /** What reads the responses of kind `stream`: one of `@specline/runtime/stream`. */
  readonly stream?: StreamReader;
  /** Alternatives of client options that are set together, where they are not `security`. */
  readonly auth?: readonly (readonly string[])[];
  /** The member of a successful body that the call resolves to. */
  readonly envelope?: string;
  /** Sending it twice does what sending it once does, whatever its method: it is sent again after a failure. */
  readonly idempotent?: true;
  /** The header field that takes the option `idempotencyKey`. */
  readonly idempotencyHeader?: string;
  /** What is sensitive in the JSON of a success: Node's `inspect` does not show it. */
  readonly sensitive?: Sensitive;
  /** What is sensitive in the JSON of another response. */
  readonly sensitiveErrors?: Sensitive;
  /** What `Accept` prefers. Default: `application/json`. */
  readonly accept?: string;
}

/** All of a value, or parts of it. A name stands for every member that has it, however deep. */
export type Sensitive = true | readonly (string | SensitiveMap)[];

/** An object whose members are sensitive, but those that it shows. */
export interface SensitiveMap {
  /** The name of the member that holds it, itself or in lists. Absent for the value itself. */
  readonly in?: string;
  readonly shown: readonly string[];
}

/** `any`: JSON where the response says so, else text. */
export type ResponseKind = 'json' | 'text' | 'binary' | 'none' | 'stream' | 'any';

/** Reads a 2xx item by item. */
export interface StreamReader {
  /** @throws DecodeError for another media type */
  readonly read: (answer: Answer) => Stream<unknown>;
}

/**
 * The items of a response while they arrive. They are read once: in one `for await`, which closes the connection when
 * it is left. `timeout` has ended with the response's headers; `signal` still ends it.
 *
 * A loop throws `DecodeError` for an item that is not what the document says, `APIConnectionError` (after a POST or PATCH
 * `OutcomeUnknownError`) when the connection drops, and `APIUserAbortError` when `signal` ends it.
 */
export interface Stream<Item> extends AsyncIterable<Item> {
  /** Closes the connection. A loop under way ends without an error. Needed only for a stream that no loop reads. */
  cancel(): void;
}

/**
 * How a parameter is written where that is not OpenAPI's default for its place (OpenAPI 3.1, 4.8.12), or where the value is
 * more than a scalar or, in the query and header, a list of scalars.
 */
export interface ParameterDefinition {
  /** `styled` of `@specline/runtime/styles`. */
  readonly write?: ParameterWriter;
  readonly style?: ParameterStyle;
  readonly explode?: boolean;
  readonly allowReserved?: true;
  /** The media type of a `content` parameter. The value is sent as JSON. */
  readonly content?: string;
  /** Set where the value is all of the query, and written by this. */
  readonly encode?: QueryEncoder;
  readonly encoding?: BodyDefinition['encoding'];
  /** The member of `params` whose member `name` is the value, where that is not `params[name]`. */
  readonly group?: string;
}

/** The parameters of a call but for those of its path, as they are sent. */
export interface WrittenParameters {
  /** By name, what returns `name=value`. */
  readonly query: Readonly<Record<string, () => string>>;
  readonly header: Readonly<Record<string, string | undefined>>;
  readonly cookie: string | undefined;
}

/** Writes the parameters that `params` holds, and takes them out of it: what is left are the fields of the body. */
export type ParametersWriter = (
  operation: OperationDefinition,
  params: Record<string, unknown>,
  options: { readonly idempotencyKey?: string | undefined },
) => WrittenParameters;

/** Where a parameter stands. */
export type ParameterPlace = 'path' | 'query' | 'header' | 'cookie';

/** Returns what stands for a parameter: its value in the path and in a header field, `name=value` in the query and in a cookie. */
export type ParameterWriter = (
  place: ParameterPlace,
  name: string,
  value: unknown,
  definition: ParameterDefinition,
) => string;

/** Returns a value as a whole query string, or `undefined` for a value that cannot be one. */
export type QueryEncoder = (value: unknown, encoding?: BodyDefinition['encoding']) => string | undefined;

/** How a parameter is serialized (OpenAPI 3.2, Parameter Object, `style`). */
export type ParameterStyle =
  'cookie' | 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';

/** How the body of an operation is made from the arguments of its method. */
export interface BodyDefinition {
  /** What `Content-Type` says. Absent where the body does: for a form in parts, and for a range (`image/*`). */
  readonly mediaType?: string | undefined;
  /** `spread`: what is left of `params` are the fields of the body. `member`: `params.body` is the body. */
  readonly from: 'spread' | 'member';
  /** What `params.body` is called where that name is taken. */
  readonly as?: string;
  readonly required?: true;
  /** Absent for JSON. */
  readonly encode?: BodyEncoder | undefined;
  /** Fields of a form that are not written as the encoder writes fields by itself. */
  readonly encoding?: Readonly<Record<string, FieldEncoding>>;
  /** Fields that stand in `params.body` because their name is taken. Only with `spread`. */
  readonly grouped?: readonly string[];
}

/** Returns what `fetch` sends for a body, or `undefined` for a value that it cannot send. */
export type BodyEncoder = (
  body: unknown,
  encoding?: BodyDefinition['encoding'],
) => RequestInit['body'] | undefined;

/** A style of query parameters, or a content type (OpenAPI 3.1, 4.8.15). */
export type FieldEncoding =
  | (Required<Pick<ParameterDefinition, 'style'>> & Pick<ParameterDefinition, 'explode' | 'allowReserved'>)
  | { readonly contentType: string };

/** One API, as its generated client states it. */
export interface APIDefinition {
  /** The client's package, for `User-Agent`. */
  readonly name: string;
  readonly version: string;
  /** The document's first server; `serverURL` of the runtime where it has variables. */
  readonly baseURL?: string | ((options: object) => string);
  /** The environment variable that replaces it. */
  readonly baseURLEnv?: string;
  /** By the name of the client option. */
  readonly auth: Readonly<Record<string, AuthScheme>>;
  /** Alternatives of client options that are set together: `[['apiToken'], ['apiEmail', 'apiKey']]`. */
  readonly security?: readonly (readonly string[])[];
  /** The response header that identifies a request to the API's support. */
  readonly requestId?: string;
}

/** How a credential travels, and the environment variable it defaults to. */
export interface AuthScheme {
  /** `bearer`, `basic` or `apiKey`. */
  readonly kind: CredentialKind;
  readonly env?: string;
  /** Stands before a bearer's credential in `Authorization`. Default: `Bearer`. */
  readonly scheme?: string;
  /** Where an API key is sent. */
  readonly in?: 'header' | 'query' | 'cookie';
  /** Its name there. */
  readonly name?: string;
}

/** Places a credential. Throws where the value is of another kind. */
export type CredentialKind = (placed: PlacedCredentials, value: unknown, scheme: AuthScheme) => void;

/** The result of a successful call, from `.asResult()`. */
export interface APISuccess<T, Status, Body> {
  readonly ok: true;
  readonly status: Status;
  /** What the call resolves to. */
  readonly data: T;
  /** All of the body, the envelope included. */
  readonly body: Body;
  readonly response: Response;
}

/** The result of a failed call, from `.asResult()`. */
export interface APIFailure<Status, Body> {
  readonly ok: false;
  readonly status: Status;
  readonly body: Body;
  readonly error: APIError;
}

/**
 * What `asResult()` gives. `Bodies` has the documented statuses as keys: `{ 200: A; 404: B; '5XX': C; default: D }`. An
 * exact status comes before its range, and a range before `default` (OpenAPI 3.1, 4.8.16).
 */
export type APIResult<T, Bodies = unknown> = unknown extends Bodies
  ? APISuccess<T, number, unknown> | APIFailure<number | undefined, unknown>
  : Successes<T, Bodies> | Failures<Bodies> | APIFailure<undefined, undefined>;

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type NumberIn<Text> = Text extends `${infer Status extends number}` ? Status : never;
type Hundred<Class extends string> = NumberIn<`${Class}${Digit}${Digit}`>;

type SuccessKey<Bodies> = Extract<keyof Bodies, Hundred<'2'> | '2XX'>;

type Successes<T, Bodies> = [SuccessKey<Bodies>] extends [never]
  ? 'default' extends keyof Bodies
    ? APISuccess<T, Hundred<'2'>, Bodies['default']>
    : never
  : { [Key in SuccessKey<Bodies>]: APISuccess<T, StatusOf<Key, Bodies>, Bodies[Key]> }[SuccessKey<Bodies>];

type FailureKey<Bodies> = Exclude<keyof Bodies, SuccessKey<Bodies>>;

type Failures<Bodies> = {
  [Key in FailureKey<Bodies>]: APIFailure<StatusOf<Key, Bodies>, Bodies[Key]>;
}[FailureKey<Bodies>];

/** The statuses that a key stands for, less those with a nearer key. */
type StatusOf<Key, Bodies> = Key extends number
  ? Key
  : Key extends `${infer Class}XX`
    ? Exclude<Hundred<Class>, keyof Bodies>
    : Exclude<Hundred<'3' | '4' | '5'>, keyof Bodies | HundredsOf<keyof Bodies>>;

type HundredsOf<Key> = Key extends `${infer Class}XX` ? Hundred<Class> : never;
