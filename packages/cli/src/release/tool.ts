import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { InputError } from '@specline/openapi';
import { runProgram } from '../child-program.js';
import type { ProgramOptions } from '../child-program.js';

/**
 * Runs a tool that the workspace has installed, and resolves with what it printed. Throws `InputError` with its last lines
 * where it fails, and where the workspace does not have it.
 */
export async function runTool(
  root: string,
  name: string,
  tool: string,
  args: readonly string[],
  { cwd = root, env: { PATH = '', ...rest } = process.env }: Partial<ProgramOptions> = {},
): Promise<string> {
  const script = scriptOf(root, name, tool);
  const bin = join(root, 'node_modules', '.bin');
  const env = { ...rest, PATH: [bin, PATH].join(delimiter) };
  const { code, stdout, stderr } = await runProgram([process.execPath, script, ...args], { cwd, env });
  if (code !== 0) throw failure(tool, args, `${stdout}\n${stderr}`);
  return stdout;
}

/** The script of a package's command. */
function scriptOf(root: string, name: string, tool: string): string {
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve(`${name}/package.json`);
    const { bin } = createRequire(manifest)(manifest) as { bin: string | Record<string, string> };
    const path = typeof bin === 'string' ? bin : bin[tool];
    return join(dirname(manifest), path ?? '');
  } catch {
    throw new InputError([
      {
        file: 'package.json',
        message: `the workspace has no ${name}`,
        remedy: `install it: pnpm add -D -w ${name}`,
      },
    ]);
  }
}

const LINES_TOLD = 20;

function failure(tool: string, args: readonly string[], output: string): InputError {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const told = lines.slice(-LINES_TOLD).map((message) => ({ message }));
  const message = `${[tool, ...args].join(' ')} failed; its last lines are`;
  return new InputError([{ message }, ...told]);
}
