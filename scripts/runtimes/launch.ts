import { mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '@scripts/kit/command.ts';
import type { RuntimeName } from '@scripts/faults/runtimes.ts';
import { inBrowser } from './browser.ts';
import { inWorker } from './worker.ts';

/** A runtime, and how it is started. All paths are absolute. */
export type Runtime = ProcessRuntime | WorkerRuntime | BrowserRuntime;

interface Named {
  /** With its version. */
  readonly name: string;
  readonly family: RuntimeName;
}

export interface ProcessRuntime extends Named {
  readonly kind: 'process';
  readonly command: readonly string[];
  /** Variables added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface WorkerRuntime extends Named {
  readonly kind: 'worker';
  readonly workerd: string;
  readonly esbuild: string;
}

export interface BrowserRuntime extends Named {
  readonly kind: 'browser';
  readonly chromium: string;
  readonly playwright: string;
  readonly esbuild: string;
}

/**
 * A compiled ES module, which exports `main(input, platform)`. It uses the web platform alone; `platform` has what it may
 * use where it is there: `require` and `inspect`, in Node, Bun and Deno.
 */
export interface Program {
  /** Its path, in a project that has what it imports. */
  readonly file: string;
  /** What JSON can say. */
  readonly input: unknown;
  /** The origin whose page it is, where the runtime is a browser. */
  readonly origin: string;
}

/** What `main` resolved with, as JSON brings it, and all else that was printed. */
export interface Launched {
  readonly value: unknown;
  readonly printed: string;
}

/** Runs a program in a runtime; throws where it does not come to its end, within two minutes, in one. */
export async function launch(runtime: Runtime, program: Program): Promise<Launched> {
  const folder = await mkdtemp(join(dirname(program.file), 'launch-'));
  switch (runtime.kind) {
    case 'process':
      return inProcess(runtime, program, folder);
    case 'worker':
      return inWorker(runtime, program, folder);
    case 'browser':
      return inBrowser(runtime, program, folder);
  }
}

/** Milliseconds that a program may take. */
const LONGEST = 120_000;

async function inProcess(
  { command, env = {} }: ProcessRuntime,
  program: Program,
  folder: string,
): Promise<Launched> {
  const entry = join(folder, 'entry.mjs');
  await writeFile(entry, processEntry(program));
  const [executable = '', ...args] = command;
  const options = { cwd: dirname(program.file), env, timeout: LONGEST };
  const { stdout, output } = await run(executable, [...args, entry], options);
  const line = stdout.trimEnd().split('\n').at(-1) ?? '';
  return { value: JSON.parse(line), printed: output.replace(line, '') };
}

function processEntry({ file, input }: Program): string {
  return `import { createRequire } from 'node:module';
import { inspect } from 'node:util';
import { main } from ${JSON.stringify(pathToFileURL(file))};
const platform = { require: createRequire(import.meta.url), inspect };
const value = await main(${JSON.stringify(input)}, platform);
process.stdout.write(\`\\n\${JSON.stringify(value)}\\n\`);
`;
}
