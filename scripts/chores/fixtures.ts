// `npm run fixtures`: writes what tests compare with, and the committed packages, as the source makes them now.
import { join } from 'node:path';
import { run, specline } from '@scripts/kit/command.ts';
import { runSteps, type Step } from '@scripts/kit/steps.ts';
import { build } from '@scripts/kit/turbo.ts';
import { root } from '@scripts/kit/workspace.ts';

/** Tests that have their expectations in files, by the folder of their package. */
const SNAPSHOTS: readonly (readonly [folder: string, ...tests: string[]])[] = [
  ['packages/generator', 'test/emit.test.ts', 'test/validators.test.ts'],
  ['packages/openapi', 'test/sdk-schema.test.ts'],
  ['scripts/faults', 'document.test.ts'],
];

const snapshots = SNAPSHOTS.map(([folder, ...tests]): Step => ({
  title: folder,
  needs: [build.title],
  run: async () => void (await run('pnpm', ['test', ...tests, '-u'], { cwd: join(root, folder) })),
}));

const generate: Step = {
  title: 'specline generate',
  needs: [build.title],
  run: async () => (await specline(['generate'])).stdout.trim(),
};

const failed = await runSteps([build, ...snapshots, generate]);
process.exitCode = failed.length === 0 ? 0 : 1;
