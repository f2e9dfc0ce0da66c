// `pnpm attack`: tries to break what the README promises, over many cases, and prints a table.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Attack, AttackResult } from './attack.ts';
import { attacks } from './attacks.ts';
import { build } from '@scripts/kit/turbo.ts';
import { print, say, table } from '@scripts/kit/print.ts';

const usage = `pnpm attack [name...] [--short] [--seed N] [--rounds N] [--list]

Attacks the built command, the generated packages and the runtime, prints a table, and exits with 1 where a promise broke.
  --short     the few rounds that npm test runs
  --seed N    seed of everything random [1]
  --rounds N  rounds of each attack, instead of its own number
  --list      print the attacks and the promise that each tries to break`;

const options = {
  short: { type: 'boolean' },
  list: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  seed: { type: 'string', default: '1' },
  rounds: { type: 'string' },
} as const;

try {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const chosen = named(positionals);
  if (values.help) print(usage);
  else if (values.list)
    print(
      table(
        ['attack', 'promise'],
        chosen.map(({ name, promise }) => [name, promise]),
      ),
    );
  else process.exitCode = await runAll(chosen, values);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

function named(names: readonly string[]): readonly Attack[] {
  const unknown = names.find((name) => !attacks.some((attack) => attack.name === name));
  if (unknown !== undefined)
    throw new Error(`${unknown} is no attack; pnpm attack --list prints their names`);
  return names.length === 0 ? attacks : attacks.filter(({ name }) => names.includes(name));
}

interface Flags {
  readonly short?: boolean | undefined;
  readonly seed: string;
  readonly rounds?: string | undefined;
}

/** Runs one attack after the other; resolves with the exit code. */
async function runAll(chosen: readonly Attack[], flags: Flags): Promise<number> {
  if (!flags.short) say(`build: ${await build.run()}`);
  const rows: string[][] = [];
  const faults: string[] = [];
  for (const attack of chosen) {
    const started = performance.now();
    const { tried, broken, remark = '' } = await attempt(attack, flags);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    faults.push(...broken.map((line) => `${attack.name}: ${line}`));
    rows.push([attack.name, String(tried), String(broken.length), `${seconds} s`, remark]);
    say(`${attack.name}: ${tried} tried, ${broken.length} broken [${seconds} s]`);
  }
  print(table(['attack', 'tried', 'broken', 'time', 'remark'], rows));
  if (faults.length > 0) print(`\n${faults.join('\n')}`);
  return faults.length === 0 ? 0 : 1;
}

/** An attack that fails, or tries nothing, is a broken promise too. */
async function attempt(attack: Attack, flags: Flags): Promise<AttackResult> {
  const work = await mkdtemp(join(await realpath(tmpdir()), 'specline-attack-'));
  const rounds = Number(flags.rounds ?? (flags.short ? attack.rounds.short : attack.rounds.full));
  const report = (line: string) => say(`${attack.name}: ${line}`);
  try {
    const result = await attack.run({ rounds, seed: Number(flags.seed), work, say: report });
    return result.tried > 0 ? result : { ...result, broken: [...result.broken, 'nothing was tried'] };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { tried: 0, broken: [`the attack itself failed: ${text}`] };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
