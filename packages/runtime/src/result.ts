import type { APIError } from './errors.js';

export interface APISuccess<T, Status, Body> {
  readonly ok: true;
  readonly status: Status;
  /** What the call resolves to. */
  readonly data: T;
  /** All of the body, the envelope included. */
  readonly body: Body;
  readonly response: Response;
}

export interface APIFailure<Status, Body> {
  readonly ok: false;
  readonly status: Status;
  readonly body: Body;
  readonly error: APIError;
}

/**
 * What `asResult()` gives. `Bodies` has the documented statuses as keys: `{ 200: A; 404: B; '5XX': C; default: D }`. An
 * exact status comes before its range, and a range before `default` (OpenAPI 3.1, 4.8.16).
 */
export type APIResult<T, Bodies = unknown> = unknown extends Bodies
  ? APISuccess<T, number, unknown> | APIFailure<number | undefined, unknown>
  : Successes<T, Bodies> | Failures<Bodies> | APIFailure<undefined, undefined>;

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type NumberIn<Text> = Text extends `${infer Status extends number}` ? Status : never;
type Hundred<Class extends string> = NumberIn<`${Class}${Digit}${Digit}`>;

type SuccessKey<Bodies> = Extract<keyof Bodies, Hundred<'2'> | '2XX'>;

type Successes<T, Bodies> = [SuccessKey<Bodies>] extends [never]
  ? 'default' extends keyof Bodies
    ? APISuccess<T, Hundred<'2'>, Bodies['default']>
    : never
  : { [Key in SuccessKey<Bodies>]: APISuccess<T, StatusOf<Key, Bodies>, Bodies[Key]> }[SuccessKey<Bodies>];

type FailureKey<Bodies> = Exclude<keyof Bodies, SuccessKey<Bodies>>;

type Failures<Bodies> = {
  [Key in FailureKey<Bodies>]: APIFailure<StatusOf<Key, Bodies>, Bodies[Key]>;
}[FailureKey<Bodies>];

/** The statuses that a key stands for, less those with a nearer key. */
type StatusOf<Key, Bodies> = Key extends number
  ? Key
  : Key extends `${infer Class}XX`
    ? Exclude<Hundred<Class>, keyof Bodies>
    : Exclude<Hundred<'3' | '4' | '5'>, keyof Bodies | HundredsOf<keyof Bodies>>;

type HundredsOf<Key> = Key extends `${infer Class}XX` ? Hundred<Class> : never;
