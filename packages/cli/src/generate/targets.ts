import { dirname, join, relative, resolve } from 'node:path';
import type { Layout } from '@specline/generator';
import { findWorkspace, InputError, listApis, packageProblems } from '@specline/openapi';
import { readApi, readDocument } from '../load-api.js';
import type { Api } from '../load-api.js';
import type { Settled } from '../generation-cache.js';
import { Refusal } from '../suggest-omit.js';
import type { WayOut } from '../suggest-omit.js';

export interface GenerateOptions {
  readonly spec?: string;
  readonly out?: string;
  readonly sdk?: string;
  readonly check?: true;
  readonly watch?: true;
  readonly json?: true;
}

/** What is to be generated, where, and which files it depends on. */
export interface Job {
  readonly root: string;
  readonly layout: Layout;
  readonly sources: readonly string[];
  /** What else tells this job from others with the same root: paths below it. */
  readonly request: readonly string[];
  /** Reads all but the APIs that are settled. Throws `InputError` with the problems of all. */
  read(settled: Settling): (Api | Settled)[];
}

/** What is known of an API without reading it, by the name of its receipt. */
export type Settling = (name: string) => Settled | undefined;

/** The name of the receipt of a document that is no API of a workspace. */
export const STANDALONE = 'standalone';

/** Whether an API was read now. */
export function isRead(api: Api | Settled): api is Api {
  return 'model' in api;
}

/** What the options of `specline generate` ask for. Throws `InputError` where they go together badly. */
export function jobOf(
  apis: readonly string[],
  { spec, out, sdk, check, watch: watching }: GenerateOptions,
  cwd: string,
): Job {
  if (check && watching) throw usage('--check and --watch cannot be combined', 'give one of them');
  if (spec === undefined && (out ?? sdk) !== undefined)
    throw usage('--out and --sdk require --spec', 'add --spec FILE');
  if (spec === undefined) return workspaceJob(apis, cwd);
  refuseNames(apis);
  if (out === undefined) throw usage('--spec needs a folder for the packages', 'add --out DIR');
  const file = resolve(cwd, spec);
  const sdkFile = sdk === undefined ? undefined : resolve(cwd, sdk);
  const root = resolve(cwd, out);
  return {
    root,
    layout: 'standalone',
    sources: [dirname(file), ...(sdkFile === undefined ? [] : [sdkFile])],
    // The last, because messages name files relative to where the command runs.
    request: [spec, ...(sdk === undefined ? [] : [sdk]), '.'].map((path) =>
      relative(root, resolve(cwd, path)),
    ),
    read: (settled) => [settled(STANDALONE) ?? readDocument(file, sdkFile, cwd)],
  };
}

/** The named APIs of a workspace; all of them where none is named. */
export function workspaceJob(apis: readonly string[], cwd: string): Job {
  const root = findWorkspace(cwd);
  return {
    root,
    layout: 'workspace',
    sources: [join(root, 'spec')],
    request: [],
    read(settled) {
      const all = readAll(root, listApis(root), apis, settled);
      return apis.length === 0 ? all : all.filter(({ api }) => apis.includes(api));
    },
  };
}

/** Reads the wanted APIs, and of the others what they claim. Throws `InputError` with the problems of all. */
function readAll(
  root: string,
  known: readonly string[],
  wanted: readonly string[],
  settled: Settling,
): (Api | Settled)[] {
  const problems = [];
  const waysOut: WayOut[] = [];
  const read: (Api | Settled)[] = [];
  for (const api of new Set([...known, ...wanted])) {
    try {
      read.push(settled(api) ?? readApi(root, api));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      if (wanted.length > 0 && !wanted.includes(api)) continue;
      problems.push(...error.problems);
      if (error instanceof Refusal) waysOut.push(...error.waysOut);
    }
  }
  problems.push(
    ...packageProblems(read.map(({ api, packages }) => ({ api, packages, file: `spec/${api}/sdk.yaml` }))),
  );
  if (problems.length > 0) throw new Refusal(problems, waysOut);
  return read;
}

/** Throws `InputError` where APIs are named beside `--spec`. */
export function refuseNames(apis: readonly string[]): void {
  if (apis.length > 0)
    throw usage(`--spec cannot be combined with names of APIs (${apis.join(', ')})`, 'leave them out');
}

/** Returns the error for options that cannot be used as given. */
export function usage(message: string, remedy: string): InputError {
  return new InputError([{ message, remedy }]);
}
