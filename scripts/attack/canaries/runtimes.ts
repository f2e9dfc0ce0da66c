import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { run } from '@scripts/kit/command.ts';
import { canaries } from '@scripts/fixtures/faults/program.ts';
import type { FaultServer } from '@scripts/faults/server.ts';
import { installEngines, installNodes, unsupported } from '@scripts/runtimes/engines.ts';
import { launch, type ProcessRuntime, type Runtime } from '@scripts/runtimes/launch.ts';
import { root } from '@scripts/kit/workspace.ts';
import { client } from './runners.ts';

interface Setting {
  readonly server: FaultServer;
  readonly faults: readonly string[];
  /** A folder of its own. */
  readonly work: string;
  readonly say: (line: string) => void;
}

/** Prints in every runtime that is promised: those that run as a process have Node's sinks, the others a console. */
export async function foundInRuntimes({ server, faults, work, say }: Setting): Promise<string[]> {
  if (unsupported !== undefined) return [unsupported];
  const runtimes: Runtime[] = [...(await installNodes(say)), ...(await installEngines(say))];
  const esbuild = runtimes.flatMap((runtime) => (runtime.kind === 'worker' ? runtime.esbuild : []))[0] ?? '';
  const bundled = async (entry: string, name: string) => {
    const flags = ['--bundle', '--platform=node', '--format=esm', '--target=node20', '--log-level=error'];
    await run(esbuild, [entry, `--outfile=${join(work, name)}`, ...flags]);
    return join(work, name);
  };
  const file = await bundled(join(root, 'scripts/attack/canaries/sinks.ts'), 'sinks.mjs');
  // Deno finds no packages in the folders of a workspace.
  const entry = pathToFileURL(await bundled(fileURLToPath(client.esm), 'client.mjs')).href;
  const found: string[] = [];
  for (const runtime of runtimes) {
    const lines =
      runtime.kind === 'process'
        ? await inProcess(runtime, [file, entry, server.origin, faults.join()])
        : await inConsole(runtime, { server, faults, work: join(work, runtime.kind), say });
    say(`${runtime.name}: ${lines.length} found`);
    found.push(...lines.map((line) => `${runtime.name}: ${line}`));
  }
  return found;
}

async function inProcess({ command }: ProcessRuntime, args: readonly string[]): Promise<string[]> {
  const [executable = '', ...own] = command;
  // A worker of Deno's asks for the permission to read the environment.
  const more = own.includes('run') ? ['--allow-env', '--allow-sys'] : [];
  const { stdout } = await run(executable, [...own, ...more, ...args], { timeout: 300_000 });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as string[];
}

async function inConsole(runtime: Runtime, { server, faults, work }: Setting): Promise<string[]> {
  const source = await readFile(join(root, 'scripts/attack/canaries/web.mjs'), 'utf8');
  const file = join(work, 'web.mjs');
  await mkdir(work);
  await writeFile(
    file,
    source.replace("'CLIENT'", () => JSON.stringify(fileURLToPath(client.esm))),
  );
  // A browser does not take its place as a fault that a status phrase is printed by itself.
  const { statusPhrase: _, ...secrets } = canaries;
  const input = { origin: server.origin, faults, canaries: secrets };
  const { value, printed } = await launch(runtime, { file, input, origin: server.origin });
  const lines = printed.split('\n');
  const shown = Object.entries(secrets).flatMap(([name, secret]) => {
    const line = lines.find((one) => one.includes(secret));
    return line === undefined ? [] : [`${name} in ${line.slice(0, 300)}`];
  });
  return [...(value as string[]), ...shown];
}
