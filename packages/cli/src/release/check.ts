import { relative } from 'node:path';
import { jsonText } from '@specline/generator';
import { documentPath, formatProblem, listApis } from '@specline/openapi';
import type { Problem } from '@specline/openapi';
import { bumpOf, markdownText } from '@specline/semver';
import { print, report } from '../console.js';
import type { Console } from '../console.js';
import { comparisonOf } from '../diff.js';
import { diffReport, formatOf } from '../diff-report.js';
import type { Comparison, DiffFormat } from '../diff-report.js';
import { documentSides } from '../load-versions.js';
import { EXIT } from '../exit.js';
import type { Exit } from '../exit.js';
import { git, mergeBase } from '../git.js';
import { MissingFileError, withDocument } from '../git-document.js';
import type { ReleaseContext } from './context.js';
import { plansOfAll } from './plan.js';
import type { ApiPlan } from './plan.js';
import { acceptLines } from './refusals.js';

export interface CheckOptions {
  /** A revision: what a branch changes since it left it is told first, and alone decides. */
  readonly base?: string;
  readonly format?: string;
  readonly json?: true;
}

/**
 * `specline release --check`: what the next release would be; exit status 1 where it would be refused, and 2 where an API
 * cannot be read. With `--base REF` first what this change means, from its merge base to the working tree, which then alone
 * can fail. Writes nothing.
 */
export async function checkRelease(
  context: ReleaseContext,
  options: CheckOptions,
  console: Console,
): Promise<Exit> {
  const format = formatOf(options);
  const { root } = context;
  const { plans, unread } = await plansOfAll(listApis(root), context);
  const refused = plans.flatMap(({ problems }) => problems);
  const base = options.base === undefined ? undefined : mergeBase(options.base, root);
  const own = base === undefined ? undefined : await changesSince(base, plans, root);
  const problems = [
    ...(own === undefined ? refused : ownProblems(own, plans)),
    ...unread.flatMap((entry) => entry.problems),
  ];
  if (format === 'json') print(console, jsonReport(own, plans, problems));
  else
    for (const part of [...thisChange(own, format, console), ...nextRelease(plans, format)])
      print(console, part);
  for (const line of base === undefined ? [] : goneLines(base, root)) report(console, line);
  for (const problem of problems) report(console, formatProblem(problem));
  if (problems.length > 0) for (const line of acceptLines(plans)) report(console, line);
  if (unread.length > 0) return EXIT.input;
  return problems.length === 0 ? EXIT.done : EXIT.violation;
}

/** No version can tell of an API that is gone: its packages stay in the registry as they are. */
function goneLines(commit: string, root: string): string[] {
  const there = listApis(root);
  return git(commit, ['ls-tree', '-d', '--name-only', commit, './spec/'], { cwd: root })
    .trim()
    .split('\n')
    .map((path) => path.slice(path.lastIndexOf('/') + 1))
    .filter((name) => /^[a-z]/.test(name) && !there.includes(name))
    .map(
      (name) =>
        `warning: spec/${name}: this API is gone, and no release will say so; deprecate its packages in the registry`,
    );
}

/** What a branch changes since it left a commit, by API; one that the commit does not have is new. */
async function changesSince(commit: string, plans: readonly ApiPlan[], root: string): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const { api } of plans) {
    const file = documentPath(`${root}/spec/${api.api}`, `spec/${api.api}`);
    const path = relative(root, file).replaceAll('\\', '/');
    try {
      const sides = withDocument(`${commit}:./${path}`, root, (old) =>
        withDocument(file, root, (next) => documentSides(old, { ...next, base: root })),
      );
      comparisons.push({ api: api.api, ...(await comparisonOf(sides)) });
    } catch (error) {
      if (!(error instanceof MissingFileError)) throw error;
    }
  }
  return comparisons;
}

/** Of what keeps the release from going out, that which this change brings; and breaks between two releases. */
function ownProblems(own: readonly Comparison[], plans: readonly ApiPlan[]): Problem[] {
  return plans.flatMap((plan) => {
    const changes = own.find(({ api }) => api === plan.api.api)?.changes ?? [];
    const breaks = new Set(changes.filter(({ bump }) => bump === 'major').map(({ pointer }) => pointer));
    const isAccepted = ({ file }: Problem) => file?.endsWith('accepted.yaml') === true;
    return plan.problems.filter((problem) => isAccepted(problem) || breaks.has(problem.pointer ?? ''));
  });
}

function thisChange(own: readonly Comparison[] | undefined, format: DiffFormat, console: Console): string[] {
  if (own === undefined) return [];
  const changed = own.filter(({ changes }) => changes.length > 0);
  const isNothing = changed.length === 0 && format !== 'github';
  const lines = isNothing ? ['Nothing changes for callers.'] : diffReport(changed, format, console);
  return [...heading('What this change means', format), ...lines, ''];
}

function nextRelease(plans: readonly ApiPlan[], format: DiffFormat): string[] {
  if (format === 'github') return [];
  return [
    ...heading('What the next release contains', format),
    ...plans.flatMap((plan) => planLines(plan, format)),
  ];
}

function heading(title: string, format: DiffFormat): string[] {
  switch (format) {
    case 'markdown':
      return [`## ${title}`, ''];
    case 'text':
      return [title, ''];
    case 'github':
    case 'json':
      return [];
  }
}

function planLines(
  { api, version, released, ruling, problems, entry }: ApiPlan,
  format: DiffFormat,
): string[] {
  const state = problems.length > 0 ? ', refused' : '';
  const means =
    released === undefined
      ? `${version}, the first release`
      : ruling.bump === 'none'
        ? 'nothing'
        : `a ${ruling.bump} after ${version}${state}`;
  if (format !== 'markdown') return [`${api.api}: ${means}`];
  return [`### ${markdownText(api.api)}: ${markdownText(means)}`, '', entry];
}

function jsonReport(
  own: readonly Comparison[] | undefined,
  plans: readonly ApiPlan[],
  problems: readonly Problem[],
): string {
  return jsonText({
    ...(own === undefined
      ? {}
      : { change: own.map(({ api, changes }) => ({ api, bump: bumpOf(changes), changes })) }),
    release: plans.map(({ api, version, released, ruling, problems: refused }) => ({
      api: api.api,
      version,
      released: released?.version ?? null,
      bump: ruling.bump,
      refused: refused.length > 0,
      changes: ruling.changes,
    })),
    problems,
  });
}
