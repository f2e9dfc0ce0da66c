import { refuseLinks, writeFiles } from '@specline/generator';
import {
  findWorkspace,
  formatProblem,
  InputError,
  listApis,
  refuseForeign,
  visible,
} from '@specline/openapi';
import { print, progress, report, styled } from '../console.js';
import type { Console } from '../console.js';
import { EXIT } from '../exit.js';
import type { Exit } from '../exit.js';
import { warningLines } from '../generate-report.js';
import { plansOf } from '../generate.js';
import { lintFiles } from '../lint.js';
import { withLock } from '../lock/lock.js';
import { pinnedPnpm, withPnpm } from '../pnpm.js';
import { changesetFile, writeChangeset } from './changeset-file.js';
import { releaseContext, todayOf } from './context.js';
import type { ReleaseContext } from './context.js';
import { planOf } from './plan.js';
import type { ApiPlan } from './plan.js';
import { acceptLines } from './refusals.js';
import { runTool } from './tool.js';

/**
 * `specline update`: lints and generates an API, works out what its changes mean for callers, writes that down as a
 * changeset, and runs the contract tests. Exit status 1 where callers break and nobody owned up to it, or where a test
 * fails. Throws `InputError` for what cannot be read.
 */
export async function update(names: readonly string[], console: Console): Promise<Exit> {
  const context = releaseContext(findWorkspace(console.cwd), todayOf(console));
  // turbo runs the package manager that the workspace pins.
  const env =
    pinnedPnpm(context.root) === undefined ? console.env : await withPnpm(context.root, console.env);
  const apis = names.length > 0 ? names : listApis(context.root);
  refuseForeign(context.root, listApis(context.root));
  let exit: Exit = EXIT.done;
  for (const name of apis)
    if ((await updateApi(name, context, { ...console, env })) !== EXIT.done) exit = EXIT.violation;
  return exit;
}

async function updateApi(name: string, context: ReleaseContext, console: Console): Promise<Exit> {
  const { plan, status } = await withLock(context.root, 'specline update', console, () =>
    writeUpdate(name, context, console),
  );
  progress(console, `${name}: contract tests`);
  const { client } = plan.api.packages;
  const task = ['run', 'test', `--filter=${client}`, '--output-logs=errors-only'];
  await runTool(context.root, 'turbo', 'turbo', task, { env: console.env });
  for (const line of updateLines(plan, status, console)) print(console, line);
  for (const problem of plan.problems) report(console, formatProblem(problem));
  for (const line of acceptLines([plan])) report(console, line);
  return plan.problems.length === 0 ? EXIT.done : EXIT.violation;
}

async function writeUpdate(name: string, context: ReleaseContext, console: Console) {
  progress(console, `${name}: diff`);
  refuseLinks(context.root, '.changeset');
  // What is refused is refused before the linter sees it.
  const plan = await planOf(name, context);
  progress(console, `${name}: lint`);
  await lint(plan.api.files, context.root, console);
  for (const line of warningLines(plan.api, {})) report(console, line);
  progress(console, `${name}: generate`);
  writeFiles(await plansOf(plan.api, { root: context.root, layout: 'workspace' }));
  return { plan, status: writeChangeset(plan, context) };
}

async function lint(files: readonly string[], root: string, console: Console): Promise<void> {
  const remarks = await lintFiles(files, root);
  const errors = remarks.filter(({ severity }) => severity === 'error');
  for (const { severity, text } of remarks)
    if (severity !== 'error') report(console, `${severity}: ${visible(text)}`);
  if (errors.length > 0) throw new InputError(errors.map(({ text }) => ({ message: text })));
}

const STYLES = { none: 'dim', patch: 'dim', minor: 'green', major: 'red' } as const;

function updateLines(
  { api, version, released, ruling, entry }: ApiPlan,
  status: ReturnType<typeof writeChangeset>,
  { stdout }: Console,
): string[] {
  const title = `${styled('bold', api.api, stdout)} ${version}`;
  if (released === undefined) return [`${title}: not released yet; the first release records it`];
  const bump = styled(STYLES[ruling.bump], ruling.bump, stdout);
  if (ruling.bump === 'none')
    return [`${title}: ${bump}: nothing has changed for callers since ${released.version}`];
  return [`${title}: ${bump} (${changesetFile(api.api)} ${status})`, '', entry.trimEnd()];
}
