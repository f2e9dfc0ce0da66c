import type { Parser } from './body-stream.js';
import { Cutter, LONGEST_ITEM } from './cutter.js';
import { type Answer, decodeError } from './call.js';

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
