import { setTimeout as wait } from 'node:timers/promises';
import type { Attack } from './attack.ts';
import { type BombServer, encoders, patterns, startBombServer } from './bombs/server.ts';
import { Random } from './random.ts';
import { builtRuntime, type CallError, type Result, type Runtime } from './exposure/runtime.ts';

export const bombs: Attack = {
  name: 'bombs',
  promise:
    'A body without an end is read up to maxBodySize and no further, decompressed too; then its connection is closed.',
  rounds: { short: 16, full: 2000 },
  async run({ rounds, seed }) {
    const runtime = await builtRuntime();
    const server = await startBombServer();
    const broken: string[] = [];
    try {
      for (let round = 0; round < rounds; round++) {
        const problems = await problemsOf({ runtime, server, random: new Random(seed * 1_000_003 + round) });
        broken.push(...problems.map((problem) => `round ${round} of seed ${seed}: ${problem}`));
      }
    } finally {
      await server.close();
    }
    return { tried: rounds, broken, remark: Object.keys(encoders).join(', ') };
  },
};

interface Setting {
  readonly runtime: Runtime;
  readonly server: BombServer;
  readonly random: Random;
}

/** One call, and what is to come of it. */
interface Bomb {
  readonly about: string;
  /** Bytes that may be read of each response. */
  readonly limit: number;
  readonly sent: number;
  /** Resolves with the error of the call, or with what should not be. */
  readonly call: (send: typeof fetch) => Promise<CallError | string>;
  readonly isRight: (error: CallError) => boolean;
}

/** What is in flight when the limit is found: chunks of the platform, and of a stream in between. */
const SLACK = 2 ** 20;
/** The longest item of a stream, in bytes. */
const ITEM = 2 ** 24;

async function problemsOf({ runtime, server, random }: Setting): Promise<string[]> {
  const { about, limit, sent, call, isRight } = random.pick([read, read, fetched, streamed])({
    runtime,
    server,
    random,
  });
  const before = server.counts();
  const counts: number[] = [];
  const error = await call(async (input, init) => counted(await fetch(input, init), counts));
  const requests = server.counts().requests - before.requests;
  const most = Math.max(...counts);
  return [
    ...(typeof error === 'string' ? [`${about}: ${error}`] : []),
    ...(typeof error !== 'string' && !isRight(error) ? [`${about}: ${error.name}: ${error.message}`] : []),
    ...(typeof error !== 'string' && error.message.length > 500 ? [`${about}: a message too long`] : []),
    ...(most <= limit + SLACK ? [] : [`${about}: ${most} bytes read`]),
    ...(requests === sent ? [] : [`${about}: ${requests} requests`]),
    ...((await isClosed(server)) ? [] : [`${about}: a connection is left open`]),
  ];
}

/** A response whose decompressed bytes are counted as they are read. */
function counted(response: Response, counts: number[]): Response {
  const index = counts.push(0) - 1;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      counts[index] = (counts[index] ?? 0) + chunk.length;
      controller.enqueue(chunk);
    },
  });
  const { status, headers } = response;
  return new Response(response.body?.pipeThrough(counter) ?? null, { status, headers });
}

/** Whether the client closes what it has opened, in its own time: it is given a minute. */
async function isClosed(server: BombServer): Promise<boolean> {
  for (let turn = 0; turn < 6000; turn++) {
    const { requests, closed } = server.counts();
    if (requests === closed) return true;
    await wait(10);
  }
  return false;
}

const definition = { name: 'a', version: '1', auth: {} };

/** A call of a client with methods. */
function read({ runtime, server, random }: Setting): Bomb {
  const status = random.pick([200, 200, 201, 400, 401, 404, 429, 500, 503]);
  const method = random.pick(['GET', 'POST']);
  const kind = random.pick(['json', 'text', 'binary', 'none', 'any']);
  const { path, about, limit } = bodyOf(random, status, 'application/json');
  const operation = {
    method,
    path,
    auth: [],
    responses: { '2XX': kind, default: random.pick(['json', 'text']) },
  };
  const isRetried = status === 429 || status === 503 || (status === 500 && method === 'GET');
  return {
    about: `${method} ${about}, ${kind}`,
    limit,
    sent: isRetried ? 3 : 1,
    call: async (send) => {
      const options = { baseURL: server.origin, fetch: send, maxRetries: 2 };
      const client = new runtime.APIClient(options, definition);
      return failureOf(await client.send(operation, {}, {}, { maxBodySize: limit }).asResult());
    },
    isRight: (error) => isLimited(error, status),
  };
}

/** A call of openapi-fetch's client. */
function fetched({ runtime, server, random }: Setting): Bomb {
  const status = random.pick([200, 404, 500]);
  const method = random.pick(['GET', 'POST']);
  const parseAs = random.pick(['json', 'text', 'blob', 'arrayBuffer']);
  const { path, about, limit } = bodyOf(random, status, 'application/json');
  return {
    about: `openapi-fetch: ${method} ${about} as ${parseAs}`,
    // A copy is read for the runtime's own error.
    limit: status === 200 ? limit : 2 * limit + SLACK,
    sent: status === 500 && method === 'GET' ? 3 : 1,
    call: async (send) => {
      const options = { baseUrl: server.origin, fetch: send, maxRetries: 2, maxBodySize: limit };
      try {
        const { error } = await runtime
          .createClient(options)
          .request(method.toLowerCase(), path, { parseAs });
        return error instanceof Error ? error : `no error but ${typeof error}`;
      } catch (error) {
        return error as CallError;
      }
    },
    isRight: (error) => isLimited(error, status),
  };
}

/** A stream whose item has no end. */
function streamed({ runtime, server, random }: Setting): Bomb {
  const [type, stream, pattern] = random.pick([
    ['text/event-stream', runtime.eventData, 'an event without an end'],
    ['text/event-stream', runtime.eventData, 'fields of an event'],
    ['application/jsonl', runtime.jsonLines, 'a line without an end'],
    ['application/json-seq', runtime.jsonLines, 'a text of a sequence'],
  ] as const);
  const { path, about } = bodyOf(random, 200, type, pattern);
  const operation = { method: 'GET', path, auth: [], responses: { 200: 'stream' }, stream };
  return {
    about: `stream of ${about}`,
    limit: 2 * ITEM,
    sent: 1,
    call: async (send) => {
      const client = new runtime.APIClient({ baseURL: server.origin, fetch: send }, definition);
      const { data } = await client.send(operation, {}, {}, {}).asResult();
      try {
        for await (const item of data as AsyncIterable<unknown>) return `an item of type ${typeof item}`;
        return 'an end';
      } catch (error) {
        return error as CallError;
      }
    },
    isRight: ({ name, message }) => name === 'DecodeError' && message.includes('longer than 16 MiB'),
  };
}

function bodyOf(random: Random, status: number, type: string, fixed?: string) {
  const encoding = random.pick(Object.keys(encoders));
  const pattern = fixed ?? random.pick(Object.keys(patterns));
  const limit = random.pick([0, 1, 1000, 65_536, 1_000_000]);
  const path = `/${status}/${encoding}/${encodeURIComponent(pattern)}?type=${encodeURIComponent(type)}`;
  return { path, limit, about: `${status} of ${pattern}, ${encoding}, at most ${limit}` };
}

function failureOf({ ok, data, error }: Result): CallError | string {
  return ok || error === undefined ? `resolves to ${typeof data}` : error;
}

/** A 2xx that is too large was applied; an error has its status, and no body. */
function isLimited({ name, message, status, outcome, body }: CallError, sent: number): boolean {
  const isApplied =
    name === 'DecodeError' && outcome === 'applied' && message.includes('larger than maxBodySize');
  return status === sent && body === undefined && (sent >= 300 || isApplied);
}
