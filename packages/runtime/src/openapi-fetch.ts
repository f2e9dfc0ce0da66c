// The functions of openapi-fetch have types of ours: for CommonJS, openapi-fetch's declarations
// (`export =`) have none of them.
import { fetchCall, type FetchCallOptions, type RuntimeOptions } from './fetch-call.js';
import { withParseAs } from './fetch-serializers.js';
import * as library from 'openapi-fetch';
import type {
  Client,
  ClientOptions as FetchClientOptions,
  HeadersOptions,
  Middleware,
  PathBasedClient,
  PathSerializer,
  QuerySerializer,
  QuerySerializerOptions,
} from 'openapi-fetch';

export type {
  BodySerializer,
  Client,
  ClientForPath,
  ClientMethod,
  ClientOptions as FetchClientOptions,
  ClientPathsWithMethod,
  ClientRequestMethod,
  DefaultParamsOption,
  FetchOptions,
  FetchResponse,
  HeadersOptions,
  MaybeOptionalInit,
  MergedOptions,
  MethodResponse,
  Middleware,
  MiddlewareCallbackParams,
  MiddlewareRequestParams,
  ParamsOption,
  ParseAs,
  ParseAsResponse,
  PathBasedClient,
  PathSerializer,
  QuerySerializer,
  QuerySerializerOptions,
  RequestBodyOption,
  RequestOptions,
} from 'openapi-fetch';

/** openapi-fetch's options, and the runtime's. A call takes `timeout`, `maxRetries` and `maxBodySize` too. */
export interface ClientOptions extends FetchClientOptions, RuntimeOptions {}

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'] as const;

/**
 * Returns openapi-fetch's client, whose calls keep the runtime's promises. A call resolves to `{ data, response }` or, for a
 * status that is no 2xx, to `{ error, response }`: `error` is the body or, where there is none and for a redirect that is not
 * followed, the `APIError` of the status. It rejects with `APIConnectionError` and its subclasses, with `APIUserAbortError`,
 * with `InvalidRequestError` for what cannot be sent, and with `DecodeError` for a 2xx that cannot be read.
 */
export function createClient<Paths extends {}, Media extends MediaType = MediaType>(
  options: ClientOptions = {},
): Client<Paths, Media> {
  const { timeout, maxRetries, maxRetryAfter, maxBodySize, logger, logLevel, allowInsecure, ...own } =
    options;
  const runtime = { timeout, maxRetries, maxRetryAfter, maxBodySize, logger, logLevel, allowInsecure };
  const beneath = createFetchClient<Record<string, never>>(own);
  const client = { beneath, options: { ...own, ...runtime }, warned: new Set<string>() };
  const call = (method: string, path: string, init?: FetchCallOptions) =>
    fetchCall(client, method.toUpperCase(), path, init ?? {});
  const methods = METHODS.map((method) => [
    method,
    (path: string, init?: FetchCallOptions) => call(method, path, init),
  ]);
  return {
    request: call,
    ...Object.fromEntries(methods),
    use: (...middleware: Middleware[]) => beneath.use(...middleware.map(withParseAs)),
    eject: (...middleware: Middleware[]) => beneath.eject(...middleware.map(withParseAs)),
  };
}

// openapi-fetch's is the default export: its users change the name of the package, and nothing else.
// oxlint-disable-next-line import/no-default-export
export default createClient;

/** Returns a client whose members are paths: `client['/things'].GET()`. */
export function createPathBasedClient<Paths extends {}, Media extends MediaType = MediaType>(
  options?: ClientOptions,
): PathBasedClient<Paths, Media> {
  return wrapAsPathBasedClient(createClient<Paths, Media>(options));
}

export { defaultBodySerializer, defaultPathSerializer } from './fetch-serializers.js';

/** Any media type, as openapi-fetch names it. */
export type MediaType = `${string}/${string}`;

/** How an array or object is written (OpenAPI 3.1, 4.8.12.2). */
interface SerializedAs<Style> {
  style: Style;
  explode: boolean;
  allowReserved?: boolean;
}
type ArrayStyle = 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited';
type ObjectStyle = 'simple' | 'label' | 'matrix' | 'form' | 'deepObject';

const createFetchClient: <Paths extends {}, Media extends MediaType = MediaType>(
  clientOptions?: FetchClientOptions,
) => Client<Paths, Media> = library.default;

/** Returns a client whose members are paths: `client['/things'].GET()`. */
export const wrapAsPathBasedClient: <Paths extends {}, Media extends MediaType = MediaType>(
  client: Client<Paths, Media>,
) => PathBasedClient<Paths, Media> = library.wrapAsPathBasedClient;

/** Returns a URL with its parameters. */
export const createFinalURL: <O>(
  pathname: string,
  options: {
    baseUrl: string;
    params: { query?: Record<string, unknown>; path?: Record<string, unknown> };
    querySerializer: QuerySerializer<O>;
    pathSerializer: PathSerializer;
  },
) => string = library.createFinalURL;

/** Returns what writes a query string. */
export const createQuerySerializer: <T = unknown>(
  options?: QuerySerializerOptions,
) => (queryParams: T) => string = library.createQuerySerializer;

/** Returns the fields of all, a later one in place of an earlier one. */
export const mergeHeaders: (...allHeaders: (HeadersOptions | undefined)[]) => Headers = library.mergeHeaders;

/** Returns a URL without a slash at its end. */
export const removeTrailingSlash: (url: string) => string = library.removeTrailingSlash;

/** Returns an array as a parameter. */
export const serializeArrayParam: (
  name: string,
  value: unknown[],
  options: SerializedAs<ArrayStyle>,
) => string = library.serializeArrayParam;

/** Returns an object as a parameter. */
export const serializeObjectParam: (
  name: string,
  value: Record<string, unknown>,
  options: SerializedAs<ObjectStyle>,
) => string = library.serializeObjectParam;

/** Returns `name=value`. */
export const serializePrimitiveParam: (
  name: string,
  value: string,
  options?: { allowReserved?: boolean },
) => string = library.serializePrimitiveParam;
