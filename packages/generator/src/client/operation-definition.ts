import { INHERITED } from '@specline/openapi';
import type {
  Content,
  FieldEncoding,
  Member,
  Model,
  Operation,
  Pagination,
  Parameter,
  QuerySerialization,
  StreamReader,
} from '@specline/openapi';
import {
  inlineObject,
  keyName,
  listLiteral,
  numberLiteral,
  objectLiteral,
  stringLiteral,
} from '../print/literal.js';
import type { Doc } from '../print/layout.js';

/** How the runtime writes a body, by the format of its media type: a function, and where it is from. */
const ENCODERS: Readonly<Record<Content['format'], Encoder | undefined>> = {
  json: undefined,
  form: { name: 'form', entry: '@specline/runtime/form' },
  multipart: { name: 'multipart', entry: '@specline/runtime/multipart' },
  text: { name: 'raw', entry: '@specline/runtime' },
  binary: { name: 'raw', entry: '@specline/runtime' },
  stream: undefined,
};

/** Where the readers of streams are. */
export const STREAM_ENTRY = '@specline/runtime/stream';

/** Where lists in pages are. */
export const PAGINATION_ENTRY = '@specline/runtime/pagination';

/** What of the runtime finds the next page. */
export const PAGE_STYLES: Readonly<Record<Pagination['style'], string>> = {
  cursor: 'byCursor',
  page: 'byPage',
  offset: 'byOffset',
  link: 'byLink',
};

/** How the runtime reads a body. */
const READERS: Readonly<Record<Content['format'], string>> = {
  json: 'json',
  form: 'text',
  multipart: 'binary',
  text: 'text',
  binary: 'binary',
  stream: 'stream',
};

/** What writes a value that is all of the query. */
const QUERY_ENCODERS: Readonly<Record<QuerySerialization['format'], Encoder>> = {
  form: { name: 'form', entry: '@specline/runtime/form' },
  json: { name: 'jsonQuery', entry: '@specline/runtime/querystring' },
  text: { name: 'textQuery', entry: '@specline/runtime/querystring' },
};

/** A function of the runtime, and where it is from. */
interface Encoder {
  readonly name: string;
  readonly entry: string;
}

/** What writes a body. */
function encoderOf({ format, reader, mediaType }: Content): Encoder | undefined {
  if (reader === undefined) return ENCODERS[format];
  const name = /[/+]json-seq\b/i.test(mediaType) ? 'jsonSequenceBody' : `${reader}Body`;
  return { name, entry: '@specline/runtime/request-stream' };
}

/** The functions of the runtime that an operation is sent with. */
export function encodersOf({ body, parameters }: Operation): Encoder[] {
  const own = body && encoderOf(body.content);
  const inQuery = parameters.flatMap(({ serialization }) =>
    serialization.kind === 'querystring' ? [QUERY_ENCODERS[serialization.format]] : [],
  );
  return own === undefined ? inQuery : [own, ...inQuery];
}

type NamedDoc = readonly [name: string, value: Doc];

/** The object literal of an `OperationDefinition`: all that the runtime knows of an operation. */
export function operationDefinition(operation: Operation, { surface }: Model): Doc {
  const { key, path, call, body, responses } = operation;
  const { envelope, pagination } = call;
  return objectLiteral([
    ['method', stringLiteral(key.slice(0, key.indexOf(' ')))],
    ['path', stringLiteral(path)],
    ...parameterTable('query', 'query', operation),
    ...parameterTable('header', 'header', operation),
    ...parameterTable('cookie', 'cookie', operation),
    ...parameterTable('pathStyle', 'path', operation),
    ...(body === undefined ? [] : [bodyDefinition(operation, body)]),
    [
      'responses',
      inlineMembers(
        responses.map(({ status, content }) => [
          status,
          stringLiteral(content === undefined ? 'none' : READERS[content.format]),
        ]),
      ),
    ],
    ...streamDefinition(operation),
    ...authDefinition(operation, surface),
    ...(envelope === undefined ? [] : [['envelope', stringLiteral(envelope)] as const]),
    ...(pagination === undefined ? [] : [['pagination', paginationDefinition(pagination)] as const]),
  ]);
}

function paginationDefinition(pagination: Pagination): Doc {
  const { style, items, optional, parameter, first, next, last, more, total } = pagination;
  const places = { items, parameter, next, last, more, total };
  return objectLiteral([
    ['style', PAGE_STYLES[style]],
    ...Object.entries(places).flatMap(([name, place]): NamedDoc[] =>
      place === undefined ? [] : [[name, listLiteral(place.map(stringLiteral))]],
    ),
    ...(first === undefined ? [] : [['first', numberLiteral(first)] as const]),
    ...(optional ? [['optional', 'true'] as const] : []),
  ]);
}

/** What reads the streams of an operation, a name of the runtime; the first one's where there are several. */
export function streamReader({ responses }: Operation): StreamReader | undefined {
  return responses.flatMap(({ content }) => content?.reader ?? [])[0];
}

function streamDefinition(operation: Operation): NamedDoc[] {
  const reader = streamReader(operation);
  return reader === undefined ? [] : [['stream', reader]];
}

function inlineMembers(members: readonly NamedDoc[]): Doc {
  return inlineObject(members.map(([name, value]) => [keyName(name), ': ', value]));
}

function parameterTable(table: string, place: Parameter['in'], { parameters, call }: Operation): NamedDoc[] {
  const groupOf = (name: string) =>
    call.members.find((member) => member.in === place && member.name === name)?.group;
  const entries = parameters
    .filter((parameter) => parameter.in === place)
    .map((parameter): NamedDoc => [parameter.name, tableEntry(parameter, groupOf(parameter.name))])
    .filter(([, value]) => place !== 'path' || value !== '{}');
  return entries.length === 0 ? [] : [[table, objectLiteral(entries)]];
}

/** Of a name that every object inherits, the compiler takes the type from there and not from the table. */
function tableEntry(parameter: Parameter, group: string | undefined): Doc {
  const entry = inlineMembers(styleOf(parameter, group));
  return entry !== '{}' && INHERITED.has(parameter.name) ? [entry, ' as const'] : entry;
}

/** OpenAPI's default style of each place (OpenAPI 3.1, section 4.8.12.1). */
const STYLES: Readonly<Record<Parameter['in'], string>> = {
  path: 'simple',
  query: 'form',
  header: 'simple',
  cookie: 'form',
};

/** What of a parameter's serialization is not OpenAPI's default. */
function styleOf({ in: place, serialization }: Parameter, group: string | undefined): NamedDoc[] {
  const grouped: NamedDoc[] = group === undefined ? [] : [['group', stringLiteral(group)]];
  if (serialization.kind === 'content')
    return [['content', stringLiteral(serialization.mediaType)], ...grouped];
  if (serialization.kind === 'querystring')
    return [
      ['encode', QUERY_ENCODERS[serialization.format].name],
      ...encodingDefinition(serialization),
      ...grouped,
    ];
  const { style } = serialization;
  return [
    ...(style === STYLES[place] ? [] : [['style', stringLiteral(style)] as const]),
    ...styleOptions(serialization),
    ...grouped,
  ];
}

function styleOptions({ style, explode, allowReserved }: Style): NamedDoc[] {
  return [
    ...(explode === (style === 'form' || style === 'cookie') ? [] : [['explode', String(explode)] as const]),
    ...(allowReserved ? [['allowReserved', 'true'] as const] : []),
  ];
}

type Style = Extract<FieldEncoding, { kind: 'style' }>;

function bodyDefinition(
  { call }: Operation,
  { content, required }: NonNullable<Operation['body']>,
): NamedDoc {
  const grouped = call.members.filter(isGroupedField).map(({ name }) => stringLiteral(name));
  const name = bodyName(call);
  const encoder = encoderOf(content);
  return [
    'body',
    inlineMembers([
      ['mediaType', stringLiteral(sentType(content))],
      ['from', stringLiteral(call.body === 'spread' ? 'spread' : 'member')],
      ...(name === 'body' ? [] : [['as', stringLiteral(name)] as const]),
      ...(required ? [['required', 'true'] as const] : []),
      ...(encoder === undefined ? [] : [['encode', encoder.name] as const]),
      ...encodingDefinition(content),
      ...(grouped.length === 0 ? [] : [['grouped', listLiteral(grouped)] as const]),
    ]),
  ];
}

/** JSON under a range, or under no name, is sent as JSON; other ranges are left to the body. */
function sentType({ format, mediaType }: Content): string {
  return format === 'json' && !/[/+]json\b/i.test(mediaType) ? 'application/json' : mediaType;
}

function encodingDefinition({ encoding }: Pick<Content | QuerySerialization, 'encoding'>): NamedDoc[] {
  if (encoding === undefined) return [];
  const fields = Object.entries(encoding).map(([name, field]): NamedDoc => [
    name,
    inlineMembers(fieldMembers(field)),
  ]);
  return [['encoding', inlineMembers(fields)]];
}

function fieldMembers(field: FieldEncoding): NamedDoc[] {
  if (field.kind === 'content') return [['contentType', stringLiteral(field.contentType)]];
  return [['style', stringLiteral(field.style)], ...styleOptions(field)];
}

/** The member of `params` that is the whole body, or holds the fields whose names are taken. */
function bodyName({ members, body }: Operation['call']): string {
  const found = members.find(({ in: place, group }) => place === 'body' && (body === 'member' || group));
  return (body === 'member' ? found?.name : found?.group) ?? 'body';
}

function isGroupedField({ in: place, group }: Member): boolean {
  return place === 'body' && group !== undefined;
}

/** The client options of each alternative. A scheme that has none (a client certificate) is left to `fetch`. */
function authDefinition({ security }: Operation, { auth }: Model['surface']): NamedDoc[] {
  const options = new Map(auth.map(({ scheme, option }) => [scheme, option]));
  const alternatives = security.map((requirements) =>
    requirements.flatMap(({ scheme }) => options.get(scheme) ?? []),
  );
  if (alternatives.length === 0) return [];
  const isBroken = alternatives.length > 1 && alternatives.every((names) => names.length > 1);
  return [
    [
      'auth',
      listLiteral(
        alternatives.map((names) => listLiteral(names.map(stringLiteral))),
        isBroken,
      ),
    ],
  ];
}
