import { findWorkspace, formatProblem, InputError, listApis } from '@specline/openapi';
import { diffModels, rulingOf } from '@specline/semver';
import { print, report } from './console.js';
import type { Console } from './console.js';
import { diffReport, formatOf } from './diff-report.js';
import type { Comparison } from './diff-report.js';
import { documentSides, releasedSides } from './diff-sides.js';
import type { Sides } from './diff-sides.js';
import { EXIT } from './exit.js';
import type { Exit } from './exit.js';
import { count } from './generate-report.js';
import { acceptedOf } from './release/accepted-file.js';
import { withDocument } from './revision.js';

export interface DiffOptions {
  readonly json?: true;
  readonly format?: string;
}

/**
 * `specline diff`: what changed from one document to another, or in the APIs of a workspace since their release. What
 * breaks callers is exit status 1, unless `accepted.yaml` owns up to it. Throws `InputError` for usage and for documents that cannot be read.
 */
export function diff(names: readonly string[], options: DiffOptions, console: Console): Exit {
  const format = formatOf(options);
  const comparisons = comparisonsOf(names, console);
  for (const { faults } of comparisons) for (const line of faultLines(faults)) report(console, line);
  for (const line of diffReport(comparisons, format, console)) print(console, line);
  return comparisons.some((comparison) => isRefused(comparison, console)) ? EXIT.violation : EXIT.done;
}

/** Whether callers break, and in a workspace nobody owned up to it. */
function isRefused({ api, changes }: Comparison, console: Console): boolean {
  const accepted = api === undefined ? {} : acceptedOf(findWorkspace(console.cwd), api).value;
  return rulingOf(changes, accepted).refused.length > 0;
}

function comparisonsOf(names: readonly string[], console: Console): Comparison[] {
  const [old, next] = names;
  if (old === undefined) return workspaceComparisons(console);
  if (next === undefined) throw usage('diff compares two documents', 'give OLD and NEW, or neither');
  return [
    withDocument(old, console.cwd, (before) =>
      withDocument(next, console.cwd, (after) => comparisonOf(documentSides(before, after))),
    ),
  ];
}

/** The APIs of a workspace against what of them is released. */
function workspaceComparisons(console: Console): Comparison[] {
  const root = findWorkspace(console.cwd);
  return listApis(root).flatMap((api) => {
    const sides = releasedSides(root, api);
    if (sides !== undefined) return [{ api, ...comparisonOf(sides) }];
    report(console, `${api}: nothing is released yet; specline release --record begins`);
    return [];
  });
}

/** What changed, with its places. */
export function comparisonOf({ old, next }: Sides): Comparison {
  const changes = diffModels(old, next).map((change) => {
    // What is gone is shown where it was: at the nearest place that is still there.
    const { file, line, column } = next.placeOf(change.pointer);
    return { ...change, ...(file && { file }), ...(line && { line }), ...(column && { column }) };
  });
  return { changes, faults: [...old.faults, ...next.faults] };
}

const FAULTS_TOLD = 5;

function faultLines(faults: Comparison['faults']): string[] {
  const told = faults.slice(0, FAULTS_TOLD).map((fault) => `warning: ${formatProblem(fault)}`);
  const rest = faults.length - told.length;
  return rest > 0
    ? [...told, `and ${count(rest, 'more fault')} for which generation would refuse these documents`]
    : told;
}

function usage(message: string, remedy: string): InputError {
  return new InputError([{ message, remedy }]);
}
