import type { Accepted, AcceptedChange } from '@specline/openapi';
import { BUMPS, bumpOf } from './change.js';
import type { Bump, Change } from './change.js';

/** A change as it counts in a release. */
export interface RuledChange extends Change {
  /** What was said of it in `accepted.yaml`. */
  readonly accepted?: AcceptedChange;
}

/** What changes make of a release, with what its owner says of them. */
export interface Ruling {
  readonly bump: Bump;
  /** The highest bump first; each with the bump that it counts as. */
  readonly changes: readonly RuledChange[];
  /** Breaks that nobody owned up to. */
  readonly refused: readonly Change[];
  /** Entries of `changes` in `accepted.yaml` that say nothing of any change, by their index. */
  readonly stale: readonly number[];
  /** Why the release is less than its changes ask for. */
  readonly lowered?: string;
}

/** Holds changes against `accepted.yaml`: who breaks callers owns up to it, and may say what a change counts as. */
export function rulingOf(changes: readonly Change[], { changes: entries = [], bump }: Accepted): Ruling {
  const ruled = changes.map((change) => ruledChange(change, entries));
  const asked = bumpOf(ruled);
  const to = bump === undefined || asked === 'none' ? asked : bump.to;
  const isLowered = rank(to) < rank(asked);
  return {
    bump: to,
    changes: ruled.toSorted((a, b) => rank(b.bump) - rank(a.bump)),
    refused: changes.filter(
      (change) => change.bump === 'major' && !entries.some((entry) => isAbout(entry, change)),
    ),
    stale: entries.flatMap((entry, index) =>
      changes.some((change) => isAbout(entry, change) && isNeeded(entry, change)) ? [] : [index],
    ),
    ...(isLowered && bump?.reason !== undefined ? { lowered: bump.reason } : {}),
  };
}

/** Whether the release would be lowered and nobody says why. */
export function isUnexplained(
  changes: readonly Change[],
  { changes: entries = [], bump }: Accepted,
): boolean {
  const asked = bumpOf(changes.map((change) => ruledChange(change, entries)));
  return bump !== undefined && bump.reason === undefined && rank(bump.to) < rank(asked);
}

function ruledChange(change: Change, entries: readonly AcceptedChange[]): RuledChange {
  const accepted = entries.find((entry) => isAbout(entry, change));
  return accepted === undefined ? change : { ...change, bump: accepted.bump ?? change.bump, accepted };
}

function isAbout({ id, pointer }: AcceptedChange, change: Change): boolean {
  return id === change.id && [change.pointer, change.oldPointer, change.newPointer].includes(pointer);
}

/** An entry owns up to a break, or lets a change count as something else. */
function isNeeded({ bump }: AcceptedChange, change: Change): boolean {
  return change.bump === 'major' || (bump !== undefined && bump !== change.bump);
}

function rank(bump: Bump): number {
  return BUMPS.indexOf(bump);
}
