import { relative } from 'node:path';
import { jsonText } from '@specline/generator';
import type { WritePlan } from '@specline/generator';
import type { Problem } from '@specline/openapi';
import type { Api } from './api.js';
import { styled } from './console.js';
import type { Console } from './console.js';

interface Planned {
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
  planned: readonly Planned[],
  options: ReportOptions,
  console: Console,
): string[] {
  if (options.json) return [jsonReport(planned, options)];
  return planned.flatMap((entry) => apiLines(entry, options, console));
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
    packages: api.model.surface.packages,
    operations: api.model.operations.length,
    schemas: api.model.schemas.length,
    written: !check,
    differences: plans.flatMap((plan) => differencesOf(plan, root)),
    unchanged: plans.reduce((sum, { unchanged }) => sum + unchanged.length, 0),
    warnings: api.warnings,
  }));
  return jsonText({ apis, used: lists('used'), ignored: lists('ignored'), refused: [] });
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
} as const;

function apiLines({ api, plans }: Planned, { root, check }: ReportOptions, console: Console): string[] {
  const differences = plans.flatMap((plan) => differencesOf(plan, root));
  const { operations, schemas } = api.model;
  const size = `${count(operations.length, 'operation')}, ${count(schemas.length, 'schema')}`;
  const unchanged = plans.reduce((sum, plan) => sum + plan.unchanged.length, 0);
  const title = styled('bold', api.api, console.stdout);
  if (differences.length === 0)
    return [
      `${title}  ${size}: ${count(unchanged, 'file')}, ${check ? 'as generated' : 'nothing to change'}`,
    ];
  const lines = differences.map(
    ({ path, status }) =>
      `  ${styled(check ? 'red' : 'green', VERBS[status][check ? 0 : 1], console.stdout)}  ${path}`,
  );
  const summary = check
    ? `${count(differences.length, 'file')} to generate again: run specline generate`
    : `${count(differences.length, 'file')} written or deleted`;
  return [`${title}  ${size}: ${summary}`, ...lines];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
