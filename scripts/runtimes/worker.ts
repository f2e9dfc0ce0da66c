import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { bundle } from './bundle.ts';
import type { Launched, Program, WorkerRuntime } from './launch.ts';

/** Runs a program in workerd, as the answer of a worker to one request. */
export async function inWorker(
  { workerd, esbuild }: WorkerRuntime,
  program: Program,
  folder: string,
): Promise<Launched> {
  const text = workerEntry(program);
  await bundle(folder, { text, format: 'esm', conditions, esbuild });
  await writeFile(join(folder, 'config.capnp'), config);
  const child = spawn(workerd, ['serve', 'config.capnp', '--control-fd=3'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const printed = Promise.all([child.stdout, child.stderr].map((stream) => textOf(stream as Readable))).then(
    (texts) => texts.join(''),
  );
  try {
    const port = await listeningPort(child.stdio[3] as Readable);
    if (port === undefined) throw new Error(`workerd: it did not start\n${await printed}`);
    const response = await fetch(`http://127.0.0.1:${port}`);
    if (!response.ok) throw new Error(`workerd: ${response.status} ${await response.text()}`);
    const value: unknown = await response.json();
    child.kill();
    return { value, printed: await printed };
  } finally {
    child.kill();
  }
}

/** As `wrangler` bundles workers. */
const conditions = ['workerd', 'worker', 'browser'];

function workerEntry({ file, input }: Program): string {
  return `import { main } from ${JSON.stringify(file)};
export default {
  async fetch() {
    const value = await main(${JSON.stringify(input)}, {}).catch((error) => ({ thrown: String(error) }));
    return Response.json(value, { status: value.thrown === undefined ? 200 : 500 });
  },
};
`;
}

/** Without flags: a worker as it is by default. `private` lets it reach loopback. */
const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [(name = "worker", esModule = embed "bundle.js")], compatibilityDate = "2026-11-01")),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

/** The port that workerd took, which it tells in its first line; undefined where it ended before. */
async function listeningPort(control: Readable): Promise<number | undefined> {
  const [line] = await Promise.race([once(control, 'data'), once(control, 'close')]);
  if (line === undefined) return undefined;
  const { port }: { port: number } = JSON.parse(String(line).split('\n')[0] ?? '');
  return port;
}
