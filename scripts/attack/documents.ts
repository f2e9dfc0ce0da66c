import { spawn } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '@scripts/kit/workspace.ts';
import type { Attack, AttackContext, AttackResult } from './attack.ts';
import { faultsOfCommand } from './documents/command.ts';
import { confinement } from './documents/confinement.ts';
import { acceptedFile } from './documents/verdict.ts';
import type { Verdict } from './documents/verdict.ts';

const WORKER = join(root, 'scripts/attack/documents/worker.ts');

/** No run takes nearly as long: the limit is for one that does not end. */
const KILLED_AFTER = 6 * 3_600_000;

export const hostileDocuments: Attack = {
  name: 'hostile-documents',
  promise: 'no text of a document becomes code, opens a file or reaches a host',
  rounds: { short: 30, full: 2000 },
  run,
};

/** All rounds run in one process that may read and write nothing else, and that a request to the network ends. */
async function run({ rounds, seed, work, say }: AttackContext): Promise<AttackResult> {
  const folder = join(work, 'documents');
  await mkdir(join(folder, 'node_modules/@specline'), { recursive: true });
  await symlink(join(root, 'packages/runtime'), join(folder, 'node_modules/@specline/runtime'));
  const { verdicts, end } = await verdictsOf({ rounds, seed, folder }, (count) => {
    if (count % 100 === 0) say(`${count} of ${rounds}`);
  });
  const broken = verdicts.flatMap(({ form, seed: own, faults }) =>
    faults.map((fault) => `${form}, seed ${own}: ${fault}`),
  );
  for (const { seed: own } of verdicts.filter(({ imported }) => imported).slice(0, Math.ceil(rounds / 50)))
    broken.push(...faultsOfCommand(acceptedFile(folder, own), folder));
  if (verdicts.length < rounds) broken.push(`the run ended after ${verdicts.length} documents: ${end}`);
  return { tried: verdicts.length, broken, remark: remarkOf(verdicts) };
}

interface Task {
  readonly rounds: number;
  readonly seed: number;
  readonly folder: string;
}

function verdictsOf(
  task: Task,
  report: (count: number) => void,
): Promise<{ verdicts: Verdict[]; end: string }> {
  const args = [...confinement(root, task.folder), WORKER, JSON.stringify(task)];
  const child = spawn(process.execPath, args, {
    cwd: task.folder,
    timeout: KILLED_AFTER,
    killSignal: 'SIGKILL',
  });
  const verdicts: Verdict[] = [];
  let rest = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-2000)));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      verdicts.push(JSON.parse(line) as Verdict);
      report(verdicts.length);
    }
  });
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code, signal) => done({ verdicts, end: `exit ${code ?? signal} ${errors}`.trim() }));
  });
}

function remarkOf(verdicts: readonly Verdict[]): string {
  const count = (name: 'compiled' | 'imported') => verdicts.filter((verdict) => verdict[name]).length;
  const tamed = verdicts.reduce((sum, verdict) => sum + verdict.tamed, 0);
  const slowest = Math.max(0, ...verdicts.map(({ slower }) => slower));
  return `${count('compiled')} compiled, ${count('imported')} imported, ${tamed} texts refused, slowest ${slowest.toFixed(1)} × its tame twin`;
}
