import { successesOf } from '@specline/openapi';
import type { Content, Member, Operation, Pagination, Response, StreamReader } from '@specline/openapi';
import type { Doc } from '../print/layout.js';
import {
  inlineMembers,
  listLiteral,
  literal,
  numberLiteral,
  objectLiteral,
  stringLiteral,
} from '../print/literal.js';
import type { NamedDoc } from '../print/literal.js';
import type { SchemaNames } from '../types/schema-names.js';
import { alternativesDoc, ownAlternatives } from './auth-definition.js';
import type { ClientSource } from './client-source.js';
import { encodingDefinition } from './field-encoding.js';
import { parameterTables, parameterWriters } from './parameter-definition.js';
import type { Encoder } from './parameter-definition.js';

/** How the runtime writes a body, by the format of its media type: a function, and where it is from. */
const ENCODERS: Readonly<Record<Content['format'], Encoder | undefined>> = {
  json: undefined,
  form: { name: 'form', entry: '@specline/runtime/form' },
  multipart: { name: 'multipart', entry: '@specline/runtime/multipart' },
  text: { name: 'raw', entry: '@specline/runtime/raw' },
  binary: { name: 'raw', entry: '@specline/runtime/raw' },
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

/** What writes a body. */
function encoderOf({ format, reader, mediaType }: Content): Encoder | undefined {
  if (reader === undefined) return ENCODERS[format];
  const name = /[/+]json-seq\b/i.test(mediaType) ? 'jsonSequenceBody' : `${reader}Body`;
  return { name, entry: '@specline/runtime/request-stream' };
}

/** The functions of the runtime that an operation is sent with. */
export function encodersOf(operation: Operation, schemas: SchemaNames): Encoder[] {
  const own = operation.body && encoderOf(operation.body.content);
  const writers = parameterWriters(operation, schemas);
  return own === undefined ? writers : [own, ...writers];
}

/** The object literal of an `OperationDefinition`: all that the runtime knows of an operation. */
export function operationDefinition(operation: Operation, { model, schemas, security }: ClientSource): Doc {
  const { key, path, call, body, responses, idempotent, idempotencyHeader, sensitive, sensitiveErrors } =
    operation;
  const { envelope, pagination } = call;
  const auth = ownAlternatives(operation, model.surface, security);
  return objectLiteral([
    ['method', stringLiteral(key.slice(0, key.indexOf(' ')))],
    ['path', stringLiteral(path)],
    ...parameterTables(operation, schemas),
    ...(body === undefined ? [] : [bodyDefinition(operation, body)]),
    ['responses', inlineMembers(readersOf(responses))],
    ...acceptDefinition(operation),
    ...streamDefinition(operation),
    ...(auth === undefined ? [] : [['auth', alternativesDoc(auth)] as const]),
    ...(envelope === undefined ? [] : [['envelope', stringLiteral(envelope)] as const]),
    ...(idempotent === undefined ? [] : [['idempotent', 'true'] as const]),
    ...(idempotencyHeader === undefined
      ? []
      : [['idempotencyHeader', stringLiteral(idempotencyHeader)] as const]),
    ...(sensitive === undefined ? [] : [['sensitive', literal(sensitive)] as const]),
    ...(sensitiveErrors === undefined ? [] : [['sensitiveErrors', literal(sensitiveErrors)] as const]),
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

/** How the body of each status is read. What the runtime reads as `default` are errors alone. */
function readersOf(responses: readonly Response[]): NamedDoc[] {
  const named = responses.map(({ status, content }): NamedDoc => [
    status,
    stringLiteral(content === undefined ? 'none' : READERS[content.format]),
  ]);
  const standard = named.find(([status]) => status === 'default');
  const hasSuccess = named.some(([status]) => status.startsWith('2'));
  return standard === undefined || hasSuccess ? named : [['2XX', standard[1]], ...named];
}

/** The media types that a success may have, where these are not JSON alone. */
function acceptDefinition(operation: Operation): NamedDoc[] {
  const contents = successesOf(operation).flatMap(({ content }) => content ?? []);
  const accepted = [...new Set(contents.map(({ mediaType }) => mediaType))].join(', ');
  return accepted === '' || accepted === JSON_TYPE ? [] : [['accept', stringLiteral(accepted)]];
}

const JSON_TYPE = 'application/json';

/** What reads the streams of an operation, a name of the runtime; the first one's where there are several. */
export function streamReader({ responses }: Operation): StreamReader | undefined {
  return responses.flatMap(({ content }) => content?.reader ?? [])[0];
}

function streamDefinition(operation: Operation): NamedDoc[] {
  const reader = streamReader(operation);
  return reader === undefined ? [] : [['stream', reader]];
}

function bodyDefinition(
  { call }: Operation,
  { content, required }: NonNullable<Operation['body']>,
): NamedDoc {
  const grouped = call.members.filter(isGroupedField).map(({ name }) => stringLiteral(name));
  const name = bodyName(call);
  const encoder = encoderOf(content);
  const mediaType = sentType(content);
  return [
    'body',
    inlineMembers([
      ...(mediaType === undefined ? [] : [['mediaType', stringLiteral(mediaType)] as const]),
      ['from', stringLiteral(call.body === 'spread' ? 'spread' : 'member')],
      ...(name === 'body' ? [] : [['as', stringLiteral(name)] as const]),
      ...(required ? [['required', 'true'] as const] : []),
      ...(encoder === undefined ? [] : [['encode', encoder.name] as const]),
      ...encodingDefinition(content),
      ...(grouped.length === 0 ? [] : [['grouped', listLiteral(grouped)] as const]),
    ]),
  ];
}

/** JSON under a range, or under no name, is sent as JSON. A form in parts and a body under a range say what they are. */
function sentType({ format, mediaType }: Content): string | undefined {
  if (format === 'json' && !/[/+]json\b/i.test(mediaType)) return JSON_TYPE;
  return format === 'multipart' || RANGE.test(mediaType) ? undefined : mediaType;
}

/** `image/*` (RFC 9110, section 12.5.1). */
const RANGE = /^[^\s/;]+\/\*\s*(;|$)/;

/** The member of `params` that is the whole body, or holds the fields whose names are taken. */
function bodyName({ members, body }: Operation['call']): string {
  const found = members.find(({ in: place, group }) => place === 'body' && (body === 'member' || group));
  return (body === 'member' ? found?.name : found?.group) ?? 'body';
}

function isGroupedField({ in: place, group }: Member): boolean {
  return place === 'body' && group !== undefined;
}
