import type { Model, Operation } from '@specline/openapi';
import { docComment } from '../print/doc-comment.js';
import { Imports } from '../print/imports.js';
import { choice, group, hardline, indent, join, line, softline } from '../print/layout.js';
import type { Doc } from '../print/layout.js';
import { inlineObject, keyName } from '../print/literal.js';
import { moduleFile } from '../print/module.js';
import type { GeneratedFile } from '../print/module.js';
import type { SchemaNames } from '../types/schema-names.js';
import { methodDoc, TypeNames } from './method.js';
import { className, Scope } from './names.js';
import { encodersOf, operationDefinition, STREAM_ENTRY, streamReader } from './operation-definition.js';

/** What generated modules of a client import from the runtime. */
export const RUNTIME = '@specline/runtime';

/** The module of one resource: what the runtime needs to know of its operations, and a class with a method for each. */
export function resourceModule(
  module: string,
  operations: readonly Operation[],
  model: Model,
  schemas: SchemaNames,
  source: string,
): GeneratedFile {
  const values = new Imports('import');
  const types = new Imports();
  values.add(RUNTIME, 'APIResource');
  for (const name of ['APIPromise', 'OperationDefinition', 'RequestOptions']) types.add(RUNTIME, name);
  const scope = moduleScope(operations);
  const name = scope.take(className(operations[0]?.call.resource ?? []));
  const typeNames = new TypeNames(model.surface.packages.types, types, scope);
  const constants = operations.map(({ call }) => scope.take(call.method, 'Operation'));
  const definitions = operations.map((operation, index) => {
    for (const { entry, name: encoder } of encodersOf(operation)) values.add(entry, encoder);
    const reader = streamReader(operation);
    if (reader !== undefined) values.add(STREAM_ENTRY, reader);
    const constant = constants[index] ?? '';
    return [`const ${constant}: OperationDefinition = `, operationDefinition(operation, model), ';'];
  });
  const methods = operations.map((operation, index) =>
    methodDoc(operation, sendDoc(constants[index] ?? '', operation.call), typeNames, schemas),
  );
  return moduleFile(
    `src/${module}.ts`,
    source,
    [values, types],
    [...definitions, classDoc(name, methods, operations)],
  );
}

/** What a module imports, the globals of its types, and the arguments of its methods. */
const LOCAL_NAMES =
  `APIPromise APIResource AsyncIterable Blob OperationDefinition Record RequestOptions Uint8Array eventData
  form jsonEvents jsonLines jsonQuery multipart options params raw serverSentEvents textQuery`.split(/\s+/);

/** Names that constants of the module must not have, or an argument would hide them. */
function moduleScope(operations: readonly Operation[]): Scope {
  return new Scope([...LOCAL_NAMES, ...operations.flatMap(({ call }) => call.positional?.argument ?? [])]);
}

function classDoc(name: string, methods: readonly Doc[], operations: readonly Operation[]): Doc {
  const resource = operations[0]?.call.resource ?? [];
  const text =
    resource.length === 0
      ? 'The methods of the client itself.'
      : `What stands at \`client.${resource.join('.')}\`.`;
  return [
    docComment({ text }),
    `export class ${name} extends APIResource {`,
    indent([hardline, join([hardline, hardline], methods)]),
    hardline,
    '}',
  ];
}

function sendDoc(constant: string, { positional }: Operation['call']): Doc {
  const values = positional === undefined ? [] : [pathValue(positional)];
  const args = join([',', line], [constant, inlineObject(values), 'params', 'options']);
  return group(['this._client.send(', indent([softline, args]), choice(',', ''), softline, ')']);
}

function pathValue({ parameter, argument }: NonNullable<Operation['call']['positional']>): string {
  return parameter === argument && parameter !== '__proto__'
    ? argument
    : `${keyName(parameter)}: ${argument}`;
}
