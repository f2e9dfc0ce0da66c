import type { Json } from '../document/json.js';
import type { Located, Source } from '../document/source.js';
import type { Direction } from '../schema/keywords.js';

/** A value that is meant to satisfy a schema, and what is special about it (empty for the plain ones). */
export interface Candidate {
  readonly value: Json;
  readonly label: string;
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

/** The label of the candidate with every property in it. */
export const FULL = 'everything';
