// The table of failures, called for real. Nothing but the web platform: it runs in Node, Bun, Deno, workerd and browsers.
import { Clock, type Stall } from './clock.ts';
import { shown, sinksOf, viewsOf } from './sinks.ts';

/** As much of a row of `@specline/generator/failures` as a call needs. */
export interface Row {
  readonly fault: string;
  readonly method: string;
  readonly credential: 'string' | 'function';
  readonly ofDocument: boolean;
  readonly stalls: boolean;
  readonly huge: boolean;
}

/** As much of a generated client as a call needs. */
export interface Client {
  readonly moq: { readonly relays: { readonly tokens: { readonly rotate: Rotate } } };
  request(method: string, path: string, options?: object): Call;
  send(operation: object, path: object, params: object, options?: object): Call;
}

/** A call under way, however often it is used. */
export interface Call extends PromiseLike<unknown> {
  asResult?(): Promise<object>;
}

type Rotate = (relayId: string, params: object, options?: object) => Call;

/** What became of one row. */
export interface RowResult {
  /** What the server calls this call: it counts by it. */
  readonly run: string;
  readonly fault: string;
  readonly method: string;
  /** The class of the error, `resolves`, or `hangs` where nothing came within a minute. */
  readonly class: string;
  readonly cause: string | undefined;
  readonly status: number | undefined;
  readonly outcome: string | undefined;
  /** How many requests the client handed to `fetch`. */
  readonly sent: number;
  /** Whether the call resolved to the rotated token. */
  readonly rotated: boolean;
  /** Everything that a log, a console or an error report would show, by where it would. */
  readonly sinks: Readonly<Record<string, string>>;
}

export interface RunOptions {
  /** Shows a value as deep as it can be shown: `util.inspect` where there is one. */
  readonly inspect?: (value: unknown) => string;
  /** How many calls are under way at a time; most wait for their next attempt. Default: 32. */
  readonly concurrency?: number;
  /** How many connections the runtime opens to a host: 6 in a browser. Default: as many as there are calls. */
  readonly connections?: number;
  /** Lets the client log to the console, as it does where the caller gives no logger, and gives errors to this. */
  readonly report?: (error: unknown) => void;
}

/** What must be seen nowhere: each stands in one place of a request or a response. */
export const canaries = {
  apiToken: 'canary-api-token-7f3a',
  rotatedToken: 'canary-rotated-token-1c9e',
  requestHeader: 'canary-request-header-b240',
  requestQuery: 'canary-request-query-58ab',
  requestBody: 'canary-request-body-90d7',
  /** Chromium prints it by itself. */
  statusPhrase: 'canary-status-phrase-a3c8',
  responseHeader: 'canary-response-header-4e61',
  responseBody: 'canary-response-body-d58b',
} as const;

/** Milliseconds an attempt may take where time does not end it. */
const LONG = 600_000;

/** Makes the calls of all rows against a fault server; results are in the order of the rows. */
export async function runRows(
  origin: string,
  rows: readonly Row[],
  createClient: (options: object) => Client,
  options: RunOptions = {},
): Promise<RowResult[]> {
  const answer = await fetch(`${origin}/origins`);
  const origins: Readonly<Record<string, string>> = await answer.json();
  const results = new Map<Row, () => RowResult>();
  const clock = new Clock();
  const runRow = async (row: Row) => {
    const run = crypto.randomUUID();
    const base = `${origins[row.fault] ?? origin}/${row.fault}/${run}`;
    const record = `${origin}/record/${run}`;
    const result = await resultOf(row, { run, base, record, clock, createClient, options });
    // Printing takes the time of calls under way; but what is huge is not kept.
    const printed = row.huge ? result() : undefined;
    results.set(row, () => printed ?? result());
  };
  const { concurrency = 32, connections = concurrency } = options;
  // The printing of what is huge takes the time of all else.
  const stalling = rows.filter(({ stalls }) => stalls);
  const huge = rows.filter((row) => row.huge);
  const others = rows.filter((row) => !row.stalls && !row.huge);
  clock.install();
  // One connection is for asking the server.
  await eachOf(stalling, connections - 1, runRow);
  clock.uninstall();
  await eachOf(others, concurrency, runRow);
  await eachOf(huge, 1, runRow);
  return rows.flatMap((row) => results.get(row)?.() ?? []);
}

async function eachOf<Item>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const lane = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}

interface Setting {
  readonly run: string;
  readonly base: string;
  /** Where the server says what came of the call. */
  readonly record: string;
  readonly clock: Clock;
  readonly createClient: (options: object) => Client;
  readonly options: RunOptions;
}

/** Resolves with what prints the call of a row. */
async function resultOf(row: Row, setting: Setting): Promise<() => RowResult> {
  const { run, base, createClient, options } = setting;
  const { fetch: send, end, ...own } = row.stalls ? byClock(setting) : usual;
  const inspect = options.inspect ?? String;
  const lines: string[] = [];
  let sent = 0;
  const client = createClient({
    apiToken: row.credential === 'function' ? () => canaries.apiToken : canaries.apiToken,
    baseURL: base,
    ...own,
    defaultHeaders: { 'x-canary': canaries.requestHeader },
    defaultQuery: { api_key: canaries.requestQuery },
    fetch: (url: string, init: RequestInit) => {
      sent += 1;
      return send(url, init, sent);
    },
    logLevel: 'debug',
    ...(options.report === undefined && { logger: collector(lines, inspect) }),
  });
  const { error, data, result } = await settled(() => call(client, row));
  end();
  if (error !== undefined) options.report?.(error);
  const facts = {
    run,
    fault: row.fault,
    method: row.method,
    sent,
    ...factsOf(error),
    rotated: isRotated(data) || isRotated(membersOf(data)['result']),
  };
  const shell = withoutData(result);
  const print = (value: unknown) => viewsOf(value).map((view) => shown(view, inspect));
  return () => ({
    ...facts,
    sinks: {
      ...sinksOf(error, inspect),
      result: print(shell).join('\n'),
      client: shown(client, inspect),
      log: lines.join('\n'),
    },
  });
}

/** How the attempts of a call are sent, and end. */
interface Sending {
  readonly timeout: number;
  readonly fetch: (url: string, init: RequestInit, attempt: number) => Promise<Response>;
  /** To be called after the call. */
  readonly end: () => void;
}

const usual: Sending = { timeout: LONG, fetch: (url, init) => fetch(url, init), end() {} };

/** Attempts that time ends, by a clock that goes by what the server says. */
function byClock({ clock, record }: Setting): Sending {
  const timeout = clock.limit();
  let hasEnded = false;
  const stalls = async (): Promise<readonly Stall[] | undefined> =>
    hasEnded ? undefined : (await (await fetch(record)).json()).stalls;
  return {
    timeout,
    fetch: (url, init, attempt) => {
      const responding = fetch(url, init);
      void clock.passAfterStall(timeout, attempt, responding, stalls).catch(() => {});
      return responding;
    },
    end: () => void (hasEnded = true),
  };
}

const relay_id = 'a1b2c3d4e5f67890a1b2c3d4e5f67890';
const account_id = '023e105f4ecef8ad9ca31a8372d0c353';
const body = { type: 'publish_subscribe', note: canaries.requestBody };

function call(client: Client, { method, ofDocument }: Row): Call {
  if (method === 'rotate') return client.moq.relays.tokens.rotate(relay_id, { account_id, ...body });
  const hasBody = /^(PUT|.*POST|PATCH)$/.test(method);
  const idempotent = method === 'idempotent POST';
  if (!ofDocument && !idempotent) {
    const path = `/accounts/${account_id}/moq/relays/${relay_id}/tokens/rotate`;
    return client.request(method, path, hasBody ? { body } : {});
  }
  // As a generated method calls it.
  const operation = {
    method: idempotent ? 'POST' : method,
    ...(idempotent && { idempotent }),
    path: '/accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate',
    ...(hasBody && { body: { mediaType: 'application/json', from: 'spread', required: true } }),
    responses: { 200: 'json', 400: 'json', 404: 'json', 500: 'json' },
    auth: [['apiToken']],
    envelope: 'result',
  };
  return client.send(operation, { relay_id }, { account_id, ...(hasBody && body) });
}

function isRotated(data: unknown): boolean {
  return membersOf(data)['token'] === canaries.rotatedToken;
}

interface Settled {
  readonly error?: unknown;
  readonly data?: unknown;
  /** What `asResult` gives, where the client has it. */
  readonly result?: object | undefined;
}

async function settled(begin: () => Call): Promise<Settled> {
  try {
    const calling = begin();
    const result = calling.asResult?.();
    return await calling.then(
      async (data) => ({ data, result: await result }),
      async (error: unknown) => ({ error, result: await result }),
    );
  } catch (error) {
    return { error };
  }
}

/** A result without what the caller has asked for, which may be printed. */
function withoutData(result: object | undefined): object | undefined {
  if (result === undefined) return undefined;
  return Object.assign(Object.create(Object.getPrototypeOf(result)), result, { data: null, body: null });
}

function factsOf(error: unknown): Pick<RowResult, 'class' | 'cause' | 'status' | 'outcome'> {
  if (error === undefined)
    return { class: 'resolves', cause: undefined, status: undefined, outcome: undefined };
  const { status, outcome, cause } = membersOf(error);
  return {
    class: nameOf(error) ?? 'no error',
    cause: nameOf(cause),
    status: typeof status === 'number' ? status : undefined,
    outcome: typeof outcome === 'string' ? outcome : undefined,
  };
}

function nameOf(value: unknown): string | undefined {
  return value instanceof Error ? value.name : undefined;
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** A logger that keeps what it is given, as a console would print it. */
function collector(lines: string[], inspect: (value: unknown) => string): Record<string, unknown> {
  const keep =
    (level: string) =>
    (...parts: unknown[]) => {
      lines.push([level, ...parts.map((part) => shown(part, inspect))].join(' '));
    };
  return { error: keep('error'), warn: keep('warn'), info: keep('info'), debug: keep('debug') };
}
