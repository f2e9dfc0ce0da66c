// `npm test`: everything that has to hold before a change is merged.
import { build, command, faultTask, format, lint, packageTask, spec, testTasks, types } from './chores.ts';
import { run } from './command.ts';
import { print } from './print.ts';
import { unsupported } from './runtimes/engines.ts';
import { runSteps, type Step } from './steps.ts';
import { countTests } from './tests.ts';
import { expectSameTree, treeState } from './tree.ts';
import { outcome, turbo } from './turbo.ts';

const before = await treeState();
let counts = { passed: 0, failed: 0 };

const drift: Step = {
  title: 'drift',
  needs: [command.title],
  run: async () => void (await run('specline', ['generate', '--check'])),
};

const tests: Step = {
  title: 'tests',
  needs: [build.title],
  run: () => counted(testTasks),
};

const faults: Step = {
  title: 'faults',
  needs: [build.title],
  run: () => counted([faultTask]),
};

async function counted(tasks: readonly string[]): Promise<string> {
  const done = await turbo(tasks);
  const { passed, failed: broken } = countTests(done.output);
  counts = { passed: counts.passed + passed, failed: counts.failed + broken };
  return outcome(done);
}

const packages: Step = {
  title: 'packages',
  needs: [build.title],
  run: async () => outcome(await turbo([packageTask])),
};

const runtimes: Step = {
  title: 'runtimes',
  needs: [build.title],
  run: async () => unsupported ?? outcome(await turbo(['//#runtimes:short'])),
};

const scale: Step = {
  title: 'scale',
  needs: [build.title],
  run: async () => outcome(await turbo(['//#scale:short'])),
};

const rehearsal: Step = {
  title: 'rehearsal',
  needs: [build.title],
  run: async () => outcome(await turbo(['//#rehearse:short'])),
};

const attack: Step = {
  title: 'attack',
  needs: [build.title],
  run: async () => outcome(await turbo(['//#attack:short'])),
};

const tree: Step = { title: 'tree', run: () => expectSameTree(before) };

const failed = await runSteps([
  format,
  lint,
  command,
  spec,
  drift,
  build,
  types,
  tests,
  faults,
  packages,
  runtimes,
  rehearsal,
  scale,
  attack,
  tree,
]);
print(failed.length === 0 ? '' : `\nfailed: ${failed.join(', ')}`);
print(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
