// `pnpm rehearse`: everything from an edit to a caller's program, in a copy of this project and a registry of its own.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRegistry } from '../../packages/cli/test/publish/registry.ts';
import { run } from '@scripts/kit/command.ts';
import { print } from '@scripts/kit/print.ts';
import { foreignSteps } from './foreign.ts';
import { managers } from './managers.ts';
import { CLIENT, firstSteps, harmlessSteps, majorSteps, releasesFrom, type Release } from './releases.ts';
import { addition, choice, demand, wording } from './revisions.ts';
import { runtimeSteps, versionHere } from './runtimes.ts';
import type { Setting } from './setting.ts';
import { inTurn, runSteps, type Step } from '@scripts/kit/steps.ts';
import { root } from '@scripts/kit/workspace.ts';

const isShort = process.argv.includes('--short');
const work = await mkdtemp(join(await realpath(tmpdir()), 'specline-rehearsal-'));
const registry = await startRegistry();
try {
  const failed = await runSteps(inTurn(stepsOf(await settingOf())));
  if (failed.length > 0) print(`\nfailed: ${failed[0]}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
} finally {
  await registry.close();
  await rm(work, { recursive: true, force: true });
}

async function settingOf(): Promise<Setting> {
  const { stdout } = await run('npm', ['config', 'get', 'registry'], { cwd: work });
  const scopes = ['@specline', '@acme'];
  // What an unchanged tree was built to need not be built again.
  const env = { ...strings(registry.env), TURBO_CACHE_DIR: join(root, '.turbo/cache') };
  return {
    work,
    project: { dir: join(work, 'project'), env },
    first: versionHere(CLIENT),
    registry,
    sources: { url: registry.url, token: registry.readToken, scopes, others: stdout.trim() },
    managers: isShort ? managers.filter(({ name }) => name === 'npm') : managers,
  };
}

/** The short form leaves out what is rehearsed with one edit alone, and what takes another workspace. */
function stepsOf(setting: Setting): Step[] {
  const revisions = isShort ? [addition, demand] : [wording, addition, choice, demand];
  const releases = releasesFrom(setting.first, revisions);
  const harmless = releases.slice(0, -1);
  const [newest, major] = releases.slice(-2) as [Release, Release];
  return [
    ...firstSteps(setting),
    ...harmless.flatMap((release) => harmlessSteps(setting, release)),
    ...(isShort ? [] : runtimeSteps(setting, newest.version)),
    ...majorSteps(setting, major),
    ...(isShort ? [] : foreignSteps(setting)),
  ];
}

function strings(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value ?? '']));
}
