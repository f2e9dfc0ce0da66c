import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFailure, run } from '@scripts/kit/command.ts';
import { canaries as secrets } from '@scripts/fixtures/faults/program.ts';
import { type FaultServer, startFaultServer } from '@scripts/faults/server.ts';
import { installOnDemand } from '@scripts/kit/install-tools.ts';
import { root } from '@scripts/kit/workspace.ts';
import type { Attack, AttackContext } from './attack.ts';
import { faultsOf } from './canaries/choice.ts';
import { loggerVersions } from './canaries/loggers.ts';
import { client, otherRunners, ownRunners, type Runner } from './canaries/runners.ts';
import { foundInRuntimes } from './canaries/runtimes.ts';

/** Milliseconds that a child may take. */
const LONGEST = 300_000;

/** One place that prints: a program, a runner, or a runtime; resolves with where a canary showed. */
interface Printer {
  readonly name: string;
  readonly print: (setting: Setting) => Promise<readonly string[]>;
}

interface Setting extends AttackContext {
  readonly server: FaultServer;
  /** Faults of the table of failures. */
  readonly faults: readonly string[];
}

/** Those of the short form come first. */
const printers: readonly Printer[] = [
  { name: 'sinks of Node', print: (setting) => sinks(setting) },
  ...ownRunners.map((runner) => ({
    name: runner.name,
    print: (setting: Setting) => tested(setting, runner),
  })),
  {
    name: 'loggers',
    print: async (setting) =>
      sinks(setting, await installOnDemand('attack-loggers', loggerVersions, setting.say)),
  },
  ...otherRunners.map((runner) => ({
    name: runner.name,
    print: (setting: Setting) => tested(setting, runner),
  })),
  {
    name: 'every runtime',
    print: foundInRuntimes,
  },
];

export const canaries: Attack = {
  name: 'canaries',
  promise:
    'No secret of a call is printed, logged or serialized with an error, a response or a client, by Node, test runners, loggers and every runtime.',
  rounds: { short: 1 + ownRunners.length, full: printers.length },
  async run(context) {
    const isShort = context.rounds <= 1 + ownRunners.length;
    const server = await startFaultServer();
    const faults = faultsOf(context.seed, isShort ? 6 : 40);
    const chosen = printers.slice(0, context.rounds);
    const broken: string[] = [];
    try {
      for (const { name, print } of chosen) {
        const found = await print({ ...context, server, faults });
        context.say(`${name}: ${found.length} found`);
        broken.push(...found.map((line) => `${name}: ${line}`));
      }
    } finally {
      await server.close();
    }
    const remark = `${faults.length} faults in ${chosen.map(({ name }) => name).join(', ')}`;
    return { tried: faults.length * chosen.length, broken, remark };
  },
};

/** Runs the program that prints into everything that Node has, and into loggers where these are installed. */
async function sinks({ server, faults }: Setting, installation = ''): Promise<string[]> {
  const program = join(root, 'scripts/attack/canaries/sinks.ts');
  const args = [program, client.esm, server.origin, faults.join(), installation];
  const { stdout } = await run(process.execPath, args, { timeout: LONGEST });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as string[];
}

/** Runs tests that fail, and looks for canaries in what their runner prints. */
async function tested(
  { server, faults, work, say }: Setting,
  { name, file, text, versions, args }: Runner,
): Promise<string[]> {
  const chore = `attack-${name.replaceAll(' ', '-').toLowerCase()}`;
  const installation = versions === undefined ? '' : await installOnDemand(chore, versions, say);
  const cwd = join(work, name.replaceAll(' ', '-'));
  await mkdir(cwd);
  await cp(join(root, 'scripts/attack/canaries/forms.cjs'), join(cwd, 'forms.cjs'));
  await writeFile(join(cwd, file), text);
  await writeFile(join(cwd, 'package.json'), '{}');
  const { apiToken: token, requestHeader: header, requestQuery: query, requestBody: body } = secrets;
  const CANARIES = JSON.stringify({ origin: server.origin, faults, token, header, query, body });
  const output = await failing(args(installation), { cwd, env: { CANARIES }, timeout: LONGEST });
  // Tests that were not run show nothing.
  const missing = faults.filter((fault) => !output.includes(`${fault}: cause`));
  return [...missing.map((fault) => `${fault} was not tried: ${output.slice(-500)}`), ...linesWith(output)];
}

/** Resolves with what a command printed, which fails. */
async function failing(args: readonly string[], options: Parameters<typeof run>[2]): Promise<string> {
  try {
    return (await run(process.execPath, args, options)).output;
  } catch (error) {
    if (error instanceof CommandFailure) return error.output;
    throw error;
  }
}

function linesWith(output: string): string[] {
  const lines = output.split('\n');
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const line = lines.find((one) => one.includes(secret));
    const at = line?.indexOf(secret) ?? 0;
    return line === undefined ? [] : [`${name} in ${line.slice(Math.max(0, at - 150), at + 80)}`];
  });
}
