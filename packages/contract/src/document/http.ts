/*
 * What the OpenAPI standard says of HTTP, written without a look at the table of the generator: a judge that shared its
 * reading of the standard would repeat its mistakes.
 */

/** Path Item Object (OpenAPI 3.2; 3.0 and 3.1 have no `query`): the keywords that hold an operation each. */
export const METHODS: readonly string[] = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
];

/** Methods that ask for nothing to change (RFC 9110, section 9.2.1), and QUERY of OpenAPI 3.2. */
export const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS', 'QUERY', 'TRACE'];

/** Methods whose requests have no body: RFC 9110 gives it no meaning, and fetch sends none. */
export const BODILESS_METHODS: readonly string[] = ['GET', 'HEAD', 'TRACE'];

/** Methods that `fetch` sends no request with (Fetch Standard, section 2.2.1, forbidden method). */
export const UNSENT_METHODS = /^(TRACE|CONNECT|TRACK)$/i;

/** Statuses whose responses have no body (Fetch Standard, section 2.2.3, null body status). */
export const BODILESS_STATUSES: readonly number[] = [101, 103, 204, 205, 304];

/** Parameter Object (OpenAPI 3.1), `name`: header parameters that are to be ignored, in lower case. */
export const IGNORED_PARAMETERS: readonly string[] = ['accept', 'content-type', 'authorization'];

/** Response Object (OpenAPI 3.1), `headers`: those that are to be ignored, in lower case. */
export const IGNORED_HEADERS: readonly string[] = ['content-type'];

/** Where a parameter goes: Parameter Object (OpenAPI 3.2), `in`. */
export type ParameterPlace = 'path' | 'query' | 'querystring' | 'header' | 'cookie';

/** Parameter Object (OpenAPI 3.1), `style`: what it is by default. All of a query string is a form where it is one. */
export const DEFAULT_STYLES: Readonly<Record<ParameterPlace, string>> = {
  path: 'simple',
  query: 'form',
  querystring: 'form',
  header: 'simple',
  cookie: 'form',
};

/** Parameter and Encoding Object (OpenAPI 3.2), `explode`: the styles for which it is true by default. */
export const EXPLODED_STYLES: readonly string[] = ['form', 'cookie'];
