import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { refuseLinks } from '@specline/generator';
import { findWorkspace, formatProblem, InputError } from '@specline/openapi';
import { print, progress, report } from './console.js';
import type { Console } from './console.js';
import { EXIT } from './exit.js';
import type { Exit } from './exit.js';
import { withLock } from './lock/lock.js';
import { contentWarnings } from './publish/contents.js';
import { discreet, registryOf, VARIABLES, withoutTokens } from './publish/environment.js';
import type { Registry } from './publish/environment.js';
import type { Packed } from './publish/tarball.js';
import { planOf, refusals } from './publish/plan.js';
import type { Plan } from './publish/plan.js';
import { pushTo } from './publish/credentials.js';
import { fillShelf, readShelf } from './publish/pack.js';
import { stepsIn, withPnpm } from './pnpm.js';
import { pendingChangesets } from './release/pending-changesets.js';

export interface PublishOptions {
  readonly dryRun?: true;
  readonly json?: true;
  readonly out?: string;
  readonly from?: string;
}

/** What became of a package, or would. */
interface Outcome {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  readonly state: 'packed' | 'planned' | 'published' | 'present' | 'pending';
  readonly tag?: string;
}

/**
 * `specline publish`: every package of the workspace whose version the registry does not have, each after what it needs.
 * What is there is left alone, so that a run that was ended is completed by the same command. Throws `InputError`.
 */
export async function publish(options: PublishOptions, console: Console): Promise<Exit> {
  try {
    return await publishShelf(options, console);
  } catch (error) {
    throw error instanceof InputError ? new InputError(discreet(error.problems, console.env)) : error;
  }
}

async function publishShelf(options: PublishOptions, console: Console): Promise<Exit> {
  const root = findWorkspace(console.cwd);
  if (options.from !== undefined) return publishAll(root, options, console);
  return withLock(root, 'specline publish', console, () => publishAll(root, options, console));
}

async function publishAll(root: string, options: PublishOptions, console: Console): Promise<Exit> {
  const registry = registryFor(options, console);
  const shelf = await shelfOf(root, options, console);
  for (const warning of shelf.flatMap(contentWarnings)) report(console, `warning: ${formatProblem(warning)}`);
  const outcomes: Outcome[] = [];
  const tell = (outcome: Outcome) => {
    outcomes.push(outcome);
    if (!options.json) print(console, lineOf(outcome));
  };
  try {
    if (registry !== undefined) return await publishTo({ registry, root, shelf }, options, console, tell);
    for (const packed of shelf) tell(outcomeOf(packed, { state: 'packed' }));
    return EXIT.done;
  } finally {
    if (options.json) print(console, JSON.stringify({ packages: outcomes }, null, 2));
  }
}

/** What is published, and where to. */
interface Publication {
  readonly registry: Registry;
  readonly root: string;
  readonly shelf: readonly Packed[];
}

async function publishTo(
  { registry, root, shelf }: Publication,
  { dryRun }: PublishOptions,
  console: Console,
  tell: (outcome: Outcome) => void,
): Promise<Exit> {
  const refused = shelf.flatMap((packed) => refusals(packed, registry));
  const pending = new Set(pendingChangesets(root).flatMap(({ releases }) => Object.keys(releases)));
  const plans = refused.length > 0 ? [] : await planOf(shelf, registry, pending);
  const problems = [
    ...refused,
    ...plans.flatMap((plan) => (plan.state === 'conflict' ? [plan.problem] : [])),
  ];
  for (const problem of discreet(problems, console.env)) report(console, formatProblem(problem));
  if (problems.length > 0) return EXIT.violation;
  const isDone = !plans.some(({ state }) => state === 'absent');
  if (dryRun || isDone) {
    for (const plan of plans) tell(plannedOutcome(plan));
    return EXIT.done;
  }
  const push = pushTo(registry, console.env);
  for (const plan of plans) {
    progress(console, `publishing ${plan.packed.manifest.name}`);
    if (plan.state === 'absent') await push(plan.packed, plan.tag);
    tell(plan.state === 'absent' ? { ...plannedOutcome(plan), state: 'published' } : plannedOutcome(plan));
  }
  return EXIT.done;
}

/** To pack alone needs no registry. */
function registryFor({ dryRun }: PublishOptions, { env }: Console): Registry | undefined {
  return dryRun && (env[VARIABLES.registry] ?? '') === '' ? undefined : registryOf(env);
}

/** Only to pack takes pnpm. */
async function shelfOf(root: string, { out, from }: PublishOptions, console: Console): Promise<Packed[]> {
  if (out !== undefined && from !== undefined)
    throw new InputError([{ message: '--out and --from cannot be combined', remedy: 'give one of them' }]);
  if (from !== undefined) return readShelf(resolve(console.cwd, from));
  progress(console, 'building and packing');
  if (out === undefined) refuseLinks(root, SHELF);
  if (out === undefined) rmSync(join(root, SHELF), { recursive: true, force: true });
  const folder = out === undefined ? join(root, SHELF) : resolve(console.cwd, out);
  return fillShelf(root, folder, stepsIn(root, await withPnpm(root, withoutTokens(console.env))));
}

/** Where tarballs go, with what is said of them, unless `--out` names another folder. */
const SHELF = join('node_modules', '.cache', 'specline-packages');

function plannedOutcome(plan: Plan): Outcome {
  switch (plan.state) {
    case 'absent':
      return outcomeOf(plan.packed, { state: 'planned', tag: plan.tag });
    case 'conflict':
    case 'present':
      return outcomeOf(plan.packed, { state: 'present' });
    case 'pending':
      return outcomeOf(plan.packed, { state: 'pending' });
  }
}

function outcomeOf(
  { manifest: { name, version }, integrity }: Packed,
  what: Pick<Outcome, 'state' | 'tag'>,
): Outcome {
  return { name, version, integrity, ...what };
}

function lineOf({ name, version, state, tag }: Outcome): string {
  const words: Record<Outcome['state'], string> = {
    packed: 'packed',
    planned: `would be published as ${tag}`,
    published: `published as ${tag}`,
    present: 'in the registry',
    pending: 'in the registry; what has changed since waits for its release',
  };
  return `${name} ${version}: ${words[state]}`;
}
