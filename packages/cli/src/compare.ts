import { BudgetError, createJudge, DocumentError, findWitness } from '@specline/contract';
import type { Budget, Judge, MessageWitness } from '@specline/contract';
import { InputError } from '@specline/openapi';
import { diffModels } from '@specline/semver';
import type { Change } from '@specline/semver';
import type { PublishedVersion, PublishedVersions, TypesJudgement } from '@specline/semver/types';
import type { Side, Sides } from './load-versions.js';
import { runWitness } from './runtime-witness.js';
import { NOT_SEARCHED, UNCONFIRMED } from './witness.js';
import type { Witness } from './witness.js';

/** A change, with a witness where it breaks callers. */
export interface WitnessedChange extends Change {
  readonly witness?: Witness;
}

/** What changed between two versions. */
export interface Judgement {
  readonly changes: readonly Change[];
  /** The same changes, each break with its witness, which takes a while to find. */
  witnessed: () => Promise<readonly WitnessedChange[]>;
}

/** What changed between two versions, by the rules and by the compiler. */
export async function judgementOf({ old, next }: Sides): Promise<Judgement> {
  const rules = diffModels(old, next);
  const versions = await publishedVersions({ old, next });
  const types = versions && (await typesJudgement(versions, rules));
  const changes = types?.changes ?? rules;
  return { changes, witnessed: () => witnessedChanges(changes, { old, next }, versions, types) };
}

async function witnessedChanges(
  changes: readonly Change[],
  sides: Sides,
  versions: PublishedVersions | undefined,
  types: TypesJudgement | undefined,
): Promise<readonly WitnessedChange[]> {
  const majors = changes.filter(({ bump }) => bump === 'major');
  if (majors.length === 0) return changes;
  const witnesses = new Map<Change, Witness>(types?.witnesses(majors.filter(isSeenInCode)));
  const open = () => majors.filter((change) => !witnesses.has(change));
  const messages = await messageWitnesses(sides, open());
  for (const [change, message] of messages.found) witnesses.set(change, message);
  for (const [change, program] of types?.witnesses(open()) ?? []) witnesses.set(change, program);
  for (const change of open()) {
    const run = versions && (await runWitness(change, versions, types?.calling ?? ''));
    witnesses.set(change, run ?? (messages.unended.has(change) ? NOT_SEARCHED : UNCONFIRMED));
  }
  return changes.map((change) => {
    const witness = witnesses.get(change);
    return witness === undefined ? change : { ...change, witness };
  });
}

/** Whether a program shows a change best: of a member that no longer comes, a message says too little. */
function isSeenInCode({ layer, id }: Change): boolean {
  return layer !== 'wire' || id === 'response-property-removed';
}

/** Both sides with what is published of them; undefined where that is not known of one. */
async function publishedVersions({ old, next }: Sides): Promise<PublishedVersions | undefined> {
  const [before, after] = [await publishedVersion(old), await publishedVersion(next)];
  return before && after && { old: before, next: after };
}

async function publishedVersion({ wire, names, declarations }: Side): Promise<PublishedVersion | undefined> {
  const { surface } = names;
  const texts = await declarations();
  return surface && texts && { wire, names: { ...names, surface }, declarations: texts };
}

/** The compiler is only loaded where there is something for it to judge. */
async function typesJudgement(
  versions: PublishedVersions,
  rules: readonly Change[],
): Promise<TypesJudgement | undefined> {
  const [before, after] = [versions.old, versions.next].map(({ declarations }) =>
    JSON.stringify(declarations),
  );
  if (before === after && !rules.some(({ bump }) => bump === 'major')) return undefined;
  const { judgeTypes } = await import('@specline/semver/types');
  try {
    return judgeTypes(versions, rules);
  } catch (error) {
    // The compiler calls itself for each type that leads to another one, until no stack is left.
    if (!(error instanceof RangeError)) throw error;
    const message = 'schemas lead to one another too deeply for their types to be compared';
    throw new InputError([{ message, remedy: 'shorten chains of $ref' }]);
  }
}

/** Values that are validated to find the messages of all changes, and those of one, parts included. */
const MOST_VALUES = 4_000_000;
const MOST_VALUES_OF_ONE = 300_000;

interface FoundMessages {
  readonly found: ReadonlyMap<Change, MessageWitness>;
  /** Changes whose search ended, or did not begin, because all values were validated that may be. */
  readonly unended: ReadonlySet<Change>;
}

async function messageWitnesses({ old, next }: Sides, majors: readonly Change[]): Promise<FoundMessages> {
  const wire = majors.filter(({ layer, operation }) => layer === 'wire' && operation !== undefined);
  const budget: Budget = { left: 0 };
  const [before, after] = wire.length === 0 ? [] : [judgeOf(old, budget), judgeOf(next, budget)];
  const found = new Map<Change, MessageWitness>();
  const unended = new Set<Change>();
  if (before === undefined || after === undefined) return { found, unended };
  let left = MOST_VALUES;
  for (const change of wire) {
    const most = Math.min(left, MOST_VALUES_OF_ONE);
    budget.left = most;
    const witness = await withinBudget(() => firstWitness(before, after, change, old));
    left -= most - Math.max(0, budget.left);
    if (witness === 'unended') unended.add(change);
    else if (witness !== undefined) found.set(change, witness);
  }
  return { found, unended };
}

async function withinBudget(
  search: () => Promise<MessageWitness | undefined>,
): Promise<MessageWitness | 'unended' | undefined> {
  try {
    return await search();
  } catch (error) {
    if (error instanceof BudgetError) return 'unended';
    throw error;
  }
}

/** What many operations share need not break them all: more than these are not tried. */
const MOST_OPERATIONS = 5;

async function firstWitness(
  old: Judge,
  next: Judge,
  change: Change,
  side: Side,
): Promise<MessageWitness | undefined> {
  for (const operation of change.operations.slice(0, MOST_OPERATIONS)) {
    const witness = await messageWitness(old, next, { ...change, operation }, side);
    if (witness !== undefined) return witness;
  }
  return undefined;
}

/** A judge over the raw document; undefined for one that no judge can read. */
function judgeOf({ document }: Side, budget: Budget): Judge | undefined {
  try {
    return createJudge(document, [''], budget);
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}

async function messageWitness(
  old: Judge,
  next: Judge,
  { operation = '', direction, pointer, oldPointer, newPointer }: Change,
  { wire }: Side,
): Promise<MessageWitness | undefined> {
  const shape = (key: string) => key.replaceAll(/\{[^{}]*\}/g, '{}');
  const same = ({ key }: { readonly key: string }) => shape(key) === shape(operation);
  const exact = wire.operations.find(({ key }) => key === operation);
  try {
    return await findWitness(old, next, {
      // A webhook is none of the operations: of its messages, values alone are judged.
      old: (exact ?? wire.operations.find(same))?.key ?? operation,
      next: next.operations.find(({ name }) => name === operation)?.name,
      ...(direction === undefined || direction === 'both' ? {} : { direction }),
      pointers: [...new Set([newPointer ?? pointer, oldPointer ?? pointer])],
    });
  } catch (error) {
    // Of a schema that no value can be made for, the types are left to show it.
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}
