import type { Model, Operation } from '@specline/openapi';
import { callsFile } from './check/calls.js';
import { contractTest } from './check/contract-test.js';
import { examplesFile } from './check/examples.js';
import { twinsFile } from './check/type-equivalence-test.js';
import { clientSource } from './client/client-source.js';
import { coreModule } from './client/core-module.js';
import { indexModule } from './client/index-module.js';
import { clientClass } from './client/index-names.js';
import { requireModule } from './client/require-module.js';
import { resourceModule } from './client/resource-module.js';
import { clientManifest, typesManifest } from './package/manifest.js';
import { packageDirectories } from './package/options.js';
import type { EmitOptions, PackageContext } from './package/options.js';
import { clientReadme } from './readme/client-readme.js';
import { typesReadme } from './readme/types-readme.js';
import { clientConfigs, folderConfig, typesConfigs } from './package/tsconfigs.js';
import { jsonText } from './print/json.js';
import { notice } from './print/module.js';
import type { GeneratedFile } from './print/module.js';
import { openapiTypes } from './types/openapi-typescript.js';
import { operationsByModule, resourceTypesModule } from './types/resource-types.js';
import { schemaModule } from './types/schema-module.js';
import { schemaNames } from './types/schema-names.js';
import type { SchemaNames } from './types/schema-names.js';
import { typesIndex } from './types/index-module.js';
import { validatorsEntry } from './validators/entry-module.js';
import { validatorModules } from './validators/validator-modules.js';

/** The files of one package. Their paths are relative to its folder, which is below the workspace or output folder. */
export interface GeneratedPackage {
  readonly directory: string;
  readonly files: readonly GeneratedFile[];
}

/**
 * Prints the packages of an API: its types and its client, and in the standalone layout a folder around them. Pure: the
 * same model and options give the same bytes. Rejects with a `TypeError` where a name of the model is no identifier, and
 * with an `InputError` where openapi-typescript fails or prints more than types.
 */
export async function emit(model: Model, options: EmitOptions): Promise<GeneratedPackage[]> {
  const context: PackageContext = { ...options, model };
  const names: Names = { schemas: schemaNames(model), modules: operationsByModule(model.operations) };
  const directories = packageDirectories(model.surface.api, options.layout);
  const packages = [
    { directory: directories.types, files: typesPackage(context, names) },
    { directory: directories.client, files: clientPackage(context, names) },
  ];
  if (options.layout === 'workspace') return packages;
  return [...packages, { directory: '.', files: [folderConfig(model)] }];
}

/** What both packages go by. */
interface Names {
  readonly schemas: SchemaNames;
  readonly modules: ReadonlyMap<string, readonly Operation[]>;
}

function typesPackage(context: PackageContext, { schemas, modules }: Names): GeneratedFile[] {
  const { model, source, document, layout } = context;
  const twins = openapiTypes(document, source);
  return [
    ...model.schemas.map((schema) => schemaModule(schema, schemas, source)),
    ...[...modules].map(([module, operations]) => resourceTypesModule(module, operations, schemas, source)),
    typesIndex([...model.schemas.map(({ module }) => module), ...modules.keys()], source),
    { path: 'src/openapi.ts', contents: `// ${notice(source)}\n${twins.text}` },
    { path: 'openapi.json', contents: `${jsonText(document)}\n` },
    typesManifest(context),
    ...typesConfigs(context),
    ...(layout === 'workspace'
      ? [twinsFile(model, schemas, twins.tags, source), examplesFile(model, schemas, source)]
      : []),
    typesReadme(context),
    ...licenseFile(context),
  ];
}

function clientPackage(context: PackageContext, { schemas, modules }: Names): GeneratedFile[] {
  const { model, document, source, layout, versions } = context;
  const client = clientSource(model, schemas, source);
  return [
    ...[...modules].map(([module, operations]) => resourceModule(module, operations, client)),
    ...(model.surface.validators
      ? [validatorsEntry(source), ...validatorModules(model, document, modules, source)]
      : []),
    coreModule(client, versions.client),
    indexModule(client),
    requireModule(clientClass(model), source),
    clientManifest(context),
    ...clientConfigs(context),
    ...(layout === 'workspace' ? [contractTest(model, source), callsFile(model, source)] : []),
    clientReadme(context),
    ...licenseFile(context),
  ];
}

function licenseFile({ licenseText }: PackageContext): GeneratedFile[] {
  return licenseText === undefined ? [] : [{ path: 'LICENSE', contents: licenseText }];
}
