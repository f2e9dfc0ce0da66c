// `npm run check`: the quick part of `npm test`, for the inner loop.
import { build, format, lint, types } from './chores.ts';
import { print } from './print.ts';
import { runSteps, type Step } from './steps.ts';
import { outcome, turbo } from './turbo.ts';

const tests: Step = {
  title: 'tests',
  needs: [build.title],
  run: async () => outcome(await turbo(['test', '//#test:scripts'])),
};

const failed = await runSteps([format, lint, build, types, tests]);
if (failed.length > 0) print(`\nfailed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
