// `npm start`: from the fragments to a call against the mock, and what there is now.
import { command, spec } from './tasks.ts';
import { specline } from '@scripts/kit/command.ts';
import { coverage } from './coverage.ts';
import { generated } from './generated.ts';
import { inventory } from './inventory.ts';
import { print } from '@scripts/kit/print.ts';
import { referenceCall } from './reference-call.ts';
import { runSteps, type Step } from '@scripts/kit/steps.ts';
import { build } from '@scripts/kit/turbo.ts';

const results: string[] = [];

const generate: Step = {
  title: 'generate',
  needs: [spec.title, command.title],
  run: async () => {
    const { headline, details } = generated(await specline(['generate']));
    if (details.length > 0) results.push(details.join('\n'));
    return headline;
  },
};

const call: Step = {
  title: 'call',
  needs: [build.title],
  run: async () => void results.push(await referenceCall()),
};

const contract: Step = {
  title: 'contract',
  needs: [build.title],
  run: async () => void results.push(await coverage()),
};

const packages: Step = {
  title: 'packages',
  needs: [build.title],
  run: async () => void results.push(await inventory()),
};

const buildGenerated: Step = { ...build, needs: [generate.title] };

const failed = await runSteps([command, spec, generate, buildGenerated, call, contract, packages]);
for (const result of results) print(`\n${result}`);
process.exitCode = failed.length === 0 ? 0 : 1;
