import type { Json } from '../json/json.js';
import type { Parameter } from '../model/model.js';
import type { Shape } from './shape.js';

/**
 * What a document promises between client and server, all of it: every media type, status, header and webhook, also those
 * that the client does not use. Plain, readonly and JSON-serialisable, like the model, whose types leave out what
 * TypeScript cannot say.
 */
export interface Wire {
  readonly title: string;
  /** What no client depends on: the rest of `info`, tags and servers. */
  readonly documentation: Json;
  readonly securitySchemes: readonly WireScheme[];
  /** By pointer: components, then whatever else a `$ref` leads to. */
  readonly schemas: Readonly<Record<string, Shape>>;
  /** In the document's order. */
  readonly operations: readonly Exchange[];
  /** What the server sends to its client: requests are received there. */
  readonly webhooks: readonly Exchange[];
}

/** One request with its responses. */
export interface Exchange {
  /** `POST /accounts/{account_id}/…`; of a webhook its name and method: `POST paymentDone`. */
  readonly key: string;
  readonly pointer: string;
  readonly path: string;
  readonly operationId?: string;
  readonly deprecated?: true;
  /** `x-sunset`. */
  readonly sunset?: Json;
  /** `x-stability`, or `x-stability-level` as others call it. */
  readonly stability?: Json;
  readonly documentation: Json;
  readonly parameters: readonly WireParameter[];
  readonly body?: WireBody;
  readonly responses: readonly WireResponse[];
  /** Alternatives, each a list of schemes needed together. */
  readonly security: readonly (readonly WireRequirement[])[];
  /** Where `security` stands: in the operation, or in the document. */
  readonly securityPointer: string;
}

export interface WireRequirement {
  readonly scheme: string;
  readonly scopes: readonly string[];
}

export interface WireParameter {
  readonly name: string;
  readonly in: Parameter['in'];
  readonly pointer: string;
  readonly required: boolean;
  readonly deprecated?: true;
  readonly sunset?: Json;
  readonly documentation: Json;
  /** How it is written: `form`, or its media type. */
  readonly style: string;
  /** Whether each item or member of it is written by itself. */
  readonly explode: boolean;
  /** Whether values are text on their way, so that `1` and `"1"` are one: those that no media type describes. */
  readonly isText: boolean;
  readonly schema: Shape;
}

export interface WireBody {
  readonly pointer: string;
  readonly required: boolean;
  readonly documentation: Json;
  readonly contents: readonly WireContent[];
}

export interface WireContent {
  readonly mediaType: string;
  readonly pointer: string;
  readonly schema: Shape;
  /** How the parts of a form are written, as it stands. */
  readonly encoding?: Json;
  readonly documentation: Json;
}

export interface WireResponse {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly pointer: string;
  readonly documentation: Json;
  readonly headers: readonly WireHeader[];
  readonly contents: readonly WireContent[];
}

export interface WireHeader {
  /** In lower case (RFC 9110, section 5.1). */
  readonly name: string;
  readonly pointer: string;
  readonly required: boolean;
  readonly documentation: Json;
  readonly schema: Shape;
}

export interface WireScheme {
  readonly name: string;
  readonly pointer: string;
  /** What a request carries for it: `http bearer`, `apiKey header x-key`. How a token is obtained is documentation. */
  readonly credential: string;
  readonly documentation: Json;
}
