import { INHERITED } from '@specline/openapi';
import type { Content, Member, Model, Operation, Parameter, StreamReader } from '@specline/openapi';
import { inlineObject, keyName, listLiteral, objectLiteral, stringLiteral } from '../print/literal.js';
import type { Doc } from '../print/layout.js';

/** How the runtime writes a body, by the format of its media type: a function, and where it is from. */
export const ENCODERS: Readonly<Record<Content['format'], { name: string; entry: string } | undefined>> = {
  json: undefined,
  form: { name: 'form', entry: '@specline/runtime/form' },
  multipart: { name: 'multipart', entry: '@specline/runtime/multipart' },
  text: { name: 'raw', entry: '@specline/runtime' },
  binary: { name: 'raw', entry: '@specline/runtime' },
  stream: undefined,
};

/** Where the readers of streams are. */
export const STREAM_ENTRY = '@specline/runtime/stream';

/** How the runtime reads a body. */
const READERS: Readonly<Record<Content['format'], string>> = {
  json: 'json',
  form: 'text',
  multipart: 'binary',
  text: 'text',
  binary: 'binary',
  stream: 'stream',
};

type NamedDoc = readonly [name: string, value: Doc];

/** The object literal of an `OperationDefinition`: all that the runtime knows of an operation. */
export function operationDefinition(operation: Operation, { surface }: Model): Doc {
  const { method, path, call, body, responses } = operation;
  const { envelope } = call;
  return objectLiteral([
    ['method', stringLiteral(method.toUpperCase())],
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
  const isGrouped = (name: string) =>
    call.members.some((member) => member.in === place && member.name === name && member.group === true);
  const entries = parameters
    .filter((parameter) => parameter.in === place)
    .map((parameter): NamedDoc => [parameter.name, tableEntry(parameter, isGrouped(parameter.name))])
    .filter(([, value]) => place !== 'path' || value !== '{}');
  return entries.length === 0 ? [] : [[table, objectLiteral(entries)]];
}

/** Of a name that every object inherits, the compiler takes the type from there and not from the table. */
function tableEntry(parameter: Parameter, group: boolean): Doc {
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
function styleOf({ in: place, serialization }: Parameter, group: boolean): NamedDoc[] {
  const grouped: NamedDoc[] = group ? [['group', 'true']] : [];
  if (serialization.kind === 'content')
    return [['content', stringLiteral(serialization.mediaType)], ...grouped];
  const { style, explode, allowReserved } = serialization;
  return [
    ...(style === STYLES[place] ? [] : [['style', stringLiteral(style)] as const]),
    ...(explode === (style === 'form') ? [] : [['explode', String(explode)] as const]),
    ...(allowReserved ? [['allowReserved', 'true'] as const] : []),
    ...grouped,
  ];
}

function bodyDefinition(
  { call }: Operation,
  { content, required }: NonNullable<Operation['body']>,
): NamedDoc {
  const grouped = call.members.filter(isGroupedField).map(({ name }) => stringLiteral(name));
  const encoder = ENCODERS[content.format];
  return [
    'body',
    inlineMembers([
      ['mediaType', stringLiteral(content.mediaType)],
      ['from', stringLiteral(call.body === 'spread' ? 'spread' : 'member')],
      ...(required ? [['required', 'true'] as const] : []),
      ...(encoder === undefined ? [] : [['encode', encoder.name] as const]),
      ...(grouped.length === 0 ? [] : [['grouped', listLiteral(grouped)] as const]),
    ]),
  ];
}

function isGroupedField({ in: place, group }: Member): boolean {
  return place === 'body' && group === true;
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
