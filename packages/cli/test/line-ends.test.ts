import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changesetText } from '@specline/semver';
import { expect, test } from 'vitest';
import { pendingChangesets } from '../src/release/pending-changesets.js';
import { attestationOf } from '../src/publish/attestation.js';
import { edit, MINOR, releasedWorkspace } from './release-workspace.js';
import { filesIn, folder, specline, write } from './workspace.js';

function git(cwd: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b.invalid', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd, stdio: 'ignore' });
}

const CHANGESET = changesetText(['@test/relays-types', '@test/relays-client'], 'minor', 'Something.').replace(
  '---\n\n',
  '---\n\nBy a person.\n\n',
);

/** A released workspace, and a clone of it as git for Windows makes it by default. */
async function workspaces(files: Readonly<Record<string, string>> = {}) {
  const root = await releasedWorkspace({ LICENSE: 'A licence.\n\nIts text.\n' });
  edit(root, 'relays', MINOR);
  write(root, files);
  await specline(root, 'generate');
  write(root, { '.gitignore': 'node_modules/\n' });
  git(root, 'init', '-qb', 'main');
  git(root, '-c', 'core.autocrlf=false', 'add', '-A');
  git(root, 'commit', '-qm', 'a');
  const clone = join(folder({}), 'clone');
  git(root, 'clone', '-q', '-c', 'core.autocrlf=true', root, clone);
  cpSync(join(root, 'node_modules'), join(clone, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.includes('.cache'),
  });
  return { root, clone };
}

const withReturns = (root: string): string[] =>
  Object.entries(filesIn(root)).flatMap(([path, text]) =>
    !path.startsWith('.git') && text.includes('\r') ? [path] : [],
  );

test('a checkout with CRLF has CRLF everywhere, and nothing in it is to be generated again', async () => {
  const { root, clone } = await workspaces({ '.changeset/relays.md': CHANGESET });
  const found = withReturns(clone);
  for (const path of [
    'packages/relays-types/.specline.json',
    'packages/relays-client/package.json',
    'packages/relays-client/LICENSE',
    'spec/relays/openapi.yaml',
    'spec/relays/released/sdk.json',
    '.changeset/relays.md',
  ])
    expect(found).toContain(path);
  expect(withReturns(root)).toEqual([]);
  const before = filesIn(clone);
  expect(await specline(clone, 'generate', '--check')).toEqual(await specline(root, 'generate', '--check'));
  expect((await specline(clone, 'generate', '--check')).exit).toBe(0);
  expect((await specline(clone, 'generate')).exit).toBe(0);
  expect(filesIn(clone)).toEqual(before);
});

test('a checkout with CRLF means the same', async () => {
  const { root, clone } = await workspaces({ '.changeset/relays.md': CHANGESET });
  for (const args of [['diff'], ['diff', '--json'], ['release', '--check', '--format', 'markdown']])
    expect(await specline(clone, ...args)).toEqual(await specline(root, ...args));
  expect(pendingChangesets(clone)).toEqual([
    { file: 'relays.md', releases: { '@test/relays-types': 'minor', '@test/relays-client': 'minor' } },
  ]);
  const manifest = { name: '@test/relays-types', version: '1.0.0' };
  const packed = { tarball: 'a.tgz', integrity: 'sha512-a', manifest, files: new Map<string, Uint8Array>() };
  expect(attestationOf(packed, clone)).toEqual(attestationOf(packed, root));
});

test('a checkout with CRLF is released alike, and what is written has LF', async () => {
  const { root, clone } = await workspaces({ '.changeset/relays.md': CHANGESET });
  const written = async (at: string) => {
    expect((await specline(at, 'release')).exit).toBe(0);
    const read = (path: string) => readFileSync(join(at, path), 'utf8');
    return {
      changelog: read('packages/relays-client/CHANGELOG.md'),
      version: read('spec/relays/released/version.json'),
      document: read('spec/relays/released/openapi.json'),
    };
  };
  const [ours, theirs] = [await written(root), await written(clone)];
  expect(theirs).toEqual(ours);
  expect(ours.version).toContain('"1.1.0"');
  expect(ours.changelog).toContain('By a person.');
  expect((await specline(clone, 'generate', '--check')).exit).toBe(0);
});
