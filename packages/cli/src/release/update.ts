import { join } from 'node:path';
import { writeFiles } from '@specline/generator';
import { documentPath, findWorkspace, formatProblem, InputError, listApis, visible } from '@specline/openapi';
import { print, progress, report, styled } from '../console.js';
import type { Console } from '../console.js';
import { EXIT } from '../exit.js';
import type { Exit } from '../exit.js';
import { warningLines } from '../generate-report.js';
import { plansOf } from '../generate.js';
import { lintSpec } from '../lint.js';
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
  const apis = names.length > 0 ? names : listApis(context.root);
  let exit: Exit = EXIT.done;
  for (const name of apis) if ((await updateApi(name, context, console)) !== EXIT.done) exit = EXIT.violation;
  return exit;
}

async function updateApi(name: string, context: ReleaseContext, console: Console): Promise<Exit> {
  progress(console, `${name}: lint`);
  await lint(name, context.root, console);
  progress(console, `${name}: diff`);
  const plan = await planOf(name, context);
  for (const line of warningLines(plan.api, {})) report(console, line);
  progress(console, `${name}: generate`);
  writeFiles(await plansOf(plan.api, { root: context.root, layout: 'workspace' }));
  const status = writeChangeset(plan, context);
  progress(console, `${name}: contract tests`);
  const { client } = plan.api.packages;
  await runTool(context.root, 'turbo', 'turbo', [
    'run',
    'test',
    `--filter=${client}`,
    '--output-logs=errors-only',
  ]);
  for (const line of updateLines(plan, status, console)) print(console, line);
  for (const problem of plan.problems) report(console, formatProblem(problem));
  for (const line of acceptLines([plan])) report(console, line);
  return plan.problems.length === 0 ? EXIT.done : EXIT.violation;
}

async function lint(name: string, root: string, console: Console): Promise<void> {
  const remarks = await lintSpec(documentPath(join(root, 'spec', name), `spec/${name}`), root);
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
    return [`${title}: ${bump}: nothing that callers see has changed since ${released.version}`];
  return [`${title}: ${bump} (${changesetFile(api.api)} ${status})`, '', entry.trimEnd()];
}
