import { resolve } from 'node:path';
import { DocumentError, UnreachableError, verifyProvider } from '@specline/contract';
import type { ProviderReport } from '@specline/contract';
import { InputError, loadDocument } from '@specline/openapi';
import { print, progress, report } from './console.js';
import type { Console } from './console.js';
import { EXIT } from './exit.js';
import type { Exit } from './exit.js';
import { verifyReport } from './verify-report.js';

export interface VerifyOptions {
  readonly spec: string;
  readonly url: string;
  readonly header?: readonly string[];
  readonly headerEnv?: readonly string[];
  readonly timeout?: string;
  readonly unsafe?: true;
  readonly json?: true;
}

/**
 * `specline verify`: whether a server keeps a document. Prints what was kept, broken and not put to the test. Throws
 * `InputError` for usage, for a document that cannot be used, and where no server can be reached.
 */
export async function verify(options: VerifyOptions, console: Console): Promise<Exit> {
  const { spec, url, timeout = '30000', unsafe = false } = options;
  const headers = headersOf(options, console.env);
  if (!isServer(url))
    throw usage(
      '--url is not the URL of a server',
      'give http:// or https://, a host and optionally a path; no user name, password, query or fragment',
    );
  if (!/^[1-9]\d{0,8}$/.test(timeout))
    throw usage(`--timeout must be a number of milliseconds ≥ 1, got "${timeout}"`);
  const { document } = loadDocument(resolve(console.cwd, spec), { base: console.cwd });
  try {
    const onOperation = waiting(console);
    const found = await verifyProvider({
      document,
      url,
      headers,
      unsafe,
      timeout: Number(timeout),
      onOperation,
    });
    for (const line of verifyReport(found, options, console)) print(console, line);
    for (const line of remarks(found, unsafe)) report(console, line);
    return found.counts.broken === 0 ? EXIT.done : EXIT.violation;
  } catch (error) {
    if (error instanceof DocumentError) throw new InputError([{ file: spec, message: error.message }]);
    if (error instanceof UnreachableError) throw new InputError([{ message: error.message }]);
    throw error;
  }
}

function isServer(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password, search, hash } = new URL(url);
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === '';
}

/** No message holds a value. */
function headersOf(
  { header = [], headerEnv = [] }: VerifyOptions,
  env: NodeJS.ProcessEnv,
): Record<string, string> {
  const given = header.map((text): Entry => {
    const [, name, value] = /^([^:]+):\s*(.+)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw usage('--header is not of the form NAME: VALUE', "give, say, --header 'Accept-Language: en'");
    return checked(name.trim(), value, `--header ${name.trim()}`);
  });
  const read = headerEnv.map((text): Entry => {
    const [, name, variable] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (name === undefined || variable === undefined)
      throw usage(
        '--header-env is not of the form NAME=VARIABLE',
        "give, say, --header-env 'Authorization=API_TOKEN'",
      );
    const value = env[variable];
    if (value === undefined || value === '')
      throw usage(
        `--header-env ${name}: the environment variable ${variable} is not set`,
        'set it to the whole value of the header',
      );
    return checked(name, value, `--header-env ${name}: ${variable}`);
  });
  return Object.fromEntries([...given, ...read]);
}

type Entry = readonly [name: string, value: string];

/** Headers of the connection, which `fetch` writes itself. */
const CONNECTION =
  /^(connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

function checked(name: string, value: string, place: string): Entry {
  if (CONNECTION.test(name)) throw usage(`${place} is a header of the connection`, 'leave it out');
  try {
    return [name, new Headers([[name, value]]).get(name) ?? ''];
  } catch {
    throw usage(`${place} is not a valid header`, 'check the name, and remove line breaks from the value');
  }
}

function usage(message: string, remedy?: string): InputError {
  return new InputError([{ message, ...(remedy === undefined ? {} : { remedy }) }]);
}

/** Tells where it is, at most once a second. */
function waiting(console: Console): (name: string, index: number, count: number) => void {
  let last = performance.now();
  return (name, index, count) => {
    if (performance.now() - last < 1000) return;
    last = performance.now();
    progress(console, `${name} (${index + 1} of ${count})`);
  };
}

/** What a run without a violation may hide. */
function remarks({ counts, results }: ProviderReport, unsafe: boolean): string[] {
  const unsent = results.filter(({ verdict }) => verdict === 'not-sent');
  const isKeyless = unsent.some((result) => result.isKeyless === true);
  return [
    ...(isKeyless ? ["to send credentials, pass --header-env 'Authorization=API_TOKEN'"] : []),
    ...(unsent.length > 0 && !unsafe ? ['to send POST, PUT, PATCH and DELETE too, pass --unsafe'] : []),
    ...(counts.kept + counts.broken === 0 ? ['nothing was verified'] : []),
  ];
}
