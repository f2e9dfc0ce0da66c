import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback that keeps what it hears. */
export interface Listener {
  /** Ends with `/`. */
  readonly url: string;
  /** Of each request: method, target and authorization. A `CONNECT` to a proxy is one. */
  readonly heard: string[];
  close(): Promise<void>;
}

/** Starts a server that answers with `answer`, and refuses to be a proxy. */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Listener> {
  const heard: string[] = [];
  const hear = ({ method, url, headers }: IncomingMessage) =>
    heard.push(`${method} ${url} ${headers.authorization ?? headers['proxy-authorization'] ?? '-'}`);
  const server = createServer((request, response) => {
    hear(request);
    request.resume().on('end', () => answer(request, response));
  });
  server.on('connect', (request, socket) => {
    hear(request);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    heard,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
