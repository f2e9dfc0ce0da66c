import type { Answer } from './response.js';

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
  /** Only the path parameters that are not of the default style (simple, not exploded). */
  readonly pathStyle?: Readonly<Record<string, ParameterDefinition>>;
  readonly body?: BodyDefinition;
  /** How the body of each documented status is read. Keys: `200`, `4XX`, `default`. */
  readonly responses: Readonly<Record<string, ResponseKind>>;
  /** What reads the responses of kind `stream`: one of `@specline/runtime/stream`. */
  readonly stream?: StreamReader;
  /** Alternatives of client options that are set together: `[['apiToken'], ['apiEmail', 'apiKey']]`. */
  readonly auth?: readonly (readonly string[])[];
  /** The member of a successful body that the call resolves to. */
  readonly envelope?: string;
}

export type ResponseKind = 'json' | 'text' | 'binary' | 'none' | 'stream';

/** Reads a 2xx item by item. */
export interface StreamReader {
  /** The media types it reads, as `Accept` names them. */
  readonly accept: string;
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

/** Where OpenAPI's default for the place is not what the document says (OpenAPI 3.1, 4.8.12). */
export interface ParameterDefinition {
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

/** Returns a value as a whole query string, or `undefined` for a value that cannot be one. */
export type QueryEncoder = (value: unknown, encoding?: BodyDefinition['encoding']) => string | undefined;

export type ParameterStyle =
  'cookie' | 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';

export interface BodyDefinition {
  /** What `Content-Type` says; a range (`image/*`) leaves that to the body. */
  readonly mediaType: string;
  /** `spread`: what is left of `params` are the fields of the body. `member`: `params.body` is the body. */
  readonly from: 'spread' | 'member';
  /** What `params.body` is called where that name is taken. */
  readonly as?: string;
  readonly required?: true;
  /** Absent for JSON. */
  readonly encode?: BodyEncoder;
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
  readonly version?: string;
  /** The document's first server, its variables in braces. */
  readonly baseURL?: string;
  /** The defaults of these variables. */
  readonly serverVariables?: Readonly<Record<string, string>>;
  /** The environment variable that replaces it. */
  readonly baseURLEnv?: string;
  /** By the name of the client option. */
  readonly auth: Readonly<Record<string, AuthScheme>>;
  /** The response header that identifies a request to the API's support. */
  readonly requestId?: string;
}

/** How a credential travels, and the environment variable it defaults to (for basic: `username:password`). */
export type AuthScheme =
  | {
      readonly kind: 'bearer';
      /** Stands before the credential in `Authorization`. Default: `Bearer`. */
      readonly scheme?: string;
      readonly env?: string;
    }
  | { readonly kind: 'basic'; readonly env?: string }
  | {
      readonly kind: 'api-key';
      readonly in: 'header' | 'query' | 'cookie';
      readonly name: string;
      readonly env?: string;
    };
