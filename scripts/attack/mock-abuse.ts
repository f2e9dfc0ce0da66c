import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Attack, AttackContext, AttackResult } from './attack.ts';
import { COMMAND } from './growth/child.ts';

export const mockAbuse: Attack = {
  name: 'mock-abuse',
  promise: 'no request to specline mock keeps others waiting, or fills its memory',
  rounds: { short: 14, full: 200 },
  run,
};

const MIB = 1024 * 1024;
/** Generous: an answer that is still not there then never comes. */
const LIMIT = 60_000;
/** What the mock may use, MiB: what it kept of every request would soon be more. */
const MEMORY = 256;

const text = (pattern: string) => ({ type: 'string', pattern });
const body = (schema: object) => ({
  requestBody: { required: true, content: { 'application/json': { schema } } },
  responses: { 200: { description: 'ok' } },
});

/** Patterns that take an engine that tries one way after the other longer than anyone waits. */
const PATTERNS: Readonly<Record<string, string>> = {
  a: '^(?:[a-z0-9]{1,100}-?){1,20}$',
  b: '^(a{1,1000}){1,1000}$',
  c: '^.*.*.*.*.*.*.*=$',
  d: '^(?=(a+)+$)(?!.*(b|b)*c).*!$',
  e: '^(a+)+\\1$',
  f: '(a|a)*(?<=(a|a)*b)$',
  g: '^(([a-z])+.)+[A-Z]([a-z])+$',
  h: '(x+x+)+y',
  i: '^(?:a?){2000}b$',
};

const names = Object.keys(PATTERNS);

const document = {
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  paths: {
    '/fine': { get: { responses: { 200: { description: 'ok' } } } },
    '/any': { post: body({}) },
    '/patterns': {
      post: body({
        type: 'object',
        properties: Object.fromEntries(names.map((name) => [name, text(PATTERNS[name] ?? '')])),
        patternProperties: { '^(x+x+)+y$': {} },
      }),
    },
    '/lists': { post: body({ type: 'array', uniqueItems: true, items: { type: 'object' } }) },
    '/tree': { post: body({ $ref: '#/components/schemas/Tree' }) },
  },
  components: {
    schemas: {
      Tree: { type: 'array', items: { anyOf: [{ $ref: '#/components/schemas/Tree' }, { type: 'integer' }] } },
    },
  },
};

interface Abuse {
  readonly name: string;
  readonly send: (url: string) => Promise<unknown>;
}

function post(
  name: string,
  path: string,
  make: () => string | Uint8Array<ArrayBuffer>,
  headers: object = {},
): Abuse {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
  return { name, send: (url) => answered(`${url}${path}`, { ...init, body: make() }) };
}

const ABUSES: readonly Abuse[] = [
  ...names.flatMap((name) => [
    post(`pattern ${name}, short`, '/patterns', () => JSON.stringify({ [name]: `${'a'.repeat(40)}!` })),
    post(`pattern ${name}, long`, '/patterns', () => JSON.stringify({ [name]: 'a'.repeat(100_000) })),
  ]),
  post('a name for a pattern', '/patterns', () => JSON.stringify({ ['x'.repeat(5000)]: 1 })),
  post('a body of 9 MiB', '/any', () => JSON.stringify('a'.repeat(9 * MIB))),
  post('a body of 60 MiB', '/any', () => 'a'.repeat(60 * MIB)),
  post('a body to a path of nobody', '/none', () => 'a'.repeat(9 * MIB)),
  post('lists in lists', '/any', () => '['.repeat(2_000_000)),
  post('a tree', '/tree', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
  post('a wide tree', '/tree', () => `[${'[1],'.repeat(300_000)}1]`),
  post('many wrong items', '/lists', () => `[${'1,'.repeat(1_000_000)}1]`),
  post(
    'many items',
    '/lists',
    () => `[${Array.from({ length: 200_000 }, (_, at) => `{"a":${at}}`).join(',')}]`,
  ),
  post('a packed body', '/any', () => new Uint8Array(gzipSync(Buffer.alloc(50 * MIB))), {
    'content-encoding': 'gzip',
  }),
  post('wishes', '/any', () => '1', { prefer: `code=${'9'.repeat(3000)}, ${'example=a,'.repeat(500)}` }),
  post('media types', '/any', () => '1', { accept: `${'a/b;q=0.1, '.repeat(700)}*/*` }),
  { name: 'a long query', send: (url) => answered(`${url}/fine?${'a[b]=c&'.repeat(2000)}`) },
  { name: 'a long path', send: (url) => answered(`${url}/${'a/'.repeat(5000)}`) },
  {
    name: 'half a request',
    send: (url) => raw(url, 'POST /any HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n1'),
  },
  { name: 'half a header', send: (url) => raw(url, 'GET /fine HTTP/1.1\r\nhost: ') },
  { name: 'no HTTP', send: (url) => raw(url, 'SSH-2.0-OpenSSH_9\r\n') },
  { name: 'endless headers', send: (url) => raw(url, `GET /fine HTTP/1.1\r\n${'a: b\r\n'.repeat(100_000)}`) },
  {
    name: 'many connections',
    send: (url) => Promise.all(Array.from({ length: 100 }, () => raw(url, 'GET '))),
  },
];

/** Whatever is answered, or that nothing is. */
async function answered(url: string, init: RequestInit = {}): Promise<void> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(LIMIT) });
    await response.arrayBuffer();
  } catch (error) {
    if (error instanceof DOMException) throw error;
    // A server may hang up on what it does not want.
  }
}

/** Leaves a connection open that says no more; the mock's own limits are to end it. */
function raw(url: string, said: string): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(said, () => resolve()));
    socket.on('error', () => resolve()).unref();
  });
}

async function run({ rounds, seed, work }: AttackContext): Promise<AttackResult> {
  await writeFile(join(work, 'api.json'), JSON.stringify(document));
  const args = [`--max-old-space-size=${MEMORY}`, COMMAND, 'mock', '--spec', 'api.json'];
  const child = spawn(process.execPath, args, { cwd: work, stdio: ['ignore', 'pipe', 'pipe'] });
  const broken: string[] = [];
  try {
    const url = await listening(child);
    for (let index = 0; index < rounds; index += 1) {
      const abuse = ABUSES[(index + seed - 1) % ABUSES.length] as Abuse;
      const fault = await faultOf(abuse, url, child);
      if (fault === undefined) continue;
      broken.push(`${abuse.name}: ${fault}`);
      break;
    }
  } finally {
    child.kill('SIGKILL');
  }
  return { tried: rounds, broken };
}

/** Why others are not served beside and after a request; undefined where they are. */
async function faultOf(abuse: Abuse, url: string, child: ChildProcess): Promise<string | undefined> {
  try {
    const sent = abuse.send(url);
    const beside = await fetch(`${url}/fine`, { signal: AbortSignal.timeout(LIMIT) });
    await sent;
    const after = await fetch(`${url}/fine`, { signal: AbortSignal.timeout(LIMIT) });
    if (beside.status === 200 && after.status === 200) return undefined;
    return `others were answered ${beside.status} and ${after.status}`;
  } catch (error) {
    if (child.exitCode !== null) return `the mock ended with ${child.exitCode}`;
    return `others were not answered within ${LIMIT / 1000} s (${error instanceof Error ? error.name : ''})`;
  }
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (data: Buffer) => {
      printed += data.toString('utf8');
      if (printed.includes('\n')) resolve(printed.trim());
    });
    child.stderr?.resume();
    child.on('close', (code) => reject(new Error(`the mock ended with ${code} before it listened`)));
  });
}
