import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './workspace.ts';

/** What a command printed: `stdout` alone, and `output`, without colours, with stderr in the order of arrival. */
export interface Printed {
  readonly stdout: string;
  readonly output: string;
}

/** A command that ended with another code than 0; `output` is all it printed, `code` its exit code. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly code: number | null;
  readonly output: string;

  constructor(line: string, code: number | null, output: string) {
    super(`${line}: ${code === null ? 'it did not run to its end' : `exit ${code}`}\n${output.trimEnd()}`);
    this.code = code;
    this.output = output;
  }
}

export interface CommandOptions {
  /** Folder it runs in; the repository's root where absent. */
  readonly cwd?: string;
  /** Variables added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which it is ended; never where absent. */
  readonly timeout?: number;
}

/** Runs a command found on PATH with stdin closed, and resolves with what it printed; throws CommandFailure. */
export function run(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<Printed> {
  const { promise, resolve, reject } = Promise.withResolvers<Printed>();
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...quiet, ...options.env },
    shell: process.platform === 'win32' && !command.endsWith('.exe'),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.timeout !== undefined && { timeout: options.timeout }),
  });
  const stdout: string[] = [];
  const output: string[] = [];
  const line = [command, ...args].join(' ');
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout.push(text);
    output.push(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => output.push(text));
  child.on('error', (error) => reject(new CommandFailure(line, null, error.message)));
  child.on('close', (code) => {
    const text = stripVTControlCharacters(output.join(''));
    if (code === 0) resolve({ stdout: stdout.join(''), output: text });
    else reject(new CommandFailure(line, code, text));
  });
  return promise;
}

/** Runs the `specline` of this repository, as built. */
export function specline(args: readonly string[], options: CommandOptions = {}): Promise<Printed> {
  return run(process.execPath, [join(root, 'packages/cli/bin/specline.js'), ...args], options);
}

/** Output is read here and not on a terminal, and nothing phones home. */
const quiet = { NO_COLOR: '1', FORCE_COLOR: '0', TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
