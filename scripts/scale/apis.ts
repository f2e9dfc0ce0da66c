import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commit, install, runIn, speclineIn, type Checkout } from './checkout.ts';
import type { Cut } from './cut.ts';
import { jsonText } from './files.ts';

/** Where an API's fragment stands in a checkout. */
export function fragment({ tag }: Cut): string {
  return `spec/${tag}/openapi.json`;
}

/** Makes each cut an API of the checkout, as its owner would, and commits them. */
export async function addApis(checkout: Checkout, cuts: readonly Cut[], drafts: string): Promise<string> {
  await mkdir(drafts);
  for (const { tag, document } of cuts) {
    const draft = join(drafts, `${tag}.json`);
    await writeFile(draft, jsonText(document));
    await speclineIn(checkout, ['new', tag, '--from', draft]);
  }
  await install(checkout);
  await commit(checkout, 'Add the APIs');
  const operations = cuts.reduce((sum, cut) => sum + cut.operations, 0);
  return `${cuts.length} APIs, ${operations} operations`;
}

/** Generates all APIs; throws where others than the changed ones were written, or something outside of their folders. */
export async function regenerate(
  checkout: Checkout,
  cuts: readonly Cut[],
  changed: readonly Cut[],
): Promise<string> {
  const { stdout } = await speclineIn(checkout, ['generate']);
  const written = cuts.filter(({ tag }) => new RegExp(`^${tag}  .* written or deleted$`, 'm').test(stdout));
  const { stdout: status } = await runIn(checkout, 'git', ['status', '--porcelain', '--untracked-files=all']);
  const folders = changed.flatMap(({ tag }) => [
    `spec/${tag}/`,
    `packages/${tag}-types/`,
    `packages/${tag}-client/`,
  ]);
  const stray = status
    .split('\n')
    .map((line) => line.slice('?? '.length))
    .filter((path) => path !== '' && !folders.some((folder) => path.startsWith(folder)));
  const tags = (apis: readonly Cut[]) => apis.map(({ tag }) => tag).join(', ') || 'none';
  if (tags(written) !== tags(changed) || stray.length > 0) {
    const problem = `APIs written: ${tags(written)}; wanted: ${tags(changed)}`;
    throw new Error(
      [`specline generate: ${problem}`, ...stray.map((path) => `${path}: it changed too`)].join('\n'),
    );
  }
  return `${written.length} written, ${cuts.length - written.length} unchanged`;
}
