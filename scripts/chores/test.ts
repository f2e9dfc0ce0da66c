// `npm test`: everything that has to hold before a change is merged.
import { specline } from '@scripts/kit/command.ts';
import { print } from '@scripts/kit/print.ts';
import { runSteps, type Step } from '@scripts/kit/steps.ts';
import { build, outcome, turbo, type TurboOptions } from '@scripts/kit/turbo.ts';
import { unsupported } from '@scripts/runtimes/engines.ts';
import { command, FAULTS, format, lint, rules, spec, types, unused } from './tasks.ts';
import { countTests } from './tests.ts';
import { expectSameTree, treeState } from './tree.ts';

const before = await treeState();
let counts = { passed: 0, failed: 0 };

const drift: Step = {
  title: 'drift',
  needs: [command.title],
  run: async () => void (await specline(['generate', '--check'])),
};

const tests: Step = {
  title: 'tests',
  needs: [build.title],
  run: () => counted({ filter: [`!${FAULTS}`] }),
};

const faults: Step = {
  title: 'faults',
  needs: [build.title],
  run: () => counted({ filter: [FAULTS] }),
};

async function counted(options: TurboOptions): Promise<string> {
  const done = await turbo(['test'], options);
  const { passed, failed: broken } = countTests(done.output);
  counts = { passed: counts.passed + passed, failed: counts.failed + broken };
  return outcome(done);
}

/** What a chore does in a few minutes, of all that it can do. */
function short(chore: string): Step {
  const run = async () => outcome(await turbo(['short'], { filter: [`@scripts/${chore}`] }));
  return { title: chore, needs: [build.title], run };
}

const runtimes: Step = { ...short('runtimes'), ...(unsupported && { run: async () => unsupported }) };

const tree: Step = { title: 'tree', run: () => expectSameTree(before) };

const failed = await runSteps([
  format,
  lint,
  unused,
  command,
  spec,
  drift,
  build,
  types,
  rules,
  tests,
  faults,
  short('packages'),
  runtimes,
  short('rehearsal'),
  short('scale'),
  short('attack'),
  tree,
]);
print(failed.length === 0 ? '' : `\nfailed: ${failed.join(', ')}`);
print(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
