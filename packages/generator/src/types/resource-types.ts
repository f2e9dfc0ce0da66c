import type { Operation } from '@specline/openapi';
import { Imports } from '../print/imports.js';
import { moduleFile } from '../print/module.js';
import type { GeneratedFile } from '../print/module.js';
import { operationTypes } from './operation-types.js';
import { modulePlace } from './schema-module.js';
import type { SchemaNames } from './schema-names.js';

/** The module of one resource: the types of its operations. */
export function resourceTypesModule(
  module: string,
  operations: readonly Operation[],
  schemas: SchemaNames,
  source: string,
): GeneratedFile {
  const imports = new Imports();
  const declarations = operations.flatMap((operation) =>
    operationTypes(operation, (direction) => modulePlace(module, direction, schemas, imports)),
  );
  return moduleFile(`src/${module}.ts`, source, [imports], declarations);
}

/** The operations of each module, in the document's order. */
export function operationsByModule(operations: readonly Operation[]): Map<string, Operation[]> {
  const modules = new Map<string, Operation[]>();
  for (const operation of operations) {
    const list = modules.get(operation.call.module);
    if (list === undefined) modules.set(operation.call.module, [operation]);
    else list.push(operation);
  }
  return modules;
}
