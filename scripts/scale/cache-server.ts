import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** A remote cache on loopback that keeps what is signed. */
export interface CacheServer {
  /** What turbo needs to use it. */
  readonly env: Readonly<Record<string, string>>;
  /** Changes the output that is kept of a build, by the hash of its task. */
  readonly tamper: (hash: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const TEAM = 'specline';

/** Starts the server that is installed in a folder; it keeps its artifacts in `storage`. */
export async function startCacheServer(installation: string, storage: string): Promise<CacheServer> {
  const port = await freePort();
  const [token, key] = [randomBytes(16).toString('hex'), randomBytes(32).toString('hex')];
  const script = join(installation, 'node_modules/turborepo-remote-cache/dist/cli.js');
  const child = spawn(process.execPath, [script], {
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'silent',
      STORAGE_PROVIDER: 'local',
      STORAGE_PATH: storage,
      STORAGE_PATH_USE_TMP_FOLDER: 'false',
      TURBO_TOKEN: token,
      // With any key at all the server hands out signatures; the ones who sign and verify are its users.
      TURBO_REMOTE_CACHE_SIGNATURE_KEY: 'kept by the users',
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await answering(`${url}/v8/artifacts/status`, token);
  return {
    env: { TURBO_API: url, TURBO_TEAM: TEAM, TURBO_TOKEN: token, TURBO_REMOTE_CACHE_SIGNATURE_KEY: key },
    tamper: (hash) => changeLetter(join(storage, TEAM, hash)),
    async close() {
      const closed = once(child, 'close');
      child.kill();
      await closed;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const ATTEMPTS = 300;

async function answering(url: string, token: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } }).catch(
      () => undefined,
    );
    if (response?.ok === true) return;
    await setTimeout(100);
  }
  throw new Error(`${url}: the cache server does not answer; start it by hand to see why`);
}

/** Changes a letter of what a build put out, and leaves the archive sound: only its signature can tell. */
async function changeLetter(file: string): Promise<void> {
  const archive = zstdDecompressSync(await readFile(file));
  const place = archive.indexOf('export ');
  if (place === -1)
    throw new Error(`${file}: no module is in this artifact; tamper with one that a build made`);
  archive.write('E', place);
  await writeFile(file, zstdCompressSync(archive));
}
