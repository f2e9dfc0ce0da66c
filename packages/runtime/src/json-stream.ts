import { hide } from '#platform';
import type { Parser } from './body-stream.js';
import { Cutter } from './cutter.js';
import { type Answer, decodeError, parsedJSON } from './call.js';

/**
 * Returns the value of an item of a stream.
 *
 * @throws DecodeError when it is not valid JSON; `body` is its text
 */
export function itemValue(answer: Answer, text: string): unknown {
  const parsed = parsedJSON(text);
  hide(parsed?.value, answer.operation.sensitive);
  if (parsed) return parsed.value;
  throw decodeError(answer, 'an item of its stream is not valid JSON', text);
}

/** Reads a JSON text per line. Blank lines are skipped, and the last line needs no end. */
export class LineParser implements Parser {
  readonly #answer: Answer;
  readonly #cutter: Cutter;

  constructor(answer: Answer) {
    this.#answer = answer;
    this.#cutter = new Cutter('\n', () => tooLong(answer));
  }

  *push(text: string): Generator<unknown, void> {
    for (const line of this.#cutter.lines(text)) {
      if (!isBlank(line)) yield itemValue(this.#answer, line);
    }
  }

  end(): Generator<unknown, void> {
    return this.push('\n');
  }
}

/** Reads JSON texts that a record separator precedes and a line feed ends (RFC 7464). */
export class SequenceParser implements Parser {
  readonly #answer: Answer;
  readonly #cutter: Cutter;
  /** Whether only white space may come before the next separator: at the start, and after a text that has been read. */
  #isBetween = true;
  /** How long the text under way was when it was last found incomplete. */
  #tried = 0;

  constructor(answer: Answer) {
    this.#answer = answer;
    this.#cutter = new Cutter('\u001e', () => tooLong(answer));
  }

  *push(piece: string): Generator<unknown, void> {
    for (const text of this.#cutter.lines(piece)) {
      yield* this.#item(text);
      this.#isBetween = false;
      this.#tried = 0;
    }
    if (this.#isBetween) this.#refuse(this.#cutter.taken());
    else if (piece.endsWith('\n')) yield* this.#early();
  }

  end(): Generator<unknown, void> {
    return this.#item(this.#cutter.taken());
  }

  *#item(text: string): Generator<unknown, void> {
    if (this.#isBetween) this.#refuse(text);
    else if (!isBlank(text)) yield this.#complete(text);
  }

  /**
   * A text is complete only at the next separator, as it may have line feeds within it. Most have none, and are not kept
   * waiting for the item after them. Trying again only at twice the length bounds the cost of the others.
   */
  *#early(): Generator<unknown, void> {
    const { rest } = this.#cutter;
    if (rest.length < 2 * this.#tried) return;
    const parsed = parsedJSON(rest);
    this.#tried = rest.length;
    if (!parsed) return;
    this.#isBetween = true;
    this.#cutter.taken();
    yield parsed.value;
  }

  /** RFC 7464, 2.4: a number, true, false or null without white space after it may have been cut short. */
  #complete(text: string): unknown {
    if (' \t\r\n]}"'.includes(text.slice(-1))) return itemValue(this.#answer, text);
    throw decodeError(this.#answer, 'an item of its stream is cut short', text);
  }

  #refuse(text: string): void {
    if (!isBlank(text)) throw decodeError(this.#answer, 'its stream has text between two items', text);
  }
}

function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}

function tooLong(answer: Answer): Error {
  return decodeError(answer, 'an item of its stream is longer than 16 MiB');
}
