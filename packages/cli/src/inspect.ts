import { resolve } from 'node:path';
import { InputError, normalPointer } from '@specline/openapi';
import type { Ignored } from '@specline/openapi';
import { print } from './console.js';
import type { Console } from './console.js';
import { EXIT } from './exit.js';
import type { Exit } from './exit.js';
import { isRead, refuseNames, usage, workspaceJob } from './generate/targets.js';
import { readDocument } from './load-api.js';
import type { Api } from './load-api.js';

export interface InspectOptions {
  readonly spec?: string;
  readonly sdk?: string;
  readonly pointer?: string;
}

/** The model of one API, or the parts of it that come from one place of its document. */
interface Inspected {
  readonly api: string;
  readonly model: unknown;
}

/**
 * Prints the model of each API as JSON: `[{ "api", "model" }]`. With `pointer`, `model` is the list of the outermost parts
 * that come from that place of the document. Throws `InputError` for usage, for faults of the documents, and where no part
 * comes from there.
 */
export async function inspect(
  apis: readonly string[],
  options: InspectOptions,
  console: Console,
): Promise<Exit> {
  const read = apisOf(apis, options, console.cwd);
  const { pointer } = options;
  const inspected = pointer === undefined ? read.map(whole) : partsAt(read, pointer);
  print(console, JSON.stringify(inspected, undefined, 2));
  return EXIT.done;
}

function apisOf(apis: readonly string[], { spec, sdk }: InspectOptions, cwd: string): Api[] {
  if (spec === undefined && sdk !== undefined) throw usage('--sdk requires --spec', 'add --spec FILE');
  if (spec === undefined)
    return workspaceJob(apis, cwd)
      .read(() => undefined)
      .filter(isRead);
  refuseNames(apis);
  return [readDocument(resolve(cwd, spec), sdk === undefined ? undefined : resolve(cwd, sdk), cwd)];
}

function whole({ api, model }: Api): Inspected {
  return { api, model };
}

function partsAt(apis: readonly Api[], given: string): Inspected[] {
  const pointer = normalPointer(given.startsWith('/') ? `#${given}` : given);
  if (pointer === undefined)
    throw usage(`--pointer must be a JSON pointer, got "${given}"`, 'give one such as #/paths/~1pets/get');
  const found = apis
    .map(({ api, model }) => ({ api, model: partsOf(model, pointer) }))
    .filter(({ model }) => model.length > 0);
  if (found.length > 0) return found;
  const ignored = apis.flatMap(({ accounts }) => accounts.ignored).find((one) => one.pointer === pointer);
  throw new InputError([{ pointer, message: absence(ignored), remedy: 'give the pointer of a used part' }]);
}

function absence(ignored: Ignored | undefined): string {
  return ignored === undefined ? 'no part of a model comes from here' : `this is ignored: ${ignored.reason}`;
}

/** The outermost parts of a value that come from a place. */
function partsOf(value: unknown, pointer: string): unknown[] {
  if (value === null || typeof value !== 'object') return [];
  if ('pointer' in value && value.pointer === pointer) return [value];
  return Object.values(value).flatMap((inner) => partsOf(inner, pointer));
}
