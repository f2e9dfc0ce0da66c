import { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { run, type CommandOptions, type Printed } from '@scripts/kit/command.ts';
import { outcome, turbo, type TurboRun } from '@scripts/kit/turbo.ts';
import { root } from '@scripts/kit/workspace.ts';

/** A copy of the repository outside of it, with dependencies, commits and a local cache of turbo of its own. */
export interface Checkout {
  readonly dir: string;
  /** Variables that its commands get. */
  readonly env: Readonly<Record<string, string>>;
}

/** Makes the checkout from what stands in this repository now, committed or not, and builds the command in it. */
export async function copyRepository(checkout: Checkout): Promise<string> {
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  await mkdir(checkout.dir);
  const files = stdout.split('\0').filter((name) => name !== '' && existsSync(join(root, name)));
  for (const file of files) await cp(join(root, file), join(checkout.dir, file));
  await runIn(checkout, 'git', ['init', '--quiet']);
  await commit(checkout, 'Begin');
  await install(checkout);
  return outcome(await turboIn(checkout, ['build'], ['@specline/cli...']));
}

/** Makes the checkout a clone of another, as a colleague or a machine of CI would. */
export async function cloneCheckout(from: Checkout, to: Checkout): Promise<void> {
  await run('git', ['clone', '--quiet', '--no-hardlinks', from.dir, to.dir]);
  await install(to);
}

/** Takes away what turbo keeps in the checkout, and the output of one task. */
export async function forget({ dir }: Checkout, output: string): Promise<void> {
  for (const path of ['.turbo/cache', output]) await rm(join(dir, path), { recursive: true });
}

/** Runs a command of the checkout in it: its own commands come first on PATH. */
export function runIn(checkout: Checkout, command: string, args: readonly string[]): Promise<Printed> {
  return run(command, args, settings(checkout));
}

/** Runs the `specline` of the checkout in it: its own source, or what it has installed. */
export function speclineIn(checkout: Checkout, args: readonly string[]): Promise<Printed> {
  const own = join(checkout.dir, 'packages/cli/bin/specline.js');
  return existsSync(own)
    ? runIn(checkout, process.execPath, [own, ...args])
    : runIn(checkout, 'specline', args);
}

export function turboIn(
  checkout: Checkout,
  tasks: readonly string[],
  filter: readonly string[],
): Promise<TurboRun> {
  return turbo(tasks, { ...settings(checkout), filter });
}

/** Installs what the packages need; new packages change the lockfile. */
export async function install(checkout: Checkout): Promise<void> {
  await runIn(checkout, 'pnpm', ['install', '--no-frozen-lockfile', '--prefer-offline']);
}

export async function commit(checkout: Checkout, message: string): Promise<void> {
  await runIn(checkout, 'git', ['add', '--all']);
  const author = ['-c', 'user.name=Specline', '-c', 'user.email=scale@localhost'];
  await runIn(checkout, 'git', [...author, 'commit', '--quiet', '--no-verify', `--message=${message}`]);
}

function settings({ dir, env }: Checkout): CommandOptions {
  const path = [join(dir, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  return { cwd: dir, env: { ...env, PATH: path } };
}
