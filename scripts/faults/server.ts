import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { bodyFaults } from './body-faults.ts';
import { connectionFaults } from './connection-faults.ts';
import type { Stall } from '@scripts/fixtures/faults/clock.ts';
import type { FaultAnswer } from './exchange.ts';
import { HOST, listenForHTTP, listenForTLS, refusingPort } from './ports.ts';
import { redirectFaults } from './redirect-faults.ts';
import { statusFaults } from './status-faults.ts';

/** A request as it arrived. */
interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What arrived of one call, and what the server did for it. */
export interface CallRecord {
  readonly requests: readonly SeenRequest[];
  /** How often the server did what was asked for. */
  readonly acted: number;
  /** What arrived at the origin that nothing may be sent to. */
  readonly foreign: readonly SeenRequest[];
  /** Where the server sends nothing more. */
  readonly stalls: readonly Stall[];
}

/** What a browser is given at `/page/NAME`. */
export interface Page {
  readonly mediaType: string;
  readonly text: string;
}

export interface FaultServer {
  readonly origin: string;
  /** `origins[fault]` is where a fault is, if not at `origin`. */
  readonly origins: Readonly<Record<string, string>>;
  readonly recordOf: (run: string) => CallRecord;
  /** How many requests came to the foreign origin, whatever they belong to. */
  readonly foreignRequests: () => number;
  readonly close: () => Promise<void>;
}

const answers: Readonly<Record<string, FaultAnswer>> = {
  ...connectionFaults,
  ...bodyFaults,
  ...statusFaults,
  ...redirectFaults,
};

/** The faults in which no request arrives: each has an origin of its own. */
const unreachable = ['refused', 'unknown-host', 'untrusted-certificate', 'no-tls'] as const;

/** Every fault that the server knows. */
export const faultNames: readonly string[] = [...Object.keys(answers), ...unreachable];

/**
 * Starts a server on loopback that fails as the path says: `/FAULT/RUN/…`, where RUN names the call that it counts for. Besides it
 * has `/origins`, `/record/RUN`, both JSON, and `/page/NAME`.
 */
export async function startFaultServer(pages: Readonly<Record<string, Page>> = {}): Promise<FaultServer> {
  const records: Record<string, ReturnType<typeof emptyRecord>> = Object.create(null);
  const recordOf = (run: string) => (records[run] ??= emptyRecord());
  let foreignRequests = 0;

  const foreign = await listenForHTTP(async (request, response) => {
    foreignRequests += 1;
    const [run = ''] = segmentsOf(request);
    recordOf(run).foreign.push(await seen(request));
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end('{}');
  });
  const untrusted = await listenForTLS();
  const main = await listenForHTTP((request, response) => void respond(request, response));
  const origins: Record<(typeof unreachable)[number], string> = {
    refused: `http://${HOST}:${await refusingPort()}`,
    'unknown-host': 'https://specline.invalid',
    'untrusted-certificate': `https://${HOST}:${untrusted.port}`,
    'no-tls': `https://${HOST}:${main.port}`,
  };
  const others = {
    origins: () => ({ mediaType: 'application/json', text: JSON.stringify(origins) }),
    record: (run: string) => ({ mediaType: 'application/json', text: JSON.stringify(recordOf(run)) }),
    page: (name: string) => pages[name],
  };
  return {
    origin: `http://${HOST}:${main.port}`,
    origins,
    recordOf,
    foreignRequests: () => foreignRequests,
    close: async () => void (await Promise.all([main, foreign, untrusted].map(({ close }) => close()))),
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [fault = '', run = ''] = segmentsOf(request);
    const fail = Object.hasOwn(answers, fault) ? answers[fault] : undefined;
    if (fail === undefined) return serve(response, pageAt(fault, run));
    const record = recordOf(run);
    const attempt = record.requests.push(await seen(request));
    fail({
      request,
      response,
      socket: request.socket,
      attempt,
      base: `/${fault}/${run}`,
      foreign: `http://${HOST}:${foreign.port}/${run}`,
      act: () => void (record.acted += changes(request) ? 1 : 0),
      stall: (isAnswered) => void record.stalls.push({ attempt, isAnswered }),
    });
  }

  function pageAt(name: string, rest: string): Page | undefined {
    return name === 'origins' || name === 'record' || name === 'page' ? others[name](rest) : undefined;
  }
}

function emptyRecord() {
  return {
    requests: [] as SeenRequest[],
    acted: 0,
    foreign: [] as SeenRequest[],
    stalls: [] as Stall[],
  };
}

function segmentsOf({ url = '' }: IncomingMessage): string[] {
  return url.split(/[/?]/).slice(1);
}

async function seen(request: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method = '', url = '', headers } = request;
  return { method, url, headers, body: Buffer.concat(chunks).toString() };
}

/** RFC 9110, 9.2.1. */
function changes({ method = '' }: IncomingMessage): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method);
}

function serve(response: ServerResponse, page: Page | undefined): void {
  const { mediaType, text } = page ?? { mediaType: 'text/plain', text: 'no such fault or page' };
  response.writeHead(page ? 200 : 404, { 'content-type': mediaType, connection: 'close' }).end(text);
}
