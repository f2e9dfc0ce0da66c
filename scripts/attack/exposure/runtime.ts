import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '@scripts/kit/workspace.ts';

/** As much of the built runtime as the attacks need: it may not be built yet when this is compiled. */
export interface Runtime {
  readonly APIClient: new (options: object, definition: object) => Client;
  readonly apiKey: unknown;
  readonly basic: unknown;
  readonly bearer: unknown;
  readonly createClient: (options: object) => FetchClient;
  readonly jsonLines: unknown;
  readonly eventData: unknown;
  readonly parameters: unknown;
  readonly withMiddleware: (middleware: readonly object[], settings: object) => unknown;
}

interface Client {
  send(operation: object, path: object, params: object, options: object): Call;
  request(method: string, path: string, options: object): Call;
}

interface Call {
  asResult(): Promise<Result>;
  asResponse(): Promise<Response>;
}

export interface Result {
  readonly ok: boolean;
  readonly data?: unknown;
  readonly error?: CallError;
}

export interface CallError extends Error {
  readonly body?: unknown;
  readonly status?: number;
  readonly outcome?: string;
}

interface FetchClient {
  use(...middleware: object[]): void;
  request(method: string, path: string, init: object): Promise<{ data?: unknown; error?: unknown }>;
}

/** Loads the built runtime, all of its entry points in one. */
export async function builtRuntime(): Promise<Runtime> {
  const files = ['index', 'openapi-fetch', 'extensions', 'parameters', 'stream'];
  const modules: object[] = await Promise.all(
    files.map((file) => import(pathToFileURL(join(root, 'packages/runtime/dist/esm', `${file}.js`)).href)),
  );
  return Object.assign({}, ...modules) as Runtime;
}
