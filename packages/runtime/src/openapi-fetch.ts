// The one file that knows openapi-fetch. Its functions have types of ours: for CommonJS, openapi-fetch's declarations
// (`export =`) have none of them.
import * as library from 'openapi-fetch';
import type {
  Client,
  ClientOptions,
  HeadersOptions,
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

export const createFetchClient: <Paths extends {}, Media extends MediaType = MediaType>(
  clientOptions?: ClientOptions,
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

/** Returns a form as it is, and anything else as JSON. */
export const defaultBodySerializer: <T>(body: T) => string = library.defaultBodySerializer;

/** Returns a path with its parameters, in the style that the template says. */
export const defaultPathSerializer: (pathname: string, pathParams: Record<string, unknown>) => string =
  library.defaultPathSerializer;

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

/** Returns `name=value` for a name and a value that are encoded already. */
export function named(name: string, text: string): string {
  return library.serializePrimitiveParam(name, text, { allowReserved: true });
}
