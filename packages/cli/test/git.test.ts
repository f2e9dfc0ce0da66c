import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { folder, FRAGMENT, specline, workspace } from './workspace.js';

function git(root: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b.invalid', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A repository with two commits: the workspace, and a file. */
function repository(): string {
  const root = workspace();
  git(root, 'init', '-qb', 'main');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'a');
  git(root, 'commit', '-q', '--allow-empty', '-m', 'b');
  return root;
}

async function refusal(root: string, revision = 'HEAD'): Promise<string> {
  const { exit, stderr } = await specline(
    root,
    'diff',
    `${revision}:spec/relays/openapi.yaml`,
    'spec/relays/openapi.yaml',
  );
  expect(exit).toBe(2);
  return stderr;
}

describe('what git says is told, each with its remedy', () => {
  test('a revision that is there', async () => {
    const root = repository();
    expect(
      await specline(root, 'diff', 'HEAD~1:spec/relays/openapi.yaml', 'spec/relays/openapi.yaml'),
    ).toMatchObject({
      exit: 0,
    });
  });

  test('no repository', async () => {
    const root = folder({ 'spec/relays/openapi.yaml': FRAGMENT });
    vi.stubEnv('GIT_CEILING_DIRECTORIES', join(root, '..'));
    expect(await refusal(root)).toMatch(
      /^HEAD: this folder is in no git repository: fatal: not a git repository[^\n]*; change to a clone, or give files\n$/,
    );
    vi.unstubAllEnvs();
  });

  test('a repository of another owner', async () => {
    const root = repository();
    // What git itself reads in its own tests.
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
    const stderr = await refusal(root);
    vi.unstubAllEnvs();
    expect(stderr).toBe(
      `HEAD: git does not trust this repository, which belongs to another user: fatal: detected dubious ownership in repository at '${root}'; run git config --global --add safe.directory ${root}\n`,
    );
  });

  test('an unknown revision', async () => {
    expect(await refusal(repository(), 'nope')).toBe(
      'nope: git knows no commit nope here; name a branch, a tag or a commit, or give a file that is there\n',
    );
  });

  test('a repository without a commit', async () => {
    const root = workspace();
    git(root, 'init', '-qb', 'main');
    expect(await refusal(root)).toBe(
      'HEAD: git knows no commit HEAD here; name a branch, a tag or a commit, or give a file that is there\n',
    );
  });

  test('a shallow clone', async () => {
    const root = repository();
    const clone = join(folder({}), 'clone');
    git(root, 'clone', '-q', '--depth', '1', `file://${root}`, clone);
    expect(await refusal(clone, 'HEAD~1')).toBe(
      'HEAD~1: git knows no commit HEAD~1 here, and this clone is shallow; fetch its history: git fetch --unshallow --tags\n',
    );
    const { exit, stderr } = await specline(clone, 'release', '--check', '--base', 'HEAD~1');
    expect([exit, stderr]).toEqual([
      2,
      'HEAD~1: git knows no commit HEAD~1 here, and this clone is shallow; fetch its history: git fetch --unshallow --tags\n',
    ]);
  });

  test('a corrupted repository', async () => {
    const root = repository();
    const objects = join(root, '.git/objects');
    for (const name of readdirSync(objects, { recursive: true, encoding: 'utf8' }))
      if (/^..[\\/].{38}$/.test(name)) {
        rmSync(join(objects, name), { force: true });
        writeFileSync(join(objects, name), 'garbage');
      }
    expect(await refusal(root)).toMatch(
      /^HEAD: git cannot read this repository: (error|fatal): [^\n]*; check it with git fsck, or clone it again\n$/,
    );
  });

  test('a broken configuration', async () => {
    const root = repository();
    writeFileSync(join(root, '.git/config'), '[core\n');
    expect(await refusal(root)).toMatch(
      /^HEAD: git failed: fatal: bad config line 1 in file [^\n]*; fix what git reports, and run the command again\n$/,
    );
  });

  test('a repository without a working tree', async () => {
    const bare = join(folder({}), 'bare.git');
    git(repository(), 'clone', '-q', '--bare', '.', bare);
    expect(await refusal(bare)).toMatch(
      /^HEAD: this git repository has no working tree: fatal: this operation must be run in a work tree; change to a clone, or give files\n$/,
    );
  });

  test('no git', async () => {
    const root = repository();
    vi.stubEnv('PATH', root);
    const stderr = await refusal(root);
    vi.unstubAllEnvs();
    expect(stderr).toBe('HEAD: git is not on PATH; install git, or give files\n');
  });

  test('histories with nothing in common', async () => {
    const root = repository();
    git(root, 'checkout', '-q', '--orphan', 'other');
    git(root, 'commit', '-qm', 'c');
    expect(await specline(root, 'release', '--check', '--base', 'main')).toMatchObject({
      exit: 2,
      stderr:
        'main: git finds no commit that this and the current one have in common; name another revision\n',
    });
  });
});
