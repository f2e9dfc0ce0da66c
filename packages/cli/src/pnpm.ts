import { join } from 'node:path';
import { exists, InputError, readJsonObject } from '@specline/openapi';
import { runProgram } from './child-program.js';

/**
 * Returns an environment in which pnpm is on PATH: as it is, else with the pnpm that the workspace pins. Throws `InputError`
 * where there is neither.
 */
export async function withPnpm(root: string, env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  if ((await runProgram(['pnpm', '--version'], { cwd: root, env })).code === 0) return env;
  const pin = pinnedPnpm(root);
  if (pin === undefined) {
    const message = 'pnpm is neither on PATH nor pinned';
    throw refusal(message, 'add "packageManager": "pnpm@VERSION"');
  }
  const command = ['npx', '--yes', `--package=${pin}`, '--', 'node', '-p', 'process.env.PATH'];
  const { code, stdout } = await runProgram(command, { cwd: root, env });
  if (code !== 0)
    throw refusal(`npx could not fetch ${pin}`, 'check the network, or npm’s registry and proxy');
  return { ...withoutPath(env), PATH: stdout.trim().split('\n').at(-1) ?? '' };
}

/** Returns the pnpm that a workspace pins, as npx names it: `pnpm@12.21.0`. */
export function pinnedPnpm(root: string): string | undefined {
  const file = join(root, 'package.json');
  const { packageManager = '' } = exists(file) ? readJsonObject(file, 'package.json') : {};
  // npx does not read the hash that may follow.
  return /^pnpm@\d[\w.-]*/.exec(String(packageManager))?.[0];
}

/** On Windows the variable is called `Path`. */
function withoutPath(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name.toUpperCase() !== 'PATH'));
}

/** One command of pnpm in a workspace, with the flags that say where. Throws `InputError` with its last words. */
export type Steps = (
  where: readonly string[],
  command: string,
  ...flags: readonly string[]
) => Promise<string>;

/** Runs commands of pnpm in a workspace, in an environment that has it on PATH. */
export function stepsIn(root: string, env: NodeJS.ProcessEnv): Steps {
  return async (where, command, ...flags) => {
    const { code, stdout, stderr } = await runProgram(['pnpm', ...where, command, ...flags], {
      cwd: root,
      env,
    });
    if (code === 0) return stdout;
    const message = lastWords(`${stdout}\n${stderr}`);
    const remedy = 'fix what it reports, and run the command again';
    throw new InputError([{ file: `pnpm ${command}`, message, remedy }]);
  };
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
