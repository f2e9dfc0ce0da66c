import type { Operation } from '@specline/openapi';
import { docComment } from '../print/doc-comment.js';
import { Imports, namespaceDoc } from '../print/imports.js';
import { choice, group, hardline, indent, join, line, softline } from '../print/layout.js';
import type { Doc } from '../print/layout.js';
import { inlineObject, keyName } from '../print/literal.js';
import { moduleFile } from '../print/module.js';
import type { GeneratedFile } from '../print/module.js';
import type { SchemaNames } from '../types/schema-names.js';
import type { ClientSource } from './client-source.js';
import { importedAs, methodDoc, optionsType, TypeNames } from './method.js';
import { className, MODULE_NAMES, Scope } from './names.js';
import {
  encodersOf,
  operationDefinition,
  PAGE_STYLES,
  PAGINATION_ENTRY,
  STREAM_ENTRY,
  streamReader,
} from './operation-definition.js';

/** What generated modules of a client import from the runtime. */
export const RUNTIME = '@specline/runtime';

/** The module of one resource: what the runtime needs to know of its operations, and a class with a method for each. */
export function resourceModule(
  module: string,
  operations: readonly Operation[],
  client: ClientSource,
): GeneratedFile {
  const { model, schemas, source } = client;
  const values = new Imports('import');
  const types = new Imports();
  values.add(RUNTIME, 'APIResource');
  for (const operation of operations) types.add(RUNTIME, optionsType(operation));
  const resource = operations[0]?.call.resource ?? [];
  const name = className(resource);
  const scope = moduleScope(name, operations);
  const typeNames = new TypeNames(model.surface.packages.types, types, scope);
  const constants = operations.map(({ call }) => scope.take(call.method, 'Operation'));
  const kinds = operations.map(kindsIn(values, types, scope));
  const definitions = operations.map((operation, index) => {
    for (const { entry, name: value } of valuesOf(operation, schemas)) values.add(entry, value);
    const head = `const ${constants[index] ?? ''}: ${kinds[index]?.definition ?? ''} = `;
    return [head, operationDefinition(operation, client), ';'];
  });
  const methods = operations.map((operation, index) => {
    const promise = kinds[index]?.promise ?? '';
    const value = operation.call.pagination === undefined ? 'this._client.send' : `new ${promise}`;
    const sent = sendDoc(value, constants[index] ?? '', operation.call);
    return methodDoc(operation, promise, sent, typeNames, schemas);
  });
  return moduleFile(
    `src/${module}.ts`,
    source,
    [values, types],
    [...definitions, classDoc(name, methods, resource), ...typeExports(name, operations, typeNames)],
  );
}

/** The types of an operation's definition and of what its method returns, by the names that they have in the module. */
interface Kind {
  readonly definition: string;
  readonly promise: string;
}

/** Imports what the kinds of operations in a module need, each on first use. */
function kindsIn(values: Imports, types: Imports, scope: Scope): (operation: Operation) => Kind {
  let paginated: Kind | undefined;
  return ({ call }) => {
    if (call.pagination === undefined) {
      for (const name of ['APIPromise', 'OperationDefinition']) types.add(RUNTIME, name);
      return { definition: 'OperationDefinition', promise: 'APIPromise' };
    }
    return (paginated ??= {
      definition: importedAs('PaginatedOperation', PAGINATION_ENTRY, types, scope),
      promise: importedAs('PagePromise', PAGINATION_ENTRY, values, scope),
    });
  };
}

interface RuntimeValue {
  readonly name: string;
  readonly entry: string;
}

/** What a definition takes from the runtime besides types. */
function valuesOf(operation: Operation, schemas: SchemaNames): RuntimeValue[] {
  const reader = streamReader(operation);
  const { pagination } = operation.call;
  return [
    ...encodersOf(operation, schemas),
    ...(reader === undefined ? [] : [{ name: reader, entry: STREAM_ENTRY }]),
    ...(pagination === undefined ? [] : [{ name: PAGE_STYLES[pagination.style], entry: PAGINATION_ENTRY }]),
  ];
}

/** Names that constants of the module must not have, or an argument would hide them. */
function moduleScope(name: string, operations: readonly Operation[]): Scope {
  return new Scope([
    ...MODULE_NAMES,
    name,
    ...operations.flatMap(({ call }) => call.positional?.argument ?? []),
    ...operations.flatMap(({ call }) => (call.pagination ? PAGE_STYLES[call.pagination.style] : [])),
  ]);
}

function classDoc(name: string, methods: readonly Doc[], resource: readonly string[]): Doc {
  const text =
    resource.length === 0
      ? 'The methods of the client itself.'
      : `Methods and resources of \`client.${resource.join('.')}\`.`;
  return [
    docComment({ text }),
    `export class ${name} extends APIResource {`,
    indent([hardline, join([hardline, hardline], methods)]),
    hardline,
    '}',
  ];
}

/** The types of the methods, for code that imports them from here or names them by the class: `Tokens.TokenRotateParams`. */
function typeExports(name: string, operations: readonly Operation[], types: TypeNames): Doc[] {
  const names = operations
    .flatMap(({ call }) => [call.types.params, call.types.response])
    .filter((type) => types.isPlain(type));
  const all = operations.slice(0, 1).map(({ call }) => types.exportAll(call.module));
  return names.length === 0 ? all : [namespaceDoc(name, names), ...all];
}

/** What sends a call: the client's method, or for a list the promise itself, which takes the client. */
function sendDoc(value: string, constant: string, { positional, pagination }: Operation['call']): Doc {
  const values = positional === undefined ? [] : [pathValue(positional)];
  const client = pagination === undefined ? [] : ['this._client'];
  const args = join([',', line], [...client, constant, inlineObject(values), 'params', 'options']);
  return group([`${value}(`, indent([softline, args]), choice(',', ''), softline, ')']);
}

function pathValue({ parameter, argument }: NonNullable<Operation['call']['positional']>): string {
  return parameter === argument && parameter !== '__proto__'
    ? argument
    : `${keyName(parameter)}: ${argument}`;
}
