import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFailure } from '@scripts/kit/command.ts';
import { runIn, speclineIn, type Checkout } from '@scripts/scale/checkout.ts';

/** Makes what is there the last release, whatever waits for the next: its versions mean what the fragments say. */
export async function settle(project: Checkout): Promise<void> {
  for (const file of [...(await filesOf(project, '.changeset')), ...(await filesOf(project, 'spec'))])
    if (/\.changeset\/(?!config\.json)|\/accepted\.yaml$/.test(file)) await rm(join(project.dir, file));
  await specline(project, 'generate');
  await specline(project, 'release', '--record');
}

async function filesOf(project: Checkout, folder: string): Promise<string[]> {
  const { stdout } = await runIn(project, 'git', ['ls-files', '-z', folder]);
  return stdout.split('\0').filter((file) => file !== '');
}

/** Runs the command that a workspace has installed; resolves with its stdout. */
export async function specline(project: Checkout, ...args: readonly string[]): Promise<string> {
  return (await speclineIn(project, args)).stdout;
}

/** Runs a command that has to exit with 1, and resolves with all that it printed. */
export async function refusal(project: Checkout, ...args: readonly string[]): Promise<string> {
  const output = await specline(project, ...args).then(() => undefined, refused);
  if (output === undefined) throw new Error(`specline ${args.join(' ')}: it has to be refused, and was not`);
  return output;
}

function refused(error: unknown): string {
  if (error instanceof CommandFailure && error.code === 1) return error.output;
  throw error;
}
