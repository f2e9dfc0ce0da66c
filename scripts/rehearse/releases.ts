import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../command.ts';
import type { Step } from '../steps.ts';
import { call, compile, installConsumer, type Consumer } from './consumer.ts';
import { addition, reason, removal, witness, type Revision } from './edits.ts';
import { copyProject, editFile, refusal, specline } from './project.ts';
import type { Setting } from './setting.ts';

const API = 'moq-relays';
export const CLIENT = '@specline/moq-relays-client';

/** What is here, published to a registry that has nothing yet, and used. */
export function firstSteps(setting: Setting): Step[] {
  const { project } = setting;
  return [
    { title: 'copy', run: () => copyProject(project.dir) },
    { title: 'install', run: () => inProject('pnpm', 'install', '--frozen-lockfile', '--prefer-offline') },
    {
      title: 'build',
      run: () => inProject('pnpm', 'exec', 'turbo', 'run', 'build', '--filter=@specline/cli...'),
    },
    publishStep(setting, '1.0.0'),
    ...consumerSteps(setting, '1.0.0'),
  ];

  async function inProject(command: string, ...args: readonly string[]): Promise<void> {
    await run(command, args, { cwd: project.dir, env: project.env });
  }
}

/** An edit that breaks nobody: what was written for the first version works with the new one and a new server. */
export function minorSteps(setting: Setting): Step[] {
  let began = 0;
  return [
    {
      title: `edit for ${addition.version}`,
      run: () => ((began = performance.now()), edit(setting, addition)),
    },
    updateStep(setting, addition),
    releaseStep(setting, addition),
    publishStep(setting, addition.version),
    ...consumerSteps(setting, addition.version),
    ...consumerSteps(setting, '1.0.0', 'with the new server'),
    {
      title: 'from the edit to the call',
      run: async () => `${((performance.now() - began) / 1000).toFixed(1)} s`,
    },
  ];
}

/** An edit that breaks callers: refused, owned up to, and a major that its witness does not compile with. */
export function majorSteps(setting: Setting): Step[] {
  return [
    { title: `edit for ${removal.version}`, run: () => edit(setting, removal) },
    { title: `refuse ${removal.version}`, run: () => refuse(setting) },
    releaseStep(setting, removal),
    publishStep(setting, removal.version),
    ...setting.managers.map((manager) => ({
      title: `${manager.name}: the program breaks with ${removal.version}`,
      run: async () => {
        const consumer = consumerOf(setting, `${manager.name}-${removal.version}`);
        await installConsumer(consumer, { [CLIENT]: removal.version }, manager, setting.sources);
        const diagnostics = await compile(consumer);
        if (!witness.test(diagnostics))
          throw new Error(`${witness} is wanted, and this was found:\n${diagnostics}`);
      },
    })),
    {
      title: 'what has the old version is left alone',
      run: async () => {
        for (const { name } of setting.managers) await expectCompiled(consumerOf(setting, `${name}-1.0.0`));
      },
    },
    { title: 'dist-tags', run: () => expectTags(setting) },
  ];
}

export function updateStep({ project }: Setting, { bump, version }: Revision): Step {
  return {
    title: `update for ${version}`,
    run: async () => {
      const output = await specline(project, 'update', API);
      if (!output.includes(`: ${bump} (`))
        throw new Error(`a ${bump} is wanted, and this was said:\n${output}`);
    },
  };
}

function releaseStep({ project }: Setting, { bump, version }: Revision): Step {
  return {
    title: `release ${version}`,
    run: async () => {
      const output = await specline(project, 'release');
      if (output.includes(`→ ${version} (${bump})`)) return output.trim();
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
function consumerSteps(setting: Setting, version: string, how = 'installed, compiled, called'): Step[] {
  return setting.managers.map((manager) => ({
    title: `${manager.name}: ${version} ${how}`,
    run: async () => {
      const consumer = consumerOf(setting, `${manager.name}-${version}`);
      if (how === 'installed, compiled, called')
        await installConsumer(consumer, { [CLIENT]: version }, manager, setting.sources);
      await expectCompiled(consumer);
      await call(consumer, documentOf(setting.project.dir), { rotated: [true, true] });
    },
  }));
}

export function consumerOf({ work }: Setting, name: string, program = 'rotate'): Consumer {
  return { dir: join(work, 'consumers', name), program };
}

/** The document that a copy of this project, or the project itself, has now. */
export function documentOf(project: string): string {
  return join(project, 'packages/moq-relays-types/openapi.json');
}

export async function expectCompiled(consumer: Consumer): Promise<void> {
  const diagnostics = await compile(consumer);
  if (diagnostics !== '') throw new Error(`${consumer.dir}: it does not compile\n${diagnostics}`);
}

function edit({ project }: Setting, { edits }: Revision): Promise<void> {
  return editFile(join(project.dir, 'spec', API, 'openapi.yaml'), edits);
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

async function expectTags({ registry }: Setting): Promise<string> {
  const shown = await registry.packageOf(CLIENT);
  const wanted = {
    versions: ['1.0.0', addition.version, removal.version],
    tags: { latest: removal.version },
  };
  const given = JSON.stringify(shown);
  if (given !== JSON.stringify(wanted))
    throw new Error(`${JSON.stringify(wanted)} is wanted; found ${given}`);
  return `latest is ${removal.version}`;
}
