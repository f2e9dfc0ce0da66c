import { existsSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import {
  buildModel,
  exists,
  InputError,
  loadApi,
  loadDocument,
  loadSdk,
  releasedNames,
  slugOf,
  wireOf,
} from '@specline/openapi';
import type { LoadedApi, LoadedDocument, Model, ModelInput, Problem, ReleasedNames } from '@specline/openapi';
import type { Version } from '@specline/semver';
import type { Declarations } from '@specline/semver/types';
import { emittedDeclarations, recordedDeclarations } from './declarations.js';
import type { Located } from './git-document.js';

/** One side of a comparison. */
export interface Side extends Version {
  /** The bundled document. */
  readonly document: LoadedDocument['document'];
  /** What is published of it: undefined where nothing can be generated, or nothing was recorded. */
  declarations: () => Promise<Declarations | undefined>;
  /** Faults for which generation refuses it; what of it can be read is compared all the same. */
  readonly faults: readonly Problem[];
  /** The file, line and column that a pointer leads to, or the nearest place that there is. */
  placeOf(pointer: string): Problem;
}

export interface Sides {
  readonly old: Side;
  readonly next: Side;
}

/** The two sides of an API of a workspace; undefined where nothing of it is released. Throws `InputError`. */
export function releasedSides(root: string, api: string): Sides | undefined {
  const input = loadApi(root, api);
  const { released } = input;
  const record = join(root, 'spec', api, 'released');
  if (released === undefined || !exists(join(record, 'openapi.json'))) return undefined;
  const loaded = loadDocument(join(record, 'openapi.json'), { base: root });
  const declarations = () => Promise.resolve(recordedDeclarations(join(record, 'declarations')));
  return { old: sideOf(loaded, released, [], declarations), next: modelled(input) };
}

/** The model of the last release of an API. Throws `InputError`. */
export function releasedModel(root: string, api: string): Model {
  const { sdk, defaults, released } = loadApi(root, api);
  const loaded = loadDocument(join(root, 'spec', api, 'released', 'openapi.json'), { base: root });
  const { envelope, pagination, scope } = sdk;
  const settings = {
    ...(envelope && { envelope }),
    ...(pagination && { pagination }),
    ...(scope && { scope }),
  };
  return buildModel({ api, loaded, sdk: settings, defaults, ...(released && { released }) }).model;
}

/** What is said of a document beside it. */
type Settings = Partial<Pick<ModelInput, 'api' | 'sdk' | 'defaults' | 'released'>>;

/**
 * Two documents anywhere, each with the settings beside it. One that has none is read with those of the other, so that
 * the documents alone are compared. The new one keeps the names of the old one, as a release does. Throws `InputError`.
 */
export function documentSides(old: Located, next: Located): Sides {
  const [before, after] = [settingsOf(old), settingsOf(next)];
  const first = documentSide(old, before ?? after ?? {});
  const { names } = first;
  const api = names.surface && { api: names.surface.api };
  const released = after?.released ?? names;
  return { old: first, next: documentSide(next, { ...api, ...(after ?? before), released }) };
}

/** Those of an API of a workspace, or a lone `sdk.yaml`; undefined where there is neither. */
function settingsOf({ path, base, prefix }: Located): Settings | undefined {
  const folder = dirname(path);
  if (isOfWorkspace(path))
    return withPrefix(prefix, () => loadApi(dirname(dirname(folder)), basename(folder)));
  const file = join(folder, 'sdk.yaml');
  if (!exists(file)) return undefined;
  return { sdk: loadSdk(file, prefix + relative(base, file).replaceAll('\\', '/')).value };
}

function isOfWorkspace(path: string): boolean {
  const spec = dirname(dirname(path));
  return basename(spec) === 'spec' && existsSync(join(spec, 'defaults.yaml'));
}

function documentSide({ path, base, prefix }: Located, settings: Settings): Side {
  const { api, sdk = {}, defaults = {}, released } = settings;
  const loaded = withPrefix(prefix, () =>
    loadDocument(path, {
      base,
      shared: isOfWorkspace(path) ? [join(dirname(dirname(path)), '_shared')] : [],
      ...(sdk.omit === undefined ? {} : { omit: sdk.omit }),
      ...(released === undefined ? {} : { released: released.components }),
    }),
  );
  return modelled(
    { api: api ?? slugOf(titleOf(loaded)), loaded, sdk, defaults, ...(released && { released }) },
    prefix,
  );
}

function titleOf({ document }: LoadedDocument): string {
  const { info } = document;
  const title = typeof info === 'object' && info !== null && 'title' in info ? info['title'] : '';
  return typeof title === 'string' ? title : '';
}

function modelled(input: ModelInput | LoadedApi, prefix = ''): Side {
  const { loaded } = input;
  const { model, problems } = buildModel(input);
  const names = releasedNames(model, loaded.components);
  return sideOf(loaded, names, problems, () => declarationsOf(model, loaded.document, problems), prefix);
}

/** Of what generation would refuse, whatever can be printed all the same. */
async function declarationsOf(
  model: Model,
  document: LoadedDocument['document'],
  problems: readonly Problem[],
): Promise<Declarations | undefined> {
  try {
    return await emittedDeclarations(model, document, 'openapi.yaml');
  } catch (error) {
    if (problems.length === 0) throw error;
    return undefined;
  }
}

function sideOf(
  loaded: LoadedDocument,
  names: ReleasedNames,
  problems: readonly Problem[],
  declarations: Side['declarations'],
  prefix = '',
): Side {
  const locate = (found: readonly Problem[]) =>
    loaded.locate(found).map((problem) => prefixed(problem, prefix));
  return {
    wire: wireOf(loaded, names.surface),
    names,
    document: loaded.document,
    declarations,
    faults: locate(problems),
    placeOf: (pointer) => locate([{ pointer, message: '' }])[0] ?? { message: '' },
  };
}

function prefixed(problem: Problem, prefix: string): Problem {
  return problem.file === undefined ? problem : { ...problem, file: prefix + problem.file };
}

/** Faults of a revision's files name the revision. */
function withPrefix<Read>(prefix: string, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => prefixed(problem, prefix)));
  }
}
