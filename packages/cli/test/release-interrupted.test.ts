import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changesetText } from '@specline/semver';
import { headOf } from '../src/release/head.js';
import { writeJournal } from '../src/release/journal.js';
import { applyMoves } from '../src/release/moves.js';
import type { Move } from '../src/release/moves.js';
import { stagedMoves } from '../src/release/staging.js';
import { edit, MINOR, releasedWorkspace } from './release-workspace.js';
import { changedFiles, filesIn, folder, specline, write } from './workspace.js';

const CLIENT = 'packages/relays-client/package.json';
const CHANGELOG = 'packages/relays-client/CHANGELOG.md';
const RUNTIME = 'packages/runtime/package.json';
const JOURNAL = 'node_modules/.cache/specline/release.json';
const GIVE_UP = `to give that release up, restore its files from version control and delete ${JOURNAL}`;
const TAKE_BACK = `take the edit back, run specline release, and make it again; ${GIVE_UP}`;

const git = (root: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: root, stdio: 'pipe' });

/** A workspace with one change to release, committed. */
async function ready(): Promise<string> {
  const root = await releasedWorkspace({ '.gitignore': 'node_modules\n' });
  edit(root, 'relays', MINOR);
  const entry = '`client.relays.get()`: Relay.note is new';
  write(root, {
    '.changeset/relays.md': changesetText(['@test/relays-types', '@test/relays-client'], 'minor', entry),
  });
  await specline(root, 'generate');
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '-m', 'a');
  return root;
}

/** Leaves what a release leaves that was killed after a number of files, of `all` after the last. */
async function killedAfter(root: string, files: number | 'all'): Promise<readonly Move[]> {
  const moves = await stagedMoves(root, [], []);
  const journal = { head: headOf(root), moves };
  applyMoves(root, files === 'all' ? moves : moves.slice(0, files));
  writeJournal(root, files === 'all' ? { ...journal, versioned: {} } : journal);
  return moves;
}

describe('a release that was killed while it raised versions', () => {
  test('changes what Changesets changes, and removes changesets last', async () => {
    const paths = (await stagedMoves(await ready(), [], [])).map(({ path }) => path);
    expect(paths).toEqual([
      CHANGELOG,
      CLIENT,
      'packages/relays-types/CHANGELOG.md',
      'packages/relays-types/package.json',
      '.changeset/relays.md',
    ]);
  });

  test.each([0, 1, 2, 3, 4, 5])('after %d files: the same command completes it', async (files) => {
    const [killed, whole] = [await ready(), await ready()];
    await killedAfter(killed, files);
    // Of what it does not change, a person's work stays.
    for (const root of [killed, whole]) {
      write(root, {
        [RUNTIME]: '{ "name": "@specline/runtime", "version": "1.0.0", "keywords": ["mine"] }\n',
      });
      write(root, { 'CHANGELOG.md': 'by hand\n', 'packages/contract/CHANGELOG.md': 'by hand\n' });
      write(root, { 'packages/own/package.json': '{ "name": "own", "version": "0.0.0" }\n' });
    }
    expect(await specline(killed, 'release')).toMatchObject({ exit: 0 });
    await specline(whole, 'release');
    const after = filesIn(killed);
    expect(changedFiles(filesIn(whole), after).filter((path) => !path.startsWith('.git/'))).toEqual([]);
    expect(JSON.parse(after[CLIENT] ?? '')).toMatchObject({ version: '1.1.0' });
    expect(after[CHANGELOG]?.match(/1\.1\.0/g)).toHaveLength(1);
  });

  test.each([
    ['a changelog that it wrote', CHANGELOG, 3],
    ['a manifest that it changed', CLIENT, 3],
    ['a manifest that it had not reached', 'packages/relays-types/package.json', 1],
    ['a changeset that it removed', '.changeset/relays.md', 5],
  ])('%s and a person edited is refused by name', async (_, path, files) => {
    const root = await ready();
    await killedAfter(root, files);
    write(root, { [path]: `${filesIn(root)[path] ?? ''}\nby hand\n` });
    const before = filesIn(root);
    expect(await specline(root, 'release')).toEqual({
      exit: 2,
      stdout: '',
      stderr: `${path}: a release was interrupted after it had changed this, and it was edited since; ${TAKE_BACK}\n`,
    });
    expect(changedFiles(before, filesIn(root))).toEqual([]);
  });

  test('is not undone on another branch or commit', async () => {
    const root = await ready();
    await killedAfter(root, 3);
    const before = filesIn(root);
    git(root, 'switch', '-q', '-c', 'other');
    const commit = headOf(root).commit?.slice(0, 8);
    const back = `go back there and run specline release; ${GIVE_UP}`;
    expect((await specline(root, 'release')).stderr).toBe(
      `${JOURNAL}: a release was interrupted on main at ${commit}, and this is other at ${commit}; ${back}\n`,
    );
    git(root, 'switch', '-q', 'main');
    git(root, 'commit', '-q', '--allow-empty', '-m', 'b');
    const now = headOf(root).commit?.slice(0, 8);
    expect((await specline(root, 'release')).stderr).toBe(
      `${JOURNAL}: a release was interrupted on main at ${commit}, and this is main at ${now}; ${back}\n`,
    );
    const changed = changedFiles(before, filesIn(root));
    expect(changed.filter((path) => !path.startsWith('.git/'))).toEqual([]);
  });

  test.each([3, 'all'] as const)('and taken back by a person is over (%s)', async (files) => {
    const root = await ready();
    await killedAfter(root, files);
    git(root, 'add', '-A');
    git(root, 'reset', '-q', '--hard');
    git(root, 'switch', '-q', '-c', 'other');
    git(root, 'commit', '-q', '--allow-empty', '-m', 'b');
    expect(await specline(root, 'release')).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('relays 1.0.0 → 1.1.0 (minor)'),
    });
  });
});

test('another version than the one that was raised is refused by name', async () => {
  const root = await ready();
  await killedAfter(root, 'all');
  write(root, { [CLIENT]: (filesIn(root)[CLIENT] ?? '').replace('1.1.0', '9.0.0') });
  expect((await specline(root, 'release')).stderr).toBe(
    `${CLIENT}: a release was interrupted after it had changed this, and it was edited since; ${TAKE_BACK}\n`,
  );
});

test.each([
  ['{', 'no JSON'],
  ['{ "before": {} }', 'an older one'],
  [
    '{ "head": {}, "moves": [{ "path": "../a/package.json", "before": "b", "after": "a" }] }',
    'one that leads out',
  ],
  [
    '{ "head": {}, "moves": [{ "path": "/a/package.json", "before": "b", "after": "a" }] }',
    'an absolute one',
  ],
  ['{ "head": {}, "moves": [{ "path": "src/a.ts", "before": "b", "after": "a" }] }', 'one of other files'],
])('a journal that no release wrote is refused: %s', async (text) => {
  const root = await releasedWorkspace({ [JOURNAL]: text, '../a/package.json': 'a', 'src/a.ts': 'a' });
  expect(await specline(root, 'release')).toEqual({
    exit: 2,
    stdout: '',
    stderr: `${JOURNAL}: an interrupted release left this, and this Specline cannot read it; restore the files that it changed from version control and delete this one\n`,
  });
});

test('a file that is edited while versions are raised stays, and nothing is raised', async () => {
  const root = await ready();
  const moves = await stagedMoves(root, [], []);
  write(root, { [CLIENT]: `${filesIn(root)[CLIENT] ?? ''}\n` });
  const before = filesIn(root);
  expect(() => applyMoves(root, moves.slice(1))).toThrow(
    `${CLIENT}: this was edited while the release ran; run specline release again`,
  );
  expect(changedFiles(before, filesIn(root))).toEqual([]);
});

test.each(['pre.json', 'own.md', 'pre'])('.changeset/%s that is a link is refused by name', async (name) => {
  const root = await ready();
  symlinkSync('relays.md', join(root, '.changeset', name));
  await expect(stagedMoves(root, [], [])).rejects.toThrow(
    `.changeset/${name}: Specline writes through no symbolic link; put a file or folder of its own in its place`,
  );
});

test('a changelog that is a link is refused by name', async () => {
  const root = await ready();
  const outside = folder({ 'notes.md': 'mine\n' });
  rmSync(join(root, CHANGELOG), { force: true });
  symlinkSync(join(outside, 'notes.md'), join(root, CHANGELOG));
  expect((await specline(root, 'release')).stderr).toBe(
    `${CHANGELOG}: Specline writes through no symbolic link; put a file or folder of its own in its place\n`,
  );
  expect(filesIn(outside)).toEqual({ 'notes.md': 'mine\n' });
  expect(JSON.parse(filesIn(root)[CLIENT] ?? '')).toMatchObject({ version: '1.0.0' });
});
