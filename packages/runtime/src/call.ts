import { followed, warnOfDeprecation } from '#platform';
import type { OperationDefinition } from './definition.js';
import { APIConnectionError, APIError } from './errors.js';
import { connectionError, placeOf, refused } from './failures.js';
import { log } from './log.js';
import { type Call, draftedRequest, type RequestDraft } from './request.js';
import { type Answer, refusal } from './response.js';
import type { Settings } from './settings.js';

/** RFC 9110, 9.2.2: these may be sent again. */
const IDEMPOTENT = /^(GET|HEAD|OPTIONS|TRACE|QUERY|PUT|DELETE)$/;
/** setTimeout's limit; above it fires at once. */
const LONGEST = 2 ** 31 - 1;

/** One request and its response. */
export interface Exchange {
  readonly operation: OperationDefinition;
  readonly deadline: Deadline;
  /** Whether sending the request twice does what sending it once does. */
  readonly repeatable: boolean;
  /** Whether an earlier request of the same call may have been applied. */
  readonly inDoubt: boolean;
  isSent: boolean;
  /** Whether its body was a stream, which cannot be sent again. */
  isSpent?: boolean;
  response?: Response;
  requestId?: string | undefined;
}

/** Sends a call, again where that is safe, and returns its 2xx; everything else rejects with an APIError. */
export async function answerTo(settings: Settings, call: Call): Promise<Answer> {
  const { operation, options } = call;
  const { options: client, renewable } = settings;
  const repeatable = IDEMPOTENT.test(operation.method) || !!operation.idempotent || !!options.idempotencyKey;
  let retries = options.maxRetries ?? client.maxRetries ?? 2;
  let isRenewed = false;
  let inDoubt = false;
  let draft: RequestDraft | undefined;
  for (let delay = 500; ; delay *= 2) {
    const deadline = deadlineOf(options.timeout ?? client.timeout ?? 60_000, options.signal);
    const exchange: Exchange = { operation, deadline, repeatable, inDoubt, isSent: false };
    try {
      draft ??= draftedRequest(settings, call);
      const answer = await deadline.within(answerOf(settings, draft(deadline.signal, isRenewed), exchange));
      if (!answer.response.ok) throw await refusal(answer);
      return answer;
    } catch (fault) {
      deadline.stop();
      const error =
        fault instanceof APIError
          ? fault
          : exchange.isSent || deadline.signal.aborted
            ? connectionError(exchange, fault)
            : refused(operation, 'an argument or header cannot be sent; pass another');
      const { status, outcome, response } = error;
      const isUnauthorized: boolean = status === 401 && repeatable && renewable && !isRenewed;
      const isTransient = error instanceof APIConnectionError || /^(408|429|5..)$/.test(`${status}`);
      const mayRepeat = isTransient && (repeatable || outcome === 'not-applied') && retries-- > 0;
      // RFC 9110, 10.2.3: seconds or a date.
      const asked = response?.headers.get('retry-after') ?? '';
      const until = /^\d+$/.test(asked) ? +asked * 1000 : Date.parse(asked) - Date.now();
      const wait = isUnauthorized ? 0 : until >= 0 ? until : Math.min(8000, delay) * (1 - Math.random() / 4);
      if (!(isUnauthorized || mayRepeat) || exchange.isSpent || until > (client.maxRetryAfter ?? 60_000))
        throw error;
      isRenewed ||= isUnauthorized;
      inDoubt ||= outcome === 'unknown';
      log(settings, 'info', `${error.message}; again in ${Math.round(wait)} ms`);
      await deadlineOf(wait, options.signal)
        .within()
        .catch(() => {});
    }
  }
}

async function answerOf(
  settings: Settings,
  request: ReturnType<RequestDraft>,
  exchange: Exchange,
): Promise<Answer> {
  const { operation, deadline } = exchange;
  const [url, init] = await request;
  // A fetch that ignores the signal would send what has failed already.
  deadline.signal.throwIfAborted();
  const begun = Date.now();
  exchange.isSent = true;
  exchange.isSpent = init.body instanceof ReadableStream;
  log(settings, 'debug', `${placeOf(operation)}: sent`);
  // Looked up at each call: tests and instrumentation replace the global one.
  const send = settings.options.fetch ?? fetch;
  const response = await followed(send, url, init as RequestInit);
  log(settings, 'debug', `${placeOf(operation)}: ${response.status} after ${Date.now() - begun} ms`);
  warnOfDeprecation(settings, operation, response);
  const requestId = response.headers.get(settings.definition.requestId ?? 'x-request-id') ?? undefined;
  return Object.assign(exchange, { response, requestId });
}

/** The time one attempt may take, and the caller's signal: whichever comes first aborts `signal`, and is its reason. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Returns what the work gives, and rejects once the deadline has come, even if the work ignores the signal. */
  within<T>(work?: Promise<T>): Promise<T>;
  /** Takes the time limit away. The caller's signal still counts. */
  lift(): void;
  /** Ends the watch: the attempt is over. */
  stop(): void;
}

/** @param timeout in milliseconds */
function deadlineOf(timeout: number, caller: AbortSignal | null | undefined): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  let reject = () => {};
  const timer = setTimeout(end, Math.min(timeout, LONGEST), 'timeout');
  const lift = () => clearTimeout(timer);
  const abort = () => end('abort');
  const stop = () => {
    lift();
    caller?.removeEventListener('abort', abort);
  };
  function end(reason: EndReason) {
    stop();
    controller.abort(reason);
    reject();
  }
  const within = <T>(work?: Promise<T>) =>
    new Promise<T>((resolve, fail) => {
      reject = fail;
      if (signal.aborted) fail();
      work?.then(resolve, fail);
    });
  if (caller?.aborted) abort();
  else caller?.addEventListener('abort', abort);
  return { signal, within, lift, stop };
}

type EndReason = 'timeout' | 'abort';
