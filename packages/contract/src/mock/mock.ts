import { BODILESS_STATUSES } from '../document/http.js';
import { serve } from 'srvx';
import { createJudge, serverPaths } from '../judge/judge.js';
import type { Judge } from '../judge/judge.js';
import { BodyTooLarge, receivedRequest } from '../judge/message.js';
import type { HttpRequest } from '../judge/message.js';
import type { RequestProblem } from '../judge/request.js';
import { preferredAnswer } from './preference.js';

/** A server that keeps a document. */
export interface Mock {
  /** `http://127.0.0.1:4010`, without a slash at the end. Documented server paths may follow it. */
  readonly url: string;
  /** The requests that arrived, the last thousand, and of these the last with 16 MiB of bodies in all; oldest first. */
  readonly requests: readonly HttpRequest[];
  close: () => Promise<void>;
}

/** What a mock server answers from, and where it listens. */
export interface MockOptions {
  /** A bundled OpenAPI 3.0, 3.1 or 3.2 document. */
  readonly document: object;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
}

const MOST_REQUESTS = 1000;
const MOST_RECORDED = 16 * 1024 * 1024;
/** A larger body is answered with 413. */
const MOST_BODY = 10 * 1024 * 1024;
const MOST_CONNECTIONS = 500;
/** Milliseconds for a request to arrive whole, and for its headers. */
const TIMES = { requestTimeout: 60_000, headersTimeout: 20_000, connectionsCheckingInterval: 5000 };

/** Starts a mock of the document. Throws DocumentError for a document that cannot be used, or where the port is taken. */
export async function startMock({ document, port = 0, host = '127.0.0.1' }: MockOptions): Promise<Mock> {
  const requests: HttpRequest[] = [];
  let recorded = 0;
  const handler = createHandler(mockJudge(document), (request) => {
    requests.push(request);
    recorded += request.body.length;
    while (requests.length > MOST_REQUESTS || recorded > MOST_RECORDED)
      recorded -= requests.shift()?.body.length ?? 0;
  });
  const options = { port, hostname: host, silent: true, gracefulShutdown: false, node: TIMES };
  const server = serve({ fetch: handler, ...options });
  if (server.node?.server) server.node.server.maxConnections = MOST_CONNECTIONS;
  await server.ready();
  return {
    url: (server.url ?? '').replace(/\/$/, ''),
    requests,
    close: async () => {
      await server.close(true);
    },
  };
}

/**
 * A `fetch` that answers like the mock, without a server: it checks each request against the document (400, 401, 404, 405
 * and 415 with `application/problem+json` that names every problem) and answers with a valid response, the first success
 * unless `Prefer: code=404, example=NAME` says otherwise.
 */
export function mockHandler(document: object): (request: Request) => Promise<Response> {
  return createHandler(mockJudge(document), () => undefined);
}

function mockJudge(document: object): Judge {
  return createJudge(document, [...new Set([...serverPaths(document), ''])]);
}

function createHandler(
  judge: Judge,
  record: (request: HttpRequest) => void,
): (request: Request) => Promise<Response> {
  return async (incoming) => {
    const request = await receivedUpTo(incoming);
    if (request === undefined) return problemResponse(413, TOO_LARGE, [], { connection: 'close' });
    record(request);
    const verdict = await judge.checkRequest(request);
    if (verdict.operation === undefined && isForServer(request)) return serverOptions(judge);
    if (verdict.operation === undefined || verdict.problems.length > 0) {
      const routing = judge.route(request.method, request.path);
      return refusal(verdict.problems, 'methods' in routing ? routing.methods : []);
    }
    const answer = preferredAnswer(judge, verdict.operation, request);
    if ('refusal' in answer) return problemResponse(answer.refusal, answer.message, []);
    const body = BODILESS_STATUSES.includes(answer.status) || answer.body.length === 0 ? null : answer.body;
    return new Response(body, { status: answer.status, headers: answer.headers });
  };
}

const TOO_LARGE = `body: has more than ${MOST_BODY / 1024 / 1024} MiB, which no mock reads`;

async function receivedUpTo(incoming: Request): Promise<HttpRequest | undefined> {
  if (Number(incoming.headers.get('content-length')) > MOST_BODY) return undefined;
  try {
    return await receivedRequest(incoming, MOST_BODY);
  } catch (error) {
    if (error instanceof BodyTooLarge) return undefined;
    throw error;
  }
}

/** Whether a request is `OPTIONS *`, about the server as a whole (RFC 9110, section 9.3.7). */
function isForServer({ method, path }: HttpRequest): boolean {
  return method === 'OPTIONS' && path === '/*';
}

function serverOptions(judge: Judge): Response {
  const methods = new Set(['OPTIONS', ...judge.operations.map(({ method }) => method)]);
  return new Response(null, { status: 204, headers: { allow: [...methods].join(', ') } });
}

/** Which of several problems decides the status. */
const ORDER = [404, 405, 401, 415, 400];

function refusal(problems: readonly RequestProblem[], methods: readonly string[]): Response {
  const status = ORDER.find((one) => problems.some((problem) => problem.status === one)) ?? 400;
  const detail = problems.map(({ place, message }) => `${place}: ${message}`).join('; ');
  const response = problemResponse(status, detail, problems);
  if (status === 405) response.headers.set('allow', methods.join(', '));
  return response;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request breaks the document',
  401: 'The request has no credentials',
  404: 'The document has no such path',
  405: 'The path has no such method',
  413: 'The request is too large',
  415: 'The content type is not documented',
  500: 'The document has no valid response to give',
  501: 'The document has no response to give',
};

/** RFC 9457. */
function problemResponse(
  status: number,
  detail: string,
  problems: readonly RequestProblem[],
  fields: Readonly<Record<string, string>> = {},
): Response {
  const headers = new Headers({ 'content-type': 'application/problem+json', ...fields });
  if (status === 401) headers.set('www-authenticate', 'Bearer');
  const listed = problems.map(({ place, message, pointer }) => ({ place, message, pointer }));
  const body = { type: 'about:blank', title: TITLES[status] ?? '', status, detail, problems: listed };
  return new Response(JSON.stringify(body), { status, headers });
}
