import type { MessageWitness } from '@specline/contract';
import type { ProgramWitness } from '@specline/semver/types';

/**
 * What worked before a change and does not now: a program that the old packages compile and the new ones do not, a
 * message that is judged otherwise, or a program whose run differs. `unconfirmed` where nothing of the kind was found.
 */
export type Witness = MessageWitness | ProgramWitness | RunWitness | UnconfirmedWitness;

/** A program that compiles in both versions, and does something else when it runs. */
export interface RunWitness {
  readonly kind: 'run';
  readonly text: string;
  readonly problem: string;
}

export interface UnconfirmedWitness {
  readonly kind: 'unconfirmed';
  readonly text: '';
  readonly problem: string;
}

export const UNCONFIRMED: UnconfirmedWitness = {
  kind: 'unconfirmed',
  text: '',
  problem: 'no program and no message was found that worked before and does not now',
};

/** Of a change of a large document: no program was found, and the search for a message was not ended. */
export const NOT_SEARCHED: UnconfirmedWitness = {
  kind: 'unconfirmed',
  text: '',
  problem:
    'no program was found that worked before and does not now, and the search for a message ended at its limit of steps',
};
