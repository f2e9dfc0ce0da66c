import { LimitError, parsedJson } from '../document/json.js';
import type { Json } from '../document/json.js';
import type { Parameter } from '../document/operations.js';
import { percentDecoded } from '../document/source.js';
import { readingOf } from '../document/media-types.js';
import { cookiePairs, queryPairs } from './message.js';
import type { HttpRequest } from './message.js';
import type { Route } from './routes.js';
import { queryDecoded, readPairs, readText } from './styles.js';
import type { Read, Shape } from './styles.js';

/**
 * Reads one documented parameter from a request as a value of the given shape, its leaves text; undefined where it is
 * not there. `ownName` says which keys belong to an object that is spread among the others.
 */
export function readParameter(
  route: Route,
  request: HttpRequest,
  parameter: Parameter,
  shape: Shape,
  ownName: (name: string) => boolean,
): Read | undefined {
  const read = readPlace(
    route,
    request,
    parameter,
    parameter.mediaType === undefined ? shape : 'primitive',
    ownName,
  );
  if (parameter.mediaType === undefined || read === undefined || 'problem' in read) return read;
  return { ...read, ...parsed(parameter.mediaType, read.value) };
}

/** A parameter with `content` holds its media type as text; only JSON is read further. */
function parsed(mediaType: string, value: Json): Read {
  if (typeof value !== 'string' || readingOf(mediaType) !== 'json') return { value };
  try {
    return { value: parsedJson(value) };
  } catch (error) {
    return { problem: error instanceof LimitError ? error.message : 'is not JSON' };
  }
}

function readPlace(
  route: Route,
  request: HttpRequest,
  parameter: Parameter,
  shape: Shape,
  ownName: (name: string) => boolean,
): Read | undefined {
  switch (parameter.in) {
    case 'path': {
      const raw = route.path.get(parameter.name);
      if (raw === undefined) return undefined;
      return isEncoded(raw) ? readText(parameter, raw, shape, percentDecoded) : { problem: NOT_ENCODED };
    }
    case 'query':
      return readPairs(parameter, queryPairs(request.query), shape, queryDecoded, ownName);
    case 'querystring':
      return readQuery(parameter, shape, request.query);
    case 'header':
      return readHeader(parameter, request.headers, shape);
    case 'cookie':
      return readCookies(parameter, request.headers.get('cookie'), shape, ownName);
  }
}

const NOT_ENCODED = 'is not percent-encoded UTF-8';

/** Whether each `%` begins two hexadecimal digits, and all of them are UTF-8 (RFC 3986, sections 2.1 and 2.5). */
function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** All of the query: one text, or a form, whose members stand as those of a spread object do. */
function readQuery(parameter: Parameter, shape: Shape, query: string): Read | undefined {
  if (query === '') return undefined;
  if (parameter.mediaType === undefined) return readPairs(parameter, queryPairs(query), shape);
  return { value: percentDecoded(query) };
}

/** Style cookie of OpenAPI 3.2 encodes nothing. */
function readCookies(
  parameter: Parameter,
  field: string | null,
  shape: Shape,
  ownName: (name: string) => boolean,
): Read | undefined {
  const decode = parameter.style === 'cookie' ? (text: string): string => text : percentDecoded;
  return readPairs(parameter, cookiePairs(field), shape, decode, ownName);
}

/** Header values are not percent-encoded (OpenAPI 3.1.1, Parameter Object, Style Values). */
export function readHeader(parameter: Parameter, headers: Headers, shape: Shape): Read | undefined {
  const raw = headers.get(parameter.name);
  return raw === null ? undefined : readText(parameter, raw, shape, (text) => text);
}
