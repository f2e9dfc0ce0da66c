import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SilentServer {
  readonly url: string;
  close: () => Promise<void>;
}

/** Starts a server that takes requests, of pages of any origin too, and never answers. */
export async function startSilentServer(): Promise<SilentServer> {
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') response.writeHead(204, leave).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What a browser asks for before the request itself (Fetch, "CORS protocol"). */
const leave = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': '*',
  'access-control-allow-headers': 'authorization, content-type',
};
