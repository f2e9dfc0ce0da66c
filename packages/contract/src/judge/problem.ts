import type { ValueProblem } from '../schema/validators.js';

/** One thing that is wrong with a message. */
export interface Problem {
  /** Where in the message: `path parameter relay_id`, `body/type`, `status`. */
  readonly place: string;
  readonly message: string;
  /** Where the document says so. */
  readonly pointer: string;
  /** What is wrong with a value by its schema, and what carries it: `body`. */
  readonly value?: ValueProblem & { readonly carrier: string };
  /** The schema there cannot be used, so that nothing is known of the message. */
  readonly unusable?: true;
}

/** The problems of a value as those of a message that carries it at `place`. */
export function problemsAt(place: string, pointer: string, found: readonly ValueProblem[]): Problem[] {
  return found.map((problem) => ({
    place: `${place}${problem.path}`,
    message: problem.message,
    pointer,
    value: { ...problem, carrier: place },
    ...(problem.unusable && { unusable: true }),
  }));
}

/** The problems that a message has for certain. */
export function certain<Found extends Pick<Problem, 'unusable'>>(problems: readonly Found[]): Found[] {
  return problems.filter(({ unusable }) => unusable !== true);
}

/** `place: message (pointer)`, as reports print it. */
export function problemText({ place, message, pointer }: Problem): string {
  return `${place}: ${message} (${pointer})`;
}
