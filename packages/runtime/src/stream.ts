import { BodyStream, type Parser } from './body-stream.js';
import type { Stream, StreamReader } from './definition.js';
import { EventParser } from './event-stream.js';
import { itemValue, LineParser, SequenceParser } from './json-stream.js';
import { type Answer, decodeError } from './call.js';

export type { Stream, StreamReader } from './definition.js';
export type { ServerSentEvent } from './event-stream.js';

/** Reads `text/event-stream` as `ServerSentEvent`s, their data as text (OpenAPI 3.2, `itemSchema`). */
export const serverSentEvents: StreamReader = {
  accept: 'text/event-stream',
  read: (answer) => eventStream(answer, new EventParser(answer, (event) => event)),
};

/** Reads `text/event-stream` as events whose `data` is parsed JSON. */
export const jsonEvents: StreamReader = {
  accept: 'text/event-stream',
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
  accept: 'text/event-stream',
  read: (answer) =>
    eventStream(answer, new EventParser(answer, ({ data }) => itemValue(answer, data), '[DONE]')),
};

/**
 * Reads a JSON text per line (`application/jsonl`, `application/x-ndjson`), or after each record separator where the
 * response is `application/json-seq` (RFC 7464).
 */
export const jsonLines: StreamReader = {
  accept: 'application/jsonl, application/x-ndjson, application/json-seq',
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
