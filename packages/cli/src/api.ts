import { basename, relative } from 'node:path';
import {
  buildModel,
  InputError,
  loadApi,
  loadDocument,
  loadSdk,
  packageProblems,
  slugOf,
} from '@specline/openapi';
import type { LoadedApi, ModelResult, Problem } from '@specline/openapi';

/** An API read and modelled, with its problems placed in its files. */
export interface Api extends Omit<ModelResult, 'problems' | 'sdkProblems'> {
  readonly api: string;
  /** The bundled document. */
  readonly document: LoadedApi['loaded']['document'];
  /** As messages and generated files name where it came from. */
  readonly source: string;
}

/** Reads `spec/<api>` of a workspace. Throws `InputError` with every problem. */
export function readApi(root: string, name: string): Api {
  return modelled(loadApi(root, name));
}

/** Reads any document, anywhere, with an optional `sdk.yaml`. Throws `InputError` with every problem. */
export function readDocument(spec: string, sdk: string | undefined, cwd: string): Api {
  const configuration = sdk === undefined ? undefined : loadSdk(sdk, relative(cwd, sdk));
  const omit = configuration?.value.omit;
  const loaded = loadDocument(spec, { base: cwd, ...(omit === undefined ? {} : { omit }) });
  const { info } = loaded.document;
  const title = typeof info === 'object' && info !== null && 'title' in info ? info['title'] : undefined;
  const read = modelled({
    api: slugOf(typeof title === 'string' ? title : ''),
    loaded,
    source: basename(spec),
    sdk: configuration?.value ?? {},
    locateSdk: configuration?.locate ?? ((problems) => [...problems]),
    defaults: {},
  });
  const { packages } = read.model.surface;
  const file = sdk === undefined ? 'sdk.yaml' : relative(cwd, sdk);
  const problems = packageProblems([{ api: read.api, packages, file }]);
  if (problems.length > 0) throw new InputError(problems);
  return read;
}

function modelled(input: LoadedApi): Api {
  const { loaded, api, source } = input;
  const { model, accounts, warnings, problems, sdkProblems } = buildModel(input);
  const found: Problem[] = [...loaded.locate(problems), ...input.locateSdk(sdkProblems)];
  if (found.length > 0) throw new InputError(found);
  return {
    api,
    document: loaded.document,
    source,
    model,
    accounts,
    warnings: loaded.locate(warnings),
  };
}
