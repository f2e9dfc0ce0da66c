import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jsonText, refuseLinks, writeFiles } from '@specline/generator';
import {
  findWorkspace,
  formatProblem,
  InputError,
  listApis,
  refuseForeign,
  releasedNames,
  visible,
} from '@specline/openapi';
import type { Problem } from '@specline/openapi';
import { readApi } from '../load-api.js';
import type { Api } from '../load-api.js';
import { print, progress, report } from '../console.js';
import type { Console } from '../console.js';
import { EXIT } from '../exit.js';
import type { Exit } from '../exit.js';
import { plansOf } from '../generate.js';
import { withLock } from '../lock/lock.js';
import { removeFile } from '../workspace-file.js';
import { acceptedDigest, acceptedFile } from './accepted-file.js';
import { checkRelease } from './check.js';
import type { CheckOptions } from './check.js';
import { writeChangeset } from './changeset-file.js';
import { currentRuntime, releaseContext, todayOf } from './context.js';
import type { ReleaseContext } from './context.js';
import { closeJournal, resume } from './journal.js';
import type { Versioned } from './journal.js';
import { plansOfAll } from './plan.js';
import type { ApiPlan } from './plan.js';
import { clientVersion, currentVersion, recordPlan } from './save-baseline.js';
import { acceptLines } from './refusals.js';
import { raiseVersions } from './version.js';

export interface ReleaseOptions extends CheckOptions {
  readonly check?: true;
  readonly record?: true;
  readonly snapshot?: string | true;
}

/**
 * `specline release`: raises the versions of what changed, writes changelogs, and records what each version means. An API
 * with breaks that nobody owned up to is refused, and the others are released all the same. Each step is whole or undone:
 * the same command completes what was interrupted. Throws `InputError` for usage.
 */
export async function release(options: ReleaseOptions, console: Console): Promise<Exit> {
  const root = findWorkspace(console.cwd);
  const context = () => releaseContext(root, todayOf(console));
  if (options.check && !options.record) return checkRelease(context(), options, console);
  return withLock(root, 'specline release', console, () =>
    options.record ? record(context(), console) : releaseAll(root, context, options, console),
  );
}

async function releaseAll(
  root: string,
  contextNow: () => ReleaseContext,
  options: ReleaseOptions,
  console: Console,
): Promise<Exit> {
  refuseForeign(root, listApis(root));
  await completeInterrupted(contextNow(), console);
  const context = contextNow();
  refuseLinks(root, '.changeset');
  progress(console, 'diff');
  const { plans, unread } = await plansOfAll(listApis(root), context);
  const refused = plans.filter(({ problems }) => problems.length > 0);
  const released = plans.filter(({ problems }) => problems.length === 0);
  console.step?.('diff');
  await generateAll(
    released.map(({ api }) => api),
    root,
  );
  for (const plan of released) writeChangeset(plan, context);
  console.step?.('changeset');
  const held = [...refused.map(({ api }) => api.api), ...unread.map(({ api }) => api)];
  const before = new Map(plans.map(({ api }) => [api, clientVersion(root, api.api)]));
  await versionAndRecord(released, held, { ...options, before }, context, console);
  const problems = [
    ...refused.flatMap((plan) => plan.problems),
    ...unread.flatMap((entry) => entry.problems),
  ];
  for (const problem of problems) report(console, formatProblem(problem));
  for (const line of acceptLines(refused)) report(console, line);
  if (unread.length > 0) return EXIT.input;
  return problems.length === 0 ? EXIT.done : EXIT.violation;
}

interface Versioning extends ReleaseOptions {
  /** The version that the client of each API had. */
  readonly before: ReadonlyMap<Api, string>;
}

async function versionAndRecord(
  plans: readonly ApiPlan[],
  refused: readonly string[],
  { snapshot, before }: Versioning,
  context: ReleaseContext,
  console: Console,
): Promise<void> {
  const { root, prereleases } = context;
  const isStable = snapshot === undefined && prereleases !== 'pre';
  const recorded = plans.filter(
    ({ ruling, released }) => isStable && (released === undefined || ruling.bump !== 'none'),
  );
  progress(console, 'version');
  const tag = snapshot === undefined ? [] : ['--snapshot', ...(snapshot === true ? [] : [snapshot])];
  const digests = Object.fromEntries(recorded.map((plan) => [plan.api.api, versionedOf(plan)]));
  await raiseVersions(root, refused, digests, tag);
  console.step?.('version');
  const raised = [...before].filter(([api, version]) => clientVersion(root, api.api) !== version);
  await generateAll(
    raised.map(([api]) => api),
    root,
  );
  console.step?.('generate');
  for (const { api, accepted } of recorded) await recordApi(api, accepted, context);
  console.step?.('record');
  closeJournal(root);
  for (const line of plans.flatMap((plan) => planLines(plan, root))) print(console, line);
}

/** `moq-relays 1.0.0 → 2.0.0 (major): …` */
function planLines({ api, version, released, ruling }: ApiPlan, root: string): string[] {
  const now = currentVersion(root, api.api);
  if (released === undefined) return [`${api.api} ${now}: the first release is recorded`];
  if (ruling.bump === 'none') return [`${api.api} ${now}: nothing changed`];
  return [`${api.api} ${version} → ${now} (${ruling.bump}): ${visible(ruling.changes[0]?.message ?? '')}`];
}

/** Packages that do not follow from their documents are no release; and a client says its version itself. */
async function generateAll(apis: readonly Api[], root: string): Promise<void> {
  const plans = await Promise.all(apis.map((api) => plansOf(api, { root, layout: 'workspace' })));
  writeFiles(plans.flat());
}

/** An `accepted.yaml` other than the one that was read is a person's, for the next release. */
async function recordApi(api: Api, accepted: string | undefined, { root }: ReleaseContext): Promise<boolean> {
  const version = { version: currentVersion(root, api.api), runtime: currentRuntime(root) };
  const plan = await recordPlan(root, api, version);
  writeFiles([plan]);
  if (accepted !== undefined && accepted === acceptedDigest(root, api.api))
    removeFile(root, acceptedFile(api.api));
  return plan.differences.length > 0;
}

/** A release that ended between two steps: versions raised by half are put back, and what was versioned is recorded. */
async function completeInterrupted(context: ReleaseContext, console: Console): Promise<void> {
  const { root } = context;
  for (const [name, { digest, accepted }] of Object.entries(resume(root))) {
    if (!existsSync(join(root, 'spec', name))) continue;
    const api = readApi(root, name);
    if (digestOf(api) !== digest) throw new InputError([editedProblem(name, currentVersion(root, name))]);
    await generateAll([api], root);
    await recordApi(api, accepted, context);
    report(
      console,
      `${name} ${currentVersion(root, name)}: recorded, which an interrupted release had left to do`,
    );
  }
  closeJournal(root);
}

function editedProblem(name: string, version: string): Problem {
  return {
    file: `spec/${name}`,
    message: `a release was interrupted after it had raised the version to ${version}, and this was edited since`,
    remedy: 'take the edit back, run specline release, and make it again',
  };
}

function versionedOf({ api, accepted }: ApiPlan): Versioned {
  return { digest: digestOf(api), ...(accepted === undefined ? {} : { accepted }) };
}

/** Of all that a record is made of. */
function digestOf({ document, model, components }: Api): string {
  return hash('sha256', jsonText([document, releasedNames(model, components)]), 'hex');
}

/** `--record`: writes down what the current versions mean, without raising any. */
async function record(context: ReleaseContext, console: Console): Promise<Exit> {
  for (const name of listApis(context.root)) {
    const accepted = acceptedDigest(context.root, name);
    const isNew = await recordApi(readApi(context.root, name), accepted, context);
    print(console, `${name} ${currentVersion(context.root, name)}: ${isNew ? 'recorded' : 'as recorded'}`);
  }
  return EXIT.done;
}
