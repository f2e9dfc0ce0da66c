/**
 * The model: what the generator and the judge of changes know of one API. Plain, readonly and JSON-serialisable; no
 * synonym of OpenAPI is left in it (`nullable`, `type: [x, "null"]`, `const`, one-member `allOf` have become one form).
 * Every `pointer` is a JSON pointer into the bundled document, written as a URI fragment (`#/paths/…`).
 */

import type { Json } from '../json/json.js';
import type { OperationMethod, ParameterPlace, ParameterStyle } from '../spec/http.js';
import type { Deprecation, Sensitive, Type } from './types.js';

export type * from './types.js';

export interface Model {
  readonly title: string;
  /** The document's own `info.version`; the packages' versions are not derived from it. */
  readonly version: string;
  readonly description?: string;
  readonly servers: readonly Server[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** Component schemas in the document's order, then schemas that a `$ref` reached anywhere else. */
  readonly schemas: readonly NamedSchema[];
  /** In the document's order. */
  readonly operations: readonly Operation[];
  readonly surface: Surface;
}

/** What OpenAPI cannot say: everything from `sdk.yaml` and `defaults.yaml`, resolved. */
export interface Surface {
  /** The API's name, a slug: the folder under `spec/`, or the slug of the title. */
  readonly api: string;
  readonly packages: { readonly types: string; readonly client: string };
  /** The exported class of the client, `Cloudflare`. */
  readonly client: string;
  /** One for each security scheme that the client supports, in the document's order. */
  readonly auth: readonly AuthOption[];
  readonly baseURLEnv?: string;
  /** The member of a successful body that methods resolve to, where a body has it. */
  readonly envelope?: string;
  /** The response header that holds the server's id of the request, in lower case. */
  readonly requestId?: string;
  /** The request header by which the server knows a POST or PATCH that is sent again. */
  readonly idempotencyHeader?: string;
  /** Set where every enum may get values that the document does not list. */
  readonly openEnums?: true;
  /** Set where the client has validators of what its methods resolve to. */
  readonly validators?: true;
  readonly license: string;
  readonly repository?: string;
}

export interface AuthOption {
  /** The security scheme's name in the document. */
  readonly scheme: string;
  /** The client's option, `apiToken`. */
  readonly option: string;
  /** The environment variable that the option defaults to. */
  readonly env?: string;
}

export interface Server {
  /** Its variables stand in braces: `https://{region}.example.com`. */
  readonly url: string;
  readonly description?: string;
  readonly variables?: readonly ServerVariable[];
}

export interface ServerVariable {
  readonly name: string;
  readonly default: string;
  /** The values that it may have; absent where that is any. */
  readonly values?: readonly string[];
  readonly description?: string;
}

export type SecurityScheme = {
  readonly name: string;
  readonly pointer: string;
  readonly description?: string;
} & (
  | {
      readonly kind: 'bearer';
      /** What stands before the credential in `Authorization`, where that is not `Bearer`. */
      readonly scheme?: string;
    }
  | { readonly kind: 'basic' }
  | { readonly kind: 'api-key'; readonly in: 'query' | 'header' | 'cookie'; readonly parameter: string }
);

/** A schema with a name of its own: the target of `reference`. */
export interface NamedSchema {
  /** Unique; what a `reference` names. */
  readonly pointer: string;
  /** Its name in TypeScript, unique in the types package: `MoqRelay`. */
  readonly typeName: string;
  /** The module that holds it, below the types package's `src/`, without ending: `schemas/moq-relay`. */
  readonly module: string;
  /** The name, as unique, of the type of what is sent, where that is another than of what is received. */
  readonly inputName?: string;
  readonly type: Type;
}

export interface Operation {
  /** `POST /accounts/{account_id}/…`: how `sdk.yaml` and messages name it. */
  readonly key: string;
  readonly pointer: string;
  readonly method: OperationMethod;
  readonly path: string;
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly deprecated?: Deprecation;
  /** `x-stability`. */
  readonly stability?: string;
  /** Path item's and operation's together, in the document's order. */
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  /** In the document's order. */
  readonly responses: readonly Response[];
  /** Alternatives, each a list of schemes needed together; empty where none is needed. */
  readonly security: readonly (readonly SecurityRequirement[])[];
  /** What is sensitive in the JSON of its successes. */
  readonly sensitive?: Sensitive;
  /** What is sensitive in the JSON of its other responses. */
  readonly sensitiveErrors?: Sensitive;
  /** `idempotent` of `sdk.yaml`: it may be sent again without another effect, whatever its method. */
  readonly idempotent?: true;
  /** The request header that says of a POST or PATCH which earlier one it repeats: `Idempotency-Key`. */
  readonly idempotencyHeader?: string;
  readonly call: Call;
}

export interface SecurityRequirement {
  readonly scheme: string;
  readonly scopes: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly pointer: string;
  readonly required: boolean;
  readonly type: Type;
  readonly description?: string;
  readonly deprecated?: Deprecation;
  readonly examples?: readonly Json[];
  readonly serialization: Serialization;
}

/** OpenAPI's `style` and `explode` with their defaults filled in, or the media type of a `content` parameter. */
export type Serialization =
  | {
      readonly kind: 'style';
      readonly style: ParameterStyle;
      readonly explode: boolean;
      readonly allowReserved: boolean;
    }
  | { readonly kind: 'content'; readonly mediaType: string }
  | QuerySerialization;

/** All of the query string is the one value (`in: querystring` of OpenAPI 3.2). */
export interface QuerySerialization {
  readonly kind: 'querystring';
  readonly mediaType: string;
  /** How it is written. */
  readonly format: 'json' | 'form' | 'text';
  readonly encoding?: Content['encoding'];
}

export interface RequestBody {
  readonly pointer: string;
  readonly description?: string;
  readonly required: boolean;
  /** All that the document has, in its order. */
  readonly mediaTypes: readonly string[];
  /** What the client sends. */
  readonly content: Content;
}

export interface Response {
  readonly pointer: string;
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly description: string;
  readonly headers: readonly Header[];
  /** All that the document has, in its order. */
  readonly mediaTypes: readonly string[];
  /** What the client asks for; absent where the response has no body. */
  readonly content?: Content;
}

export interface Header {
  readonly name: string;
  readonly pointer: string;
  readonly required: boolean;
  readonly type: Type;
  readonly description?: string;
}

/**
 * How a stream is cut into items: events as objects, with their data as text or as parsed JSON; the parsed JSON of the
 * data alone; or JSON line by line.
 */
export type StreamReader = 'serverSentEvents' | 'jsonEvents' | 'eventData' | 'jsonLines';

export interface Content {
  readonly pointer: string;
  readonly mediaType: string;
  /** How the runtime writes and reads it. */
  readonly format: 'json' | 'form' | 'multipart' | 'text' | 'binary' | 'stream';
  /** What of the runtime reads a stream; a stream that is sent is written as this would read it. */
  readonly reader?: StreamReader;
  readonly type: Type;
  /** How fields of a form are written where that is not the format's own way, by their names. */
  readonly encoding?: Readonly<Record<string, FieldEncoding>>;
  readonly examples?: readonly Json[];
}

/** A field of a form is written like a query parameter, or has a content type of its own. */
export type FieldEncoding =
  Extract<Serialization, { kind: 'style' }> | { readonly kind: 'content'; readonly contentType: string };

/** How an operation is called: its place in the tree of methods, and where each argument goes. */
export interface Call {
  /** `['moq', 'relays', 'tokens']`; empty for a method of the client itself. */
  readonly resource: readonly string[];
  /** `rotate`. */
  readonly method: string;
  /** The module that holds its types and its class, below `src/`, without ending: `moq/relays/tokens`. */
  readonly module: string;
  /** `TokenRotateParams`, `TokenRotateResponse`, and the body of each documented status: `TokenRotateBodies`. */
  readonly types: { readonly params: string; readonly response: string; readonly bodies: string };
  /** The path parameter that comes before `params`, with the argument's name. */
  readonly positional?: { readonly parameter: string; readonly argument: string };
  /** What the `params` object holds, in this order: path, query, header, cookie, body. */
  readonly members: readonly Member[];
  /** Whether anything in `params` is required. */
  readonly paramsRequired: boolean;
  /** Whether the body's fields stand in `params` (`spread`) or the whole body is its member `body`. */
  readonly body: 'none' | 'spread' | 'member';
  /** What the method resolves to; absent where no documented success has a body. */
  readonly result?: Type;
  /** Whether a documented success has no body although another has one: the method may resolve to undefined. */
  readonly mayBeEmpty?: true;
  /** The member of the body that `result` was taken from. */
  readonly envelope?: string;
  /** Set where the result is one page of a list. */
  readonly pagination?: Pagination;
}

/** How the pages of a list follow each other. A place in a body is the names of the members on the way to it. */
export interface Pagination {
  readonly style: 'cursor' | 'page' | 'offset' | 'link';
  /** Where the body has the list of items. */
  readonly items: readonly string[];
  /** The type of an item. */
  readonly item: Type;
  /** Whether a page may come without the list, which is then empty. */
  readonly optional?: true;
  /** Where `params` has what asks for a page; absent where the next page has a URL of its own. */
  readonly parameter?: readonly string[];
  /** The number of the first page, or of the first item; only with `page` and `offset`. */
  readonly first?: number;
  /** Where the body has the next cursor or URL. With `link`, absent where the header `Link` has it. */
  readonly next?: readonly string[];
  /** Where the last item of a page has the next cursor. */
  readonly last?: readonly string[];
  /** Where the body says whether there is another page. */
  readonly more?: readonly string[];
  /** Where the body has the number of all pages, or with `offset` of all items. */
  readonly total?: readonly string[];
}

export interface Member {
  /** Its name in the document; in `params` too, unless `group` says otherwise. A whole body has one that is free there. */
  readonly name: string;
  readonly in: ParameterPlace | 'body';
  readonly required: boolean;
  readonly type: Type;
  readonly description?: string;
  readonly deprecated?: Deprecation;
  /** The member of `params` that it stands in, where its own name is taken: that of its place, unless it is taken too. */
  readonly group?: string;
}
