// `npm run check`: the quick part of `npm test`, for the inner loop.
import { print } from '@scripts/kit/print.ts';
import { runSteps, type Step } from '@scripts/kit/steps.ts';
import { build, outcome, turbo } from '@scripts/kit/turbo.ts';
import { command, format, lint, rules, spec } from './tasks.ts';

/** Of the chores only those that have changed: they need all packages, and import little of them. */
const types: Step = {
  title: 'types',
  needs: [build.title],
  run: async () => outcome(await turbo(['check'], { filter: ['./packages/*', '[HEAD]'] })),
};

/** The tests of the packages that have changed since the last commit; `npm test` runs those of their dependents too. */
const tests: Step = {
  title: 'tests',
  needs: [build.title],
  run: async () => outcome(await turbo(['test'], { filter: ['[HEAD]'] })),
};

const failed = await runSteps([format, lint, command, spec, build, types, rules, tests]);
if (failed.length > 0) print(`\nfailed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
