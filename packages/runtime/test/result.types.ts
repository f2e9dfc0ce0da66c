// Compiled, never run: what asResult() gives narrows as its documentation says.
import {
  APIPromise,
  type APIError,
  type APIResult,
  APIClient,
  NotFoundError,
  type Stream,
} from '../src/index.js';
import type { ServerSentEvent } from '../src/stream.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function assertType<Holds extends true>(): Holds;

interface Token {
  token: string;
}
interface Envelope {
  success: boolean;
  result?: Token;
}
interface Problem {
  errors: { code: number }[];
}
interface Missing {
  missing: string;
}
interface Teapot {
  teapot: true;
}
interface Bodies {
  200: Envelope;
  404: Missing;
  '4XX': Problem;
  default: Teapot;
}
interface NoDefault {
  200: Envelope;
  201: undefined;
  400: Problem;
  404: Missing;
}

declare const promise: APIPromise<Token, Bodies>;
declare const plain: APIPromise<Token, NoDefault>;

export const annotated: APIPromise<Token> = promise;
export const alsoAnnotated: APIPromise<Token> = plain;
export const asPromise: Promise<Token> = promise;
export const result: Promise<APIResult<Token>> = promise.asResult();
export const awaited: Token = await promise;
export const both: { data: Token; response: Response } = await promise.withResponse();
export const chained: Promise<string> = promise.then(({ token }) => token);
export const caught: Promise<Token | number> = promise.catch(() => 1);

// @ts-expect-error other bodies
export const otherBodies: APIPromise<Token, { 200: Missing }> = promise;

// @ts-expect-error another type of success
export const wrong: APIPromise<{ other: string }> = promise;

const narrowed = await promise.asResult();
if (narrowed.ok) {
  assertType<Equal<typeof narrowed.status, 200>>();
  assertType<Equal<typeof narrowed.data, Token>>();
  assertType<Equal<typeof narrowed.body, Envelope>>();
  assertType<Equal<typeof narrowed.response, Response>>();
} else {
  assertType<Equal<typeof narrowed.error, APIError>>();
  if (narrowed.status === 404) assertType<Equal<typeof narrowed.body, Missing>>();
  if (narrowed.status === 400) assertType<Equal<typeof narrowed.body, Problem>>();
  if (narrowed.status === 500) assertType<Equal<typeof narrowed.body, Teapot>>();
  if (narrowed.status === undefined) assertType<Equal<typeof narrowed.body, undefined>>();
  // @ts-expect-error a success has no error status
  if (narrowed.status === 200) throw narrowed.error;
}

const exact = await plain.asResult();
if (exact.ok) {
  assertType<Equal<typeof exact.status, 200 | 201>>();
  if (exact.status === 201) assertType<Equal<typeof exact.body, undefined>>();
} else {
  assertType<Equal<typeof exact.status, 400 | 404 | undefined>>();
  switch (exact.status) {
    case 400:
      assertType<Equal<typeof exact.body, Problem>>();
      break;
    case 404:
      assertType<Equal<typeof exact.body, Missing>>();
      break;
    case undefined:
      assertType<Equal<typeof exact.body, undefined>>();
  }
}

const loose = await new APIClient({}, { name: 'a', version: '1', auth: {} })
  .send<Token, unknown>({ method: 'GET', path: '/', responses: {} }, {}, {})
  .asResult();
if (loose.ok) assertType<Equal<typeof loose.body, unknown>>();
else assertType<Equal<typeof loose.status, number | undefined>>();

declare const bare: APIPromise<Token, { default: Envelope }>;
const onlyDefault = await bare.asResult();
if (onlyDefault.ok) assertType<Equal<typeof onlyDefault.body, Envelope>>();
else if (onlyDefault.status === 500) assertType<Equal<typeof onlyDefault.body, Envelope>>();
export const explicit: APIResult<Token, { default: Envelope }> = onlyDefault;
export const contextual: APIResult<Token, Bodies> = await promise.asResult();
if (contextual.ok) assertType<Equal<typeof contextual.body, Envelope>>();
else if (contextual.status === 404) assertType<Equal<typeof contextual.body, Missing>>();

declare const caughtError: unknown;
if (caughtError instanceof APIClient.NotFoundError) assertType<Equal<typeof caughtError.status, 404>>();
if (caughtError instanceof NotFoundError) assertType<Equal<typeof caughtError.codes, readonly number[]>>();

declare const events: APIPromise<Stream<ServerSentEvent>, { 200: Stream<ServerSentEvent>; 404: Missing }>;
for await (const item of await events) assertType<Equal<typeof item, ServerSentEvent>>();
const streamed = await events.asResult();
if (streamed.ok) for await (const { data } of streamed.body) assertType<Equal<typeof data, string>>();
else if (streamed.status === 404) assertType<Equal<typeof streamed.body, Missing>>();
export const iterable: AsyncIterable<ServerSentEvent> = await events;
// @ts-expect-error the items are events
export const otherItems: Stream<Token> = await events;
