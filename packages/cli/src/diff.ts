import { findWorkspace, formatProblem, InputError, listApis } from '@specline/openapi';
import { rulingOf } from '@specline/semver';
import type { Change } from '@specline/semver';
import { print, report } from './console.js';
import type { Console } from './console.js';
import { diffReport, formatOf } from './diff-report.js';
import type { Comparison, PlacedChange } from './diff-report.js';
import { documentSides, releasedSides } from './load-versions.js';
import type { Sides } from './load-versions.js';
import { EXIT } from './exit.js';
import type { Exit } from './exit.js';
import { count } from './generate-report.js';
import { judgementOf } from './compare.js';
import { acceptedOf } from './release/accepted-file.js';
import { withDocument } from './git-document.js';

export interface DiffOptions {
  readonly json?: true;
  readonly format?: string;
}

/**
 * `specline diff`: what changed from one document to another, or in the APIs of a workspace since their release. What
 * breaks callers is exit status 1, unless `accepted.yaml` owns up to it. Throws `InputError` for usage and for documents that
 * cannot be read.
 */
export async function diff(names: readonly string[], options: DiffOptions, console: Console): Promise<Exit> {
  const format = formatOf(options);
  const comparisons = await comparisonsOf(names, console);
  for (const { faults } of comparisons) for (const line of faultLines(faults)) report(console, line);
  for (const line of diffReport(comparisons, format, console)) print(console, line);
  return comparisons.some((comparison) => isRefused(comparison, console)) ? EXIT.violation : EXIT.done;
}

/** Whether callers break, and in a workspace nobody owned up to it. */
function isRefused({ api, changes }: Comparison, console: Console): boolean {
  const accepted = api === undefined ? {} : acceptedOf(findWorkspace(console.cwd), api).value;
  return rulingOf(changes, accepted).refused.length > 0;
}

async function comparisonsOf(names: readonly string[], console: Console): Promise<Comparison[]> {
  const [old, next] = names;
  if (old === undefined) return workspaceComparisons(console);
  if (next === undefined) throw usage('diff compares two documents', 'give OLD and NEW, or neither');
  const sides = withDocument(old, console.cwd, (before) =>
    withDocument(next, console.cwd, (after) => documentSides(before, after)),
  );
  return [await comparisonOf(sides)];
}

/** The APIs of a workspace against what of them is released. */
async function workspaceComparisons(console: Console): Promise<Comparison[]> {
  const root = findWorkspace(console.cwd);
  const comparisons: Comparison[] = [];
  for (const api of listApis(root)) {
    const sides = releasedSides(root, api);
    if (sides === undefined)
      report(console, `${api}: nothing is released yet; specline release --record begins`);
    else comparisons.push({ api, ...(await comparisonOf(sides)) });
  }
  return comparisons;
}

/** What changed, with its places, and the witnesses of breaks. */
export async function comparisonOf(sides: Sides): Promise<Comparison> {
  const { witnessed } = await judgementOf(sides);
  return { changes: placed(await witnessed(), sides), faults: [...sides.old.faults, ...sides.next.faults] };
}

/** Changes with their places in the new document; what is gone is shown where it was, at what is still there around it. */
export function placed<Found extends Change>(
  changes: readonly Found[],
  { next }: Sides,
): (Found & Pick<PlacedChange, 'file' | 'line' | 'column'>)[] {
  return changes.map((change) => {
    const { file, line, column } = next.placeOf(change.pointer);
    return { ...change, ...(file && { file }), ...(line && { line }), ...(column && { column }) };
  });
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
