import { isBinary } from '../schema/composition.js';
import { member, textMember } from './json.js';
import { DocumentError, child, followed, items, members } from './source.js';
import type { Located, Source } from './source.js';
import { securityOf } from './security.js';
import type { SecurityScheme } from './security.js';
import {
  BODILESS_METHODS,
  DEFAULT_STYLES,
  EXPLODED_STYLES,
  IGNORED_HEADERS,
  IGNORED_PARAMETERS,
  METHODS,
} from './http.js';
import type { ParameterPlace } from './http.js';
import { concreteType, readingOf } from './media-types.js';
import { typesOf } from '../schema/composition.js';

/** One operation of the document with its references followed and its defaults filled in. */
export interface Operation {
  /** `POST /path`, by which calls are looked up. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
  readonly parameters: readonly Parameter[];
  readonly body: RequestBody | undefined;
  readonly responses: readonly DocumentedResponse[];
  /** Alternatives, each a list of schemes that are needed together; no alternative means none is needed. */
  readonly security: readonly (readonly SecurityScheme[])[];
}

/** How a named value travels: a parameter, a response header or a field of a form. */
export interface Parameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  readonly allowEmpty: boolean;
  readonly schema: Located | undefined;
  /** The media type of a parameter that is described by `content`. */
  readonly mediaType: string | undefined;
  /** Where documented examples stand: the parameter, or the media type of its `content`. */
  readonly examples: Located;
  readonly pointer: string;
}

interface RequestBody {
  readonly required: boolean;
  readonly content: readonly MediaType[];
  readonly pointer: string;
}

export interface MediaType {
  readonly name: string;
  /** What is sent for it: of a range a type in it. */
  readonly type: string;
  readonly at: Located;
  readonly schema: Located | undefined;
  readonly pointer: string;
}

export interface DocumentedResponse {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly content: readonly MediaType[];
  readonly headers: readonly Parameter[];
  readonly pointer: string;
}

/** All operations in the document's order. Throws DocumentError at a reference that leads nowhere. */
export function operationsOf(source: Source): Operation[] {
  return members(child(source.root, 'paths'))
    .filter(([path]) => path.startsWith('/'))
    .flatMap(([path, at]) => {
      const pathItem = followed(source, at);
      const own = METHODS.flatMap((method) => {
        const found = child(pathItem, method);
        return found === undefined ? [] : [operationOf(source, path, method.toUpperCase(), pathItem, found)];
      });
      const others = members(child(pathItem, 'additionalOperations')).map(([method, found]) =>
        operationOf(source, path, method, pathItem, found),
      );
      return [...own, ...others];
    });
}

function operationOf(source: Source, path: string, method: string, item: Located, at: Located): Operation {
  const body = BODILESS_METHODS.includes(method) ? undefined : child(at, 'requestBody');
  return {
    name: `${method} ${path}`,
    method,
    path,
    pointer: at.pointer,
    parameters: parametersOf(source, [
      ...items(child(item, 'parameters')),
      ...items(child(at, 'parameters')),
    ]),
    body: body && bodyOf(source, body),
    responses: responsesOf(source, child(at, 'responses')),
    security: securityOf(source, at),
  };
}

/** Later parameters replace earlier ones of the same name and place: the operation's those of its path. */
function parametersOf(source: Source, places: readonly Located[]): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const place of places) {
    const at = followed(source, place);
    const parameter = parameterOf(source, at, placeOf(at), textMember(at.value, 'name') ?? '');
    const ignored = parameter.in === 'header' && IGNORED_PARAMETERS.includes(parameter.name.toLowerCase());
    if (!ignored) found.set(`${parameter.in} ${parameter.name}`, { ...parameter, pointer: place.pointer });
  }
  return [...found.values()];
}

function placeOf(at: Located): ParameterPlace {
  const place = textMember(at.value, 'in');
  if (place !== undefined && isPlace(place)) return place;
  throw new DocumentError(
    at.pointer,
    'a parameter is in path, query, querystring, header or cookie; the judge knows no other place',
  );
}

function isForm(mediaType = ''): boolean {
  return readingOf(mediaType) === 'urlencoded';
}

function isPlace(place: string): place is ParameterPlace {
  return Object.hasOwn(DEFAULT_STYLES, place);
}

function parameterOf(source: Source, at: Located, place: ParameterPlace, name: string): Parameter {
  const style = textMember(at.value, 'style') ?? DEFAULT_STYLES[place];
  const content = members(child(at, 'content'))[0];
  const schema = content === undefined ? child(at, 'schema') : child(followed(source, content[1]), 'schema');
  return {
    name,
    in: place,
    required: place === 'path' || member(at.value, 'required') === true,
    style,
    explode: explodeOf(at, style),
    allowEmpty: member(at.value, 'allowEmptyValue') === true,
    schema,
    // A form as all of the query is an object spread in it.
    mediaType: place === 'querystring' && isForm(content?.[0]) ? undefined : content?.[0],
    examples: content?.[1] ?? at,
    pointer: at.pointer,
  };
}

export function explodeOf(at: Located, style: string): boolean {
  const explode = member(at.value, 'explode');
  return typeof explode === 'boolean' ? explode : EXPLODED_STYLES.includes(style);
}

/** A body without a media type cannot be sent. */
function bodyOf(source: Source, place: Located): RequestBody | undefined {
  const at = followed(source, place);
  const content = contentOf(source, child(at, 'content'));
  if (content.length === 0) return undefined;
  return { required: member(at.value, 'required') === true, content, pointer: place.pointer };
}

function contentOf(source: Source, content: Located | undefined): MediaType[] {
  return members(content).map(([name, place]) => {
    const at = followed(source, place);
    const schema = child(at, 'schema');
    return { name, type: sentType(source, name, schema), at, schema, pointer: place.pointer };
  });
}

/** Of a range that JSON is in, what carries values of the schema. */
function sentType(source: Source, name: string, schema: Located | undefined): string {
  if (!/^((\*|application)\/\*)?$/.test(name)) return concreteType(name);
  if (isBinary(source, schema)) return 'application/octet-stream';
  const types = schema === undefined ? [] : [...(typesOf(source, schema) ?? [])];
  if (types.length === 0) return 'application/octet-stream';
  return types.every((type) => type === 'string') ? 'text/plain' : 'application/json';
}

function responsesOf(source: Source, responses: Located | undefined): DocumentedResponse[] {
  return members(responses)
    .filter(([status]) => !status.startsWith('x-'))
    .map(([status, place]) => {
      const at = followed(source, place);
      return {
        status: status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
        content: contentOf(source, child(at, 'content')),
        headers: headersOf(source, child(at, 'headers')),
        pointer: place.pointer,
      };
    });
}

function headersOf(source: Source, headers: Located | undefined): Parameter[] {
  return members(headers)
    .filter(([name]) => !IGNORED_HEADERS.includes(name.toLowerCase()))
    .map(([name, place]) => parameterOf(source, followed(source, place), 'header', name));
}
