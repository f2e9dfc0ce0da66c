import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server on loopback that keeps what it was asked. */
export interface PlantedServer {
  readonly url: string;
  /** Of every request its method, path and authorization. */
  readonly requests: string[];
}

/** Starts a server that answers with `answer`, for as long as the test runs. */
export async function plantedServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<PlantedServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url} ${request.headers.authorization ?? '-'}`);
    request.resume().on('end', () => answer(request, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, requests };
}
