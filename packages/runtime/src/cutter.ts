/** The most that one line, or the data of one event, may hold: 16 Mi characters. */
export const LONGEST_ITEM = 2 ** 24;

/** Cuts text, which comes in pieces of any length, at a character. */
export class Cutter {
  readonly #separator: string;
  readonly #tooLong: () => Error;
  #rest = '';

  /** @param tooLong makes what is thrown for a line over `LONGEST_ITEM` */
  constructor(separator: string, tooLong: () => Error) {
    this.#separator = separator;
    this.#tooLong = tooLong;
  }

  /** What came after the last separator. */
  get rest(): string {
    return this.#rest;
  }

  /** Yields what stands before each separator of the next piece. Run it to its end before the next one. */
  *lines(piece: string): Generator<string, void> {
    let from = 0;
    // Only the piece is searched, so that a long line costs no more for coming in many of them.
    for (let at = piece.indexOf(this.#separator); at >= 0; at = piece.indexOf(this.#separator, from)) {
      const line = this.#extended(piece.slice(from, at));
      from = at + 1;
      this.#rest = '';
      yield line;
    }
    this.#rest = this.#extended(piece.slice(from));
  }

  /** Returns what came after the last separator, and forgets it. */
  taken(): string {
    const rest = this.#rest;
    this.#rest = '';
    return rest;
  }

  #extended(text: string): string {
    if (this.#rest.length + text.length > LONGEST_ITEM) throw this.#tooLong();
    return this.#rest + text;
  }
}
