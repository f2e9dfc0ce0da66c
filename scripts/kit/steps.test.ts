import { expect, test } from 'vitest';
import { run } from './command.ts';
import { root } from './workspace.ts';

const script = `
import { runSteps } from './scripts/kit/steps.ts';
const failed = await runSteps([
  { title: 'first', run: async () => 'with a note' },
  { title: 'second', run: async () => { throw new Error('a.ts:1:2 it is wrong'); } },
  { title: 'third', needs: ['second'], run: async () => 'never' },
  { title: 'fourth', needs: ['third'], run: async () => 'never' },
  { title: 'fifth', run: async () => {} },
]);
process.stdout.write(JSON.stringify(failed));
`;

test('a failure stops what needs it, and nothing else, and is told at the end', async () => {
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
  expect(stdout).toContain('first: with a note');
  expect(stdout).toContain('fifth');
  expect(stdout).not.toContain('never');
  expect(stdout.endsWith('\nsecond\na.ts:1:2 it is wrong\n["second","third","fourth"]')).toBe(true);
});
