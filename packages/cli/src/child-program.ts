import { spawn } from 'node:child_process';

/** What a program printed and its exit code; null where it could not be started or was ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  /** stderr, or why it could not be started. */
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs a program found on PATH, with stdin closed. */
export function runProgram(
  [program = '', ...args]: readonly string[],
  { cwd, env }: ProgramOptions,
): Promise<Ended> {
  return new Promise((resolve) => {
    const shell = IS_WINDOWS && !program.endsWith('.exe');
    const child = spawn(program, shell ? args.map(quoted) : args, {
      cwd,
      env: { ...env, NO_COLOR: '1', FORCE_COLOR: '0' },
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', (error) => resolve({ code: null, stdout, stderr: error.message }));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** npm and pnpm are batch files on Windows, which only a shell can run there. */
const IS_WINDOWS = process.platform === 'win32';

/** No argument holds a quotation mark: they are names, versions, options, and paths, which cannot on Windows. */
function quoted(argument: string): string {
  return /[\s&()^=;,]/.test(argument) ? `"${argument}"` : argument;
}
