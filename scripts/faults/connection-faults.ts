import { canaries } from '@scripts/fixtures/faults/program.ts';
import { type Exchange, type FaultAnswer, head, rotated, succeed } from './exchange.ts';

/** More than the headers of any runtime may be. */
const TOO_LONG = 1 << 20;

const partOfHeaders = `HTTP/1.1 200 OK\r\nx-canary: ${canaries.responseHeader}`;

/** What goes wrong before the headers of an answer are there. */
export const connectionFaults: Readonly<Record<string, FaultAnswer>> = {
  'reset-before-acting': ({ socket }) => socket.resetAndDestroy(),
  'reset-after-acting': reset,
  'reset-once': first(reset),
  'closed-unanswered': ({ act, socket }) => {
    act();
    socket.end();
  },
  'not-http': ({ socket }) => socket.end(`SSH-2.0-${canaries.responseBody}\r\n`),
  'headers-broken-off': ({ act, socket }) => {
    act();
    // Where they only end, a browser takes them for whole.
    socket.write(partOfHeaders, () => socket.resetAndDestroy());
  },
  'headers-endless': ({ act, socket }) => {
    act();
    socket.end(partOfHeaders.padEnd(TOO_LONG, canaries.responseHeader));
  },
  stall,
  'stall-once': first(stall),
  'stall-in-headers': (exchange) => {
    exchange.socket.write(partOfHeaders);
    stall(exchange);
  },
  'informational-100': informed('HTTP/1.1 100 Continue\r\n\r\n'),
  'informational-103': informed('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'),
};

/** The server acts, and the connection is gone. */
export function reset({ act, socket }: Exchange): void {
  act();
  socket.resetAndDestroy();
}

function stall({ act, stall: fallSilent }: Exchange): void {
  act();
  fallSilent(false);
}

function informed(notice: string): FaultAnswer {
  return ({ act, request, socket }) => {
    act();
    const start = notice + head({ 'content-length': String(rotated.length) });
    socket.end(request.method === 'HEAD' ? start : start + rotated);
  };
}

/** Goes wrong once, then answers. */
export function first(fault: FaultAnswer, then: FaultAnswer = succeed): FaultAnswer {
  return (exchange) => (exchange.attempt === 1 ? fault : then)(exchange);
}
