import { fetchCall, type FetchCallOptions, type RuntimeOptions } from './fetch-call.js';
import {
  type Client,
  createFetchClient,
  type FetchClientOptions,
  type MediaType,
  type Middleware,
  type PathBasedClient,
  wrapAsPathBasedClient,
} from './openapi-fetch.js';
import { withParseAs } from './shown-middleware.js';

export {
  createFinalURL,
  createQuerySerializer,
  defaultBodySerializer,
  defaultPathSerializer,
  mergeHeaders,
  removeTrailingSlash,
  serializeArrayParam,
  serializeObjectParam,
  serializePrimitiveParam,
  wrapAsPathBasedClient,
} from './openapi-fetch.js';
export type {
  BodySerializer,
  Client,
  ClientForPath,
  ClientMethod,
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
} from './openapi-fetch.js';

/** openapi-fetch's options, and the runtime's. A call takes `timeout` and `maxRetries` too. */
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
  const { timeout, maxRetries, maxRetryAfter, logger, logLevel, allowInsecure, ...own } = options;
  const runtime = { timeout, maxRetries, maxRetryAfter, logger, logLevel, allowInsecure };
  const beneath = createFetchClient<Record<string, never>>(own);
  const client = { beneath, options: { ...own, ...runtime }, warned: new Set<string>() };
  const call = (method: string, path: string, init?: FetchCallOptions) =>
    fetchCall(client, method.toUpperCase(), path, init);
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
