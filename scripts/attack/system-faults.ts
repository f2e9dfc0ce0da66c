import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Attack, AttackContext, AttackResult } from './attack.ts';
import { contentsOf, copied, differences, makeWorkspace, shuffled, specline } from './faults/specimen.ts';
import type { Ended } from './faults/specimen.ts';
import { damage, DAMAGES, STATE_FILES } from './faults/state-faults.ts';
import { surroundingCases } from './faults/surrounding-faults.ts';

/** A damaged file or a fault of the system, and a command that meets it. */
export interface FaultCase {
  readonly name: string;
  readonly args: readonly string[];
  /** Exit codes that keep the promise. */
  readonly codes: readonly number[];
  readonly prefix?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Makes the fault in a fresh copy of the workspace; what it returns takes the fault back. */
  readonly arrange: (root: string) => (() => void) | undefined;
}

/** Damaged state files and faults of the system against every command that meets them. */
export const systemFaults: Attack = {
  name: 'system-faults',
  promise: 'A fault of the system or a damaged file is one line, exit 2, and nothing half written',
  rounds: { short: 4, full: 600 },
  async run(context: AttackContext): Promise<AttackResult> {
    const template = join(context.work, 'template');
    await makeWorkspace(template);
    const cases = shuffled([...stateCases(), ...surroundingCases()], context.seed).slice(0, context.rounds);
    const broken: string[] = [];
    for (const [index, one] of cases.entries()) {
      if (index % 50 === 49) context.say(`${index + 1} of ${cases.length}`);
      const faults = await attempt(one, template, join(context.work, `case-${index}`));
      broken.push(...faults.map((fault) => `${one.name}, specline ${one.args.join(' ')}: ${fault}`));
    }
    return { tried: cases.length, broken };
  },
};

function stateCases(): FaultCase[] {
  return STATE_FILES.flatMap(({ path, commands, isCache = false, sound = [] }) =>
    Object.keys(DAMAGES).flatMap((kind) =>
      commands.map((args): FaultCase => {
        const isSound = isCache || sound.includes(kind);
        return {
          name: `${path} is ${kind}`,
          args,
          // A sound file may still mean other packages.
          codes: isSound ? [0, ...(args.includes('--check') ? [1] : [])] : [2],
          arrange: (root) => {
            damage(root, path, kind);
            return undefined;
          },
        };
      }),
    ),
  );
}

async function attempt(one: FaultCase, template: string, folder: string): Promise<string[]> {
  const root = copied(template, folder);
  const restore = one.arrange(root);
  try {
    const before = contentsOf(root);
    const ended = await specline(root, one.args, one);
    const changed = ended.code === 0 ? [] : differences(before, contentsOf(root));
    return [
      ...faultsOf(ended, one.codes),
      ...(changed.length === 0 ? [] : [`left ${changed.slice(0, 5).join(', ')}`]),
    ];
  } finally {
    restore?.();
    rmSync(root, { recursive: true, force: true });
  }
}

/** Lines that belong to a message and not to a stack. */
const MOST_LINES = 12;

function faultsOf({ code, stderr }: Ended, codes: readonly number[]): string[] {
  const lines = stderr.trimEnd().split('\n');
  const told = JSON.stringify(stderr.slice(0, 300));
  if (code === null) return ['it did not end'];
  if (!codes.includes(code)) return [`exit ${code}, ${told}`];
  if (/^\s+at .*[:(]|node:internal|Specline itself failed/m.test(stderr))
    return [`a stack or a fault of ours: ${told}`];
  if (code !== 0 && (lines.length > MOST_LINES || lines[0] === '')) return [`${lines.length} lines: ${told}`];
  return [];
}
