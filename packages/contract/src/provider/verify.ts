import { SAFE_METHODS, UNSENT_METHODS } from '../document/http.js';
import type { Operation } from '../document/operations.js';
import { visible } from '../document/visible.js';
import { createJudge } from '../judge/judge.js';
import type { Judge } from '../judge/judge.js';
import { allowedRequests } from './allowed-requests.js';
import { operationResults, unsent } from './results.js';
import type { Answered, ProviderResult, ProviderVerdict } from './results.js';
import { forbiddenRequests } from './forbidden-requests.js';
import { withoutCredentials } from './redact-problem.js';
import { createSender } from './sender.js';
import type { Send } from './sender.js';

/** Which server `verifyProvider` checks, against which document, and by which requests. */
export interface ProviderOptions {
  /** A bundled OpenAPI 3.0, 3.1 or 3.2 document. */
  readonly document: object;
  /** What stands before the documented paths, in place of the document's server URLs: http or https. */
  readonly url: string;
  /** Sent with every request, credentials among them; they replace header parameters of their names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether to send what may change something on the server too: all but GET, HEAD, OPTIONS, QUERY and TRACE. */
  readonly unsafe?: boolean;
  /** Milliseconds for each request and its answer, body included; by default 30,000. */
  readonly timeout?: number;
  /** By default the global one. It must not follow redirects where `redirect` is `manual`. */
  readonly fetch?: typeof fetch;
  /** Called before each operation. */
  readonly onOperation?: (name: string, index: number, count: number) => void;
}

/** What `verifyProvider` found, and how often each verdict occurred. */
export interface ProviderReport {
  /** In the document's order: of each operation its statuses, then the requests that it has to refuse. */
  readonly results: readonly ProviderResult[];
  readonly counts: Readonly<Record<ProviderVerdict, number>>;
}

/**
 * Judges a server by a document. Every operation is sent requests that the document allows, documented examples first, and
 * each response is judged: status, headers, media type, body. What the document does not allow must not be answered with
 * 2xx. One request after another, no redirect followed. No result holds a value of `headers` or of a body. Throws DocumentError
 * for a document that cannot be used, UnreachableError where there is no server, and TypeError for a bad URL or header.
 */
export async function verifyProvider(options: ProviderOptions): Promise<ProviderReport> {
  const judge = createJudge(options.document);
  const headers = new Headers(options.headers);
  const send = createSender(options);
  const results = new Map<Operation, ProviderResult[]>();
  for (const [index, operation] of inSendingOrder(judge.operations).entries()) {
    options.onOperation?.(visible(operation.name), index, judge.operations.length);
    const obstacle = obstacleOf(operation, options.unsafe ?? false);
    const found =
      obstacle === undefined
        ? await verifiedOperation(judge, operation, headers, send)
        : [unsent(operation, obstacle)];
    results.set(operation, found);
  }
  const ordered = judge.operations.flatMap((operation) => results.get(operation) ?? []);
  return { results: ordered.map((one) => shown(one, headers)), counts: countsOf(ordered) };
}

function obstacleOf({ method }: Operation, unsafe: boolean): string | undefined {
  if (UNSENT_METHODS.test(method)) return `fetch sends no ${method}`;
  return unsafe || SAFE_METHODS.includes(method) ? undefined : `${method} may change something on the server`;
}

/** What may be gone later is asked for first, and what makes it go comes last. */
function inSendingOrder(operations: readonly Operation[]): Operation[] {
  const rank = ({ method }: Operation): number => {
    if (SAFE_METHODS.includes(method)) return 0;
    return method === 'DELETE' ? 2 : 1;
  };
  return operations.toSorted((a, b) => rank(a) - rank(b));
}

async function verifiedOperation(
  judge: Judge,
  operation: Operation,
  headers: Headers,
  send: Send,
): Promise<ProviderResult[]> {
  const allowed = await allowedRequests(judge, operation, headers);
  if ('problem' in allowed) {
    const { problem, isKeyless = false } = allowed;
    return [{ ...unsent(operation, problem), ...(isKeyless && { isKeyless }) }];
  }
  const forbidden = await forbiddenRequests(judge, operation, headers, allowed.plans);
  const answers: Answered[] = [];
  // An allowed request may use up what a forbidden one is about.
  for (const trial of [...forbidden, ...allowed.trials]) {
    const answer = await send(trial.request);
    answers.push({ trial, answer });
    // Who does not answer once is not waited for again and again.
    if ('late' in answer) break;
  }
  return operationResults(judge, operation, answers);
}

/** What a server or a document says must not move a terminal, and a server may repeat a credential anywhere. */
function shown(result: ProviderResult, headers: Headers): ProviderResult {
  const text = (raw: string): string => visible(withoutCredentials(raw, headers));
  return {
    ...result,
    operation: visible(result.operation),
    subject: visible(result.subject),
    problems: result.problems.map(({ place, message, pointer, request }) => ({
      place: text(place),
      message: text(message),
      pointer: visible(pointer),
      request: visible(request),
    })),
    reason: visible(result.reason),
  };
}

function countsOf(results: readonly ProviderResult[]): Record<ProviderVerdict, number> {
  const count = (verdict: ProviderVerdict): number =>
    results.filter((result) => result.verdict === verdict).length;
  return {
    kept: count('kept'),
    broken: count('broken'),
    'not-seen': count('not-seen'),
    'not-sent': count('not-sent'),
  };
}
