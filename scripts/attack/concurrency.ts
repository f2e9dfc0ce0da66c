import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Attack, AttackContext, AttackResult } from './attack.ts';
import { makePublication, unpublished, withRegistry } from './state/publication.ts';
import {
  CACHE,
  copyOf,
  debrisIn,
  differences,
  makeTemplate,
  type Ran,
  specline,
  treeOf,
} from './state/workspace.ts';

/** Commands that are run at once, each by several people; the last kind runs different ones. */
const KINDS: readonly (readonly (readonly string[])[])[] = [
  [['generate']],
  [['new', 'pets']],
  [['release']],
  [['update']],
  [['release'], ['generate'], ['update']],
  [['publish']],
];

/** Runs writing commands at once: two, three and four. */
export const concurrency: Attack = {
  name: 'concurrency',
  promise: 'Commands at once end as one after the other, or are refused by the name of the lock',
  rounds: { short: 1, full: 360 },
  async run(context) {
    const templates = {
      workspace: await makeTemplate(join(context.work, 'workspace')),
      publication:
        context.rounds < KINDS.length ? '' : await makePublication(join(context.work, 'publication')),
    };
    const broken: string[] = [];
    let refused = 0;
    for (let round = 0; round < context.rounds; round += 1) {
      const commands = KINDS[round % KINDS.length] ?? [];
      const count = 2 + (Math.floor(round / KINDS.length) % 3);
      const isPublication = commands[0]?.[0] === 'publish';
      const root = copyOf(
        templates[isPublication ? 'publication' : 'workspace'],
        join(context.work, `${round}`),
      );
      const runs = Array.from({ length: count }, (_, index) => commands[index % commands.length] ?? []);
      const result = isPublication
        ? await published(root, count)
        : await ran(root, runs, templates.workspace, context);
      refused += result.refused;
      const what = `round ${round}, ${runs.map((args) => args.join(' ')).join(' | ')}`;
      broken.push(...result.faults.map((fault) => `${what}: ${fault}`));
      if ((round + 1) % 20 === 0) context.say(`${round + 1} rounds, ${broken.length} broken`);
      rmSync(root, { recursive: true, force: true, maxRetries: 10 });
    }
    return { tried: context.rounds, broken, remark: `${refused} refused by name` } satisfies AttackResult;
  },
};

interface Outcome {
  readonly refused: number;
  readonly faults: readonly string[];
}

async function ran(
  root: string,
  runs: readonly (readonly string[])[],
  template: string,
  context: AttackContext,
): Promise<Outcome> {
  const results = await Promise.all(runs.map((args) => specline(root, args)));
  const wanted = await wantedTree(runs, template, context);
  const changed = differences(wanted, treeOf(root)).map((path) => `another end: ${path}`);
  return { refused: refusals(results), faults: [...faultsOf(results), ...changed, ...left(root)] };
}

const trees = new Map<string, ReturnType<typeof treeOf>>();

/** The tree after the commands, one after the other. */
async function wantedTree(runs: readonly (readonly string[])[], template: string, { work }: AttackContext) {
  const commands = [...new Set(runs.map((args) => args.join(' ')))];
  const key = `${work} ${commands.join('|')}`;
  const known = trees.get(key);
  if (known !== undefined) return known;
  const root = copyOf(template, join(work, `wanted-${trees.size}`));
  for (const command of commands) await specline(root, command.split(' '));
  trees.set(key, treeOf(root));
  return treeOf(root);
}

async function published(root: string, count: number): Promise<Outcome> {
  return withRegistry(async (registry) => {
    const runs = Array.from({ length: count }, () => specline(root, ['publish'], registry.env));
    const results = await Promise.all(runs);
    const faults = [...faultsOf(results), ...(await unpublished(registry)), ...left(root)];
    return { refused: refusals(results), faults };
  });
}

function refusals(results: readonly Ran[]): number {
  return results.filter(({ code }) => code === 2).length;
}

/** One at least is done; another is too, or is refused by the lock, or by what the first one made. */
function faultsOf(results: readonly Ran[]): string[] {
  const isNamed = ({ output }: Ran) =>
    output.includes(`${CACHE}/lock: `) || output.includes('this already exists');
  const wrong = results.filter((result) => result.code !== 0 && !(result.code === 2 && isNamed(result)));
  const faults = wrong.map(({ code, signal, output }) => `exit ${code ?? signal}: ${output}`);
  return results.some(({ code }) => code === 0) ? faults : [...faults, 'none of them was done'];
}

function left(root: string): string[] {
  return debrisIn(root).map((path) => `left behind: ${path}`);
}
