import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SilentServer {
  readonly url: string;
  close: () => Promise<void>;
}

/**
 * Starts a server that takes requests, of pages of any origin too, and never answers; but below `/kept` it answers the
 * first POST, breaks the connection after it has taken another, and tells a GET how many there were.
 */
export async function startSilentServer(): Promise<SilentServer> {
  let posts = 0;
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') response.writeHead(204, leave).end();
    if (!request.url?.startsWith('/kept')) return;
    request.resume().on('end', () => {
      if (request.method === 'GET') {
        response.writeHead(200, json).end(JSON.stringify({ posts }));
        posts = 0;
      } else if (request.method === 'POST') {
        posts += 1;
        if (posts === 1) response.writeHead(200, json).end(rotated);
        else request.socket.resetAndDestroy();
      }
    });
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

const json = { ...leave, 'content-type': 'application/json' };
const result = { token: 'eyJhbGciOiJFZDI1NTE5', type: 'publish_subscribe' };
const rotated = JSON.stringify({ success: true, errors: [], messages: [], result });
