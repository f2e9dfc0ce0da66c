import { InputError } from '@specline/openapi';
import type { Accepted, Json, Problem } from '@specline/openapi';
import { changelogEntry, isUnexplained, kindOf, rulingOf } from '@specline/semver';
import type { Change, Kind, Ruling } from '@specline/semver';
import { readApi } from '../load-api.js';
import type { Api } from '../load-api.js';
import { placed } from '../diff.js';
import { releasedModel, releasedSides } from '../load-versions.js';
import type { Sides } from '../load-versions.js';
import type { PlacedChange } from '../diff-report.js';
import { judgementOf } from '../compare.js';
import { acceptedDigest, acceptedOf } from './accepted-file.js';
import { codeOf } from './code-changes.js';
import type { CodeSide } from './code-changes.js';
import { majorOf } from './context.js';
import type { ReleaseContext } from './context.js';
import { currentVersion, declarationsOf, releasedDeclarations, releasedVersion } from './save-baseline.js';
import type { ReleasedVersion } from './save-baseline.js';
import { deprecationAt, earlyRemoval } from './deprecation-policy.js';

/** What the next release of one API is. */
export interface ApiPlan {
  readonly api: Api;
  /** The version that its packages have. */
  readonly version: string;
  /** What is recorded; absent before the first release. */
  readonly released?: ReleasedVersion;
  readonly ruling: Ruling;
  /** Why it is not released. */
  readonly problems: readonly Problem[];
  /** Digest of its `accepted.yaml`, where it has one. */
  readonly accepted?: string;
  /** The changelog's entry, as Markdown; empty where nothing changed. */
  readonly entry: string;
}

/** Holds an API against its last release, and what changed against `accepted.yaml`. Throws `InputError`. */
export async function planOf(name: string, context: ReleaseContext): Promise<ApiPlan> {
  const { root } = context;
  const api = readApi(root, name);
  const released = releasedVersion(root, name);
  const sides = releasedSides(root, name);
  const changes = [...(await changesOf(sides)), ...runtimeChanges(released, context)];
  const accepted = acceptedDigest(root, name);
  const { value, locate } = acceptedOf(root, name);
  const ruling = rulingOf(changes, value);
  const problems = [
    ...ruling.refused
      .filter(({ id }) => id !== RUNTIME)
      .map((change) => refusal(change, earliness(change, sides, context), name)),
    ...locate(acceptedProblems(ruling, changes, value)),
  ];
  return {
    api,
    version: currentVersion(root, name),
    ...(released === undefined ? {} : { released }),
    ruling,
    problems,
    ...(accepted === undefined ? {} : { accepted }),
    entry: await entryOf(ruling, api, root),
  };
}

async function changesOf(sides: Sides | undefined): Promise<PlacedChange[]> {
  if (sides === undefined) return [];
  const { changes } = await judgementOf(sides);
  const { old, next } = sides;
  return placed(changes, sides).map((change) => announced(change, old.document, next.document));
}

/** What a document says of a part that is deprecated or gone: until when it is there, and what is there instead. */
function announced(change: PlacedChange, old: Json, next: Json): PlacedChange {
  const kind = kindOf(change.id);
  const side = kind && ANNOUNCING[kind];
  if (side === undefined) return change;
  const isRemoved = side === 'old';
  const { sunset, replacedBy } = isRemoved
    ? deprecationAt(old, change.oldPointer ?? change.pointer)
    : deprecationAt(next, change.newPointer ?? change.pointer);
  const says = [
    change.message,
    ...(replacedBy === undefined ? [] : [`use ${replacedBy} instead`]),
    ...(sunset === undefined || isRemoved ? [] : [`it may be gone from ${sunset} on`]),
  ];
  return { ...change, message: says.join('; ') };
}

/** The documents that may say of a part what is there instead, by what becomes of it. */
const ANNOUNCING: Readonly<Partial<Record<Kind, 'old' | 'next'>>> = {
  'operation-removed': 'old',
  'parameter-removed': 'old',
  'property-removed': 'old',
  'body-removed': 'old',
  'media-type-removed': 'old',
  'success-status-removed': 'old',
  'error-status-removed': 'old',
  'header-removed': 'old',
  'union-member-removed': 'old',
  'type-removed': 'old',
  'option-removed': 'old',
  'operation-deprecated': 'next',
  'parameter-deprecated': 'next',
  'property-deprecated': 'next',
};

/** Parts that are deprecated before they may go. */
const PROMISED: ReadonlySet<Kind | undefined> = new Set<Kind>([
  'operation-removed',
  'parameter-removed',
  'property-removed',
]);

const RUNTIME = 'runtime-major';

/** A client whose runtime is another major is another major, whose runtime's changeset has owned up to it. */
function runtimeChanges(released: ReleasedVersion | undefined, { runtime }: ReleaseContext): Change[] {
  if (released === undefined || majorOf(released.runtime) === majorOf(runtime)) return [];
  const message = `the client runs on @specline/runtime ${majorOf(runtime)}; see its changelog for what that changes`;
  return [{ id: RUNTIME, layer: 'surface', bump: 'major', pointer: '#', operations: [], message }];
}

function earliness(
  { id, oldPointer }: Change,
  sides: Sides | undefined,
  { today }: ReleaseContext,
): string | undefined {
  if (sides === undefined || oldPointer === undefined) return undefined;
  if (!PROMISED.has(kindOf(id))) return undefined;
  return earlyRemoval(deprecationAt(sides.old.document, oldPointer), today);
}

function refusal(change: PlacedChange, early: string | undefined, name: string): Problem {
  const { file, line, column, pointer, id } = change;
  const message = `${change.message}: this breaks callers${early === undefined ? '' : `, and ${early}`}`;
  const remedy = `undo it, or accept it in spec/${name}/accepted.yaml (${id})`;
  return {
    ...(file && { file }),
    ...(line && { line }),
    ...(column && { column }),
    pointer,
    message,
    remedy,
  };
}

function acceptedProblems({ stale }: Ruling, changes: readonly Change[], accepted: Accepted): Problem[] {
  const problems = stale.map((index): Problem => ({
    pointer: `#/changes/${index}`,
    message: 'this entry matches no change',
    remedy: 'remove it, or correct its id and pointer as specline diff prints them',
  }));
  if (accepted.bump !== undefined && changes.length === 0)
    problems.push({ pointer: '#/bump', message: 'there is nothing to release', remedy: 'remove it' });
  if (isUnexplained(changes, accepted))
    problems.push({ pointer: '#/bump', message: 'the changes need a higher bump', remedy: 'add a reason' });
  return problems;
}

/** Only breaks show code, and only for them the old version is printed. */
async function entryOf(ruling: Ruling, api: Api, root: string): Promise<string> {
  if (!ruling.changes.some(({ bump }) => bump === 'major'))
    return changelogEntry(ruling, { codeOf: () => undefined });
  const old: CodeSide = {
    model: releasedModel(root, api.api),
    declarations: releasedDeclarations(root, api.api),
  };
  const next: CodeSide = { model: api.model, declarations: await declarationsOf(api) };
  return changelogEntry(ruling, { codeOf: (change) => codeOf(change, old, next) });
}

/** The plans of several APIs; one that cannot be read does not stop the others. */
export async function plansOfAll(
  names: readonly string[],
  context: ReleaseContext,
): Promise<{
  readonly plans: ApiPlan[];
  readonly unread: readonly { api: string; problems: readonly Problem[] }[];
}> {
  const plans: ApiPlan[] = [];
  const unread: { api: string; problems: readonly Problem[] }[] = [];
  for (const name of names) {
    try {
      plans.push(await planOf(name, context));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      unread.push({ api: name, problems: error.problems });
    }
  }
  return { plans, unread };
}
