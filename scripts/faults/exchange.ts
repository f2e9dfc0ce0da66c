import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { canaries } from '@scripts/fixtures/faults/program.ts';

/** One request that arrived, and what there is to answer it with. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** For what HTTP does not allow. */
  readonly socket: Socket;
  /** Attempt number within the call, starting at 1. */
  readonly attempt: number;
  /** What a call to this fault begins with: `/stall/RUN`. */
  readonly base: string;
  /** The origin that nothing may be sent to, and the path of this call on it. */
  readonly foreign: string;
  /** The server does what it is asked for. */
  readonly act: () => void;
  /** The server sends nothing more, and says so. `isAnswered`: the headers of an answer were sent. */
  readonly stall: (isAnswered: boolean) => void;
}

/** Does something to a request in place of answering it well. */
export type FaultAnswer = (exchange: Exchange) => void;

export const rotated = JSON.stringify({
  success: true,
  errors: [],
  messages: [],
  result: { token: canaries.rotatedToken, type: 'publish_subscribe' },
});

export const refusal = JSON.stringify({
  success: false,
  errors: [{ code: 21007, message: canaries.responseBody }],
  messages: [],
  result: null,
});

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The fields of every answer. Connections are not kept, so that no runtime sends again what it sent on a stale one. */
export const fields = {
  'content-type': 'application/json',
  connection: 'close',
  'x-canary': canaries.responseHeader,
} as const;

/** Answers as HTTP wants it. The phrase of a status is text from the server too. */
export function answer({ response }: Exchange, { status = 200, headers, body = rotated }: Answer = {}): void {
  const length = status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, canaries.statusPhrase, { ...fields, ...length, ...headers });
  response.end(body);
}

/** Answers well, and has done what was asked for. */
export function succeed(exchange: Exchange): void {
  exchange.act();
  answer(exchange);
}

/** The bytes of a 2xx up to its body, which a response to HEAD ends with. */
export function head(headers: Readonly<Record<string, string>>, status = 200): string {
  const lines = Object.entries({ ...fields, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${canaries.statusPhrase}\r\n${lines.join('')}\r\n`;
}
