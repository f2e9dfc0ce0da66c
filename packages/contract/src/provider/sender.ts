import { readingOf } from '../document/media-types.js';
import { BodyTooLarge, bodyUpTo } from '../judge/message.js';
import type { HttpRequest, HttpResponse } from '../judge/message.js';

/** That no server was there to answer. The message names its origin and the code of the failure. */
export class UnreachableError extends Error {
  override name = 'UnreachableError';
}

/** A response, or why there is none; `late` where the time was over. */
export type Answer = { readonly response: HttpResponse } | { readonly failure: string; readonly late?: true };

/** Sends a request whose path is a documented one. */
export type Send = (request: HttpRequest) => Promise<Answer>;

/** A larger body is not read: it is a fault of the server, or a trap. */
const MOST_BODY = 32 * 1024 * 1024;

interface Sending {
  readonly url: string;
  readonly timeout?: number;
  readonly fetch?: typeof fetch;
}

/**
 * Sends requests to a server, without following redirects. Throws TypeError for a URL that is not http or https. What it
 * makes throws UnreachableError where no connection has ever come about.
 */
export function createSender({ url, timeout = 30_000, fetch: send = fetch }: Sending): Send {
  const base = baseOf(url);
  let connected = false;
  return async ({ method, path, query, headers, body }) => {
    // What ends a path in a URL is a letter like any other in a documented one.
    const whole = path.replaceAll('?', '%3F').replaceAll('#', '%23');
    const target = `${base}${whole}${query === '' ? '' : `?${query}`}`;
    try {
      const response = await send(target, {
        method,
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
        ...(body.length === 0 ? {} : { body }),
      });
      connected = true;
      return { response: await received(response) };
    } catch (error) {
      if (error instanceof DOMException && error.name === 'TimeoutError')
        return { failure: `no complete answer within ${timeout} ms`, late: true };
      if (error instanceof BodyTooLarge)
        return { failure: `the body has more than ${MOST_BODY / 1024 / 1024} MiB, decoded` };
      // Native messages may hold what was sent: only codes are told.
      const code = codeOf(error) ?? 'no connection';
      connected ||= CONNECTED.test(code);
      if (connected) return { failure: `no answer (${code})` };
      throw new UnreachableError(
        `${new URL(base).origin} cannot be reached (${code}); check the URL, and that the server runs`,
      );
    }
  };
}

/** A URL without what cannot stand before a path. */
function baseOf(url: string): string {
  const { protocol, origin, pathname, username, password, search, hash } = new URL(url);
  if (!/^https?:$/.test(protocol)) throw new TypeError('the URL of a server is http or https');
  if (`${username}${password}${search}${hash}` !== '')
    throw new TypeError('the URL of a server has no user name, password, query or fragment');
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}

async function received(response: Response): Promise<HttpResponse> {
  const { status, headers } = response;
  // A stream of events may never end, and is not judged.
  const isStream = readingOf(headers.get('content-type') ?? '') === 'unjudged';
  if (isStream) await response.body?.cancel();
  return {
    status,
    headers,
    body: isStream ? new Uint8Array() : await bodyUpTo(response, MOST_BODY),
  };
}

/** Codes of failures that only a connection can have: reset, closed, or answered with what is no HTTP. */
const CONNECTED = /^(ECONNRESET|EPIPE|HPE_.*|UND_ERR_(?!CONNECT_TIMEOUT).*|Z_.*|ERR_.*BROTLI.*)$/;

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const own = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return own ?? codeOf(error.cause);
}
