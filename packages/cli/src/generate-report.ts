import { relative } from 'node:path';
import { jsonText } from '@specline/generator';
import type { WritePlan } from '@specline/generator';
import { formatProblem } from '@specline/openapi';
import type { Problem } from '@specline/openapi';
import type { Api, Summary } from './load-api.js';
import { styled } from './console.js';
import type { Console } from './console.js';
import type { Settled } from './generation-cache.js';

/** An API with what is to be done to its folders. */
export interface Planned {
  readonly api: Api;
  readonly plans: readonly WritePlan[];
}

interface ReportOptions {
  readonly root: string;
  readonly check?: true;
  readonly json?: true;
}

/** What was done, or with `check` what would be, for people or as JSON. */
export function generateReport(
  results: readonly (Planned | Settled)[],
  options: ReportOptions,
  console: Console,
): string[] {
  if (options.json) return [jsonReport(results.filter(isPlanned), options)];
  return results.flatMap((result) =>
    isPlanned(result)
      ? apiLines(result, options, console)
      : [sameLine(result, result.fileCount, options, console)],
  );
}

export function isPlanned(result: Planned | Settled): result is Planned {
  return 'plans' in result;
}

/** What the report of an API says, for as long as nothing changes. */
export function settledOf({ api: { api, packages, size, warnings }, plans }: Planned): Settled {
  const fileCount = plans.reduce((sum, { owned }) => sum + Object.keys(owned.after).length + 1, 0);
  return { api, packages, size, warnings, fileCount };
}

/** The same lists for documents that are refused. */
export function refusedReport(problems: readonly Problem[]): string {
  return jsonText({ apis: [], used: [], ignored: [], refused: problems });
}

function jsonReport(planned: readonly Planned[], { root, check }: ReportOptions): string {
  const lists = (name: 'used' | 'ignored') =>
    planned.flatMap(({ api }) => api.accounts[name].map((item) => ({ api: api.api, ...item })));
  const apis = planned.map(({ api, plans }) => ({
    api: api.api,
    packages: api.packages,
    ...api.size,
    written: !check,
    differences: plans.flatMap((plan) => differencesOf(plan, root)),
    unchanged: unchangedCount(plans),
    warnings: api.warnings,
  }));
  return jsonText({ apis, used: lists('used'), ignored: lists('ignored'), refused: [] });
}

/** A document of a thousand operations has more warnings than anyone reads at once. */
const WARNINGS_TOLD = 20;

/** What is doubtful in an API, for people; JSON has it all. */
export function warningLines({ warnings }: Summary, { json }: Pick<ReportOptions, 'json'>): string[] {
  if (json) return [];
  const told = warnings.slice(0, WARNINGS_TOLD).map((warning) => `warning: ${formatProblem(warning)}`);
  const rest = warnings.length - told.length;
  return rest === 0
    ? told
    : [...told, `and ${count(rest, 'more warning')}; specline generate --json lists all`];
}

function differencesOf({ directory, differences }: WritePlan, root: string) {
  const folder = relative(root, directory).replaceAll('\\', '/');
  return differences.map(({ path, status }) => ({
    path: folder === '' ? path : `${folder}/${path}`,
    status,
  }));
}

/** How a difference reads: before it is written, and after. */
const VERBS = {
  missing: ['is missing', 'added'],
  changed: ['differs', 'changed'],
  stale: ['is left over', 'deleted'],
  unowned: ['is not from Specline', 'refused'],
  kept: ['is not from Specline', 'refused'],
} as const;

function apiLines({ api, plans }: Planned, options: ReportOptions, console: Console): string[] {
  const { root, check } = options;
  const differences = plans.flatMap((plan) => differencesOf(plan, root));
  if (differences.length === 0) return [sameLine(api, unchangedCount(plans), options, console)];
  const lines = differences.map(
    ({ path, status }) =>
      `  ${styled(check ? 'red' : 'green', VERBS[status][check ? 0 : 1], console.stdout)}  ${path}`,
  );
  const summary = check
    ? `${count(differences.length, 'file')} to generate again: run specline generate`
    : `${count(differences.length, 'file')} written or deleted`;
  return [`${titleOf(api, console)}: ${summary}`, ...lines];
}

function sameLine(api: Summary, files: number, { check }: ReportOptions, console: Console): string {
  return `${titleOf(api, console)}: ${count(files, 'file')}, ${check ? 'as generated' : 'nothing to change'}`;
}

function unchangedCount(plans: readonly WritePlan[]): number {
  return plans.reduce((sum, { unchanged }) => sum + unchanged.length, 0);
}

/** The API and its size. */
export function titleOf({ api, size }: Summary, { stdout }: Console): string {
  const { operations, schemas } = size;
  return `${styled('bold', api, stdout)}  ${count(operations, 'operation')}, ${count(schemas, 'schema')}`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
