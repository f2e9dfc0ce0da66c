import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { packageDirectories, writeFiles } from '@specline/generator';
import {
  apiNameFault,
  findWorkspace,
  InputError,
  readBytes,
  relocated,
  starterDocument,
  starterSdk,
} from '@specline/openapi';
import { readDocument, workspaceDefaults } from './api.js';
import type { Destination } from './api.js';
import { pairVersions } from './changesets.js';
import { count, generateReport, refusedReport, titleOf, warningLines } from './generate-report.js';
import type { Planned } from './generate-report.js';
import { print, progress, report } from './console.js';
import type { Console } from './console.js';
import { EXIT } from './exit.js';
import type { Exit } from './exit.js';
import { generationTime, keepReceipt, plansOf } from './generate.js';
import { isRead, workspaceJob } from './job.js';
import { Receipts } from './receipts.js';

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
 * `specline new`: the folder of an API and its packages, all or nothing. Throws `InputError` for usage, for a name that is
 * taken, and for faults of the document.
 */
export async function newApi(name: string, options: NewOptions, console: Console): Promise<Exit> {
  try {
    const destination = { root: findWorkspace(console.cwd), api: name };
    refuseTaken(destination);
    const files = fragmentFiles(destination, options, console);
    const made = await makeApi(destination, files, console);
    for (const line of reportLines(made, destination, options, console)) print(console, line);
    return EXIT.done;
  } catch (error) {
    if (options.json && error instanceof InputError) print(console, refusedReport(error.problems));
    throw error;
  }
}

/** The folders that are the API's. */
function foldersOf({ root, api }: Destination): string[] {
  const { types, client } = packageDirectories(api, 'workspace');
  return [`spec/${api}`, types, client].map((folder) => join(root, folder));
}

function refuseTaken(destination: Destination): void {
  const { root, api } = destination;
  const message = apiNameFault(api);
  if (message !== undefined)
    throw new InputError([{ file: `spec/${api}`, message, remedy: 'give another name' }]);
  const problems = foldersOf(destination)
    .filter((folder) => lstatSync(folder, { throwIfNoEntry: false }) !== undefined)
    .map((folder) => ({
      file: folder.slice(root.length + 1).replaceAll('\\', '/'),
      message: 'this is there already',
      remedy: 'give the API another name, or move it away',
    }));
  if (problems.length > 0) throw new InputError(problems);
}

function fragmentFiles(
  destination: Destination,
  { from, sdk }: NewOptions,
  console: Console,
): FragmentFile[] {
  const { root, api } = destination;
  if (from !== undefined) return importedFiles(destination, from, sdk, console);
  if (sdk !== undefined)
    throw new InputError([{ message: '--sdk goes with --from', remedy: 'add --from FILE' }]);
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

/** Writes everything, and takes it away again if anything fails. */
async function makeApi(
  destination: Destination,
  files: readonly FragmentFile[],
  console: Console,
): Promise<Planned[]> {
  const { root, api: name } = destination;
  try {
    writeFolder(join(root, 'spec', name), files);
    progress(console, `generating ${name}`);
    const job = workspaceJob([name], root);
    const receipts = new Receipts(root, job.request);
    const since = generationTime();
    const apis = job.read((api) => (api === name ? undefined : receipts.find(api))).filter(isRead);
    const made = await Promise.all(apis.map(async (api) => ({ api, plans: await plansOf(api, job) })));
    const { save } = pairVersions(
      root,
      made.map(({ api }) => api.model.surface.packages),
    );
    writeFiles(made.flatMap(({ plans }) => plans));
    save();
    for (const entry of made) keepReceipt(receipts, entry, job, since);
    return made;
  } catch (error) {
    for (const folder of foldersOf(destination)) rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A folder that is whole from the moment that it is there. */
function writeFolder(folder: string, files: readonly FragmentFile[]): void {
  const draft = join(dirname(folder), `.new-${process.pid}`);
  try {
    for (const { path, contents } of files) {
      const file = join(draft, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, contents, { flag: 'wx' });
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
