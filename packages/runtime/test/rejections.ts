import { createServer, type AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { APIError } from '../src/index.js';

/** Returns what a call rejects with. */
export async function rejection(call: PromiseLike<unknown>): Promise<APIError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof APIError) return error;
  throw new Error('no APIError', { cause: error });
}

/** Returns all that a program may print of a value. */
export function shown(value: unknown): string {
  const { stack, cause } = Object(value);
  const views = [value, cause].map((one) => inspect(one, { depth: Infinity, showHidden: true }));
  return [...views, JSON.stringify(value), stack].join('\n');
}

/** Where nothing listens any more. */
export async function closedURL(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
