import { join, relative } from 'node:path';
import {
  emit,
  packageDirectories,
  planWrite,
  unownedProblems,
  versionOnDisk,
  writeFiles,
} from '@specline/generator';
import type { WritePlan } from '@specline/generator';
import { exists, formatProblem, InputError, readText, refuseOutside } from '@specline/openapi';
import type { Api } from './load-api.js';
import { unpairedProblems } from './changesets.js';
import { print, progress, report } from './console.js';
import type { Console } from './console.js';
import { EXIT } from './exit.js';
import type { Exit } from './exit.js';
import { isExpected, reportFailure } from './failure.js';
import { generateReport, isPlanned, refusedReport, settledOf, warningLines } from './generate-report.js';
import type { Planned } from './generate-report.js';
import { isRead, jobOf, STANDALONE } from './generate/targets.js';
import type { GenerateOptions, Job, Settling } from './generate/targets.js';
import { withLock } from './lock/lock.js';
import { Receipts } from './generation-cache.js';
import type { Settled } from './generation-cache.js';
import { SURROUNDINGS, surroundingsOf } from './workspace/dependency-specs.js';
import { runtimeVersion } from './versions.js';

/** `specline generate`. Throws `InputError` for usage and for faults of the documents. */
export async function generate(
  apis: readonly string[],
  options: GenerateOptions,
  console: Console,
): Promise<Exit> {
  const job = jobOf(apis, options, console.cwd);
  if (options.check) return once(job, options, console);
  if (options.watch) return watched(job, options, console);
  return locked(job, options, console);
}

function locked(job: Job, options: GenerateOptions, console: Console): Promise<Exit> {
  return withLock(job.root, 'specline generate', console, () => once(job, options, console));
}

async function watched(job: Job, options: GenerateOptions, console: Console): Promise<never> {
  const again = async () => {
    try {
      await locked(job, options, console);
    } catch (error) {
      if (!isExpected(error)) throw error;
      reportFailure(error, console);
    }
    report(console, 'watching for changes; stop with Ctrl+C');
  };
  // Only who watches pays for loading the watcher.
  const { watch } = await import('./watch.js');
  return watch(job.sources, again);
}

async function once(job: Job, options: GenerateOptions, console: Console): Promise<Exit> {
  progress(console, 'reading');
  const since = generationTime();
  const receipts = new Receipts(job.root, job.request);
  // A check trusts no receipt, and JSON tells of every part of the document.
  const isBrief = !options.check && !options.json;
  const apis = readOrReport(job, isBrief ? (name) => receipts.find(name) : () => undefined, options, console);
  const results: (Planned | Settled)[] = [];
  for (const api of apis) {
    for (const line of warningLines(api, options)) report(console, line);
    if (!isRead(api)) results.push(api);
    else {
      progress(console, `generating ${api.api}`);
      results.push({ api, plans: await plansOf(api, job) });
    }
  }
  const planned = results.filter(isPlanned);
  const all = planned.flatMap(({ plans }) => plans);
  const unowned = unownedProblems(all);
  if (unowned.length > 0)
    throw new InputError(
      unowned.map((problem) => ({ ...problem, file: relative(console.cwd, problem.file ?? '') })),
    );
  if (!options.check) {
    writeFiles(all);
    for (const entry of planned) keepReceipt(receipts, entry, job, since);
  }
  if (job.layout === 'workspace') reportUnpaired(results, job, console);
  for (const line of generateReport(results, { root: job.root, ...options }, console)) print(console, line);
  return options.check && all.some(({ differences }) => differences.length > 0) ? EXIT.violation : EXIT.done;
}

function reportUnpaired(results: readonly (Planned | Settled)[], { root }: Job, console: Console): void {
  const pairs = results.map((result) => (isPlanned(result) ? result.api : result).packages);
  for (const problem of unpairedProblems(root, pairs)) report(console, `warning: ${formatProblem(problem)}`);
}

/** When a generation begins. Whole milliseconds: a file written just before has a fraction more, and is not read as soon. */
export function generationTime(): number {
  return Date.now() + 1;
}

/** Remembers what was written, and from what. */
export function keepReceipt(receipts: Receipts, planned: Planned, { layout }: Job, since: number): void {
  const { api, plans } = planned;
  receipts.keep(layout === 'workspace' ? api.api : STANDALONE, settledOf(planned), {
    inputs: [...api.files, ...api.settings],
    directories: plans.map(({ directory }) => directory),
    since,
  });
}

/** With `--json` a refusal is printed as JSON too, before it is thrown. */
function readOrReport(
  job: Job,
  settled: Settling,
  { json }: GenerateOptions,
  console: Console,
): (Api | Settled)[] {
  try {
    return job.read(settled);
  } catch (error) {
    if (json && error instanceof InputError) print(console, refusedReport(error.problems));
    throw error;
  }
}

/** The packages of an API beside what stands in their folders. */
export async function plansOf(
  { api, model, document, source }: Api,
  { root, layout }: Pick<Job, 'root' | 'layout'>,
): Promise<WritePlan[]> {
  const directories = packageDirectories(api, layout);
  const version = (directory: string) => versionOnDisk(join(root, directory)) ?? '1.0.0';
  const license = join(root, 'LICENSE');
  if (layout === 'workspace') refuseOutside(root, ['packages', 'LICENSE', ...SURROUNDINGS]);
  const packages = await emit(model, {
    document,
    layout,
    source,
    versions: {
      types: version(directories.types),
      client: version(directories.client),
      runtime: runtimeVersion(),
    },
    ...(layout === 'workspace' ? { surroundings: surroundingsOf(root) } : {}),
    ...(layout === 'workspace' && exists(license) ? { licenseText: readText(license) } : {}),
  });
  return packages.map(({ directory, files }) => planWrite(join(root, directory), files, root));
}
