import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import {
  emit,
  packageDirectories,
  planWrite,
  unownedProblems,
  versionOnDisk,
  writeFiles,
} from '@specline/generator';
import type { Layout, WritePlan } from '@specline/generator';
import { findWorkspace, formatProblem, InputError, listApis, packageProblems } from '@specline/openapi';
import { readApi, readDocument } from './api.js';
import type { Api } from './api.js';
import { print, progress, report } from './console.js';
import type { Console } from './console.js';
import { EXIT } from './exit.js';
import type { Exit } from './exit.js';
import { generateReport, refusedReport } from './generate-report.js';
import { runtimeVersion } from './versions.js';

export interface GenerateOptions {
  readonly spec?: string;
  readonly out?: string;
  readonly sdk?: string;
  readonly check?: true;
  readonly watch?: true;
  readonly json?: true;
}

/** What is to be generated, where, and which files it depends on. */
interface Job {
  readonly root: string;
  readonly layout: Layout;
  readonly sources: readonly string[];
  read(): Api[];
}

/** `specline generate`. Throws `InputError` for usage and for faults of the documents. */
export async function generate(
  apis: readonly string[],
  options: GenerateOptions,
  console: Console,
): Promise<Exit> {
  const job = jobOf(apis, options, console.cwd);
  if (options.watch) return watched(job, options, console);
  return once(job, options, console);
}

function jobOf(
  apis: readonly string[],
  { spec, out, sdk, check, watch: watching }: GenerateOptions,
  cwd: string,
): Job {
  if (check && watching) throw usage('--check and --watch exclude each other', 'give one of them');
  if (spec === undefined && (out ?? sdk) !== undefined)
    throw usage('--out and --sdk go with --spec', 'add --spec FILE');
  if (spec === undefined) return workspaceJob(apis, cwd);
  if (apis.length > 0)
    throw usage(`--spec excludes the names of APIs (${apis.join(', ')})`, 'leave them out');
  if (out === undefined) throw usage('--spec needs a folder for the packages', 'add --out DIR');
  const file = resolve(cwd, spec);
  const sdkFile = sdk === undefined ? undefined : resolve(cwd, sdk);
  return {
    root: resolve(cwd, out),
    layout: 'standalone',
    sources: [dirname(file), ...(sdkFile === undefined ? [] : [sdkFile])],
    read: () => [readDocument(file, sdkFile, cwd)],
  };
}

function workspaceJob(apis: readonly string[], cwd: string): Job {
  const root = findWorkspace(cwd);
  return {
    root,
    layout: 'workspace',
    sources: [join(root, 'spec')],
    read() {
      const all = readAll(root, listApis(root), apis);
      return apis.length === 0 ? all : all.filter(({ api }) => apis.includes(api));
    },
  };
}

/** Reads the wanted APIs, and of the others what they claim. Throws `InputError` with the problems of all. */
function readAll(root: string, known: readonly string[], wanted: readonly string[]): Api[] {
  const problems = [];
  const read: Api[] = [];
  for (const api of new Set([...known, ...wanted])) {
    try {
      read.push(readApi(root, api));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      if (wanted.length === 0 || wanted.includes(api)) problems.push(...error.problems);
    }
  }
  problems.push(
    ...packageProblems(
      read.map(({ api, model }) => ({
        api,
        packages: model.surface.packages,
        file: `spec/${api}/sdk.yaml`,
      })),
    ),
  );
  if (problems.length > 0) throw new InputError(problems);
  return read;
}

function usage(message: string, remedy: string): InputError {
  return new InputError([{ message, remedy }]);
}

async function watched(job: Job, options: GenerateOptions, console: Console): Promise<never> {
  const again = async () => {
    try {
      await once(job, options, console);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const problem of error.problems) report(console, formatProblem(problem));
    }
    report(console, 'watching for changes; stop with Ctrl+C');
  };
  // Only who watches pays for loading the watcher.
  const { watch } = await import('./watch.js');
  return watch(job.sources, again);
}

async function once(job: Job, options: GenerateOptions, console: Console): Promise<Exit> {
  progress(console, 'reading');
  const apis = readOrReport(job, options, console);
  const plans: { api: Api; plans: WritePlan[] }[] = [];
  for (const api of apis) {
    for (const warning of api.warnings) report(console, `warning: ${formatProblem(warning)}`);
    progress(console, `generating ${api.api}`);
    plans.push({ api, plans: await plansOf(api, job) });
  }
  const all = plans.flatMap((entry) => entry.plans);
  const unowned = unownedProblems(all);
  if (unowned.length > 0)
    throw new InputError(
      unowned.map((problem) => ({ ...problem, file: relative(console.cwd, problem.file ?? '') })),
    );
  if (!options.check) writeFiles(all);
  for (const line of generateReport(plans, { root: job.root, ...options }, console)) print(console, line);
  return options.check && all.some(({ differences }) => differences.length > 0) ? EXIT.violation : EXIT.done;
}

/** With `--json` a refusal is printed as JSON too, before it is thrown. */
function readOrReport(job: Job, { json }: GenerateOptions, console: Console): Api[] {
  try {
    return job.read();
  } catch (error) {
    if (json && error instanceof InputError) print(console, refusedReport(error.problems));
    throw error;
  }
}

async function plansOf({ api, model, document, source }: Api, { root, layout }: Job): Promise<WritePlan[]> {
  const directories = packageDirectories(api, layout);
  const version = (directory: string) => versionOnDisk(join(root, directory)) ?? '1.0.0';
  const license = join(root, 'LICENSE');
  const packages = await emit(model, {
    document,
    layout,
    source,
    versions: {
      types: version(directories.types),
      client: version(directories.client),
      runtime: runtimeVersion(),
    },
    ...(layout === 'workspace' && existsSync(license) ? { licenseText: readFileSync(license, 'utf8') } : {}),
  });
  return packages.map(({ directory, files }) => planWrite(join(root, directory), files));
}
