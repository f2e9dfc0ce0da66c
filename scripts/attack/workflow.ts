import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { startRegistry } from '../../packages/cli/test/publish/registry.ts';
import type { TestRegistry } from '../../packages/cli/test/publish/registry.ts';
import type { Attack } from './attack.ts';
import { ended, SPECLINE } from './publish/child.ts';
import { listen } from './publish/listener.ts';
import { packedWorkspace, writeFiles } from './publish/shelf.ts';
import { checkout, runPublishJob } from './workflow/job.ts';
import { plantCode, plantPrograms, releasedPackages } from './workflow/plants.ts';

export const workflow: Attack = {
  name: 'workflow',
  promise:
    'The job of release.yml that can publish starts no script of a package and no code of the repository.',
  rounds: { short: 1, full: 12 },
  async run({ rounds, work, say }) {
    const identity = await listen((_, response) => response.end('{ "value": "identity" }'));
    const broken: string[] = [];
    try {
      const pets = await packedWorkspace(join(work, 'pets'));
      for (let round = 0; round < rounds; round++) {
        const kind = KINDS[round % KINDS.length] ?? 'scripts';
        say(`round ${round}: ${kind}`);
        const folder = mkdtempSync(join(work, 'round-'));
        const faults = await withRegistry((registry) =>
          attempt(kind, { folder, registry, identityUrl: identity.url, packed: pets.packed }),
        );
        const asked = identity.heard.splice(0);
        broken.push(...[...faults, ...asked].map((fault) => `round ${round}, ${kind}: ${fault}`));
      }
    } finally {
      await identity.close();
    }
    return { tried: rounds, broken };
  },
};

async function withRegistry(attack: (registry: TestRegistry) => Promise<string[]>): Promise<string[]> {
  const registry = await startRegistry();
  try {
    return await attack(registry);
  } finally {
    await registry.close();
  }
}

/** What dependencies of the command bring: scripts, or an addon to compile; or a lockfile that is wrong, or is not there. */
const KINDS = ['scripts', 'gyp', 'another hash', 'no lockfile'] as const;

interface Round {
  readonly folder: string;
  readonly registry: TestRegistry;
  readonly identityUrl: string;
  readonly packed: string;
}

/** What is wrong with a round; nothing where the promise held. */
async function attempt(kind: (typeof KINDS)[number], round: Round): Promise<string[]> {
  const { folder, registry, identityUrl, packed } = round;
  const [marker, home, bin, clone] = ['marker', 'home', 'bin', 'clone'].map((name) => join(folder, name));
  if (marker === undefined || home === undefined || bin === undefined || clone === undefined) return [];
  await release(folder, marker, kind, registry);
  for (const path of [home, bin, clone]) mkdirSync(path);
  writeFiles(home, { '.npmrc': npmrcOf(registry) });
  await checkout(clone);
  if (kind !== 'no lockfile') await pin(clone, home, kind);
  plantCode(clone, marker);
  plantPrograms(bin, marker);
  rmSync(marker, { force: true });
  const { code, output } = await runPublishJob(clone, {
    values: { 'vars.SPECLINE_REGISTRY': registry.url, 'secrets.SPECLINE_TOKEN': registry.writeToken },
    artifacts: { packed },
    env: {
      PATH: [bin, process.env['PATH']].join(delimiter),
      HOME: home,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      ACTIONS_ID_TOKEN_REQUEST_URL: identityUrl,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'identity of the job',
    },
  });
  const { versions } = await registry.packageOf('@test/pets');
  const isPinned = kind === 'scripts' || kind === 'gyp';
  return [
    ...(existsSync(marker) ? [`code ran: ${readFileSync(marker, 'utf8').replaceAll('\n', ', ')}`] : []),
    ...((code === 0) === isPinned ? [] : [`exit ${code}: ${output}`]),
    ...(isPinned && versions[0] !== '1.0.0' ? [`nothing was published: ${output}`] : []),
  ];
}

/** Puts the released command and its dependency into the registry, once. */
async function release(folder: string, marker: string, kind: string, registry: TestRegistry): Promise<void> {
  const members = releasedPackages(marker, kind === 'gyp' ? 'gyp' : 'scripts');
  const { workspace, packed } = await packedWorkspace(join(folder, 'released'), members);
  const { code, output } = await ended([...SPECLINE, 'publish', '--from', packed], {
    cwd: workspace,
    env: { ...process.env, ...registry.env },
  });
  if (code !== 0) throw new Error(`the command was not released: ${output}`);
}

function npmrcOf({ url, readToken }: TestRegistry): string {
  return `registry=${url}\n${url.replace('http:', '')}:_authToken=${readToken}\n`;
}

/** Pins the released command, as CONTRIBUTING.md says. */
async function pin(clone: string, home: string, kind: string): Promise<void> {
  const cwd = join(clone, '.github/publisher');
  const flags = ['--package-lock-only', '--ignore-scripts', '--omit-lockfile-registry-resolved'];
  const env = { PATH: process.env['PATH'], HOME: home };
  const { code, output } = await ended(['npm', 'install', ...flags], { cwd, env });
  if (code !== 0) throw new Error(`the command was not pinned: ${output}`);
  if (kind !== 'another hash') return;
  const lockfile = join(cwd, 'package-lock.json');
  const text = readFileSync(lockfile, 'utf8');
  writeFileSync(lockfile, text.replace(/sha512-[\w+/]{8}/, 'sha512-AAAAAAAA'));
}
