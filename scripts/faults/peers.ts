import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generators } from '@scripts/bench/generators.ts';
import { scriptOf } from '@scripts/bench/installation.ts';
import { requireOutput } from '@scripts/bench/output.ts';
import type { Setting } from '@scripts/bench/setting.ts';
import { run } from '@scripts/kit/command.ts';
import { canaries } from '@scripts/fixtures/faults/program.ts';
import { root } from '@scripts/kit/workspace.ts';
import type { FaultServer } from './server.ts';

/** Who makes the calls: ours, and those that it is held against. */
export const peers = ['specline', 'cloudflare', 'hey-api', 'openapi-fetch'] as const;

export type Peer = (typeof peers)[number];

/** A fault to be called. */
export interface Target {
  readonly name: string;
  readonly stalls: boolean;
}

/** What a caller got of a fault by one client. */
export interface PeerResult {
  /** The class of the error, `resolves`, or what else came. */
  readonly got: string;
  /** How many requests arrived. */
  readonly requests: number;
  /** How often the server rotated the token. */
  readonly rotations: number;
  /** The canaries that came to another origin. */
  readonly leaked: readonly string[];
  /** The canaries in the client's own log, at its most talkative. */
  readonly logged: readonly string[];
  /** The canaries in what a print or a report of the error shows. */
  readonly printed: readonly string[];
}

/** Milliseconds: what a client may take for an attempt where time ends it, else, and after which the caller leaves. */
const SHORT = 1500;
const LONG = 30_000;
const PATIENCE = 12_000;

/** Calls every fault by a client, in a process of its own; results are by the fault's name. */
export async function peerResults(
  setting: Setting,
  server: FaultServer,
  peer: Peer,
  targets: readonly Target[],
): Promise<Record<string, PeerResult>> {
  const program = await preparedProgram(setting, peer);
  const calls = targets.map(({ name, stalls }) => {
    const id = crypto.randomUUID();
    const baseURL = `${server.origins[name] ?? server.origin}/${name}/${id}`;
    return { name, run: id, call: { ...call, baseURL, timeout: stalls ? SHORT : LONG } };
  });
  const [input, output] = [`${program}.input.json`, `${program}.output.json`];
  await writeFile(input, JSON.stringify({ calls, canaries, patience: PATIENCE }));
  await run(process.execPath, [program, input, output], { env: { DEBUG: 'true' } });
  const results: Written[] = JSON.parse(await readFile(output, 'utf8'));
  return Object.fromEntries(
    calls.map(({ name, run: id }): [string, PeerResult] => {
      const { requests, acted, foreign } = server.recordOf(id);
      const { got, logged, printed } = results.find((result) => result.run === id) ?? missing;
      const leaked = canariesIn(foreign);
      return [name, { got, requests: requests.length, rotations: acted, leaked, logged, printed }];
    }),
  );
}

/** What a client's program writes of a call. */
type Written = Pick<PeerResult, 'got' | 'logged' | 'printed'> & { readonly run: string };

const missing = { got: 'no result', logged: [], printed: [] };

const call = {
  apiToken: canaries.apiToken,
  headers: { 'x-canary': canaries.requestHeader },
  account_id: '023e105f4ecef8ad9ca31a8372d0c353',
  relay_id: 'a1b2c3d4e5f67890a1b2c3d4e5f67890',
  body: { type: 'publish_subscribe', note: canaries.requestBody },
};

function canariesIn(value: unknown): string[] {
  const text = JSON.stringify(value);
  return Object.entries(canaries).flatMap(([name, canary]) => (text.includes(canary) ? [name] : []));
}

/** Returns the file of a client's program, which finds that client: ours as its users have it, theirs installed or generated. */
async function preparedProgram(setting: Setting, peer: Peer): Promise<string> {
  const folder = join(setting.work, peer);
  const sources = join(root, 'scripts/fixtures/faults/peers');
  await mkdir(folder, { recursive: true });
  await cp(join(sources, 'main.ts'), join(folder, 'main.ts'));
  await cp(join(sources, `${peer}.ts`), join(folder, 'peer.ts'));
  if (peer === 'specline') {
    const scope = join(folder, 'node_modules/@specline');
    await mkdir(scope, { recursive: true });
    await symlink(join(root, 'packages/moq-relays-client'), join(scope, 'moq-relays-client'), 'junction');
  }
  const generator = generators.find(({ name }) => name === peer);
  if (generator !== undefined && peer === 'hey-api') await requireOutput(setting, generator, 'rotate');
  const program = join(folder, 'main.mjs');
  // What is generated imports without endings, which Node does not resolve.
  const flags = [
    '--bundle',
    '--packages=external',
    '--platform=node',
    '--format=esm',
    `--outfile=${program}`,
  ];
  const esbuild = scriptOf(setting.installation, 'esbuild');
  await run(process.execPath, [esbuild, join(folder, 'main.ts'), ...flags, '--log-level=error']);
  return program;
}
