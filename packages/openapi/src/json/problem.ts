/** A fault of the input: where it is, what is wrong, and what to do about it. */
export interface Problem {
  /** A path as the user gave it, or relative to the workspace. */
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  /** Counted from 1. */
  readonly column?: number;
  /** A JSON pointer as a URI fragment: `#/paths/~1relays/get`. */
  readonly pointer?: string;
  readonly message: string;
  readonly remedy?: string;
  /** Set where what is meant is clear all the same: only beside other faults is it one. */
  readonly flaw?: true;
}

/**
 * Controls and formats: what moves a terminal, turns the direction of text, ends a line for some readers or is not seen; and
 * halves of letters. The joiners stay that some scripts and emoji are written with.
 */
const INVISIBLE = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text on one line in which nothing is hidden and nothing moves a terminal: `\u001b` for escape. */
export function visible(text: string): string {
  return text.replaceAll(INVISIBLE, (letter) => {
    const code = (letter.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}

/** `file:line:column pointer: message; remedy` on one line, leaving out what is not known. */
export function formatProblem({ file, line, column, pointer, message, remedy }: Problem): string {
  const position = [file, line, column].filter((part) => part !== undefined).join(':');
  const place = [position, pointer].filter(Boolean).join(' ');
  return visible((place === '' ? '' : `${place}: `) + message + (remedy === undefined ? '' : `; ${remedy}`));
}

/** Thrown for every fault of the input, with all the problems that were found. */
export class InputError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'InputError';
    this.problems = problems;
  }
}
