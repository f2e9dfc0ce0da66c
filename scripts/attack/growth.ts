import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attack, AttackContext, AttackResult } from './attack.ts';
import { crash, specline } from './growth/child.ts';
import type { Ending } from './growth/child.ts';
import { kinds } from './growth/documents.ts';
import type { Kind } from './growth/documents.ts';
import { texts } from './growth/texts.ts';
import type { Text } from './growth/texts.ts';
import { randomNumbers } from './random.ts';

/** One run of a command, and what repeats it. */
interface Trial {
  readonly name: string;
  readonly run: () => Promise<Ending>;
}

export const growingPairs: Attack = {
  name: 'growing-pairs',
  promise: 'specline diff ends for any two documents: with a witness, or with unconfirmed changes',
  rounds: { short: 1, full: 3 * kinds.length },
  run: (context) => endings(context, pairTrials(context)),
};

export const growingDocuments: Attack = {
  name: 'growing-documents',
  promise: 'specline generate ends for any document: with packages, or with a refusal that names the place',
  rounds: { short: 1, full: 2 * kinds.length },
  run: (context) => endings(context, documentTrials(context)),
};

export const hostileTexts: Attack = {
  name: 'hostile-texts',
  promise: 'generate and diff end for any text that is given as a document',
  rounds: { short: 2, full: 2 * texts.length },
  run: (context) => endings(context, textTrials(context)),
};

/** Kinds in turn, at the smallest size first; the seed says with which kind to begin. */
function turns({ rounds, seed }: AttackContext): { kind: Kind; size: number; turn: number }[] {
  return Array.from({ length: rounds }, (_, index) => {
    const turn = index + seed - 1;
    const kind = kinds[turn % kinds.length] as Kind;
    const size = kind.sizes[Math.min(Math.floor(index / kinds.length), kind.sizes.length - 1)] ?? 1;
    return { kind, size, turn };
  });
}

function pairTrials(context: AttackContext): Trial[] {
  return turns(context).map(({ kind, size, turn }) => ({
    name: `diff of ${kind.name}, size ${size}, turn ${turn}`,
    run: async () => {
      const { old, next } = kind.pair(size, randomNumbers(turn));
      await writeFile(join(context.work, 'old.json'), JSON.stringify(old));
      await writeFile(join(context.work, 'new.json'), JSON.stringify(next));
      return specline(['diff', 'old.json', 'new.json'], context.work);
    },
  }));
}

function documentTrials(context: AttackContext): Trial[] {
  return turns(context).map(({ kind, size, turn }) => ({
    name: `generate of ${kind.name}, size ${size}, turn ${turn}`,
    run: async () => {
      await writeFile(
        join(context.work, 'api.json'),
        JSON.stringify(kind.pair(size, randomNumbers(turn)).next),
      );
      return specline(['generate', '--spec', 'api.json', '--out', `out-${turn}`], context.work);
    },
  }));
}

const PLAIN = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {} };

function textTrials({ rounds, seed, work }: AttackContext): Trial[] {
  return Array.from({ length: rounds }, (_, index): Trial => {
    const text = texts[(Math.floor(index / 2) + seed - 1) % texts.length] as Text;
    const file = `text.${text.extension}`;
    const isDiff = index % 2 === 1;
    return {
      name: `${isDiff ? 'diff' : 'generate'} of ${text.name}`,
      run: async () => {
        await writeFile(join(work, file), text.text());
        await writeFile(join(work, 'plain.json'), JSON.stringify(PLAIN));
        const args = isDiff
          ? ['diff', 'plain.json', file]
          : ['generate', '--spec', file, '--out', `out-${index}`];
        return specline(args, work);
      },
    };
  });
}

/** One trial after the other: the memory of two would not do. */
async function endings({ say }: AttackContext, trials: readonly Trial[]): Promise<AttackResult> {
  const broken: string[] = [];
  const codes = new Map<number, number>();
  for (const { name, run } of trials) {
    const ending = await run();
    const fault = crash(ending);
    if (fault !== undefined) broken.push(`${name}: ${fault}`);
    if (ending.code !== undefined) codes.set(ending.code, (codes.get(ending.code) ?? 0) + 1);
    say(`${name}: ${fault ?? `exit ${ending.code}`}`);
  }
  const remark = [...codes].map(([code, count]) => `${count} × exit ${code}`).join(', ');
  return { tried: trials.length, broken, remark };
}
