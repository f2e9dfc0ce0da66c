import { join } from 'node:path';
import { exists, InputError, readJsonObject } from '@specline/openapi';
import { runProgram } from './program.js';
import type { ProgramOptions } from './program.js';

/** Runs pnpm with arguments, and resolves with what it printed on stdout. Throws `PnpmFailure`. */
export type Pnpm = (args: readonly string[], options: ProgramOptions) => Promise<string>;

/** Its message is what pnpm complained about, on one line. */
export class PnpmFailure extends Error {}

/** The pnpm of PATH, else the one that the workspace pins. Throws `InputError` where there is neither. */
export async function findPnpm(root: string, env: NodeJS.ProcessEnv): Promise<Pnpm> {
  const onPath = (await runProgram(['pnpm', '--version'], { cwd: root, env })).code === 0;
  const path = onPath ? {} : await pinnedPath(root, env);
  return async (args, options) => {
    const { code, stdout, stderr } = await runProgram(['pnpm', ...args], {
      ...options,
      env: { ...options.env, ...path },
    });
    if (code === 0) return stdout;
    throw new PnpmFailure(lastWords(`${stdout}\n${stderr}`));
  };
}

/** One command of pnpm in a workspace, with the flags that say where. Throws `InputError` with its last words. */
export type Steps = (
  where: readonly string[],
  command: string,
  ...flags: readonly string[]
) => Promise<string>;

/** Runs commands of pnpm in a workspace. */
export function stepsIn(root: string, pnpm: Pnpm, env: NodeJS.ProcessEnv): Steps {
  return async (where, command, ...flags) => {
    try {
      return await pnpm([...where, command, ...flags], { cwd: root, env });
    } catch (error) {
      if (!(error instanceof PnpmFailure)) throw error;
      const remedy = 'mend what it says, and run the command again';
      throw new InputError([{ file: `pnpm ${command}`, message: error.message, remedy }]);
    }
  };
}

/** The PATH on which npx has put the pnpm that `packageManager` pins. */
async function pinnedPath(root: string, env: NodeJS.ProcessEnv): Promise<{ PATH: string }> {
  const file = join(root, 'package.json');
  const { packageManager = '' } = exists(file) ? readJsonObject(file, 'package.json') : {};
  // npx does not read the hash that may follow.
  const pin = /^pnpm@\d[\w.-]*/.exec(String(packageManager))?.[0];
  if (pin === undefined) {
    const message = 'packages are packed by pnpm, which is neither on PATH nor pinned';
    throw refusal(message, 'add "packageManager": "pnpm@VERSION"');
  }
  const command = ['npx', '--yes', `--package=${pin}`, '--', 'node', '-p', 'process.env.PATH'];
  const { code, stdout } = await runProgram(command, { cwd: root, env });
  if (code !== 0)
    throw refusal(`npx could not fetch ${pin}`, 'check the network, or npm’s registry and proxy');
  return { PATH: stdout.trim().split('\n').at(-1) ?? '' };
}

function refusal(message: string, remedy: string): InputError {
  return new InputError([{ file: 'package.json', message, remedy }]);
}

/** On one line, without the frame that it was printed in, and without the line that says what is going on. */
function lastWords(text: string): string {
  const lines = text.split('\n').map((line) => line.replaceAll(/[×│╰├─▶]/g, '').trim());
  const words = lines.filter((line) => line !== '' && !line.startsWith('📦'));
  return words.slice(-12).join(' ');
}
