// Rotates a token by one client, once for each fault, and writes down what the caller got and what would be seen of it.
// The arguments are the files with the input and for the results, both JSON.
import { AsyncLocalStorage } from 'node:async_hooks';
import { readFile, writeFile } from 'node:fs/promises';
import { format, inspect } from 'node:util';
import { rotate } from './peer';

/** What every client is given for a call. */
export interface Call {
  readonly baseURL: string;
  readonly apiToken: string;
  readonly headers: Record<string, string>;
  readonly account_id: string;
  readonly relay_id: string;
  readonly body: { readonly type: 'publish_subscribe' };
  /** In milliseconds, for the clients that have one. */
  readonly timeout: number;
}

/** What a client returned, as its kind returns it. */
export interface Got {
  readonly data: unknown;
  readonly error?: unknown;
  readonly token: string | undefined;
}

interface Input {
  readonly calls: readonly { readonly run: string; readonly call: Call }[];
  readonly canaries: Readonly<Record<string, string>>;
  /** Milliseconds after which a caller has waited in vain. */
  readonly patience: number;
}

const [inputFile = '', resultFile = ''] = process.argv.slice(2);
const { calls, canaries, patience }: Input = JSON.parse(await readFile(inputFile, 'utf8'));

// What is printed belongs to the call that printed it.
const printing = new AsyncLocalStorage<string[]>();
for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
  console[level] = (...parts: unknown[]) => void printing.getStore()?.push(format(...parts));
}

const results = await Promise.all(calls.map(({ run, call }) => resultOf(run, call)));
await writeFile(resultFile, JSON.stringify(results));
// What hangs would keep it alive.
process.exit(0);

async function resultOf(run: string, call: Call) {
  const lines: string[] = [];
  const { got, fault } = await printing.run(lines, () => settled(call));
  const error = fault ?? got?.error;
  const printed = error === undefined ? [] : sinksOf(error);
  return { run, got: description(got, fault), logged: canariesIn(lines), printed: canariesIn(printed) };
}

function canariesIn(texts: readonly string[]): string[] {
  const names = Object.keys(canaries);
  return names.filter((name) => texts.some((text) => text.includes(canaries[name] ?? '')));
}

async function settled(call: Call): Promise<{ got?: Got; fault?: unknown }> {
  const waited = new Promise<{ fault: unknown }>((resolve) => {
    setTimeout(() => resolve({ fault: 'hangs' }), patience);
  });
  const answer = rotate(call).then(
    (got) => ({ got }),
    (fault: unknown) => ({ fault }),
  );
  return Promise.race([answer, waited]);
}

function description(got: Got | undefined, fault: unknown): string {
  if (fault === 'hangs') return 'hangs';
  if (fault !== undefined) return fault instanceof Error ? fault.constructor.name : `throws ${typeof fault}`;
  if (got?.error !== undefined)
    return got.error instanceof Error
      ? `{ error: ${got.error.constructor.name} }`
      : `{ error: ${typeof got.error} }`;
  if (got?.token === canaries.rotatedToken) return 'resolves';
  return got?.data === undefined || got.data === null ? String(got?.data) : `${typeof got.data}, no token`;
}

function sinksOf(error: unknown): string[] {
  const { message, stack, cause } = error instanceof Error ? error : new Error(String(error));
  return [
    message,
    String(stack),
    String(cause),
    json(error),
    inspect(error, { depth: Infinity, showHidden: true }),
  ];
}

function json(value: unknown): string {
  try {
    return String(JSON.stringify(value));
  } catch {
    return '';
  }
}
