import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '@specline/openapi';
import { runProgram } from './program.js';
import type { ProgramOptions } from './program.js';

/** Runs pnpm with arguments, and resolves with what it printed on stdout. Throws `Error` with its last words. */
export type Pnpm = (args: readonly string[], options: ProgramOptions) => Promise<string>;

/** The pnpm of PATH, else the one that the workspace pins. Throws `InputError` where there is neither. */
export async function findPnpm(root: string, env: NodeJS.ProcessEnv): Promise<Pnpm> {
  const onPath = (await runProgram(['pnpm', '--version'], { cwd: root, env })).code === 0;
  const program = onPath ? ['pnpm'] : ['npx', '--yes', pinned(root)];
  return async (args, options) => {
    const { code, stdout, stderr } = await runProgram([...program, ...args], options);
    if (code === 0) return stdout;
    throw new Error(lastWords(stderr.trim() === '' ? stdout : stderr));
  };
}

function pinned(root: string): string {
  const file = join(root, 'package.json');
  const { packageManager } = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { packageManager?: string })
    : {};
  // What an integrity follows, npx does not read.
  const pin = packageManager?.split('+')[0];
  if (pin !== undefined && /^pnpm@\d[\w.-]*$/.test(pin)) return pin;
  throw new InputError([
    {
      file: 'package.json',
      message: 'packages are packed by pnpm, which is neither on PATH nor pinned',
      remedy: 'add "packageManager": "pnpm@VERSION"',
    },
  ]);
}

/** One line of what a program complained about, without its frame. */
function lastWords(text: string): string {
  const lines = text.split('\n').map((line) => line.replaceAll(/[×│╰├─▶]/g, '').trim());
  const words = lines.filter((line) => line !== '').slice(-12);
  return words.join(' ');
}
