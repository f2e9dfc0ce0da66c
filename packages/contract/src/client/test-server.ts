import { BODILESS_STATUSES } from '../document/http.js';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import { serve } from 'srvx';
import type { Judge } from '../judge/judge.js';
import { receivedRequest } from '../judge/message.js';
import type { HttpRequest, HttpResponse } from '../judge/message.js';
import type { RequestVerdict } from '../judge/request.js';

/** One request that really arrived, what the judge says of it, and the answer that it got. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly verdict: RequestVerdict;
  readonly answer: HttpResponse;
}

/** How a call ended. */
export type Outcome =
  | { readonly kind: 'resolved'; readonly value: unknown }
  | { readonly kind: 'rejected'; readonly error: unknown }
  | { readonly kind: 'pending' };

interface Performed {
  readonly outcome: Outcome;
  readonly exchanges: readonly Exchange[];
}

/** A loopback server that gives one answer at a time and keeps every exchange. */
export interface Wire {
  readonly origin: string;
  readonly exchanges: readonly Exchange[];
  /** Runs a call while every request gets `answer`; a call that has not ended after `timeout` ms is pending. */
  perform: (answer: HttpResponse, call: () => PromiseLike<unknown>) => Promise<Performed>;
  /** Waits for requests that nobody asked for, and gives those that arrived when no call ran. */
  strays: () => Promise<readonly Exchange[]>;
  close: () => Promise<void>;
}

/** Milliseconds for a late request to arrive. */
const LATE = 20;

/** What a request gets that arrives when no call runs. */
const NOTHING: HttpResponse = { status: 503, headers: new Headers(), body: new Uint8Array() };

/** Starts the server on a free port of 127.0.0.1. `timeout` is in milliseconds. */
export async function startWire(judge: Judge, timeout: number): Promise<Wire> {
  const exchanges: Exchange[] = [];
  let answer = NOTHING;
  const server = serve({
    port: 0,
    hostname: '127.0.0.1',
    silent: true,
    gracefulShutdown: false,
    fetch: async (incoming) => {
      const given = answer;
      const request = await receivedRequest(incoming);
      const verdict = await judge.checkRequest(request);
      exchanges.push({ request, verdict, answer: given });
      return written(given);
    },
  });
  await server.ready();
  return {
    origin: (server.url ?? '').replace(/\/$/, ''),
    exchanges,
    perform: async (given, call) => {
      const before = exchanges.length;
      answer = given;
      const outcome = await outcomeOf(call, timeout);
      await setImmediate();
      answer = NOTHING;
      return { outcome, exchanges: exchanges.slice(before) };
    },
    strays: async () => {
      await delay(LATE);
      return exchanges.filter((one) => one.answer === NOTHING);
    },
    close: async () => {
      await server.close(true);
    },
  };
}

function written({ status, headers, body }: HttpResponse): Response {
  return new Response(BODILESS_STATUSES.includes(status) || body.length === 0 ? null : body, {
    status,
    headers,
  });
}

async function outcomeOf(call: () => PromiseLike<unknown>, timeout: number): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pending = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'pending' }), timeout);
  });
  const ended = (async (): Promise<Outcome> => {
    try {
      return { kind: 'resolved', value: await call() };
    } catch (error) {
      return { kind: 'rejected', error };
    }
  })();
  const outcome = await Promise.race([ended, pending]);
  clearTimeout(timer);
  return outcome;
}
