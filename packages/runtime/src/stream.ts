import { hide } from '#platform';
import { type Answer, decodeError } from './call.js';
import type { Stream, StreamReader } from './definition.js';
import { connectionError, InvalidRequestError, placeOf } from './errors.js';
import { EventParser } from './stream-parsers.js';
import { itemValue, LineParser, SequenceParser } from './stream-parsers.js';

export type { Stream, StreamReader } from './definition.js';
export type { ServerSentEvent } from './stream-parsers.js';

/** Reads `text/event-stream` as `ServerSentEvent`s, their data as text (OpenAPI 3.2, `itemSchema`). */
export const serverSentEvents: StreamReader = {
  read: (answer) => eventStream(answer, new EventParser(answer, (event) => event)),
};

/** Reads `text/event-stream` as events whose `data` is parsed JSON. */
export const jsonEvents: StreamReader = {
  read: (answer) =>
    eventStream(
      answer,
      new EventParser(answer, (event) => ({ ...event, data: itemValue(answer, event.data) })),
    ),
};

/**
 * Reads `text/event-stream` as the parsed JSON of each event's data: for documents whose `schema` describes that. Data of
 * `[DONE]`, which is no JSON, ends the stream: many APIs have it.
 */
export const eventData: StreamReader = {
  read: (answer) =>
    eventStream(answer, new EventParser(answer, ({ data }) => itemValue(answer, data), '[DONE]')),
};

/**
 * Reads a JSON text per line (`application/jsonl`, `application/x-ndjson`), or after each record separator where the
 * response is `application/json-seq` (RFC 7464).
 */
export const jsonLines: StreamReader = {
  read: (answer) => {
    const isSequence = /[/+]json-seq$/.test(mediaTypeOf(answer));
    const parser = isSequence ? new SequenceParser(answer) : new LineParser(answer);
    return opened(
      answer,
      /^application\/((x-)?(jsonl|jsonlines|ndjson)|stream\+json)$|[/+]json-seq$/,
      parser,
    );
  },
};

function eventStream(answer: Answer, parser: Parser): Stream<unknown> {
  return opened(answer, /^text\/event-stream$/, parser);
}

function opened(answer: Answer, mediaTypes: RegExp, parser: Parser): Stream<unknown> {
  const { body } = answer.response;
  if (body?.locked) throw decodeError(answer, 'its body is read elsewhere');
  // Without a body (204) there is nothing to have a type.
  if (body && !mediaTypes.test(mediaTypeOf(answer))) {
    answer.deadline.stop();
    body.cancel().catch(() => {});
    throw decodeError(answer, 'its media type is not that of the stream');
  }
  answer.deadline.lift();
  return new BodyStream(answer, parser);
}

function mediaTypeOf({ response }: Answer): string {
  const [essence = ''] = (response.headers.get('content-type') ?? '').split(';');
  return essence.trim().toLowerCase();
}

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
      hide(item, this.#answer.operation);
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
