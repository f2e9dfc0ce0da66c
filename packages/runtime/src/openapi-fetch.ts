// The one file that knows openapi-fetch.
import { serializePrimitiveParam } from 'openapi-fetch';

export {
  createFinalURL,
  createQuerySerializer,
  default as createFetchClient,
  defaultBodySerializer,
  defaultPathSerializer,
  mergeHeaders,
  removeTrailingSlash,
  serializeArrayParam,
  serializeObjectParam,
  serializePrimitiveParam,
  wrapAsPathBasedClient,
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

/** Returns `name=value` for a name and a value that are encoded already. */
export function named(name: string, text: string): string {
  return serializePrimitiveParam(name, text, { allowReserved: true });
}
