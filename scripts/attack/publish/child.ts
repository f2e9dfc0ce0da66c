import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '@scripts/kit/workspace.ts';

/** What a process printed, on both streams, and its exit code; null where it was killed. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Milliseconds after which a process is killed: far more than any takes. */
const KILL = 120_000;

/** Runs a program with the given environment and no other, with stdin closed. */
export function ended(
  [program = '', ...args]: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: KILL });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.on('error', (error) => resolve({ code: null, output: error.message }));
  child.on('close', (code) => resolve({ code, output }));
  return promise;
}

/** The built command, as the words of a command line. */
export const SPECLINE: readonly string[] = [process.execPath, join(root, 'packages/cli/bin/specline.js')];
