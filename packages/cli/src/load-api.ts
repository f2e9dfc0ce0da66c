import { basename, join, relative } from 'node:path';
import { validatorWarnings } from '@specline/generator';
import {
  buildModel,
  exists,
  InputError,
  loadApi,
  loadDefaults,
  loadDocument,
  loadSdk,
  packageProblems,
  refuseOutside,
  slugOf,
} from '@specline/openapi';
import type {
  Configuration,
  Defaults,
  LoadedApi,
  ModelResult,
  Omit,
  Problem,
  Sdk,
  Surface,
} from '@specline/openapi';
import { SURROUNDINGS } from './workspace/dependency-specs.js';
import { withWayOut } from './suggest-omit.js';

/** What is said of an API, whether it was read or was as it was left. */
export interface Summary {
  readonly api: string;
  readonly packages: Surface['packages'];
  readonly size: { readonly operations: number; readonly schemas: number };
  readonly warnings: readonly Problem[];
}

/** An API read and modelled, with its problems placed in its files. */
export interface Api extends Summary, Pick<ModelResult, 'model' | 'accounts'> {
  /** The bundled document. */
  readonly document: LoadedApi['loaded']['document'];
  /** As messages and generated files name where it came from. */
  readonly source: string;
  /** Where in the bundle stands what came from other files. */
  readonly components: LoadedApi['loaded']['components'];
  /** The paths of all files of the document, its own first. */
  readonly files: readonly string[];
  /** The paths of what else says what becomes of it; not all of them need be there. */
  readonly settings: readonly string[];
}

/** Reads `spec/<api>` of a workspace. Throws `InputError` with every problem. */
export function readApi(root: string, name: string): Api {
  const settings = [
    'spec/defaults.yaml',
    `spec/${name}/openapi.yaml`,
    `spec/${name}/openapi.json`,
    `spec/${name}/sdk.yaml`,
    `spec/${name}/released/sdk.json`,
    'LICENSE',
    ...SURROUNDINGS,
  ].map((path) => join(root, path));
  const file = `spec/${name}/sdk.yaml`;
  return withWayOut(
    () => ({ file, omit: omissionsIn(join(root, file)) }),
    (omit) => modelled(loadApi(root, name, omit), settings),
  );
}

/** What an `sdk.yaml` leaves out, which may be absent; null where it cannot be read. */
function omissionsIn(file: string): Omit | null {
  try {
    return exists(file) ? (loadSdk(file, file).value.omit ?? {}) : {};
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** What a document is read as that is to become an API of a workspace. */
export interface Destination {
  readonly root: string;
  readonly api: string;
}

/**
 * Reads any document, anywhere, with an optional `sdk.yaml`: as an API named after its title, or as what it would be in
 * a workspace. Throws `InputError` with every problem.
 */
export function readDocument(
  spec: string,
  sdk: string | undefined,
  cwd: string,
  destination?: Destination,
): Api {
  const configuration = sdk === undefined ? undefined : loadSdk(sdk, relative(cwd, sdk));
  const file = sdk === undefined ? 'sdk.yaml' : relative(cwd, sdk);
  const settings = sdk === undefined ? [] : [sdk];
  const read = withWayOut(
    () => ({ file, omit: configuration?.value.omit ?? {} }),
    (omit) => modelled(documentInput(spec, configuration, cwd, destination, omit), settings),
  );
  const problems = packageProblems([{ api: read.api, packages: read.packages, file }]);
  if (problems.length > 0) throw new InputError(problems);
  return read;
}

function documentInput(
  spec: string,
  configuration: Configuration<Sdk> | undefined,
  cwd: string,
  destination: Destination | undefined,
  omit = configuration?.value.omit,
): LoadedApi {
  const shared = destination === undefined ? [] : [join(destination.root, 'spec', '_shared')];
  if (destination !== undefined) refuseOutside(destination.root, ['spec/_shared', 'spec/defaults.yaml']);
  const loaded = loadDocument(spec, { base: cwd, shared, ...(omit === undefined ? {} : { omit }) });
  const { info } = loaded.document;
  const title = typeof info === 'object' && info !== null && 'title' in info ? info['title'] : undefined;
  return {
    api: destination?.api ?? slugOf(typeof title === 'string' ? title : ''),
    loaded,
    source: basename(spec),
    sdk: configuration?.value ?? {},
    locateSdk: configuration?.locate ?? ((problems) => [...problems]),
    defaults: destination === undefined ? {} : workspaceDefaults(destination.root),
  };
}

/** What all APIs of a workspace share. Throws `InputError`. */
export function workspaceDefaults(root: string): Defaults {
  return loadDefaults(join(root, 'spec', 'defaults.yaml'), 'spec/defaults.yaml').value;
}

function modelled(input: LoadedApi, settings: readonly string[]): Api {
  const { loaded, api, source } = input;
  const { model, accounts, warnings, problems, sdkProblems } = buildModel(input);
  const found: Problem[] = [...loaded.locate(problems), ...input.locateSdk(sdkProblems)];
  if (found.length > 0) throw new InputError(found);
  return {
    api,
    packages: model.surface.packages,
    size: { operations: model.operations.length, schemas: model.schemas.length },
    document: loaded.document,
    components: loaded.components,
    source,
    files: loaded.files,
    settings,
    model,
    accounts,
    warnings: loaded.locate([...warnings, ...validatorWarnings(model, loaded.document)]),
  };
}
