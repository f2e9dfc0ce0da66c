import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../src/index.js';
import { HOLDER, LOCK } from '../src/lock/lock.js';
import { publishable } from './publish/packages.js';
import { filesIn, folder, FRAGMENT, specline, speclineWith, workspace, write } from './workspace.js';

const ID = '11111111-2222-3333-4444-555555555555';
const CACHE = 'node_modules/.cache/specline';

/** A workspace whose lock has an owner. */
function lockedBy(owner: Readonly<Record<string, unknown>>, files = {}): string {
  const text = JSON.stringify({
    id: ID,
    host: hostname(),
    command: 'specline release',
    since: 'then',
    ...owner,
  });
  return workspace({ [`${LOCK}/${ID}`]: text, ...files });
}

function ended(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

async function running(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'console.log(1); process.stdin.resume()'], { stdio: 'pipe' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child.pid ?? 0;
}

/** Runs `specline` without waiting for others. */
async function impatient(root: string, ...args: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const exit = await run(args, { cwd: root, env: process.env, stdout, stderr, patience: 0 });
  return { exit, stderr: (stderr.read() as Buffer | null)?.toString() ?? '' };
}

const WAIT = 'wait until it ends; if it has ended, delete this folder';

describe('a lock of another command', () => {
  test.each([
    ['generate'],
    ['new', 'pets'],
    ['release'],
    ['release', '--record'],
    ['release', '--snapshot'],
    ['publish', '--dry-run'],
  ])('is waited for, and then named: %s %s', async (...args) => {
    const pid = await running();
    const root = lockedBy({ pid });
    const before = filesIn(root);
    expect(await impatient(root, ...args)).toEqual({
      exit: 2,
      stderr: `${LOCK}: specline release (process ${pid}) holds this workspace since then; ${WAIT}\n`,
    });
    expect(filesIn(root)).toEqual(before);
  });

  test.each([['generate', '--check'], ['diff'], ['release', '--check']])(
    'is nothing to what only reads: %s %s',
    async (...args) => {
      const root = lockedBy({ pid: await running() });
      expect((await impatient(root, ...args)).stderr).not.toContain('holds this workspace');
    },
  );

  test('is waited for until it is given back', async () => {
    const root = workspace();
    const runs = [1, 2, 3].map(() => specline(root, 'generate'));
    const results = await Promise.all(runs);
    expect(results.map(({ exit }) => exit)).toEqual([0, 0, 0]);
    expect(results.map(({ stderr }) => stderr).join('')).toContain(
      `waiting for specline generate (process ${process.pid}) to end\n`,
    );
    expect(existsSync(join(root, LOCK))).toBe(false);
    expect((await specline(root, 'generate', '--check')).exit).toBe(0);
  });

  test('is held for the commands that it runs', async () => {
    const root = lockedBy({ pid: await running() });
    expect((await speclineWith({ [HOLDER]: ID }, root, 'generate')).exit).toBe(0);
    expect(readdirSync(join(root, LOCK))).toEqual([ID]);
  });

  test('is held for what a build of publish runs', async () => {
    const command = join(import.meta.dirname, '../bin/specline.js');
    const build = `cd ../.. && node ${JSON.stringify(command)} release --record`;
    const root = publishable({ runtime: { scripts: { build } } });
    const env = { SPECLINE_REGISTRY: '' };
    expect(await speclineWith(env, root, 'publish', '--dry-run')).toMatchObject({ exit: 0, stderr: '' });
    expect(existsSync(join(root, 'spec/relays/released/version.json'))).toBe(true);
  });

  test('on another machine is never taken', async () => {
    const root = lockedBy({ pid: ended(), host: 'elsewhere' });
    expect((await impatient(root, 'generate')).stderr).toMatch(
      /: specline release \(process \d+ on elsewhere\) holds this workspace since then; /,
    );
  });

  test.each([
    ['no JSON'],
    [`{ "id": "../../../../spec", "pid": 1, "host": "", "command": "", "since": "" }`],
  ])('that is none is named: %s', async (text) => {
    const root = workspace({ [`${LOCK}/${ID}`]: text });
    const before = filesIn(root);
    expect((await impatient(root, 'generate')).stderr).toBe(
      `${LOCK}: a file that is not a lock of this version of Specline holds this workspace; ${WAIT}\n`,
    );
    expect(filesIn(root)).toEqual(before);
  });
});

describe('a lock whose owner has ended is taken over', () => {
  test.each<[name: string, owner: () => Record<string, unknown>]>([
    ['its process is gone', () => ({ pid: ended() })],
    ['its number is this process’s', () => ({ pid: process.pid })],
  ])('%s', async (_, owner) => {
    const root = lockedBy(owner());
    expect((await impatient(root, 'generate')).exit).toBe(0);
    expect(existsSync(join(root, LOCK))).toBe(false);
  });

  test.runIf(process.platform === 'linux')('its number is another process’s', async () => {
    const root = lockedBy({ pid: await running(), start: 'earlier' });
    expect((await impatient(root, 'generate')).exit).toBe(0);
  });

  test('and what it left half-written is removed, and nothing else', async () => {
    const pid = ended();
    const left = [
      `packages/.relays-types.specline-new-${pid}/src/a.ts`,
      `spec/.pets.specline-new-${pid}/openapi.yaml`,
      `.changeset/.relays.md.specline-new-${pid}`,
      `.release.specline-new-${pid}/tree/package.json`,
    ];
    const kept = [`packages/.relays-types.specline-new-${process.ppid}`, `notes.specline-new-${pid}`];
    const root = lockedBy({ pid }, Object.fromEntries([...left, ...kept].map((path) => [path, ''])));
    expect((await impatient(root, 'generate')).exit).toBe(0);
    expect([...left, ...kept].filter((path) => existsSync(join(root, path)))).toEqual(kept);
  });
});

test('what a killed run left before it had the lock is removed', async () => {
  const root = workspace({ [`${CACHE}/.lock-1.specline-new-${ended()}/1`]: '' });
  await specline(root, 'generate');
  expect(readdirSync(join(root, CACHE))).toEqual(['receipts']);
});

test('a folder of --out has a lock of its own, which leaves nothing behind', async () => {
  const root = folder({ 'api.yaml': 'no document' });
  expect((await specline(root, 'generate', '--spec', 'api.yaml', '--out', 'out')).exit).toBe(2);
  expect(readdirSync(root)).toEqual(['api.yaml']);
  const pid = await running();
  const owner = { id: ID, pid, host: hostname(), command: 'specline generate', since: 'then' };
  write(root, { 'api.yaml': FRAGMENT, [`out/${LOCK}/${ID}`]: JSON.stringify(owner) });
  expect((await impatient(root, 'generate', '--spec', 'api.yaml', '--out', 'out')).stderr).toContain(
    `${LOCK}: specline generate (process ${pid}) holds this workspace since then; ${WAIT}`,
  );
});

test.each(['node_modules', 'node_modules/.cache', CACHE, LOCK])(
  'no lock is made through a link: %s',
  async (link) => {
    const [root, outside] = [workspace(), folder({ 'mine.txt': '' })];
    mkdirSync(join(root, link, '..'), { recursive: true });
    symlinkSync(outside, join(root, link));
    expect(await specline(root, 'generate')).toEqual({
      exit: 2,
      stdout: '',
      stderr: `${link}: Specline writes through no symbolic link; put a file or folder of its own in its place\n`,
    });
    expect(filesIn(outside)).toEqual({ 'mine.txt': '' });
  },
);
