import type { Parameter, Serialization, Type } from '@specline/openapi';
import { expect, test } from 'vitest';
import { clientSource } from '../src/client/client-source.js';
import { operationDefinition } from '../src/client/operation-definition.js';
import { parameterWriters } from '../src/client/parameter-definition.js';
import { print } from '../src/print/layout.js';
import { schemaNames } from '../src/types/schema-names.js';
import {
  call,
  intersection,
  list,
  model,
  object,
  operation,
  parameter,
  plain,
  reference,
  schema,
  string,
  tuple,
  union,
} from './models.js';

const to = (name: string) => reference(`#/components/schemas/${name}`);
const schemas = schemaNames(
  model({
    schemas: [
      schema('Text', string()),
      schema('Texts', list(to('Text'))),
      schema('Circle', union(string(), list(to('Circle')))),
    ],
  }),
);

function withParameter(place: Parameter['in'], type: Type, more: Partial<Parameter> = {}) {
  const parameters = [parameter('p', place, type, more)];
  return operation({ method: 'get', path: '/{p}', parameters, call: call([], 'p', { prefix: 'P' }) });
}

const PLACES = ['path', 'query', 'header', 'cookie'] as const;
const LISTS: readonly Parameter['in'][] = ['query', 'header'];

test.each<readonly [what: string, type: Type, core: readonly Parameter['in'][]]>([
  ['a string', string(), PLACES],
  ['a string or null', union(string(), plain('null')), PLACES],
  ['a named string', to('Text'), PLACES],
  ['a string that is more', intersection(string(), plain('unknown')), PLACES],
  ['a list', list(string()), LISTS],
  ['a named list', to('Texts'), LISTS],
  ['a string or a list', union(string(), list(string())), LISTS],
  ['a tuple', tuple([string()], 1, string()), LISTS],
  ['a list with null', list(union(string(), plain('null'))), []],
  ['a list of lists', list(list(string())), []],
  ['a tuple of anything', tuple([string()], 1, plain('unknown')), []],
  ['an object', object({}), []],
  ['a string or an object', union(string(), object({})), []],
  ['what leads back to itself', to('Circle'), []],
  ['anything', plain('unknown'), []],
])('the core writes %s in some places', (_, type, core) => {
  const places = PLACES.filter(
    (place) => !parameterWriters(withParameter(place, type), schemas).some(({ name }) => name === 'styled'),
  );
  expect(places).toEqual(core);
});

const style = (parts: Partial<Extract<Serialization, { kind: 'style' }>>): Serialization => ({
  kind: 'style',
  style: 'form',
  explode: true,
  allowReserved: false,
  ...parts,
});

test.each<[Parameter['in'], Type, Serialization | undefined, string]>([
  ['query', string(), undefined, '  query: {\n    p: {},\n  },\n  parameters,\n'],
  ['query', object({}), undefined, '  query: {\n    p: { write: styled },\n  },\n  parameters,\n'],
  ['query', list(string()), style({ explode: false }), 'p: { write: styled, explode: false },'],
  ['query', string(), style({ allowReserved: true }), 'p: { write: styled, allowReserved: true },'],
  ['query', list(string()), style({ style: 'pipeDelimited' }), `style: 'pipeDelimited', explode: true },`],
  ['header', string(), { kind: 'content', mediaType: 'a/json' }, `p: { write: styled, content: 'a/json' },`],
  ['query', string(), { kind: 'querystring', mediaType: 'a/b', format: 'text' }, 'p: { encode: textQuery },'],
  ['path', list(string()), undefined, '  pathStyle: {\n    p: { write: styled },\n  },\n  responses'],
  ['path', string(), style({ style: 'matrix', explode: false }), `p: { write: styled, style: 'matrix' },`],
  ['path', string(), undefined, "  path: '/{p}',\n  responses"],
])('in the %s', (place, type, serialization, want) => {
  const given = withParameter(place, type, serialization && { serialization });
  expect(print(operationDefinition(given, clientSource(model({}), schemas, 'openapi.yaml')))).toContain(want);
});
