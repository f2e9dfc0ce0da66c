import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Step } from '../steps.ts';
import { call, installConsumer, installedVersions, type Consumer } from './consumer.ts';
import { removal, runtimeChangeset } from './edits.ts';
import { specline } from './project.ts';
import { CLIENT, consumerOf, documentOf, expectCompiled, publishStep } from './releases.ts';
import { root } from '../workspace.ts';
import type { Setting } from './setting.ts';

const RUNTIME = '@specline/runtime';
const NEWEST = '1.1.0';

/** A new runtime: the oldest client runs on it, and so do two clients of different age, as one. */
export function runtimeSteps(setting: Setting): Step[] {
  const { project, sources } = setting;
  return [
    {
      title: `release ${RUNTIME} ${NEWEST}`,
      run: async () => {
        await writeFile(join(project.dir, '.changeset/runtime.md'), runtimeChangeset);
        await specline(project, 'release');
      },
    },
    publishStep(setting, NEWEST),
    ...setting.managers.map((manager) => ({
      title: `${manager.name}: 1.0.0 on the runtime ${NEWEST}, and beside ${removal.version}`,
      run: async () => {
        const old = consumerOf(setting, `${manager.name}-oldest`);
        await installConsumer(old, { [CLIENT]: '1.0.0' }, manager, sources);
        await expectWorking(old, documentOf(root), { rotated: [true, true] });
        const both = consumerOf(setting, `${manager.name}-both`, 'two-ages');
        const aliases = { 'old-client': alias('1.0.0'), 'new-client': alias(removal.version) };
        await installConsumer(both, aliases, manager, sources);
        await expectWorking(both, documentOf(project.dir), {
          caught: [
            [true, true],
            [true, true],
          ],
        });
      },
    })),
  ];

  async function expectWorking(consumer: Consumer, document: string, wanted: object): Promise<void> {
    const versions = await installedVersions(consumer, RUNTIME);
    if (versions.join() !== NEWEST)
      throw new Error(`${RUNTIME}: ${NEWEST} once is wanted, and ${versions.join(', ')} is installed`);
    await expectCompiled(consumer);
    await call(consumer, document, wanted);
  }
}

function alias(version: string): string {
  return `npm:${CLIENT}@${version}`;
}
