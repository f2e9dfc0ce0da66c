import { isList, isObject } from '../document/json.js';
import type { Json } from '../document/json.js';
import type { MediaType, Operation, Parameter } from '../document/operations.js';
import type { SecurityScheme } from '../document/security.js';
import type { Plan } from './request-case.js';
import { encodingOf } from '../judge/bodies.js';
import { readingOf } from '../document/media-types.js';
import type { HttpRequest } from '../judge/message.js';

/** Writes a planned request as the document has it, with the credentials of one alternative. */
export function writtenRequest(
  operation: Operation,
  plan: Plan,
  schemes: readonly SecurityScheme[],
): HttpRequest {
  const headers = new Headers();
  const query: string[] = [];
  const cookies: string[] = [];
  let { path } = operation;
  for (const [parameter, value] of plan.parameters) {
    if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, () => pathText(parameter, value));
    if (parameter.in === 'header') headers.set(parameter.name, simpleText(parameter, value, String));
    if (parameter.in === 'cookie') cookies.push(...pairs(parameter, value));
    if (parameter.in === 'query') query.push(...pairs(parameter, value));
    if (parameter.in === 'querystring') query.push(wholeQuery(parameter, value));
  }
  for (const scheme of schemes) addCredential(scheme, headers, query, cookies);
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
  const body = bodyOf(plan);
  if (plan.media !== undefined && body !== undefined) headers.set('content-type', contentTypeOf(plan.media));
  return { method: operation.method, path, query: query.join('&'), headers, body: body ?? new Uint8Array() };
}

/** What a client puts where a credential goes. */
const CREDENTIAL = 'token';

function addCredential(
  { kind, carrier }: SecurityScheme,
  headers: Headers,
  query: string[],
  cookies: string[],
): void {
  switch (kind) {
    case 'bearer':
    case 'authorization':
      return headers.set('authorization', `${carrier} ${CREDENTIAL}`);
    case 'basic':
      return headers.set('authorization', `${carrier} ${btoa('name:password')}`);
    case 'header':
      return headers.set(carrier, CREDENTIAL);
    case 'query':
      query.push(`${encoded(carrier)}=${CREDENTIAL}`);
      return;
    case 'cookie':
      cookies.push(`${carrier}=${CREDENTIAL}`);
      return;
    case 'transport':
      return;
  }
}

/** RFC 6570: all but unreserved characters are encoded. */
function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\ufffd')).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

type Encode = (text: string) => string;

/** Style Values of the Parameter Object (OpenAPI 3.1) in paths. */
function pathText(parameter: Parameter, value: Json): string {
  const { style, explode, name } = parameter;
  if (style === 'label') return `.${joined(value, explode ? '.' : ',', explode, encoded)}`;
  if (style !== 'matrix') return simpleText(parameter, value, encoded);
  if (!isList(value) && !isObject(value)) return `;${name}=${encoded(String(value))}`;
  if (!explode) return `;${name}=${joined(value, ',', false, encoded)}`;
  return isList(value)
    ? value.map((item) => `;${name}=${encoded(String(item))}`).join('')
    : `;${joined(value, ';', true, encoded)}`;
}

function simpleText({ mediaType, explode }: Parameter, value: Json, encode: Encode): string {
  if (mediaType !== undefined)
    return encode(typeof value === 'string' && !isJson(mediaType) ? value : JSON.stringify(value));
  return joined(value, ',', explode, encode);
}

function isJson(mediaType: string): boolean {
  return readingOf(mediaType) === 'json';
}

function joined(value: Json, separator: string, explode: boolean, encode: Encode): string {
  if (isList(value)) return value.map((item) => encode(textOf(item))).join(separator);
  if (!isObject(value)) return encode(textOf(value));
  return Object.entries(value)
    .map(([name, item]) => `${encode(name)}${explode ? '=' : ','}${encode(textOf(item))}`)
    .join(separator);
}

function textOf(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What stands between items that are not exploded. */
const SEPARATORS: Readonly<Record<string, string>> = { spaceDelimited: '%20', pipeDelimited: '|' };

type Written = Pick<Parameter, 'name' | 'style' | 'explode' | 'mediaType'>;

/** A value as pairs of a query, a cookie or a form. */
function pairs({ name, style, explode, mediaType }: Written, value: Json): string[] {
  const key = encoded(name);
  if (mediaType !== undefined)
    return [
      `${key}=${encoded(typeof value === 'string' && !isJson(mediaType) ? value : JSON.stringify(value))}`,
    ];
  if (style === 'deepObject' && isObject(value)) return deepPairs(name, value);
  if (!isList(value) && !isObject(value)) return [`${key}=${encoded(textOf(value))}`];
  if (!explode) return [`${key}=${joined(value, SEPARATORS[style] ?? ',', false, encoded)}`];
  if (isList(value)) return value.map((item) => `${key}=${encoded(textOf(item))}`);
  return Object.entries(value).map(([member, item]) => `${encoded(member)}=${encoded(textOf(item))}`);
}

function deepPairs(name: string, value: Json): string[] {
  if (!isObject(value) && !isList(value)) return [`${encoded(name)}=${encoded(textOf(value))}`];
  return Object.entries(value).flatMap(([member, inner]) =>
    deepPairs(isList(value) ? `${name}[]` : `${name}[${member}]`, inner),
  );
}

function wholeQuery({ mediaType, name }: Parameter, value: Json): string {
  if (mediaType !== undefined) return encoded(typeof value === 'string' ? value : JSON.stringify(value));
  return pairs({ name, style: 'form', explode: true, mediaType: undefined }, value).join('&');
}

/** A boundary that no sample has in it. */
const BOUNDARY = 'part-of-the-form';

function contentTypeOf({ type }: MediaType): string {
  return readingOf(type) === 'multipart' ? `multipart/form-data; boundary=${BOUNDARY}` : type;
}

function bodyOf({ media, body }: Plan): Uint8Array<ArrayBuffer> | undefined {
  if (media === undefined || body === undefined) return undefined;
  const { arrives } = body;
  if (arrives instanceof Uint8Array) return Uint8Array.from(arrives);
  return new TextEncoder().encode(bodyText(media, arrives));
}

function bodyText(media: MediaType, value: Json): string {
  switch (readingOf(media.type)) {
    case 'urlencoded':
      return Object.entries(isObject(value) ? value : {})
        .flatMap(([name, field]) => fieldPairs(media, name, field))
        .join('&');
    case 'multipart':
      return [
        ...Object.entries(isObject(value) ? value : {}).flatMap(([name, field]) => parts(name, field)),
        `--${BOUNDARY}--\r\n`,
      ].join('');
    case 'json':
      return JSON.stringify(value);
    case 'text':
    case 'opaque':
    case 'bytes':
    case 'unjudged':
      return textOf(value);
  }
}

function fieldPairs(media: MediaType, name: string, field: Json): string[] {
  const written = encodingOf(media, name);
  if (written !== undefined) return pairs({ name, mediaType: undefined, ...written }, field);
  return pairs(
    { name, style: isObject(field) ? 'deepObject' : 'form', explode: true, mediaType: undefined },
    field,
  );
}

/** One part for each item (RFC 7578, section 4.3). */
function parts(name: string, field: Json): string[] {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n`;
  return (isList(field) ? field : [field]).map((item) => `${head}${textOf(item)}\r\n`);
}
