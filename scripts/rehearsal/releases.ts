import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyRepository } from '@scripts/scale/checkout.ts';
import type { Step } from '@scripts/kit/steps.ts';
import { call, compile, installConsumer, type Consumer } from './consumer.ts';
import { refusal, settle, specline } from './project.ts';
import { bumped, reason, revise, witness, type Revision } from './revisions.ts';
import type { Setting } from './setting.ts';

const API = 'moq-relays';
export const CLIENT = '@specline/moq-relays-client';

/** What the program prints. */
export const ROTATED = { rotated: 'publish_subscribe' };

/** A version to come: what its release is called, what is edited for it, and the version before. */
export interface Release {
  readonly version: string;
  readonly revision: Revision;
}

/** What revisions make of a version, one after another. */
export function releasesFrom(version: string, revisions: readonly Revision[]): Release[] {
  let current = version;
  return revisions.map((revision) => {
    current = bumped(current, revision.bump);
    return { version: current, revision };
  });
}

/** What is here, published to a registry that has nothing yet, and used. */
export function firstSteps(setting: Setting): Step[] {
  const { project, first } = setting;
  return [
    { title: 'copy', run: () => copyRepository(project) },
    { title: 'record', run: () => settle(project) },
    publishStep(setting, first),
    { title: 'without a token nothing is read', run: () => expectClosed(setting) },
    ...consumerSteps(setting, first),
  ];
}

/** An edit that breaks nobody: what was written for the first version works with the new one and with a new server. */
export function harmlessSteps(setting: Setting, release: Release): Step[] {
  const { version } = release;
  let began = 0;
  return [
    {
      title: `edit for ${version}`,
      run: async () => {
        began = performance.now();
        await edit(setting, release);
      },
    },
    updateStep(setting, release),
    releaseStep(setting, release),
    publishStep(setting, version),
    ...consumerSteps(setting, version),
    {
      title: `${version}, from the edit to the call`,
      run: async () => `${((performance.now() - began) / 1000).toFixed(1)} s`,
    },
    ...setting.managers.map(({ name }) => ({
      title: `${name}: ${setting.first} with the server of ${version}`,
      run: () => expectWorking(consumerOf(setting, `${name}-${setting.first}`), setting),
    })),
  ];
}

/** An edit that breaks callers: refused, owned up to, and a major that its witness does not compile with. */
export function majorSteps(setting: Setting, release: Release): Step[] {
  const { version } = release;
  return [
    { title: `edit for ${version}`, run: () => edit(setting, release) },
    { title: `refuse ${version}`, run: () => refuse(setting) },
    releaseStep(setting, release),
    publishStep(setting, version),
    ...setting.managers.map((manager) => ({
      title: `${manager.name}: the program breaks with ${version}`,
      run: async () => {
        const consumer = consumerOf(setting, `${manager.name}-${version}`);
        await installConsumer(consumer, { [CLIENT]: version }, manager, setting.sources);
        const diagnostics = await compile(consumer);
        if (!witness.test(diagnostics))
          throw new Error(`${witness} is wanted, and this was found:\n${diagnostics}`);
      },
    })),
    {
      title: `what has ${setting.first} is left alone`,
      run: async () => {
        for (const { name } of setting.managers)
          await expectCompiled(consumerOf(setting, `${name}-${setting.first}`));
      },
    },
    { title: 'dist-tags', run: () => expectTags(setting, version) },
  ];
}

function updateStep({ project }: Setting, { version, revision }: Release): Step {
  return {
    title: `update for ${version}`,
    run: async () => {
      const output = await specline(project, 'update', API);
      if (!output.includes(`: ${revision.bump} (`))
        throw new Error(`a ${revision.bump} is wanted, and this was said:\n${output}`);
    },
  };
}

function releaseStep({ project }: Setting, { version, revision }: Release): Step {
  return {
    title: `release ${version}`,
    run: async () => {
      const output = await specline(project, 'release');
      const line = output.split('\n').find((text) => text.includes(`→ ${version} (${revision.bump})`));
      if (line !== undefined) return line;
      throw new Error(`${version} is wanted, and this was said:\n${output}`);
    },
  };
}

export function publishStep({ project }: Setting, what: string): Step {
  return {
    title: `publish ${what}`,
    run: async () => {
      const { packages } = JSON.parse(await specline(project, 'publish', '--json')) as {
        packages: { name: string; version: string; state: string }[];
      };
      const published = packages.filter(({ state }) => state === 'published');
      return published.map(({ name, version }) => `${name} ${version}`).join(', ');
    },
  };
}

/** Each package manager's consumer: the program of the first version. */
function consumerSteps(setting: Setting, version: string): Step[] {
  return setting.managers.map((manager) => ({
    title: `${manager.name}: ${version} installed, compiled, called`,
    run: async () => {
      const consumer = consumerOf(setting, `${manager.name}-${version}`);
      await installConsumer(consumer, { [CLIENT]: version }, manager, setting.sources);
      await expectWorking(consumer, setting);
    },
  }));
}

async function expectWorking(consumer: Consumer, setting: Setting): Promise<void> {
  await expectCompiled(consumer);
  await call(consumer, setting, ROTATED);
}

export function consumerOf({ work }: Setting, name: string, program = 'rotate'): Consumer {
  return { dir: join(work, 'consumers', name), program };
}

export async function expectCompiled(consumer: Consumer): Promise<void> {
  const diagnostics = await compile(consumer);
  if (diagnostics !== '') throw new Error(`${consumer.dir}: it does not compile\n${diagnostics}`);
}

function edit({ project }: Setting, { revision }: Release): Promise<void> {
  return revise(join(project.dir, 'spec', API, 'openapi.yaml'), revision);
}

/** What is refused prints what its owner has to write. */
async function refuse({ project }: Setting): Promise<void> {
  await refusal(project, 'update', API);
  const output = await refusal(project, 'release');
  const [accepted] = /^changes:\n(?:  .*\n)+/m.exec(output) ?? [];
  if (accepted === undefined) throw new Error(`the lines for accepted.yaml are wanted:\n${output}`);
  const text = accepted.replaceAll("reason: ''", `reason: ${reason}`);
  await writeFile(join(project.dir, 'spec', API, 'accepted.yaml'), text);
}

async function expectClosed({ registry }: Setting): Promise<string> {
  const { status } = await fetch(`${registry.url}${CLIENT.replace('/', '%2f')}`);
  if (status === 401 || status === 403) return `status ${status}`;
  throw new Error(`the registry has to ask for a token, and answered with status ${status}`);
}

async function expectTags({ registry }: Setting, latest: string): Promise<string> {
  const { versions, tags } = await registry.packageOf(CLIENT);
  if (JSON.stringify(tags) === JSON.stringify({ latest }))
    return `latest is ${latest}, of ${versions.join(', ')}`;
  throw new Error(`${latest} alone is to have a tag, latest; found ${JSON.stringify(tags)}`);
}
