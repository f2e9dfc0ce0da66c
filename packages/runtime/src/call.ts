import { placedCredentials } from './credentials.js';
import type { OperationDefinition } from './definition.js';
import { APIConnectionError, APIError, InvalidRequestError } from './errors.js';
import { connectionError, placeOf } from './failures.js';
import { log, logDeprecation } from './log.js';
import { type Call, draftedRequest, type RequestDraft } from './request.js';
import { type Answer, refusal, successKind } from './response.js';
import { parsedURL, type Settings } from './settings.js';

/** RFC 9110, 9.2.2: these may be sent again. */
const IDEMPOTENT = /^(GET|HEAD|OPTIONS|TRACE|QUERY|PUT|DELETE)$/;
/** setTimeout's limit; above it fires at once. */
const LONGEST = 2 ** 31 - 1;

/** How far an exchange came. */
export type Stage = 'building' | 'sent' | 'answered' | 'streaming';

/** One request and its response. */
export interface Exchange {
  readonly operation: OperationDefinition;
  readonly deadline: Deadline;
  /** Whether sending the request twice does what sending it once does. */
  readonly repeatable: boolean;
  /** Whether an earlier request of the same call may have been applied. */
  readonly inDoubt: boolean;
  stage: Stage;
  response?: Response;
  requestId?: string | undefined;
}

/** Sends a call, again where that is safe, and returns its 2xx; everything else rejects with an APIError. */
export async function answerTo(settings: Settings, call: Call): Promise<Answer> {
  const { operation, options } = call;
  const { options: client, credentials, asked } = settings;
  const repeatable = IDEMPOTENT.test(operation.method) || !!operation.idempotent || !!options.idempotencyKey;
  const maxRetries = options.maxRetries ?? client.maxRetries ?? 2;
  let canRenew = repeatable && [...credentials.values()].some((given) => typeof given === 'function');
  let inDoubt = false;
  let draft: RequestDraft | undefined;
  for (let retries = 0; ; ) {
    const deadline = new Deadline(options.timeout ?? client.timeout ?? 60_000, options.signal);
    const exchange: Exchange = { operation, deadline, repeatable, inDoubt, stage: 'building' };
    try {
      if (!deadline.isPossible)
        throw new InvalidRequestError(`timeout is not between 1 and ${LONGEST} milliseconds; pass another`);
      draft ??= draftedRequest(settings, call);
      return await answerOf(settings, draft, exchange);
    } catch (fault) {
      deadline.stop();
      const error = typedError(exchange, fault);
      const isUnauthorized = error.status === 401;
      if (isUnauthorized) asked.clear();
      const wait = isUnauthorized && canRenew ? 0 : retries < maxRetries ? waitAfter(error, exchange, retries++) : Infinity;
      if (wait > (client.maxRetryAfter ?? 60_000) || draft?.isStream) throw error;
      if (isUnauthorized) canRenew = false;
      inDoubt ||= error.outcome === 'unknown';
      log(settings, 'info', `${error.message}; again in ${Math.round(wait)} ms`);
      await pause(wait, options.signal);
    }
  }
}

async function answerOf(settings: Settings, draft: RequestDraft, exchange: Exchange): Promise<Answer> {
  const { operation, deadline } = exchange;
  const credentials = await deadline.within(placedCredentials(settings, operation, draft.callersHeaders));
  const { url, init } = draft.complete(credentials);
  exchange.stage = 'sent';
  const begun = Date.now();
  log(settings, 'debug', `${placeOf(operation)}: sent`);
  const response = await deadline.within(followed(settings, url, { ...init, signal: deadline.signal }));
  log(settings, 'debug', `${placeOf(operation)}: ${response.status} after ${Date.now() - begun} ms`);
  logDeprecation(settings, operation, response);
  const requestId = response.headers.get(settings.definition.requestId ?? 'x-request-id') ?? undefined;
  const answer: Answer = Object.assign(exchange, { stage: 'answered' as const, response, requestId });
  if (!response.ok) throw await refusal(answer);
  if (successKind(answer) === 'stream') deadline.lift();
  return answer;
}

/** Follows redirects within the origin of a request that changes nothing. Any other is the response. */
async function followed({ options }: Settings, url: string, init: RequestInit): Promise<Response> {
  for (let hops = 0; ; hops++) {
    // Looked up at each call: tests and instrumentation replace the global one.
    const response = await (options.fetch ?? fetch)(url, init);
    const { status, headers } = response;
    const isRedirect = /^30[12378]$/.test(String(status)) && /^(GET|HEAD)$/.test(init.method ?? '');
    const next = isRedirect ? parsedURL(headers.get('location') ?? '', url) : undefined;
    if (next?.origin !== new URL(url).origin || hops === 5) return response;
    response.body?.cancel().catch(() => {});
    url = next.href;
  }
}

function typedError(exchange: Exchange, fault: unknown): APIError {
  const { stage, deadline, operation } = exchange;
  const isRefused = fault instanceof InvalidRequestError;
  if (fault instanceof APIError && !isRefused) return fault;
  if (!isRefused && (stage !== 'building' || deadline.reason)) return connectionError(exchange, fault);
  const text = isRefused ? fault.message : 'an argument cannot be read; pass plain values';
  return new InvalidRequestError(`${placeOf(operation)}: ${text}`);
}

/** Returns after how many milliseconds a request is sent again; infinity where it is not. */
function waitAfter(error: APIError, { repeatable }: Exchange, retries: number): number {
  const { status = 0, outcome, response } = error;
  const isTransient =
    error instanceof APIConnectionError || status === 408 || status === 429 || status >= 500;
  if (!isTransient || !(repeatable || outcome === 'not-applied')) return Infinity;
  // RFC 9110, 10.2.3: seconds or a date.
  const asked = response?.headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now();
  if (!Number.isNaN(wait)) return Math.max(0, wait);
  return Math.min(8000, 500 * 2 ** retries) * (1 - Math.random() / 4);
}

/** Resolves after so many milliseconds, or when the caller ends the call. */
function pause(wait: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(wait, LONGEST));
    signal?.addEventListener('abort', end);
  });
}

/** The time one attempt may take, and the caller's signal: whichever ends it first is the `reason`. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #ended: Promise<never>;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #caller: AbortSignal | undefined;
  readonly #abort = () => this.#end('abort');
  /** Whether the time is one that a timer can keep. */
  readonly isPossible: boolean;
  reason: 'timeout' | 'abort' | undefined;

  /** @param timeout in milliseconds */
  constructor(timeout: number, caller: AbortSignal | null | undefined) {
    this.isPossible = timeout > 0 && timeout <= LONGEST;
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
    this.reason ??= reason;
    this.#controller.abort();
    this.stop();
  }
}
