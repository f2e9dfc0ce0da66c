import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Step } from '@scripts/kit/steps.ts';
import { workspacePackages } from '@scripts/kit/workspace.ts';
import { call, installConsumer, installedVersions, type Consumer } from './consumer.ts';
import { specline } from './project.ts';
import { CLIENT, consumerOf, expectCompiled, publishStep, ROTATED } from './releases.ts';
import { bumped, runtimeChangeset } from './revisions.ts';
import type { Setting } from './setting.ts';

const RUNTIME = '@specline/runtime';

/** A new runtime: the oldest client runs on it, and beside a newer one, with which it shares it. */
export function runtimeSteps(setting: Setting, newer: string): Step[] {
  const { project, sources, first } = setting;
  const runtime = bumped(versionHere(RUNTIME), 'minor');
  return [
    {
      title: `release ${RUNTIME} ${runtime}`,
      run: async () => {
        await writeFile(join(project.dir, '.changeset/runtime.md'), runtimeChangeset);
        await specline(project, 'release');
      },
    },
    publishStep(setting, `${RUNTIME} ${runtime}`),
    ...setting.managers.map((manager) => ({
      title: `${manager.name}: ${first} on runtime ${runtime}, alone and beside ${newer}`,
      run: async () => {
        const old = consumerOf(setting, `${manager.name}-alone`);
        await installConsumer(old, { [CLIENT]: first }, manager, sources);
        await expectWorking(old, ROTATED);
        const both = consumerOf(setting, `${manager.name}-beside`, 'two-ages');
        const aliases = { 'old-client': alias(first), 'new-client': alias(newer) };
        await installConsumer(both, aliases, manager, sources);
        await expectWorking(both, CAUGHT);
      },
    })),
  ];

  async function expectWorking(consumer: Consumer, wanted: object): Promise<void> {
    const versions = await installedVersions(consumer, RUNTIME);
    if (versions.join() !== runtime)
      throw new Error(`${RUNTIME}: ${runtime} once is wanted, and ${versions.join(', ')} is installed`);
    await expectCompiled(consumer);
    await call(consumer, setting, wanted);
  }
}

/** The error of each client is an instance of either's class. */
const CAUGHT = { caught: Array.from({ length: 2 }, () => [true, true]) };

/** The version that a package has in this project. */
export function versionHere(name: string): string {
  const found = workspacePackages().find(({ manifest }) => manifest.name === name);
  if (found === undefined) throw new Error(`packages/: there is no ${name}; the rehearsal releases it`);
  return found.manifest.version;
}

function alias(version: string): string {
  return `npm:${CLIENT}@${version}`;
}
