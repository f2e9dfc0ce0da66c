import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Attack, AttackContext, AttackResult } from './attack.ts';
import { crash, specline } from './growth/child.ts';

export const endlessServer: Attack = {
  name: 'endless-server',
  promise: 'specline verify ends whatever the server does, and says what it did',
  rounds: { short: 2, full: 28 },
  run,
};

const MIB = 1024 * 1024;
const OK = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

/** What a server does with a request on a connection. */
type Behaviour = (socket: Socket) => void;

const whole = (body: string | Buffer, headers = ''): Behaviour => {
  const data = Buffer.from(body);
  return (socket) =>
    socket.end(Buffer.concat([Buffer.from(`${OK}${headers}content-length: ${data.length}\r\n\r\n`), data]));
};

/** Writes as long as anybody reads. */
const endless =
  (head: string, chunk: string): Behaviour =>
  (socket) => {
    socket.write(head);
    const go = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', go);
    go();
  };

const BEHAVIOURS: readonly (readonly [name: string, behaviour: Behaviour])[] = [
  ['nothing', () => undefined],
  ['an endless body', endless(`${OK}\r\n`, ' '.repeat(MIB))],
  [
    'endless chunks',
    endless(`${OK}transfer-encoding: chunked\r\n\r\n`, `${MIB.toString(16)}\r\n${' '.repeat(MIB)}\r\n`),
  ],
  ['endless headers', endless(OK, `a: ${'b'.repeat(1000)}\r\n`)],
  ['endless cookies', endless(OK, 'set-cookie: a=b\r\n')],
  ['endless interim responses', endless('', 'HTTP/1.1 103 Early Hints\r\n\r\n')],
  ['a bomb', whole(gzipSync(Buffer.alloc(400 * MIB)), 'content-encoding: gzip\r\n')],
  ['many encodings', whole('1', `content-encoding: ${'gzip, '.repeat(200)}gzip\r\n`)],
  ['lists in lists', whole(`${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}`)],
  ['many wrong items', whole(`[${'1,'.repeat(5_000_000)}1]`)],
  ['a slow answer', (socket) => void drip(socket)],
  ['no HTTP', (socket) => void socket.write('SSH-2.0-OpenSSH_9\r\n')],
  [
    'a redirect to itself',
    (socket) => socket.end('HTTP/1.1 302 Found\r\nlocation: /a\r\ncontent-length: 0\r\n\r\n'),
  ],
  ['a body cut off', (socket) => socket.end(`${OK}content-length: 100\r\n\r\n1`)],
];

function drip(socket: Socket): void {
  socket.write(`${OK}content-length: 1000000\r\n\r\n`);
  const timer = setInterval(() => socket.write(' '), 100);
  socket.on('close', () => clearInterval(timer));
}

const document = {
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  paths: {
    '/a': {
      get: {
        parameters: [{ name: 'q', in: 'query', schema: { type: 'integer', maximum: 10 } }],
        responses: {
          200: {
            description: 'ok',
            content: { 'application/json': { schema: { type: 'array', items: { type: 'string' } } } },
          },
        },
      },
    },
  },
};

async function run({ rounds, seed, work }: AttackContext): Promise<AttackResult> {
  await writeFile(join(work, 'api.json'), JSON.stringify(document));
  const broken: string[] = [];
  for (let index = 0; index < rounds; index += 1) {
    const [name, behaviour] = BEHAVIOURS[(index + seed - 1) % BEHAVIOURS.length] ?? ['', () => undefined];
    const fault = await faultOf(behaviour, work);
    if (fault !== undefined) broken.push(`${name}: ${fault}`);
  }
  return { tried: rounds, broken };
}

/** None of these servers keeps the document. */
async function faultOf(behaviour: Behaviour, work: string): Promise<string | undefined> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('data', () => behaviour(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const ending = await specline(['verify', '--spec', 'api.json', '--url', url, '--timeout', '2000'], work);
    return (
      crash(ending) ?? (ending.code === 0 ? 'was taken for a server that keeps the document' : undefined)
    );
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}
