import { wireOf } from '@specline/openapi';
import type { LoadedDocument, Model, Operation, Problem } from '@specline/openapi';
import type { GeneratedFile } from '../print/module.js';
import type { OpenAPIDocument } from '../types/openapi-typescript.js';
import { operationsByModule } from '../types/resource-types.js';
import { loadCompiler } from './compiler.js';
import { CheckSchemas } from './check-schemas.js';
import type { CheckSchema } from './check-schemas.js';
import { ModuleText } from './module-text.js';
import { responseShape } from './response-shapes.js';

/** A method whose results are validated. */
export interface Validated {
  readonly operation: Operation;
  /** The name of the check of its results. */
  readonly check: string;
  /** Whether there may be none. */
  readonly optional: boolean;
}

/** What validators of named schemas stand in that are no component's. */
const OTHERS = 'schemas';

/**
 * The modules of validators: for each resource one at its path below `validators`, with a validator for each method that
 * resolves to JSON, by the method's name, and below `validators/schemas` what these share. They are JavaScript, as Ajv
 * prints it, and typed by comments.
 */
export function validatorModules(
  model: Model,
  document: OpenAPIDocument,
  modules: ReadonlyMap<string, readonly Operation[]>,
  source: string,
): GeneratedFile[] {
  const compile = loadCompiler();
  const { schemas, resources } = checksOf(model, document, modules);
  const homes = homesOf(model, resources, schemas.all());
  const text = new ModuleText(model, source, schemas.all(), homes, compile);
  const files = new Set([...resources].filter(([, methods]) => methods.length > 0).map(([module]) => module));
  for (const home of homes.values()) files.add(home);
  return [...files].map((module) => ({
    path: `src/validators/${module}.js`,
    contents: text.print(module, resources.get(module) ?? []),
  }));
}

/** What the validators of a client leave unchecked, in the document's order. */
export function validatorWarnings(model: Model, document: OpenAPIDocument): Problem[] {
  if (!model.surface.validators) return [];
  const { schemas } = checksOf(model, document, operationsByModule(model.operations));
  return schemas.unchecked().map(({ pointer, pattern }) =>
    pattern === undefined
      ? {
          pointer,
          message: 'validators do not check this: too many schemas are combined',
          remedy: 'combine fewer of them',
        }
      : {
          pointer,
          message: `validators do not check the pattern ${pattern}: JavaScript may take very long to match it`,
          remedy: 'write it so that a text matches in one way alone, and begin it with ^',
        },
  );
}

/** The checks of all that methods resolve to. */
function checksOf(
  model: Model,
  document: OpenAPIDocument,
  modules: ReadonlyMap<string, readonly Operation[]>,
) {
  const wire = wireOf(readable(document), model.surface);
  const exchanges = new Map(wire.operations.map((exchange) => [exchange.key, exchange]));
  const schemas = new CheckSchemas(
    wire.schemas,
    new Map(model.schemas.map(({ pointer, typeName }) => [pointer, typeName])),
  );
  const validated = (operation: Operation): Validated[] => {
    const response = responseShape(operation, exchanges.get(operation.key), wire.schemas);
    if (response === undefined) return [];
    const wanted = operation.call.types.response.slice(0, -'Response'.length);
    return [{ operation, check: schemas.add(response.shape, wanted), optional: response.optional }];
  };
  const resources = new Map(
    [...modules].map(([module, operations]) => [module, operations.flatMap(validated)]),
  );
  return { schemas, resources };
}

function readable(document: OpenAPIDocument): Pick<LoadedDocument, 'document' | 'version'> {
  const version = String(document['openapi']).startsWith('3.0') ? '3.0' : '3.1';
  return { document: document as LoadedDocument['document'], version };
}

/** The module that each check stands in: that of its schema, or of the one method that has it. */
function homesOf(
  model: Model,
  resources: ReadonlyMap<string, readonly Validated[]>,
  checks: ReadonlyMap<string, CheckSchema>,
): Map<string, string> {
  const modules = new Map(model.schemas.map(({ pointer, module }) => [pointer, module]));
  const homes = new Map<string, string>();
  for (const [module, methods] of resources) for (const { check } of methods) homes.set(check, module);
  for (const { name, pointer } of checks.values())
    if (pointer !== undefined) homes.set(name, modules.get(pointer) ?? OTHERS);
  return homes;
}
