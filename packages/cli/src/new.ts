import { lstatSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  OWNERSHIP_FILE,
  ownershipText,
  packageDirectories,
  refuseLinks,
  temporary,
  writeFiles,
} from '@specline/generator';
import type { WritePlan } from '@specline/generator';
import {
  apiNameFault,
  exists,
  findWorkspace,
  InputError,
  makeFolders,
  readBytes,
  relocated,
  starterDocument,
  starterSdk,
  withPath,
} from '@specline/openapi';
import { readDocument, workspaceDefaults } from './load-api.js';
import type { Destination } from './load-api.js';
import { pairVersions } from './changesets.js';
import { count, generateReport, refusedReport, titleOf, warningLines } from './generate-report.js';
import type { Planned } from './generate-report.js';
import { print, progress, report } from './console.js';
import type { Console } from './console.js';
import { EXIT } from './exit.js';
import type { Exit } from './exit.js';
import { generationTime, keepReceipt, plansOf } from './generate.js';
import { isRead, workspaceJob } from './generate/targets.js';
import { withLock } from './lock/lock.js';
import { Receipts } from './generation-cache.js';
import { bytesOf, removeEmptyFolder } from './workspace-file.js';

export interface NewOptions {
  readonly from?: string;
  readonly sdk?: string;
  readonly json?: true;
}

/** A file of the new API's folder. */
interface FragmentFile {
  readonly path: string;
  readonly contents: string | Uint8Array;
}

/**
 * `specline new`: the folder of an API and its packages, all or nothing. The same command completes what was interrupted.
 * Throws `InputError` for usage, for a name that is taken, and for faults of the document.
 */
export async function newApi(name: string, options: NewOptions, console: Console): Promise<Exit> {
  try {
    const destination = { root: findWorkspace(console.cwd), api: name };
    const made = await withLock(destination.root, 'specline new', console, () =>
      makeOnce(destination, options, console),
    );
    for (const line of reportLines(made, destination, options, console)) print(console, line);
    return EXIT.done;
  } catch (error) {
    if (options.json && error instanceof InputError) print(console, refusedReport(error.problems));
    throw error;
  }
}

/** Makes an API that is not there, or what a run that was killed has left to make of it. */
async function makeOnce(destination: Destination, options: NewOptions, console: Console): Promise<Planned[]> {
  refuseName(destination);
  const taken = takenFolders(destination);
  const [spec = ''] = foldersOf(destination);
  if (taken.length > 0 && !taken.includes(spec)) throw takenError(destination, taken);
  const files = fragmentFiles(destination, options, console);
  const isBegun = taken.length > 0;
  if (
    isBegun &&
    !(isExactly(join(destination.root, spec), files) && taken.every(isOwnFolder(destination, spec)))
  )
    throw takenError(destination, taken);
  const { made, isNew } = await makeApi(destination, isBegun ? [] : files, console);
  if (isBegun && !isNew) throw takenError(destination, taken);
  return made;
}

/** The folders that are the API's, below the root: of its spec first. */
function foldersOf({ api }: Destination): string[] {
  const { types, client } = packageDirectories(api, 'workspace');
  return [`spec/${api}`, types, client];
}

function refuseName({ root, api }: Destination): void {
  const message = apiNameFault(api);
  if (message !== undefined)
    throw new InputError([{ file: `spec/${api}`, message, remedy: 'give another name' }]);
  for (const folder of foldersOf({ root, api })) refuseLinks(root, dirname(folder));
}

function takenFolders(destination: Destination): string[] {
  return foldersOf(destination).filter(
    (folder) => lstatSync(join(destination.root, folder), { throwIfNoEntry: false }) !== undefined,
  );
}

function takenError({ api }: Destination, taken: readonly string[]): InputError {
  const complete = taken.includes(`spec/${api}`)
    ? `, or run specline generate ${api} to complete its packages`
    : '';
  const remedy = `give the API another name, or move it away${complete}`;
  return new InputError(taken.map((file) => ({ file, message: 'this already exists', remedy })));
}

/** Whether a folder has these files and no other, byte for byte. */
function isExactly(folder: string, files: readonly FragmentFile[]): boolean {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => !entry.isDirectory(),
  );
  return (
    found.length === files.length &&
    files.every(({ path, contents }) => bytesOf(folder, path) === Buffer.from(contents).toString('latin1'))
  );
}

/** A package that Specline began has a list of its files, and `generate` may complete it. */
function isOwnFolder({ root }: Destination, spec: string) {
  return (folder: string) => folder === spec || exists(join(root, folder, OWNERSHIP_FILE));
}

function fragmentFiles(
  destination: Destination,
  { from, sdk }: NewOptions,
  console: Console,
): FragmentFile[] {
  const { root, api } = destination;
  if (from !== undefined) return importedFiles(destination, from, sdk, console);
  if (sdk !== undefined)
    throw new InputError([{ message: '--sdk requires --from', remedy: 'add --from FILE' }]);
  return [
    { path: 'openapi.yaml', contents: starterDocument(api, workspaceDefaults(root)) },
    { path: 'sdk.yaml', contents: starterSdk(api, true) },
  ];
}

/** The files of a sound document. Its faults are told where they stand, so that nothing of it is written before. */
function importedFiles(
  destination: Destination,
  from: string,
  sdk: string | undefined,
  { cwd }: Console,
): FragmentFile[] {
  const { root, api } = destination;
  const sdkFile = sdk === undefined ? undefined : resolve(cwd, sdk);
  const { files } = readDocument(resolve(cwd, from), sdkFile, cwd, destination);
  return [
    ...relocated(files, { base: cwd, shared: [join(root, 'spec', '_shared')] }),
    { path: 'sdk.yaml', contents: sdkFile === undefined ? starterSdk(api, false) : readBytes(sdkFile) },
    { path: 'redocly.yaml', contents: NO_LINT_RULES },
  ];
}

const NO_LINT_RULES = `# This document came from elsewhere: the rules of spec/redocly.yaml are not for it. Without this file they are.
extends: []
`;

interface Made {
  readonly made: Planned[];
  /** Whether anything was written. */
  readonly isNew: boolean;
}

/** Writes what is missing, and takes it away again if anything fails. */
async function makeApi(
  destination: Destination,
  files: readonly FragmentFile[],
  console: Console,
): Promise<Made> {
  const { root, api: name } = destination;
  const written: Written[] = [];
  try {
    if (files.length > 0) {
      writeFolder(join(root, 'spec', name), files);
      written.push({ folder: join(root, 'spec', name), files });
    }
    progress(console, `generating ${name}`);
    const job = workspaceJob([name], root);
    const receipts = new Receipts(root, job.request);
    const since = generationTime();
    const apis = job.read((api) => (api === name ? undefined : receipts.find(api))).filter(isRead);
    const made = await Promise.all(apis.map(async (api) => ({ api, plans: await plansOf(api, job) })));
    const pairs = made.map(({ api }) => api.model.surface.packages);
    const { save } = pairVersions(root, pairs);
    const plans = made.flatMap((entry) => entry.plans).filter(({ differences }) => differences.length > 0);
    written.push(...plans.filter(({ directory }) => !exists(directory)).map(writtenBy));
    writeFiles(plans);
    const isPaired = save();
    for (const entry of made) keepReceipt(receipts, entry, job, since);
    return { made, isNew: isPaired || plans.length > 0 };
  } catch (error) {
    for (const entry of written) removeWritten(entry);
    throw error;
  }
}

/** A folder that this run makes. */
interface Written {
  readonly folder: string;
  readonly files: readonly FragmentFile[];
}

function writtenBy({ directory, writes, owned }: WritePlan): Written {
  const list = { path: OWNERSHIP_FILE, contents: ownershipText(owned.after) };
  return { folder: directory, files: [...writes, list] };
}

/** Removes what is as it was written; what a person made of it since stays. */
function removeWritten({ folder, files }: Written): void {
  const isWritten = ({ path, contents }: FragmentFile) =>
    bytesOf(folder, path) === Buffer.from(contents).toString('latin1');
  for (const file of files) if (isWritten(file)) rmSync(join(folder, file.path));
  const folders = new Set(files.flatMap(({ path }) => foldersAbove(path)));
  // The deepest first.
  for (const path of [...folders].toSorted((a, b) => b.length - a.length))
    removeEmptyFolder(join(folder, path));
}

/** `a/b`, `a` and the folder itself above `a/b/c.yaml`. */
function foldersAbove(path: string): string[] {
  return path === '.' ? [] : [dirname(path), ...foldersAbove(dirname(path))];
}

/** A folder that is whole from the moment that it is there. */
function writeFolder(folder: string, files: readonly FragmentFile[]): void {
  const draft = temporary(folder);
  rmSync(draft, { recursive: true, force: true });
  try {
    for (const { path, contents } of files) {
      const file = join(draft, path);
      makeFolders(dirname(file));
      withPath(file, () => writeFileSync(file, contents, { flag: 'wx' }));
    }
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function reportLines(
  made: readonly Planned[],
  { root, api: name }: Destination,
  { json }: NewOptions,
  console: Console,
): string[] {
  if (json) return generateReport(made, { root, json }, console);
  return made.flatMap(({ api, plans }) => {
    for (const line of warningLines(api, {})) report(console, line);
    const { packages } = api;
    const written = plans.reduce((sum, { writes }) => sum + writes.length, 0);
    return [
      `${titleOf(api, console)}: ${count(written, 'file')} written`,
      `  ${api.source}  the source of truth: edit it, then run specline generate ${name}`,
      `  spec/${name}/sdk.yaml  the names of the client, of its options and of methods`,
      `  ${packages.types}, ${packages.client}  its packages, under packages/`,
      'next: install (pnpm install), npm test, and commit it all',
    ];
  });
}
