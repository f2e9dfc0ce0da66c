import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runServer } from 'verdaccio';

/** A connection that breaks on the way: before the registry has acted, or when it has. */
type Break = 'before' | 'after';

/** A registry of its own on loopback. */
export interface TestRegistry {
  readonly url: string;
  /** What may read and publish. */
  readonly writeToken: string;
  /** What may read only. */
  readonly readToken: string;
  /** What says to publish there. */
  readonly env: NodeJS.ProcessEnv;
  /** How many packages were sent to be published. */
  readonly uploads: () => number;
  /** Breaks the connection of the upload after so many more, and calls `then`. */
  breakUpload(after: number, when: Break, then?: () => void): void;
  /** What the registry has of a package: versions in their order, and dist-tags. */
  packageOf(name: string): Promise<{ versions: string[]; tags: Record<string, string> }>;
  close(): Promise<void>;
}

/** A real Verdaccio, which asks for a token to read and to write, and asks no other registry for anything. */
export async function startRegistry(): Promise<TestRegistry> {
  const folder = mkdtempSync(join(tmpdir(), 'specline-registry-'));
  const server = (await runServer(configuration(folder) as never)) as Server;
  const [verdaccio] = server.listeners('request') as RequestListener[];
  const faults = new Faults();
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!faults.breaks(request, response)) verdaccio?.(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const writeToken = await tokenOf(url, 'writer');
  const readToken = await tokenOf(url, 'reader');
  return {
    url,
    writeToken,
    readToken,
    env: { SPECLINE_REGISTRY: url, SPECLINE_TOKEN: writeToken, SPECLINE_READ_TOKEN: '' },
    uploads: () => faults.uploads,
    breakUpload: (after, when, then) => faults.plan(after, when, then),
    async packageOf(name) {
      const address = url + name.replace('/', '%2f');
      const response = await fetch(address, { headers: { authorization: `Bearer ${readToken}` } });
      const { versions = {}, 'dist-tags': tags = {} } = (await response.json()) as Packument;
      return { versions: Object.keys(versions), tags };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Packument {
  readonly versions?: Record<string, unknown>;
  readonly 'dist-tags'?: Record<string, string>;
}

function configuration(folder: string): object {
  return {
    configPath: join(folder, 'config.yaml'),
    self_path: folder,
    storage: join(folder, 'storage'),
    web: { enable: false },
    auth: { htpasswd: { file: join(folder, 'htpasswd'), algorithm: 'sha1' } },
    uplinks: {},
    packages: { '**': { access: '$authenticated', publish: 'writer' } },
    publish: { allow_offline: true },
    log: { type: 'stdout', format: 'pretty', level: 'fatal' },
  };
}

async function tokenOf(url: string, user: string): Promise<string> {
  const response = await fetch(`${url}-/user/org.couchdb.user:${user}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: user, password: `${user}-password` }),
  });
  return ((await response.json()) as { token: string }).token;
}

class Faults {
  uploads = 0;
  #at: number | undefined;
  #when: Break = 'before';
  #then: (() => void) | undefined;

  plan(after: number, when: Break, then?: () => void): void {
    this.#at = this.uploads + after;
    this.#when = when;
    this.#then = then;
  }

  /** Whether the connection was broken before the registry heard of the request. */
  breaks(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'PUT' || request.url?.startsWith('/-/') === true) return false;
    const isMeant = this.uploads === this.#at;
    this.uploads += 1;
    if (!isMeant) return false;
    this.#at = undefined;
    this.#then?.();
    if (this.#when === 'before') {
      request.socket.destroy();
      return true;
    }
    response.end = () => {
      request.socket.destroy();
      return response;
    };
    return false;
  }
}
