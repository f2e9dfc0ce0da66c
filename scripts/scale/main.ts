// `pnpm scale`: turbo with many APIs, in a temporary copy of this repository.
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installOnDemand } from '@scripts/kit/install-tools.ts';
import { print } from '@scripts/kit/print.ts';
import { startCacheServer } from './cache-server.ts';
import { cutByTag } from './cut.ts';
import { optionsFrom, usage, type Options } from './options.ts';
import { scaleSteps, type Scope } from './steps.ts';
import { versions } from './versions.ts';
import { runSteps } from '@scripts/kit/steps.ts';
import { root } from '@scripts/kit/workspace.ts';

/** Building, checking and testing everything. Who imports whom is looked at after a change of any API. */
const whole: Scope = {
  tasks: ['build', 'check', 'test', 'rules'],
  filter: () => [],
  afterAnyChange: ['@scripts/repository#rules'],
};

/** The APIs' own tasks: what they need is built, but not proven. */
const own: Scope = {
  tasks: ['build', 'check', 'test'],
  filter: (cuts) => cuts.flatMap(({ tag }) => [`./packages/${tag}-types`, `./packages/${tag}-client`]),
  afterAnyChange: [],
};

try {
  const options = optionsFrom(process.argv.slice(2));
  if (options.help) print(usage);
  else process.exitCode = (await rehearsed(options)) ? 0 : 1;
} catch (error) {
  print(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function rehearsed(options: Options): Promise<boolean> {
  const work = await mkdtemp(join(await realpath(tmpdir()), 'specline-scale-'));
  try {
    const failed = options.short ? await short(options, work) : await long(options, work);
    return failed.length === 0;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function short({ apis }: Options, work: string): Promise<string[]> {
  const cuts = cutByTag(await json(join(root, 'scripts/fixtures/scale/openapi.json')), apis);
  const env = { TURBO_CACHE_DIR: join(work, 'cache'), TURBO_CACHE: 'local:rw' };
  return runSteps(scaleSteps({ cuts, work, env, scope: own }));
}

async function long({ apis }: Options, work: string): Promise<string[]> {
  const installation = await installOnDemand('scale', versions, print);
  const file = join(installation, 'node_modules/@octokit/openapi/generated/api.github.com.json');
  const cuts = cutByTag(await json(file), apis);
  const server = await startCacheServer(installation, join(work, 'storage'));
  try {
    return await runSteps(scaleSteps({ cuts, work, env: server.env, server, scope: whole }));
  } finally {
    await server.close();
  }
}

async function json(file: string) {
  return JSON.parse(await readFile(file, 'utf8'));
}
