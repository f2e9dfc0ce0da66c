import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { optional } from '../json/read.js';
import { nameFault } from '../model/file-names.js';
import type { ReleasedNames } from '../model/released.js';
import { loadDocument } from '../document/load.js';
import type { LoadedDocument } from '../document/load.js';
import { refuseOutside } from '../bundle/files.js';
import { InputError } from '../json/problem.js';
import type { Problem } from '../json/problem.js';
import { exists } from '../parse/regular-file.js';
import { releasedAt } from './released-file.js';
import { loadDefaults, loadSdk } from '../config/sdk.js';
import type { Configuration, Defaults, Omit, Sdk } from '../config/sdk.js';

/** One API of a workspace: its fragment and all that is said of it. */
export interface LoadedApi {
  readonly api: string;
  readonly loaded: LoadedDocument;
  /** How generated files and messages name the fragment: `spec/moq-relays/openapi.yaml`. */
  readonly source: string;
  readonly sdk: Sdk;
  /** Adds file, line and column to problems of `sdk.yaml`. */
  locateSdk(problems: readonly Problem[]): Problem[];
  readonly defaults: Partial<Defaults>;
  readonly released?: ReleasedNames;
}

/** The folder with `spec/defaults.yaml` that holds `from`. Throws `InputError` where there is none. */
export function findWorkspace(from: string): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'spec', 'defaults.yaml'))) return folder;
    if (folder === dirname(folder)) {
      const message = 'this is not a Specline workspace: no folder above has spec/defaults.yaml';
      throw new InputError([
        { file: from, message, remedy: 'change to one, or give --spec FILE and --out DIR' },
      ]);
    }
  }
}

/** The APIs of a workspace: the folders under `spec/` that do not begin with `_`, sorted. */
export function listApis(root: string): string[] {
  const isFolder = (name: string) => {
    const path = join(root, 'spec', name);
    // A link that leads nowhere is refused like one that leads out.
    return (statSync(path, { throwIfNoEntry: false }) ?? lstatSync(path)).isFile() === false;
  };
  return readdirSync(join(root, 'spec'))
    .filter((name) => !name.startsWith('_') && !name.startsWith('.') && isFolder(name))
    .toSorted();
}

/** Reads one API of a workspace, without what `sdk.yaml` omits, or `omit` in its place. Throws `InputError`. */
export function loadApi(root: string, api: string, omit?: Omit): LoadedApi {
  const at = (...parts: string[]) => join(root, 'spec', ...parts);
  const named = (path: string) => relative(root, path).replaceAll('\\', '/');
  checkApiName(api, root);
  refuseForeign(root, [api]);
  const defaults = loadDefaults(at('defaults.yaml'), named(at('defaults.yaml'))).value;
  const sdkFile = at(api, 'sdk.yaml');
  const sdk = exists(sdkFile) ? loadSdk(sdkFile, named(sdkFile)) : NO_SDK;
  const record = at(api, 'released', 'sdk.json');
  const released = releasedAt(record, named(record));
  const loaded = loadDocument(documentPath(at(api), named(at(api))), {
    base: root,
    shared: [at('_shared')],
    ...optional('omit', omit ?? sdk.value.omit),
    ...optional('released', released?.components),
  });
  return {
    api,
    loaded,
    source: loaded.file,
    sdk: sdk.value,
    locateSdk: sdk.locate,
    defaults,
    ...(released === undefined ? {} : { released }),
  };
}

/** Throws `InputError` where a symbolic link leads from what is read of these APIs out of the workspace. */
export function refuseForeign(root: string, apis: readonly string[]): void {
  refuseOutside(root, ['spec', 'spec/defaults.yaml', 'spec/_shared', ...apis.flatMap(pathsOf)]);
}

/** What is read of an API besides its document, below the root. */
function pathsOf(api: string): string[] {
  const released = ['openapi.json', 'sdk.json', 'version.json', 'declarations'].map(
    (path) => `released/${path}`,
  );
  return ['', '/sdk.yaml', '/accepted.yaml', '/released', ...released].map((path) => `spec/${api}${path}`);
}

const NO_SDK: Configuration<Sdk> = { value: {}, locate: (problems) => [...problems] };

/** The file that the fragment in a folder begins with. Throws `InputError` where two claim it. */
export function documentPath(folder: string, name: string): string {
  const [standard = '', ...others] = DOCUMENT_NAMES.map((file) => join(folder, file));
  const found = [standard, ...others].filter((file) => exists(file));
  if (found.length < 2) return found[0] ?? standard;
  const message = `this folder has both ${DOCUMENT_NAMES.join(' and ')}`;
  throw new InputError([{ file: name, message, remedy: 'remove the one that is not meant' }]);
}

/** The names that the document of an API may have, the usual one first. */
export const DOCUMENT_NAMES = ['openapi.yaml', 'openapi.json'] as const;

function checkApiName(api: string, root: string): void {
  const apis = listApis(root);
  if (apis.includes(api)) {
    const fault = apiNameFault(api);
    if (fault === undefined) return;
    throw new InputError([{ file: `spec/${api}`, message: fault, remedy: 'rename the folder' }]);
  }
  const remedy = `the APIs are ${apis.join(', ') || 'none yet'}`;
  throw new InputError([{ file: `spec/${api}`, message: 'there is no such API', remedy }]);
}

/** What is wrong with the name of an API; undefined where it can be one. */
export function apiNameFault(name: string): string | undefined {
  // Its folder is `spec/<api>`, with files in it.
  if (/^[a-z][a-z0-9-]{0,99}$/.test(name)) return nameFault(`${name}/openapi.yaml`);
  return 'the name of an API is lower-case letters, digits and hyphens, a letter first, 100 at most';
}
