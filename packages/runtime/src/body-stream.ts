import type { Stream } from './definition.js';
import { InvalidRequestError } from './errors.js';
import { connectionError, placeOf } from './errors.js';
import type { Answer } from './call.js';

/** Makes items of text that comes in pieces of any length. */
export interface Parser {
  /** Whether an item has said that it is the last. */
  readonly hasEnded?: boolean;
  push(text: string): Iterable<unknown>;
  /** What is left when the text has ended. */
  end(): Iterable<unknown>;
}

/** The items of a body, read while it arrives. */
export class BodyStream implements Stream<unknown> {
  readonly #answer: Answer;
  readonly #parser: Parser;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #isBegun = false;
  #isCancelled = false;

  constructor(answer: Answer, parser: Parser) {
    this.#answer = answer;
    this.#parser = parser;
    this.#reader = answer.response.body?.getReader();
    // A fetch that ignores the signal ends too. A race per read would hold something of each one until the last.
    answer.deadline.signal.addEventListener('abort', () => this.#close());
  }

  /** @throws InvalidRequestError the second time */
  [Symbol.asyncIterator](): AsyncIterator<unknown, void> {
    if (this.#isBegun) {
      throw new InvalidRequestError(
        `${placeOf(this.#answer.operation)}: its stream is read once; call again for another`,
      );
    }
    this.#isBegun = true;
    return this.#items();
  }

  cancel(): void {
    this.#isCancelled = true;
    this.#answer.deadline.stop();
    this.#close();
  }

  async *#items(): AsyncGenerator<unknown, void> {
    // What is not UTF-8 becomes U+FFFD, and a byte order mark is left out (WHATWG Encoding, "UTF-8 decode").
    const decoder = new TextDecoder();
    try {
      for (let chunk = await this.#chunk(); chunk; chunk = await this.#chunk()) {
        yield* this.#whileOpen(this.#parser.push(decoder.decode(chunk, { stream: true })));
        if (this.#parser.hasEnded) return;
      }
      yield* this.#whileOpen(this.#parser.push(decoder.decode()));
      yield* this.#whileOpen(this.#parser.end());
    } finally {
      this.cancel();
    }
  }

  *#whileOpen(items: Iterable<unknown>): Generator<unknown, void> {
    if (this.#isCancelled) return;
    for (const item of items) {
      yield item;
      this.#refuseAborted();
      if (this.#isCancelled) return;
    }
  }

  /** Returns the next bytes; undefined after the last. */
  async #chunk(): Promise<Uint8Array | undefined> {
    const read = await this.#reader?.read().catch((native: unknown) => this.#broken(native));
    this.#refuseAborted();
    return read?.value;
  }

  #refuseAborted(): void {
    if (this.#answer.deadline.signal.aborted && !this.#isCancelled) this.#broken(undefined);
  }

  #broken(native: unknown): undefined {
    if (this.#isCancelled) return undefined;
    throw connectionError(this.#answer, native, 'its stream broke off');
  }

  #close(): void {
    this.#reader?.cancel().catch(() => {});
  }
}
