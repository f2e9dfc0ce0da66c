import { APIError, InvalidRequestError } from './errors.js';
import { connectionError, placeOf, type Stage } from './failures.js';
import { buildRequest, type Call } from './request.js';
import { type Answer, refusal, successKind } from './response.js';
import type { Settings } from './settings.js';

/** setTimeout's limit; above it fires at once. */
const LONGEST = 2 ** 31 - 1;

/** Sends a call once and returns its 2xx; everything else rejects with an APIError. */
export async function answerTo(settings: Settings, call: Call): Promise<Answer> {
  const { operation, options } = call;
  const timeout = options.timeout ?? settings.timeout;
  if (!(timeout > 0 && timeout <= LONGEST)) {
    throw new InvalidRequestError(
      `${placeOf(operation)}: timeout is not between 1 and ${LONGEST} milliseconds; pass another`,
    );
  }
  const deadline = new Deadline(timeout, options.signal);
  let stage: Stage = 'building';
  try {
    const { url, init } = await deadline.within(buildRequest(settings, call));
    stage = 'sent';
    const { fetch } = settings;
    const response = await deadline.within(fetch(url, { ...init, signal: deadline.signal }));
    const requestId = response.headers.get(settings.definition.requestId ?? 'x-request-id') ?? undefined;
    const answer = { operation, response, deadline, requestId };
    if (!response.ok) throw await refusal(answer);
    if (successKind(answer) === 'stream') deadline.lift();
    return answer;
  } catch (error) {
    deadline.stop();
    throw typedError(call, error, stage, deadline);
  }
}

function typedError({ operation }: Call, error: unknown, stage: Stage, { reason }: Deadline): APIError {
  if (error instanceof APIError && !(error instanceof InvalidRequestError)) return error;
  if (stage !== 'building' || reason) return connectionError(operation, { stage, reason, native: error });
  const fault =
    error instanceof InvalidRequestError ? error.message : 'an argument cannot be read; pass plain values';
  return new InvalidRequestError(`${placeOf(operation)}: ${fault}`);
}

/** The time one attempt may take, and the caller's signal: whichever ends it first is the `reason`. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #ended: Promise<never>;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #caller: AbortSignal | undefined;
  readonly #abort = () => this.#end('abort');
  #reason: 'timeout' | 'abort' | undefined;

  /** @param timeout in milliseconds */
  constructor(timeout: number, caller: AbortSignal | null | undefined) {
    this.#ended = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => reject(this.signal.reason));
    });
    this.#ended.catch(() => {});
    this.#timer = setTimeout(() => this.#end('timeout'), timeout);
    this.#caller = caller ?? undefined;
    if (caller?.aborted) this.#abort();
    else caller?.addEventListener('abort', this.#abort);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get reason(): 'timeout' | 'abort' | undefined {
    return this.#reason;
  }

  /** Returns what the work gives, and rejects once the deadline has ended, even if the work ignores the signal. */
  within<T>(work: Promise<T>): Promise<T> {
    return Promise.race([this.#ended, work]);
  }

  /** Takes the time limit away. The caller's signal still counts. */
  lift(): void {
    clearTimeout(this.#timer);
  }

  /** Ends the watch: the attempt is over. */
  stop(): void {
    this.lift();
    this.#caller?.removeEventListener('abort', this.#abort);
  }

  #end(reason: 'timeout' | 'abort'): void {
    this.#reason ??= reason;
    this.#controller.abort();
    this.stop();
  }
}
