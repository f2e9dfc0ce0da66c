import { dirname, relative } from 'node:path';
import type { Json, JsonObject } from '../../json/json.js';
import { referredPath } from '../files.js';
import { isList, isObject, shownValue } from '../../json/pointer.js';
import { mapped, schemaOf, styleOf, upgradedSchema } from './swagger-parts.js';

export const JSON_TYPE = 'application/json';
const URLENCODED = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/** A list of strings that has any. */
export function textsOf(value: Json | undefined): string[] | undefined {
  const texts = isList(value) ? value.filter((item) => typeof item === 'string') : [];
  return texts.length === 0 ? undefined : texts;
}

/** The request body that the fields of a form are. */
export function formOf(fields: readonly JsonObject[], types: readonly string[] | undefined): JsonObject {
  const hasFile = fields.some(({ type }) => type === 'file');
  const declared = (types ?? []).filter((type) => type === MULTIPART || (type === URLENCODED && !hasFile));
  const names = declared.length > 0 ? declared : [hasFile ? MULTIPART : URLENCODED];
  const required = fields.filter((field) => field['required'] === true).map(nameOf);
  const schema = {
    type: 'object',
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(fields.map((field) => [nameOf(field), fieldSchema(field)])),
  };
  const encoding = Object.fromEntries(
    fields
      .filter(({ type }) => type === 'array')
      .map((field) => [nameOf(field), styleOf(field['collectionFormat'], 'formData') ?? {}]),
  );
  const styled = Object.keys(encoding).length === 0 ? {} : { encoding };
  const content = names.map((name) => [name, { schema, ...(name === URLENCODED ? styled : {}) }]);
  return {
    content: Object.fromEntries(content) as JsonObject,
    ...(required.length === 0 ? {} : { required: true }),
  };
}

function nameOf({ name }: JsonObject): string {
  return shownValue(name ?? null);
}

function fieldSchema(field: JsonObject): Json {
  const { description } = field;
  const schema = schemaOf(field);
  return { ...(isObject(schema) ? schema : {}), ...(description === undefined ? {} : { description }) };
}

/** The content of a response: its schema in each media type, and the examples of those that have one. */
export function contentOf(
  schema: Json | undefined,
  examples: Json | undefined,
  produces: readonly string[],
): { readonly [type: string]: JsonObject } {
  const byType = isObject(examples) ? examples : {};
  const described = schema === undefined ? [] : typesOf(schema, produces);
  const types = [...new Set([...described, ...Object.keys(byType).filter((type) => type.includes('/'))])];
  const media = schema === undefined ? {} : { schema: upgradedSchema(schema) };
  return Object.fromEntries(
    types.map((type) => [
      type,
      { ...media, ...(Object.hasOwn(byType, type) ? { example: byType[type] as Json } : {}) },
    ]),
  );
}

/** A file is no JSON and no XML, whatever all of the document's responses are. */
function typesOf(schema: Json, produces: readonly string[]): readonly string[] {
  if (!isObject(schema) || schema['type'] !== 'file') return produces;
  const files = produces.filter((type) => !/[/+](json|xml)$/.test(type));
  return files.length === 0 ? ['*/*'] : files;
}

/** A value of one file as it stands in another: its references begin there. */
export function rebased(value: Json, from: string, to: string): Json {
  if (from === to) return value;
  if (isList(value)) return value.map((item) => rebased(item, from, to));
  return isObject(value)
    ? mapped(value, (item, name) =>
        name === '$ref' && typeof item === 'string'
          ? rebasedReference(item, from, to)
          : rebased(item, from, to),
      )
    : value;
}

function rebasedReference(reference: string, from: string, to: string): string {
  const [file = '', fragment = ''] = reference.split(/#(.*)/s);
  const target = file === '' ? from : referredPath(file, from);
  const path = target === to ? '' : relative(dirname(to), target).split('\\').join('/');
  return `${encodeURI(path.replaceAll(/\p{Cs}/gu, '\ufffd'))}#${fragment}`;
}
