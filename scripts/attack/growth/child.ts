import { spawn } from 'node:child_process';

/** How a command ended. */
export interface Ending {
  /** Undefined where it was killed, by us or by the system. */
  readonly code: number | undefined;
  readonly late: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Generous: only what does not end at all takes longer. */
const LIMIT = 300_000;
const MEMORY = 2048;
/** No more of an output is kept. */
const MOST_TEXT = 200_000;

export const COMMAND = new URL('../../../packages/cli/bin/specline.js', import.meta.url).pathname;

/** Runs the built command with little memory, and kills it where it does not end. */
export function specline(args: readonly string[], cwd: string): Promise<Ending> {
  const child = spawn(process.execPath, [`--max-old-space-size=${MEMORY}`, COMMAND, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, LIMIT);
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (data: Buffer) => {
      if (texts[name].length < MOST_TEXT) texts[name] += data.toString('utf8');
    });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? undefined, late, ...texts });
    });
  });
}

/** Why an ending is no ending of a command that keeps its word; undefined where it is one. */
export function crash({ code, late, stderr }: Ending): string | undefined {
  if (late) return `did not end within ${LIMIT / 1000} s`;
  if (code === undefined) return 'was ended by the system';
  if (![0, 1, 2].includes(code)) return `ended with ${code}: ${stderr.slice(0, 200)}`;
  const trace = /^\s+at .*$|RangeError|heap out of memory|Maximum call stack/m.exec(stderr);
  return trace === null ? undefined : `printed a stack trace: ${stderr.slice(0, 200)}`;
}
