import { run } from '@scripts/kit/command.ts';

/** What git sees of the generated packages and the fragments: untracked files by name, tracked ones by content. */
export async function treeState(): Promise<string> {
  const folders = ['--', 'packages', 'spec'];
  const status = await run('git', ['status', '--porcelain', '--untracked-files=all', ...folders]);
  const difference = await run('git', ['diff', '--no-ext-diff', '--no-color', ...folders]);
  return status.stdout + difference.stdout;
}

/** Throws when the tree is another one than before, with the status of now. */
export async function expectSameTree(before: string): Promise<void> {
  if ((await treeState()) === before) return;
  const { stdout } = await run('git', [
    'status',
    '--short',
    '--untracked-files=all',
    '--',
    'packages',
    'spec',
  ]);
  throw new Error(
    `packages/, spec/: this run changed files; commit them or make the step leave them alone\n${stdout}`,
  );
}
