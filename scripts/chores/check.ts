// `npm run check`: the quick part of `npm test`, for the inner loop.
import { build, command, faultTask, format, lint, spec, testTasks, types } from './chores.ts';
import { print } from './print.ts';
import { runSteps, type Step } from './steps.ts';
import { outcome, turbo } from './turbo.ts';

const tests: Step = {
  title: 'tests',
  needs: [build.title],
  run: async () => outcome(await turbo(testTasks)),
};

const faults: Step = {
  title: 'faults',
  needs: [build.title],
  run: async () => outcome(await turbo([faultTask])),
};

const failed = await runSteps([format, lint, command, spec, build, types, tests, faults]);
if (failed.length > 0) print(`\nfailed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
