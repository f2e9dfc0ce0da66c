import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTCPServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import {
  APIClient,
  type APIDefinition,
  APIError,
  type BaseClientOptions,
  type OperationDefinition,
  apiKey,
  basic,
  bearer,
} from '../src/index.js';
import { parameters } from '../src/parameters.js';
import { styled } from '../src/parameters.js';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface Loopback {
  readonly url: string;
  readonly seen: readonly Seen[];
}

/** Starts a real HTTP server for one test. It records every request, then lets `respond` answer. */
export async function serve(respond: (response: ServerResponse, request: Seen) => void): Promise<Loopback> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, headers, body: Buffer.concat(chunks) });
    respond(response, seen[seen.length - 1]!);
  });
  const url = await listen(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url, seen };
}

export type Respond = (response: ServerResponse) => void;

/** Answers each request with the next of these, and what comes after them with the last. */
export function serveInTurn(...answers: readonly Respond[]): Promise<Loopback> {
  let index = 0;
  return serve((response) => answers[Math.min(index++, answers.length - 1)]?.(response));
}

/** Breaks the connection off once the request has come. */
export const drop: Respond = (response) => response.socket?.resetAndDestroy();

export const answering =
  (code: number, headers: Record<string, string> = {}): Respond =>
  (response) =>
    json(response, code, {}, headers);

/** Returns what a call rejects with. */
export async function failure(call: PromiseLike<unknown>): Promise<APIError> {
  const reason: unknown = await call.then(
    () => 'no error',
    (error: unknown) => error,
  );
  if (!(reason instanceof APIError)) throw new Error(`not an APIError: ${String(reason)}`);
  return reason;
}

/** Starts a TCP server that answers each connection's first bytes with `respond`. */
export async function serveBytes(
  respond: (socket: Socket) => void,
): Promise<{ url: string; requests: () => number }> {
  let requests = 0;
  const sockets = new Set<Socket>();
  const server = createTCPServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      requests++;
      respond(socket);
    });
  });
  const url = await listen(server);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url, requests: () => requests };
}

/** Where nothing listens any more. */
export async function closedURL(): Promise<string> {
  const server = createTCPServer();
  const url = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export const definition: APIDefinition = {
  name: '@specline/example-client',
  version: '1.2.3',
  requestId: 'cf-ray',
  auth: {
    apiToken: { kind: bearer, env: 'SPECLINE_TEST_TOKEN' },
    apiEmail: { kind: apiKey, in: 'header', name: 'X-Auth-Email' },
    apiKey: { kind: apiKey, in: 'header', name: 'X-Auth-Key', env: 'SPECLINE_TEST_KEY' },
    signature: { kind: bearer, scheme: 'HOBA' },
    login: { kind: basic, env: 'SPECLINE_TEST_LOGIN' },
    queryKey: { kind: apiKey, in: 'query', name: 'api key' },
    session: { kind: apiKey, in: 'cookie', name: 'session' },
  },
};

export interface TestOptions extends BaseClientOptions {
  apiToken?: unknown;
  apiEmail?: unknown;
  signature?: unknown;
  apiKey?: unknown;
  login?: unknown;
  queryKey?: unknown;
  session?: unknown;
}

export function clientFor(url: string, options: TestOptions = {}): APIClient {
  const own = { baseURL: url, apiToken: 'the-token', maxRetries: 0, ...options } as BaseClientOptions;
  return new APIClient(own, definition);
}

/** The call that all this is for. */
export const rotate: OperationDefinition = {
  method: 'POST',
  path: '/accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate',
  body: { mediaType: 'application/json', from: 'spread', required: true },
  responses: { 200: 'json', 400: 'json', 404: 'json', 500: 'json' },
  auth: [['apiToken']],
  envelope: 'result',
};

export const rotated = {
  success: true,
  errors: [],
  messages: [],
  result: { token: 'eyJ-rotated', type: 'subscribe' },
};

export const place = 'POST /accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate';

export interface Rotated {
  token: string;
  type: string;
}

export function rotateWith(client: APIClient, options: Parameters<APIClient['send']>[3] = {}) {
  return client.send<Rotated, unknown>(
    rotate,
    { relay_id: 'r1' },
    { account_id: 'a1', type: 'subscribe' },
    options,
  );
}

/** An operation that is the same but for what is given. */
export function operation(changes: Partial<OperationDefinition>): OperationDefinition {
  const written = {
    method: 'GET',
    path: '/things',
    responses: { 200: 'json' } as const,
    auth: [],
    ...changes,
  };
  const kinds = ['query', 'header', 'cookie', 'pathStyle'] as const;
  const styles = kinds.map((kind) => [kind, changes[kind] && allStyled(changes[kind])]);
  return { ...written, parameters, ...Object.fromEntries(styles.filter(([, names]) => names)) };
}

function allStyled(names: NonNullable<OperationDefinition['query']>): OperationDefinition['query'] {
  return Object.fromEntries(
    Object.entries(names).map(([name, given]) => [name, { write: styled, ...given }]),
  );
}
