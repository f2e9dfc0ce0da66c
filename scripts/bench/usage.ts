import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@scripts/kit/command.ts';

/** What a command used. */
export interface Usage {
  /** CPU seconds, user and system, of the process with all its threads, and of the Node processes that it started. */
  readonly cpu: number;
  /** MiB of resident memory of its largest process, at the peak. */
  readonly peak: number;
}

/** Runs a script by this Node to its end and resolves with what it used; throws CommandFailure. */
export async function usageOf(args: readonly string[], cwd: string): Promise<Usage> {
  const folder = await mkdtemp(join(tmpdir(), 'specline-usage-'));
  const file = join(folder, 'usage.jsonl');
  try {
    await run(process.execPath, args, { cwd, env: { ...probed, SPECLINE_BENCH_USAGE: file } });
    return usageFrom(await readFile(file, 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The lines of usage-probe.cjs as one usage: times in microseconds and kibibytes, a line for each process. */
export function usageFrom(lines: string): Usage {
  const processes: Record<'userCPUTime' | 'systemCPUTime' | 'maxRSS', number>[] = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const microseconds = processes.reduce(
    (sum, { userCPUTime, systemCPUTime }) => sum + userCPUTime + systemCPUTime,
    0,
  );
  return { cpu: microseconds / 1e6, peak: Math.max(...processes.map(({ maxRSS }) => maxRSS)) / 1024 };
}

// Not process.resourceUsage() of a parent: that leaves out its children. NODE_OPTIONS reaches children of children.
const probe = join(import.meta.dirname, 'usage-probe.cjs').replaceAll('\\', '\\\\');
const probed = { NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --require "${probe}"` };
