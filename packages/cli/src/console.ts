import { styleText } from 'node:util';

/** Where a command reads from and writes to: the process, or a test. */
export interface Console {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  /** The time, in ISO 8601; absent, it is that of the machine. */
  readonly today?: string;
  /** How many milliseconds a command waits for another one that writes; absent, a minute. */
  readonly patience?: number;
  /** What stops a server; absent, the signals of the process do. */
  readonly stop?: AbortSignal;
  /** Called after each step of a release, by its name. */
  readonly step?: (name: string) => void;
}

type Style = Parameters<typeof styleText>[0];

/** A line of results. */
export function print({ stdout }: Console, line: string): void {
  stdout.write(`${line}\n`);
}

/** A line of progress or of a problem. */
export function report({ stderr }: Pick<Console, 'stderr'>, line: string): void {
  stderr.write(`${line}\n`);
}

/** What is going on, for people who wait: only on a terminal. */
export function progress(console: Console, text: string): void {
  if ('isTTY' in console.stderr && console.stderr.isTTY === true)
    report(console, styled('dim', `${text} …`, console.stderr));
}

/** Coloured where the stream is a terminal and `NO_COLOR` is not set. */
export function styled(style: Style, text: string, stream: NodeJS.WritableStream): string {
  return styleText(style, text, { stream, validateStream: true });
}
