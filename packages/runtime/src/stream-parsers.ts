import type { Parser } from './stream.js';
import { type Answer, decodeError, parsedJSON } from './call.js';

/** The most that one line, or the data of one event, may hold: 16 Mi characters. */
export const LONGEST_ITEM = 2 ** 24;

/** Cuts text, which comes in pieces of any length, at a character. */
export class Cutter {
  readonly #separator: string;
  readonly #tooLong: () => Error;
  #rest = '';

  /** @param overlong makes what is thrown for a line over `LONGEST_ITEM` */
  constructor(separator: string, overlong: () => Error) {
    this.#separator = separator;
    this.#tooLong = overlong;
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

/** An event as OpenAPI 3.2 describes it (4.14.3.2, `itemSchema`): the fields that the server sent. */
export interface ServerSentEvent {
  readonly data: string;
  /** Absent for the default, `message`. */
  readonly event?: string;
  /** The last event ID, where it was set since the event before. Send it as `last-event-id` to go on from there. */
  readonly id?: string;
  /** Milliseconds to wait before connecting again, where they were set since the event before. */
  readonly retry?: number;
}

/** Reads an event stream (WHATWG HTML, 9.2.6). An event that no blank line ends is dropped. */
export class EventParser implements Parser {
  readonly #answer: Answer;
  readonly #itemOf: (event: ServerSentEvent) => unknown;
  readonly #last: string | undefined;
  readonly #cutter: Cutter;
  #hasEnded = false;
  #endsInCR = false;
  #data: string | undefined;
  #event = '';
  #id: string | undefined;
  #retry: number | undefined;

  /** @param last the data of an event that ends the stream */
  constructor(answer: Answer, itemOf: (event: ServerSentEvent) => unknown, last?: string) {
    this.#answer = answer;
    this.#itemOf = itemOf;
    this.#last = last;
    this.#cutter = new Cutter('\n', () => this.#tooLong());
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  *push(text: string): Generator<unknown, void> {
    if (text === '') return;
    const isRestOfCRLF = this.#endsInCR && text.startsWith('\n');
    this.#endsInCR = text.endsWith('\r');
    const piece = (isRestOfCRLF ? text.slice(1) : text).replace(/\r\n?/g, '\n');
    for (const line of this.#cutter.lines(piece)) {
      if (line !== '') this.#field(line);
      else if (this.#data === undefined) this.#event = '';
      else if ((this.#hasEnded = this.#data === this.#last)) return;
      else yield this.#itemOf(this.#dispatched(this.#data));
    }
  }

  end(): readonly unknown[] {
    return [];
  }

  #field(line: string): void {
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    switch (name) {
      case 'data':
        this.#data = this.#data === undefined ? value : `${this.#data}\n${value}`;
        if (this.#data.length > LONGEST_ITEM) throw this.#tooLong();
        return;
      case 'event':
        this.#event = value;
        return;
      case 'id':
        if (!value.includes('\0')) this.#id = value;
        return;
      case 'retry':
        if (/^[0-9]+$/.test(value)) this.#retry = Number(value);
    }
  }

  #dispatched(data: string): ServerSentEvent {
    const event = {
      data,
      ...(this.#event && { event: this.#event }),
      ...(this.#id !== undefined && { id: this.#id }),
      ...(this.#retry !== undefined && { retry: this.#retry }),
    };
    this.#data = this.#id = this.#retry = undefined;
    this.#event = '';
    return event;
  }

  #tooLong(): Error {
    return decodeError(this.#answer, 'an event of its stream is longer than 16 MiB');
  }
}

/**
 * Returns the value of an item of a stream.
 *
 * @throws DecodeError when it is not valid JSON; `body` is its text
 */
export function itemValue(answer: Answer, text: string): unknown {
  const parsed = parsedJSON(text);
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
