import { resolve } from 'node:path';
import { DocumentError, startMock } from '@specline/contract';
import { InputError, loadDocument } from '@specline/openapi';
import { print, report } from './console.js';
import type { Console } from './console.js';
import { EXIT } from './exit.js';
import type { Exit } from './exit.js';

export interface MockOptions {
  readonly spec: string;
  readonly port?: string;
  readonly host?: string;
}

/**
 * `specline mock`: a server that keeps a document, until it is told to stop. Prints its URL once it listens. Throws
 * `InputError` for usage and for a document that cannot be used.
 */
export async function mock({ spec, port = '0', host }: MockOptions, console: Console): Promise<Exit> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new InputError([{ message: `--port must be a number from 0 to 65535, got "${port}"` }]);
  const { document } = loadDocument(resolve(console.cwd, spec), { base: console.cwd });
  try {
    const server = await startMock({ document, port: Number(port), ...(host === undefined ? {} : { host }) });
    print(console, server.url);
    report(console, 'Prefer: code=404, example=NAME picks a response; stop with Ctrl+C');
    await stopped(console);
    await server.close();
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new InputError([{ file: spec, message: error.message }]);
  }
}

function stopped({ stop }: Console): Promise<void> {
  return new Promise((resolveStopped) => {
    if (stop !== undefined) stop.addEventListener('abort', () => resolveStopped());
    else for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolveStopped());
  });
}
