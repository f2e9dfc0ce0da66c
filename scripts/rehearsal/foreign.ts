import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { commit, runIn, type Checkout } from '@scripts/scale/checkout.ts';
import type { Step } from '@scripts/kit/steps.ts';
import { root } from '@scripts/kit/workspace.ts';
import { call, installConsumer } from './consumer.ts';
import { npmrc } from './managers.ts';
import { specline } from './project.ts';
import { consumerOf, expectCompiled, publishStep } from './releases.ts';
import { revise, type Revision } from './revisions.ts';
import type { Setting } from './setting.ts';

const API = 'pets';
const FRAGMENT = `spec/${API}/openapi.yaml`;

/** A property that items may have. */
const property: Revision = {
  bump: 'minor',
  edit(fragment) {
    const item = ['components', 'schemas', 'item'];
    fragment.setIn([...item, 'properties', 'age'], { type: 'integer', description: 'Its age in years.' });
    fragment.setIn([...item, 'example', 'age'], 3);
  },
};

/** A workspace of another scope, outside of the repository, made as docs/workspace.md says, with the packages of the registry. */
export function foreignSteps(setting: Setting): Step[] {
  const { TURBO_CACHE_DIR: _ours, ...env } = setting.project.env;
  const project: Checkout = { dir: join(setting.work, 'acme'), env };
  const own: Setting = { ...setting, project };
  return [
    { title: '@acme: the files of docs/workspace.md', run: () => makeWorkspace(own) },
    { title: '@acme: install', run: () => pnpm('install') },
    { title: '@acme: new pets', run: () => told('new', API) },
    { title: '@acme: install its packages', run: () => pnpm('install', '--no-frozen-lockfile') },
    { title: '@acme: test', run: () => pnpm('test') },
    { title: '@acme: update', run: () => told('update') },
    { title: '@acme: release 1.0.0', run: () => told('release') },
    publishStep(own, '@acme 1.0.0'),
    { title: '@acme: edit', run: () => revise(join(project.dir, FRAGMENT), property) },
    { title: '@acme: update for 1.1.0', run: () => told('update', API) },
    { title: '@acme: release 1.1.0', run: () => told('release') },
    publishStep(own, '@acme 1.1.0'),
    ...setting.managers.map((manager) => ({
      title: `${manager.name}: @acme/pets-client installed, compiled, called`,
      run: async () => {
        const consumer = consumerOf(own, `${manager.name}-pets`, 'pets');
        await installConsumer(consumer, { '@acme/pets-client': '1.1.0' }, manager, setting.sources);
        await expectCompiled(consumer);
        const document = join(project.dir, 'packages/pets-types/openapi.json');
        await call(consumer, setting, { item: ['a1b2c3', 'First', 3] }, document);
      },
    })),
  ];

  async function pnpm(...args: readonly string[]): Promise<void> {
    await runIn(project, 'pnpm', args);
  }

  async function told(...args: readonly string[]): Promise<string | undefined> {
    return (await specline(project, ...args)).split('\n')[0];
  }
}

async function makeWorkspace({ project, sources }: Setting): Promise<string> {
  const files = filesIn(await readFile(join(root, 'docs/workspace.md'), 'utf8'));
  for (const [path, text] of files) {
    await mkdir(dirname(join(project.dir, path)), { recursive: true });
    await writeFile(join(project.dir, path), text);
  }
  await writeFile(join(project.dir, '.npmrc'), npmrc(sources));
  await runIn(project, 'git', ['init', '--quiet']);
  await commit(project, 'Begin');
  return files.map(([path]) => path).join(', ');
}

/** Returns the files that the documentation gives a workspace: each a path and, in a fence, its text. */
export function filesIn(markdown: string): (readonly [path: string, text: string])[] {
  const [, section = ''] = /^## A workspace of your own\n([^]*?)^## /m.exec(markdown) ?? [];
  const files = section.matchAll(/^`([^`\n]+)`:\n\n```\w*\n([^]*?)^```$/gm);
  return [...files].map(([, path = '', text = '']) => [path, text] as const);
}
