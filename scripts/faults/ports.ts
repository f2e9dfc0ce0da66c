import { createServer as createHTTPServer, type RequestListener } from 'node:http';
import { createServer as createTLSServer } from 'node:https';
import { createServer as createTCPServer, type AddressInfo, type Server } from 'node:net';
import { cert, key } from '../../packages/runtime/test/certificate.ts';

export const HOST = '127.0.0.1';

/** What listens on a port of this machine. */
export interface Listener {
  readonly port: number;
  readonly close: () => Promise<void>;
}

export async function listenForHTTP(listener: RequestListener): Promise<Listener> {
  const server = createHTTPServer(listener);
  return listening(server, () => server.closeAllConnections());
}

/** A server whose certificate nobody trusts. */
export async function listenForTLS(): Promise<Listener> {
  const server = createTLSServer({ cert, key }, (_, response) => response.end());
  // The client breaks the handshake off.
  server.on('tlsClientError', () => {});
  return listening(server, () => server.closeAllConnections());
}

async function listening(server: Server, closeConnections: () => void): Promise<Listener> {
  await listen(server, 0);
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      closeConnections();
      await closed;
    },
  };
}

/** Below these a system takes no port for a connection that goes out, so that nothing comes to listen there. */
const LOWEST = 20_000;
const HIGHEST = 30_000;

/** A port that refuses connections. */
export async function refusingPort(port = LOWEST): Promise<number> {
  if (port > HIGHEST) throw new Error(`ports ${LOWEST} to ${HIGHEST}: something listens on each; free one`);
  const server = createTCPServer();
  try {
    await listen(server, port);
  } catch {
    return refusingPort(port + 1);
  }
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listen(server: Server, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen(port, HOST, resolve);
  return promise;
}
