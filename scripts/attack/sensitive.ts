import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect, isDeepStrictEqual } from 'node:util';
import { run } from '@scripts/kit/command.ts';
import { root } from '@scripts/kit/workspace.ts';
import type { Attack, AttackContext, AttackResult } from './attack.ts';
import { type Case, collectionOf, mediaTypeOf } from './sensitive/documents.ts';
import { partsOf, printed } from './sensitive/printing.ts';
import { Random } from './random.ts';
import { CANARY, type Json, type Version } from './sensitive/schemas.ts';

const VERSIONS: readonly Version[] = ['3.2.0', '3.1.0', '3.0.3', '2.0'];
/** Operations of one document. */
const SIZE = 24;

/** Generates clients of documents with secrets in random places, calls them, and looks at what Node prints of results. */
export const sensitive: Attack = {
  name: 'sensitive',
  promise: 'Node prints nothing that a document calls sensitive, and all that it does not',
  rounds: { short: 3, full: 300 },
  run: async (context) => {
    const broken: string[] = [];
    let tried = 0;
    for (let round = 0; round < context.rounds; round += 1) {
      const found = await attackDocument(context, round);
      tried += SIZE;
      broken.push(...found);
    }
    return { tried, broken } satisfies AttackResult;
  },
};

async function attackDocument({ seed, work }: AttackContext, round: number): Promise<string[]> {
  const random = new Random(seed * 1_000_003 + round);
  const { document, sdk, cases } = collectionOf(random, VERSIONS[round % VERSIONS.length]!, SIZE);
  const folder = join(work, String(round));
  const [spec, settings, out] = ['openapi.json', 'sdk.yaml', 'out'].map((name) => join(folder, name));
  await mkdir(join(out!, 'client', 'node_modules', '@specline'), { recursive: true });
  await writeFile(spec!, JSON.stringify(document));
  await writeFile(settings!, JSON.stringify(sdk));
  const command = join(root, 'packages/cli/bin/specline.js');
  await run(process.execPath, [command, 'generate', '--spec', spec!, '--sdk', settings!, '--out', out!]);
  await symlink(
    join(root, 'packages/runtime'),
    join(out!, 'client/node_modules/@specline/runtime'),
    'junction',
  );
  const server = createServer(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const found = cases.find(({ name }) => pathname === `/${name}`);
    if (found) answer(found, response, searchParams.has('cursor'));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const { createClient } = await load(join(out!, 'client/src/core.ts'));
    const client: unknown = Reflect.apply(createClient as () => unknown, undefined, [
      { baseURL, maxRetries: 0 },
    ]);
    const faults: string[] = [];
    for (const one of cases) {
      const module = await load(join(out!, `client/src/${one.name}.ts`));
      const broken = await attackCase(one, () => call(module, client));
      faults.push(
        ...broken.map((text) => `seed ${seed}, round ${round}, ${one.name} (${one.transport}): ${text}`),
      );
    }
    return faults;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function load(path: string): Promise<Record<string, unknown>> {
  return import(pathToFileURL(path).href);
}

function answer({ transport, body }: Case, response: ServerResponse, isSecondPage: boolean): void {
  const text = JSON.stringify(body);
  response.writeHead(transport === 'error' ? 409 : 200, { 'content-type': mediaTypeOf(transport) });
  switch (transport) {
    case 'lines':
      return void response.end(`${text}\n${text}`);
    case 'sequence':
      return void response.end(`\u001e${text}\n\u001e${text}\n`);
    case 'events':
    case 'data':
      return void response.end(`data: ${text}\n\ndata: ${text}\n\n`);
    case 'pages':
      return void response.end(JSON.stringify({ ...Object(body), ...(!isSecondPage && { next: 'a' }) }));
    case 'json':
    case 'envelope':
    case 'error':
      response.end(text);
  }
}

/** A call of a generated client, in all the ways that results are had. */
interface Call extends Promise<unknown>, Partial<AsyncIterable<unknown>> {
  withResponse(): Promise<{ readonly data: unknown }>;
  asResult(): Promise<{ readonly ok: boolean; readonly data?: unknown; readonly body?: unknown }>;
  pages?(): AsyncIterable<unknown>;
}

/** Calls the one method of a generated module. */
function call(module: Record<string, unknown>, client: unknown): Call {
  const Resource = Object.values(module).find((value) => typeof value === 'function') as new (
    client: unknown,
  ) => object;
  const [, name = ''] = Object.getOwnPropertyNames(Resource.prototype);
  return Reflect.apply(Reflect.get(Resource.prototype, name), new Resource(client), []);
}

async function attackCase({ transport, sample, body }: Case, begin: () => Call): Promise<string[]> {
  const values = await valuesOf(transport, begin);
  const wanted: Json = transport === 'envelope' ? Object(body).result : body;
  const faults: string[] = [];
  for (const [what, value] of values) {
    const leak = [value, ...partsOf(value)].flatMap(printed).find((text) => text.includes(CANARY));
    if (leak !== undefined && typeof value !== 'string') faults.push(`${what} printed: ${leak}`);
  }
  const [, data] = values[0] ?? [];
  const text = inspect(data, { depth: Infinity });
  const missing = sample.isHidden ? [] : sample.shown.filter((one) => !text.includes(one));
  if (missing.length > 0) faults.push(`not printed: ${missing.join(', ')} of ${text}`);
  if (transport !== 'pages' && transport !== 'events' && !isDeepStrictEqual(data, wanted))
    faults.push(`changed: ${JSON.stringify(data)}`);
  return faults;
}

/** What a caller has of a call; the first is the body, or its first item. */
async function valuesOf(
  transport: Case['transport'],
  begin: () => Call,
): Promise<[what: string, value: unknown][]> {
  if (transport === 'error') {
    const { body, ...result } = await begin().asResult();
    return [
      ['the body of the error', body],
      ['the result', result],
    ];
  }
  if (['lines', 'sequence', 'events', 'data'].includes(transport)) {
    const stream = (await begin()) as AsyncIterable<unknown>;
    return (await all(stream)).map((item) => ['an item', item]);
  }
  const values: [string, unknown][] = [
    ['the data', await begin()],
    ['withResponse()', await begin().withResponse()],
    ['asResult()', await begin().asResult()],
  ];
  if (transport !== 'pages') return values;
  const one = begin();
  // A text that is taken out of a list is the caller's.
  const items = (await all(one as AsyncIterable<unknown>)).filter((item) => typeof item !== 'string');
  values.push(['the items', items], ['the pages', await all(one.pages!())]);
  return values;
}

async function all(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const list: unknown[] = [];
  for await (const item of items) list.push(item);
  return list;
}
