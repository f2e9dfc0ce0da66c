import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inTurn, type Step } from '@scripts/kit/steps.ts';
import { executed, outcome, taskHashes, type TurboRun } from '@scripts/kit/turbo.ts';
import { addApis, fragment, regenerate } from './apis.ts';
import type { CacheServer } from './cache-server.ts';
import { cloneCheckout, commit, copyRepository, forget, turboIn, type Checkout } from './checkout.ts';
import { withNewParameter, type Cut } from './cut.ts';
import { expectSameFiles, jsonText } from './files.ts';

/** What is rehearsed. */
export interface Scale {
  readonly cuts: readonly Cut[];
  /** An empty folder outside of the repository. */
  readonly work: string;
  /** Variables that lead all checkouts to one cache. */
  readonly env: Checkout['env'];
  /** That cache, where it is a server. */
  readonly server?: CacheServer;
  readonly scope: Scope;
}

/** What turbo is to do each time, and what of it a change of any API concerns. */
export interface Scope {
  readonly tasks: readonly string[];
  readonly filter: (apis: readonly Cut[]) => readonly string[];
  readonly afterAnyChange: readonly string[];
}

export function scaleSteps({ cuts, work, env, server, scope }: Scale): Step[] {
  const changed = cuts.at(-1) as Cut;
  const everything = (checkout: Checkout) => turboIn(checkout, scope.tasks, scope.filter(cuts));
  const first: Checkout = { dir: join(work, 'first'), env };
  const second: Checkout = { dir: join(work, 'second'), env };
  const change = async () => {
    const document = withNewParameter(changed.document, 'added_at_scale');
    await writeFile(join(first.dir, fragment(changed)), jsonText(document));
    return regenerate(first, cuts, [changed]);
  };
  const again = async () => {
    await commit(first, `Change ${changed.tag}`);
    await cloneCheckout(first, second);
    return expectExecuted([], await everything(second));
  };

  const steps: (readonly [title: string, run: Step['run']])[] = [
    ['copy and build the command', () => copyRepository(first)],
    ['specline new', () => addApis(first, cuts, join(work, 'drafts'))],
    ['cold', async () => outcome(await everything(first))],
    ['warm', async () => expectExecuted([], await everything(first))],
    ['specline generate, nothing changed', () => regenerate(first, cuts, [])],
    [`specline generate, ${changed.tag} changed`, change],
    [
      `${changed.tag} changed`,
      async () => expectExecuted([...scope.afterAnyChange, ...tasksOf(changed)], await everything(first)),
    ],
    ['second checkout', again],
    ...(server === undefined ? [] : [['tampered artifact', tampered(server)] as const]),
  ];
  return inTurn(steps.map(([title, run]) => ({ title, run })));

  function tampered({ tamper }: CacheServer): Step['run'] {
    const task = `@specline/${changed.tag}-types#build`;
    const output = join('packages', `${changed.tag}-types`, 'dist');
    return async () => {
      await tamper(taskHashes(await everything(second)).get(task) ?? task);
      await forget(second, output);
      const note = expectExecuted([task], await everything(second));
      await expectSameFiles(join(first.dir, output), join(second.dir, output));
      return note;
    };
  }
}

/** The tasks of an API that a change of its fragment concerns. */
function tasksOf({ tag }: Cut): string[] {
  const types = ['build', 'check'].map((task) => `@specline/${tag}-types#${task}`);
  return [...types, ...['build', 'check', 'test'].map((task) => `@specline/${tag}-client#${task}`)];
}

/** The run in words, where these tasks and no others were executed; throws with what is not so. */
export function expectExecuted(wanted: readonly string[], done: TurboRun): string {
  const note = outcome(done);
  const ran = executed(done);
  const missing = wanted
    .filter((task) => !ran.includes(task))
    .map((task) => `${task}: it came from the cache`);
  const needless = ran.filter((task) => !wanted.includes(task)).map((task) => `${task}: it ran`);
  const faults = [...missing, ...needless];
  if (faults.length > 0)
    throw new Error(
      `turbo.json: not the tasks that this should concern; mend their inputs\n${faults.join('\n')}`,
    );
  return [note, ...wanted.map((task) => `  ${task}`)].join('\n');
}
