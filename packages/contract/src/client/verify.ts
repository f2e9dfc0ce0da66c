import { visible } from '../document/visible.js';
import { createJudge, serverPaths } from '../judge/judge.js';
import type { Judge } from '../judge/judge.js';
import { credentialsFor } from '../requests/request-case.js';
import type { Call, Made } from '../requests/request-case.js';
import { operationCases } from './run-operation.js';
import type { Bench, ClientCase } from './run-operation.js';
import { coverageOf, itemKey } from './coverage.js';
import { UNSENT_METHODS } from '../document/http.js';
import { countsOf, inventoryOf } from './inventory.js';
import type { Counts, Ignored, Item } from './inventory.js';
import { startWire } from './test-server.js';
import type { Exchange } from './test-server.js';

/** What `verifyClient` checks, and how it makes the client and its calls. */
export interface ClientOptions<Client> {
  /** The bundled OpenAPI document that the client was made from. */
  readonly document: object;
  /**
   * Makes the client to prove. `credentials` are by the name of the security scheme: a token or key as a string, or
   * `{ username, password }` for HTTP basic.
   */
  readonly createClient: (options: ClientSetting) => Client;
  /** A call for each operation, by `POST /path`. */
  readonly calls: Readonly<Record<string, Call<Client>>>;
  /** The member of a success that calls resolve to, where the document has it; `success: false` is then an error. */
  readonly envelope?: string;
  /** What the client deliberately leaves out, by JSON pointer; everything below it is left out too. */
  readonly ignored?: readonly Ignored[];
  /** The third argument of every call, by default `{ maxRetries: 0 }`. */
  readonly callOptions?: Made;
  /** Milliseconds after which a call has not ended, by default 5000. */
  readonly timeout?: number;
}

/** What a client is made with. */
export interface ClientSetting {
  /** The test server, with the path of the document's first server. */
  readonly baseURL: string;
  readonly credentials: Readonly<Record<string, Made>>;
}

/** What `verifyClient` tried, and how much of the document that covers. */
export interface ClientReport {
  /** What was tried; a case without problems passed. */
  readonly cases: readonly ClientCase[];
  /** What the document has, counted on the raw document, without what is ignored. */
  readonly documented: Counts;
  /** What valid requests and answers on the wire exercised. */
  readonly covered: Counts;
  /** What is documented and was not covered. */
  readonly missing: readonly Item[];
  /** The counts as a line: `1/1 operations, 2/2 parameters`. */
  readonly summary: string;
  /** What was left out and why: as asked, or because no client can. */
  readonly ignored: readonly Ignored[];
}

/**
 * Proves a client against a document, over a real server on 127.0.0.1. For every operation: each parameter, request field
 * and media type arrives as it was given, in exactly one valid request; every documented answer comes out as it should; and
 * answers that break status, media type, JSON or envelope are errors. Throws DocumentError for a document that cannot be
 * used, and whatever `createClient` throws.
 */
export async function verifyClient<Client>(options: ClientOptions<Client>): Promise<ClientReport> {
  const { document, calls, createClient, envelope } = options;
  const basePath = serverPaths(document)[0] ?? '';
  const judge = createJudge(document, [basePath]);
  const inventory = inventoryOf(document);
  const asked = options.ignored ?? [];
  const isIgnored = (pointer: string): boolean => asked.some((one) => isBelow(pointer, one.pointer));
  const wire = await startWire(judge, options.timeout ?? 5000);
  try {
    const credentials = credentialsFor(judge);
    const client = createClient({ baseURL: `${wire.origin}${basePath}`, credentials });
    const callOptions = options.callOptions ?? { maxRetries: 0 };
    const bench = { judge, envelope, wire, client, credentials, callOptions, isIgnored };
    const cases = [
      ...callProblems(judge, calls),
      ...staleProblems(asked, inventory.items),
      ...(await allCases(bench, calls)),
      ...strayProblems(await wire.strays()),
    ];
    const items = inventory.items.filter(({ pointer }) => !isIgnored(pointer));
    return {
      cases: cases.map(visibleCase),
      ...(await counted(judge, items, wire.exchanges)),
      ignored: [...asked, ...inventory.unreachable],
    };
  } finally {
    await wire.close();
  }
}

/** Cases become the names of tests, and are printed: what a document says must not move a terminal. */
function visibleCase({ name, operation, problems }: ClientCase): ClientCase {
  return { name: visible(name), operation, problems: problems.map(visible) };
}

async function allCases<Client>(
  bench: Bench<Client>,
  calls: Readonly<Record<string, Call<Client>>>,
): Promise<ClientCase[]> {
  const cases: ClientCase[] = [];
  for (const operation of bench.judge.operations) {
    if (bench.isIgnored(operation.pointer) || UNSENT_METHODS.test(operation.method)) continue;
    const call = Object.hasOwn(calls, operation.name) ? calls[operation.name] : undefined;
    if (call !== undefined) cases.push(...(await operationCases(bench, operation, call)));
    else cases.push(failed(operation.name, 'has a call', `no call; add one to calls as '${operation.name}'`));
  }
  return cases;
}

async function counted(
  judge: Judge,
  items: readonly Item[],
  exchanges: readonly Exchange[],
): Promise<Pick<ClientReport, 'documented' | 'covered' | 'missing' | 'summary'>> {
  const covered = new Set((await coverageOf(judge, exchanges)).map(itemKey));
  const isCovered = (item: Item): boolean => covered.has(itemKey(item));
  const documented = countsOf(items);
  const reached = countsOf(items.filter(isCovered));
  return {
    documented,
    covered: reached,
    missing: items.filter((item) => !isCovered(item)),
    summary: summaryOf(documented, reached),
  };
}

function summaryOf(documented: Counts, covered: Counts): string {
  const kinds = Object.keys(documented) as (keyof Counts)[];
  const words = (kind: string) => kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return kinds.map((kind) => `${covered[kind]}/${documented[kind]} ${words(kind)}`).join(', ');
}

function callProblems(judge: Judge, calls: Readonly<Record<string, unknown>>): ClientCase[] {
  const names = new Set(judge.operations.map(({ name }) => name));
  return Object.keys(calls)
    .filter((name) => !names.has(name))
    .map((name) => failed(name, 'is documented', 'the document has no such operation; remove the call'));
}

function strayProblems(strays: readonly Exchange[]): ClientCase[] {
  const [first] = strays;
  if (first === undefined) return [];
  const name = first.verdict.operation?.name ?? `${first.request.method} ${first.request.path}`;
  return [
    failed(name, 'is sent only when called', `${strays.length} requests arrived when no call was running`),
  ];
}

function staleProblems(asked: readonly Ignored[], items: readonly Item[]): ClientCase[] {
  return asked
    .filter((one) => !items.some(({ pointer }) => isBelow(pointer, one.pointer)))
    .map(({ pointer }) =>
      failed(pointer, 'is ignored', 'nothing documented is there; remove it from ignored'),
    );
}

function failed(operation: string, name: string, problem: string): ClientCase {
  return { name: `${operation} ${name}`, operation, problems: [problem] };
}

function isBelow(pointer: string, owner: string): boolean {
  return pointer === owner || pointer.startsWith(`${owner}/`);
}
