import type { Json } from '../document/json.js';
import type { Located, Source } from '../document/source.js';
import type { Direction } from '../schema/keywords.js';

/** A value that is meant to satisfy a schema, and what is special about it (empty for the plain ones). */
export interface Candidate {
  readonly value: Json;
  readonly label: string;
  /** Set where it has everything that its schema allows, or the one part that it varies has. */
  readonly full?: 'whole' | 'part';
  /** How many JSON values it is made of. */
  readonly size: number;
}

/** The candidates for one schema: the smallest, the one with everything, and all. */
export interface Choice {
  readonly least: Candidate;
  readonly full: Candidate;
  readonly all: readonly Candidate[];
}

/** Finds candidates for the parts of a bigger schema. */
export interface Search {
  readonly source: Source;
  readonly direction: Direction;
  readonly choiceOf: (schemas: readonly Located[]) => Choice | undefined;
}

/** The candidate as the one that has everything that its schema allows. */
export function asFull(candidate: Candidate): Candidate {
  return { ...candidate, label: 'everything', full: 'whole' };
}

/** What a candidate is that has others in it. */
export function fullPart(parts: readonly Candidate[]): Pick<Candidate, 'full'> {
  return parts.some(({ full }) => full !== undefined) ? { full: 'part' } : {};
}
