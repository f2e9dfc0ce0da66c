import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Attack, AttackContext, AttackResult } from './attack.ts';
import { randomNumbers } from './random.ts';
import { editOf, type Edit } from './state/edits.ts';
import { endAt, measured, momentOf, type Measure, type Moment } from './state/moment.ts';
import { makePublication, unpublished, withRegistry } from './state/publication.ts';
import {
  copyOf,
  debrisIn,
  differences,
  type Files,
  makeTemplate,
  specline,
  treeOf,
  writeAll,
} from './state/workspace.ts';

/** The commands that write to a workspace; a release does the most. */
const COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ['release'],
  ['new', 'pets'],
  ['generate'],
  ['release'],
  ['new', 'pets', '--from', 'pets.yaml'],
  ['update'],
  ['release'],
  ['publish'],
];

/** Kills commands anywhere, lets a person edit something, and runs them again. */
export const kills: Attack = {
  name: 'kills',
  promise: 'A command that was killed anywhere is completed by the same command, and no edit is lost',
  rounds: { short: 1, full: 500 },
  run: (context) => new Kills(context).run(),
};

class Kills {
  readonly #context: AttackContext;
  readonly #measures = new Map<string, Measure>();
  readonly #trees = new Map<string, Files>();
  readonly #templates = new Map<string, Promise<string>>();
  readonly #counts = { ended: 0, edited: 0, refused: 0 };

  constructor(context: AttackContext) {
    this.#context = context;
  }

  async run(): Promise<AttackResult> {
    const { rounds, seed } = this.#context;
    const broken: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const random = randomNumbers(seed * 1_000_003 + round);
      const args = COMMANDS[round % COMMANDS.length] ?? ['generate'];
      const [moment, edit] = [momentOf(args[0], random), editOf(args[0], random)];
      const root = await this.#copy(args, `round-${round}`);
      const fault =
        args[0] === 'publish' ? this.#publish(root, moment, edit) : this.#round(root, args, moment, edit);
      const message = await fault;
      const what = `round ${round} (--seed ${seed}), ${args.join(' ')}, ${describe(moment)}, ${edit.name}`;
      if (message !== undefined) broken.push(`${what}: ${message}`);
      if ((round + 1) % 20 === 0) this.#context.say(`${round + 1} rounds, ${broken.length} broken`);
      rmSync(root, { recursive: true, force: true, maxRetries: 10 });
    }
    const { ended, edited, refused } = this.#counts;
    return { tried: rounds, broken, remark: `${ended} ended, ${edited} edited, ${refused} refused by name` };
  }

  /** Why a round broke the promise; undefined where it did not. */
  async #round(
    root: string,
    args: readonly string[],
    moment: Moment,
    edit: Edit,
  ): Promise<string | undefined> {
    await this.#killed(root, args, moment);
    const before = treeOf(root);
    await edit.make(root);
    const edited = treeOf(root);
    if (edit.name !== 'nothing') this.#counts.edited += 1;
    const { code, output } = await specline(root, args);
    const after = treeOf(root);
    let nearest: string[] = [];
    for (const isBetween of edit.name === 'nothing' ? [false] : [false, true]) {
      nearest = differences(await this.#wanted(args, edit, isBetween), after);
      if (nearest.length === 0) return debris(root);
    }
    if (code === 0) return `it is another tree: ${nearest.join(', ')}\n${output}`;
    // An API's files are named by their folder.
    const places = differences(before, edited).map((path) => /^spec\/[^/]+/.exec(path)?.[0] ?? path);
    const named = [...places, 'release.json', 'spec/pets'].filter((path) => output.includes(path));
    if (named.length === 0 || edit.name === 'nothing') return `exit ${code}: ${output}`;
    const written = differences(edited, after);
    if (written.length > 0) return `it is refused and wrote ${written.join()}`;
    this.#counts.refused += 1;
    await takeBack(root, edit, before);
    const last = await specline(root, args);
    const left = differences(await this.#wanted(args, NOTHING, false), treeOf(root));
    if (last.code === 0 && left.length === 0) return debris(root);
    return `the edit was taken back: exit ${last.code}, ${left.join()}\n${last.output}`;
  }

  async #publish(root: string, moment: Moment, edit: Edit): Promise<string | undefined> {
    return withRegistry(async (registry) => {
      await this.#killed(root, ['publish'], moment, registry.env);
      const before = treeOf(root);
      await edit.make(root);
      const { code, output } = await specline(root, ['publish'], registry.env);
      if (code !== 0) {
        if (edit.name === 'nothing' || !output.includes('@test/runtime')) return `exit ${code}: ${output}`;
        this.#counts.refused += 1;
        await takeBack(root, edit, before);
        const last = await specline(root, ['publish'], registry.env);
        if (last.code !== 0) return `the edit was taken back: exit ${last.code}: ${last.output}`;
      }
      return [...(await unpublished(registry)), ...debrisIn(root)][0];
    });
  }

  async #killed(
    root: string,
    args: readonly string[],
    moment: Moment,
    env: NodeJS.ProcessEnv = {},
  ): Promise<void> {
    const measure = await this.#measure(args);
    let stop = () => {};
    const { signal } = await specline(root, args, env, (end) => {
      stop = endAt(moment, measure, root, end);
    });
    stop();
    if (signal !== null) this.#counts.ended += 1;
  }

  async #measure(args: readonly string[]): Promise<Measure> {
    const key = args.join(' ');
    const known = this.#measures.get(key);
    if (known !== undefined) return known;
    const root = await this.#copy(args, `measure-${this.#measures.size}`);
    const run = (env: NodeJS.ProcessEnv = {}) => measured(root, () => specline(root, args, env));
    const measure = await (args[0] === 'publish' ? withRegistry(({ env }) => run(env)) : run());
    this.#measures.set(key, measure);
    this.#trees.set(treeKey(args, NOTHING, false), treeOf(root));
    return measure;
  }

  /** The tree where nothing was killed: with the edit before the command, or between two runs of it. */
  async #wanted(args: readonly string[], edit: Edit, isBetween: boolean): Promise<Files> {
    const key = treeKey(args, edit, isBetween);
    const known = this.#trees.get(key);
    if (known !== undefined) return known;
    const root = await this.#copy(args, `wanted-${this.#trees.size}`);
    if (isBetween) await specline(root, args);
    await edit.make(root);
    await specline(root, args);
    const tree = treeOf(root);
    this.#trees.set(key, tree);
    return tree;
  }

  async #copy([command = '']: readonly string[], name: string): Promise<string> {
    const kind = command === 'publish' ? 'publication' : 'workspace';
    const make = kind === 'publication' ? makePublication : makeTemplate;
    const template = this.#templates.get(kind) ?? make(join(this.#context.work, `template-${kind}`));
    this.#templates.set(kind, template);
    return copyOf(await template, join(this.#context.work, name));
  }
}

const NOTHING: Edit = { name: 'nothing', make: () => {} };

function treeKey(args: readonly string[], edit: Edit, isBetween: boolean): string {
  return [...args, edit.name, isBetween].join(' ');
}

async function takeBack(root: string, { undo }: Edit, before: Files): Promise<void> {
  await undo?.(root);
  const now = treeOf(root);
  for (const path of differences(before, now)) {
    if (before[path] === undefined) rmSync(join(root, path));
    else writeAll(root, { [path]: before[path] });
  }
}

function debris(root: string): string | undefined {
  const left = debrisIn(root);
  return left.length === 0 ? undefined : `left behind: ${left.join(', ')}`;
}

function describe({ by, part, signal, isAlone }: Moment): string {
  return `${signal}${isAlone ? ' alone' : ''} at ${Math.round(part * 100)} % by ${by}`;
}
