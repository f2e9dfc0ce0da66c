import { defaultStyle, INHERITED } from '@specline/openapi';
import type { Operation, Parameter, QuerySerialization, Type } from '@specline/openapi';
import type { Doc } from '../print/layout.js';
import { inlineMembers, objectLiteral, stringLiteral } from '../print/literal.js';
import type { NamedDoc } from '../print/literal.js';
import type { SchemaNames } from '../types/schema-names.js';
import { encodingDefinition, styleOptions } from './field-encoding.js';

/** A function of the runtime, and where it is from. */
export interface Encoder {
  readonly name: string;
  readonly entry: string;
}

/** What writes a value that is all of the query. */
const QUERY_ENCODERS: Readonly<Record<QuerySerialization['format'], Encoder>> = {
  form: { name: 'form', entry: '@specline/runtime/form' },
  json: { name: 'jsonQuery', entry: '@specline/runtime/querystring' },
  text: { name: 'textQuery', entry: '@specline/runtime/querystring' },
};

/** What writes every parameter that the runtime's core does not. */
const STYLED: Encoder = { name: 'styled', entry: '@specline/runtime/styles' };

/** What writes all parameters but those of the path, and the key of a call. */
const PARAMETERS: Encoder = { name: 'parameters', entry: '@specline/runtime/parameters' };

/** The functions of the runtime that write the parameters of an operation. */
export function parameterWriters(operation: Operation, schemas: SchemaNames): Encoder[] {
  const { parameters, idempotencyHeader } = operation;
  const isBesidePath =
    idempotencyHeader !== undefined || parameters.some(({ in: place }) => place !== 'path');
  const own = parameters.flatMap((parameter) => writerOf(parameter, schemas) ?? []);
  return isBesidePath ? [PARAMETERS, ...own] : own;
}

/** What an operation says of its parameters: nothing of one in the path that the core writes. */
export function parameterTables(operation: Operation, schemas: SchemaNames): NamedDoc[] {
  const table = (name: string, place: Parameter['in']) => parameterTable(name, place, operation, schemas);
  const besidePath = [...table('query', 'query'), ...table('header', 'header'), ...table('cookie', 'cookie')];
  return [
    ...besidePath,
    ...(besidePath.length === 0 && operation.idempotencyHeader === undefined
      ? []
      : [[PARAMETERS.name, PARAMETERS.name] as const]),
    ...table('pathStyle', 'path'),
  ];
}

function parameterTable(
  table: string,
  place: Parameter['in'],
  { parameters, call }: Operation,
  schemas: SchemaNames,
): NamedDoc[] {
  const groupOf = (name: string) =>
    call.members.find((member) => member.in === place && member.name === name)?.group;
  const entries = parameters
    .filter((parameter) => parameter.in === place)
    .map((parameter): NamedDoc => [parameter.name, tableEntry(parameter, groupOf(parameter.name), schemas)])
    .filter(([, value]) => place !== 'path' || value !== '{}');
  return entries.length === 0 ? [] : [[table, objectLiteral(entries)]];
}

/** Of a name that every object inherits, the compiler takes the type from there and not from the table. */
function tableEntry(parameter: Parameter, group: string | undefined, schemas: SchemaNames): Doc {
  const writer = writerOf(parameter, schemas);
  if (writer === undefined && group === undefined) return '{}';
  const entry = inlineMembers([
    ...(writer === STYLED ? [['write', writer.name] as const] : []),
    ...styleOf(parameter),
    ...(group === undefined ? [] : [['group', stringLiteral(group)] as const]),
  ]);
  return entry !== '{}' && INHERITED.has(parameter.name) ? [entry, ' as const'] : entry;
}

/** What of a parameter's serialization is not OpenAPI's default. */
function styleOf({ in: place, serialization }: Parameter): NamedDoc[] {
  switch (serialization.kind) {
    case 'content':
      return [['content', stringLiteral(serialization.mediaType)]];
    case 'querystring':
      return [['encode', QUERY_ENCODERS[serialization.format].name], ...encodingDefinition(serialization)];
    case 'style': {
      const { style } = serialization;
      const named: NamedDoc[] = style === defaultStyle(place) ? [] : [['style', stringLiteral(style)]];
      return [...named, ...styleOptions(serialization)];
    }
  }
}

/** The function of the runtime that writes a parameter; undefined where its core does. */
function writerOf(parameter: Parameter, schemas: SchemaNames): Encoder | undefined {
  const { in: place, serialization, type } = parameter;
  if (serialization.kind === 'querystring') return QUERY_ENCODERS[serialization.format];
  if (styleOf(parameter).length > 0) return STYLED;
  const hasLists = place === 'query' || place === 'header';
  return isWritten(type, hasLists ? WITH_LISTS : WITHOUT_LISTS, schemas, new Set()) ? undefined : STYLED;
}

/** What the core writes: a scalar, none where there is null, and a list of scalars. */
interface Written {
  readonly null: boolean;
  readonly items?: Written;
}

const SCALARS: Written = { null: false };
const WITHOUT_LISTS: Written = { null: true };
const WITH_LISTS: Written = { null: true, items: SCALARS };

/** Whether every value of a type is one that the core writes. */
function isWritten(type: Type, written: Written, schemas: SchemaNames, seen: ReadonlySet<string>): boolean {
  const holds = (inner: Type) => isWritten(inner, written, schemas, seen);
  const { items } = written;
  switch (type.kind) {
    case 'boolean':
    case 'number':
    case 'string':
    case 'enum':
    case 'never':
      return true;
    case 'null':
      return written.null;
    case 'array':
      return items !== undefined && isWritten(type.items, items, schemas, seen);
    case 'tuple':
      return (
        items !== undefined &&
        [...type.items, ...(type.rest === undefined ? [] : [type.rest])].every((item) =>
          isWritten(item, items, schemas, seen),
        )
      );
    case 'union':
      return type.members.every(holds);
    case 'intersection':
      return type.members.some(holds);
    case 'reference': {
      const target = schemas.get(type.to);
      if (target === undefined || seen.has(type.to)) return false;
      return isWritten(target.type, written, schemas, new Set([...seen, type.to]));
    }
    case 'unknown':
    case 'binary':
    case 'object':
    case 'stream':
      return false;
  }
}
