import type { Version } from './version.js';

/*
 * What the OpenAPI standard says of HTTP. All that reads operations asks here, so that no two readings disagree.
 * `@specline/contract` has a table of its own: a judge that shared this one would share its mistakes.
 */

/** The methods that a path item has a keyword for, and the first version that has it (Path Item Object). */
const SINCE = {
  get: '2.0',
  put: '2.0',
  post: '2.0',
  delete: '2.0',
  options: '2.0',
  head: '2.0',
  patch: '2.0',
  trace: '3.0',
  query: '3.2',
} as const satisfies Readonly<Record<string, '2.0' | Version>>;

/** A method that path items have a keyword for. */
export type Method = keyof typeof SINCE;

/** A method of a path item, or one of `additionalOperations` (OpenAPI 3.2) as it is sent: `PURGE`. */
export type OperationMethod = Method | { readonly additional: string };

/** All of them. Those of `additionalOperations` (OpenAPI 3.2, Path Item Object) have no keyword. */
export const METHODS = Object.keys(SINCE) as readonly Method[];

export function isMethod(name: string): name is Method {
  return Object.hasOwn(SINCE, name);
}

/** The first version whose path items have a method. */
export function methodSince(method: Method): '2.0' | Version {
  return SINCE[method];
}

/** Whether a method only reads (RFC 9110, 9.2.1; for QUERY OpenAPI 3.2, Path Item Object). */
export function isSafeMethod(method: unknown): boolean {
  return SAFE.has(method);
}

const SAFE: ReadonlySet<unknown> = new Set<Method>(['get', 'head', 'options', 'trace', 'query']);

/** Whether a request that is sent twice does what it does once (RFC 9110, 9.2.2). */
export function isIdempotentMethod(method: unknown): boolean {
  return isSafeMethod(method) || method === 'put' || method === 'delete';
}

/**
 * Whether the body of a request means something, by the method as it is sent (RFC 9110, 9.3). OpenAPI 3.0 ignores a body
 * that HTTP gives no meaning; 3.1 and 3.2 advise against it (Operation Object), and `fetch` sends none with GET and HEAD.
 * With DELETE it sends one, and documents of all versions rely on that: there it counts.
 */
export function takesBody(method: string): boolean {
  return !BODILESS.has(method);
}

const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'TRACE']);

/** Whether `fetch` sends a method at all (Fetch Standard, "forbidden method"). */
export function isSendable(method: string): boolean {
  return !FORBIDDEN.has(method.toUpperCase());
}

const FORBIDDEN: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** A header parameter that "SHALL be ignored": other parts of a document say it (OpenAPI 3.1, Parameter Object, `name`). */
export function isReservedParameter(name: string): boolean {
  return RESERVED.has(name.toLowerCase());
}

const RESERVED: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** A response header that "SHALL be ignored": `content` says it (OpenAPI 3.1, Response Object, `headers`). */
export function isReservedHeader(name: string): boolean {
  return name.toLowerCase() === 'content-type';
}

/** Where a parameter goes. `querystring` (OpenAPI 3.2) is all of the query, and has no style. */
export type ParameterPlace = keyof typeof STYLES;

export type ParameterStyle = (typeof STYLES)[ParameterPlace][number];

/** The styles of each place, the default first (OpenAPI 3.1, Parameter Object, Style Values). */
const STYLES = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
} as const;

/** Tells whether `in` names a place that has styles. */
export function isParameterPlace(place: string): place is ParameterPlace {
  return Object.hasOwn(STYLES, place);
}

/** The styles that a version has for a place, the default first: `cookie` is of OpenAPI 3.2. */
export function stylesOf(place: ParameterPlace, version: Version): readonly ParameterStyle[] {
  return STYLES[place].filter((style: ParameterStyle) => style !== 'cookie' || version === '3.2');
}

/** The style where none is given (OpenAPI 3.1, Parameter Object, `style`). */
export function defaultStyle(place: ParameterPlace): ParameterStyle {
  return STYLES[place][0];
}

/** `explode` where it is not given (OpenAPI 3.1, Parameter Object; for `cookie` OpenAPI 3.2). */
export function defaultExplode(style: string): boolean {
  return style === 'form' || style === 'cookie';
}

/** Whether `allowReserved` has a meaning: before OpenAPI 3.2 only in the query (Parameter Object). */
export function takesAllowReserved(place: ParameterPlace, version: Version): boolean {
  return place === 'query' || (place === 'path' && version === '3.2');
}

/** The names in `{…}` of a path (OpenAPI 3.1, Path Templating). */
export function templateNames(path: string): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}

/**
 * The keywords of an Encoding Object that mean nothing for a request body: all but for forms (OpenAPI 3.1, Media Type Object,
 * `encoding`), and those of styles in multipart bodies of OpenAPI 3.0 (Encoding Object, `style`).
 */
export function idleEncoding(mediaType: string, version: Version): 'all' | readonly string[] {
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(mediaType)) return [];
  if (!/^multipart\//i.test(mediaType)) return 'all';
  return version === '3.0' ? ENCODING_STYLE : [];
}

/** The keywords of an Encoding Object that say how a field is written as a parameter is. */
export const ENCODING_STYLE: readonly string[] = ['style', 'explode', 'allowReserved'];

/** Whether a parameter must be sent: one of the path always (OpenAPI 3.1, Parameter Object, `required`). */
export function isRequiredIn(place: string, required: boolean): boolean {
  return required || place === 'path';
}

/**
 * Whether a server may take the `default` of a parameter: what is required is always sent, and its default "has no
 * meaning" (OpenAPI 2.0, Parameter Object, `default`; 3.1, Schema Object, `default`).
 */
export function takesDefault({ required }: { readonly required: boolean }): boolean {
  return !required;
}
