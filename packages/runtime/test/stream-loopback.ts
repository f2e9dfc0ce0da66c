import type { ServerResponse } from 'node:http';
import type { APIError, Stream, StreamReader } from '../src/index.js';
import { clientFor, operation, serve } from './loopback.js';

export const EVENTS = 'text/event-stream';

export const streaming = (stream: StreamReader, method = 'GET') =>
  operation({ method, responses: { 200: 'stream', 204: 'stream' }, stream });

/** Calls an operation whose 2xx is a stream. */
export function streamFrom<Item = unknown>(
  url: string,
  reader: StreamReader,
  options: Parameters<ReturnType<typeof clientFor>['send']>[3] & { method?: string } = {},
) {
  const { method, ...rest } = options;
  return clientFor(url).send<Stream<Item>, unknown>(streaming(reader, method), {}, {}, rest);
}

/** Answers with bytes, each in a chunk of its own. */
export async function serveSlowly(type: string, text: string | Buffer) {
  return serve(async (response) => {
    response.socket?.setNoDelay(true);
    response.writeHead(200, { 'content-type': type });
    for (const byte of Buffer.from(text)) await written(response, Buffer.of(byte));
    response.end();
  });
}

/** Answers with a first piece and leaves the response open. `closed` resolves when the client has gone. */
export async function serveOpen(type: string, text: string) {
  let close = () => {};
  const closed = new Promise<void>((resolve) => (close = resolve));
  const loopback = await serve((response) => {
    response.on('close', close);
    response.writeHead(200, { 'content-type': type });
    response.write(text);
  });
  return { ...loopback, closed };
}

function written(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => response.write(bytes, () => setImmediate(resolve)));
}

/** Returns the items of a stream, and what ended it if that was an error. */
export async function drained(stream: AsyncIterable<unknown>) {
  const items: unknown[] = [];
  try {
    for await (const item of stream) items.push(item);
    return { items, error: undefined };
  } catch (error) {
    return { items, error: error as APIError };
  }
}

/** Reads a body that comes in chunks of `size` bytes. */
export async function readInChunks(reader: StreamReader, type: string, body: string | Buffer, size: number) {
  const bytes = Buffer.from(body);
  let at = 0;
  const chunks = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, (at += size)));
    },
  });
  const fetch = async () => new Response(chunks, { headers: { 'content-type': type } });
  const client = clientFor('http://localhost', { fetch });
  return drained(await client.send<Stream<unknown>, unknown>(streaming(reader), {}, {}));
}
