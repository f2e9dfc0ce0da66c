import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliCompress, createDeflate, createGzip, createZstdCompress } from 'node:zlib';

/** How a body is compressed. */
export const encoders: Readonly<Record<string, () => Transform>> = {
  identity: () => new PassThrough(),
  gzip: () => createGzip(),
  deflate: () => createDeflate(),
  br: () => createBrotliCompress(),
  // Node before 22.15 has none.
  ...(typeof createZstdCompress === 'function' && { zstd: () => createZstdCompress() }),
};

/** What a body repeats for ever, after what it begins with. */
export const patterns: Readonly<Record<string, readonly [begin: string, repeated: string]>> = {
  spaces: ['', ' '.repeat(65_536)],
  'a text': ['"', 'a'.repeat(65_536)],
  'a list': ['[', '{"a":[1,2,3]},'.repeat(4096)],
  codes: ['{"errors":[', '{"code":21007},'.repeat(4096)],
  letters: ['{"errors":"', 'e'.repeat(65_536)],
  'an event without an end': ['data: ', 'b'.repeat(65_536)],
  'fields of an event': ['', `data: ${'b'.repeat(1000)}\n`.repeat(64)],
  'a line without an end': ['"', 'c'.repeat(65_536)],
  'a text of a sequence': ['\u001e"', 'd'.repeat(65_536)],
};

export interface BombServer {
  readonly origin: string;
  /** How many requests have come, and how many of their connections the client has closed. */
  readonly counts: () => { readonly requests: number; readonly closed: number };
  readonly close: () => Promise<void>;
}

/** Starts a server on loopback whose bodies have no end: `/STATUS/ENCODING/PATTERN?type=MEDIA-TYPE`. */
export async function startBombServer(): Promise<BombServer> {
  let requests = 0;
  let closed = 0;
  const server = createServer((request, response) => {
    request.resume();
    requests += 1;
    response.on('close', () => (closed += 1));
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://a');
    const [, status = '', encoding = '', pattern = ''] = pathname.split('/').map(decodeURIComponent);
    const encoder = encoders[encoding]?.() ?? new PassThrough();
    response.writeHead(Number(status), {
      'content-type': searchParams.get('type') ?? 'application/json',
      'retry-after': '0',
      ...(encoding !== 'identity' && { 'content-encoding': encoding }),
    });
    // It ends when the client closes the connection.
    pipeline(Readable.from(endless(patterns[pattern])), encoder, response).catch(() => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts: () => ({ requests, closed }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function* endless([begin, repeated]: readonly [string, string] = ['', ' ']): Generator<string, void> {
  yield begin;
  for (;;) yield repeated;
}
