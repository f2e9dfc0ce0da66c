import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ACCEPTED, edit, MAJOR, MINOR, releasedWorkspace } from './release-workspace.js';
import { changedFiles, filesIn, specline, write } from './workspace.js';

function git(root: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@test'];
  execFileSync('git', [...identity, ...args], { cwd: root, stdio: 'ignore' });
}

function commit(root: string): void {
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'a');
}

async function committed(): Promise<string> {
  const root = await releasedWorkspace({ '.gitignore': 'node_modules\n' });
  git(root, 'init', '-qb', 'main');
  commit(root);
  return root;
}

const REFUSAL =
  /^spec\/relays\/openapi\.yaml:19:7 .*Relay\.mode is gone: this breaks callers, and it is removed in one step/;

test('it tells what the next release holds, and writes nothing', async () => {
  const root = await committed();
  edit(root, 'nodes', MINOR);
  const before = filesIn(root);
  expect(await specline(root, 'release', '--check')).toEqual({
    exit: 0,
    stdout: 'What the next release contains\n\nnodes: a minor after 1.0.0\nrelays: nothing\n',
    stderr: '',
  });
  edit(root, 'relays', MAJOR);
  const { exit, stdout, stderr } = await specline(root, 'release', '--check');
  expect([exit, stdout]).toEqual([
    1,
    'What the next release contains\n\nnodes: a minor after 1.0.0\nrelays: a major after 1.0.0, refused\n',
  ]);
  expect(stderr).toMatch(REFUSAL);
  write(root, { 'spec/relays/openapi.yaml': before['spec/relays/openapi.yaml'] ?? '' });
  expect(changedFiles(before, filesIn(root))).toEqual([]);
});

test('with --base it tells first what a branch changes, which alone decides', async () => {
  const root = await committed();
  edit(root, 'relays', MAJOR);
  commit(root);
  git(root, 'checkout', '-qb', 'topic');
  edit(root, 'nodes', MINOR);
  const own = await specline(root, 'release', '--check', '--base', 'main');
  expect(own).toMatchObject({ exit: 0, stderr: '' });
  expect(own.stdout).toMatch(
    /^What this change means\n\nnodes: minor: client\.nodes\.get\(\): Node\.note is new\n[^]*What the next release contains\n\nnodes: a minor after 1\.0\.0\nrelays: a major after 1\.0\.0, refused\n$/,
  );
  git(root, 'checkout', '-q', '-b', 'other', 'main~1');
  edit(root, 'relays', MAJOR);
  const breaking = await specline(root, 'release', '--check', '--base', 'main');
  expect(breaking.exit).toBe(1);
  expect(breaking.stderr).toMatch(REFUSAL);
  write(root, { 'spec/relays/accepted.yaml': ACCEPTED });
  expect(await specline(root, 'release', '--check', '--base', 'main')).toMatchObject({ exit: 0, stderr: '' });
});

test('as Markdown for a report, as annotations for a forge, as JSON for programs', async () => {
  const root = await committed();
  edit(root, 'nodes', MINOR);
  const told = (format: string) =>
    specline(root, 'release', '--check', '--base', 'main', '--format', format).then(({ stdout }) => stdout);
  expect(await told('markdown')).toContain(
    '## What the next release contains\n\n### nodes: a minor after 1.0.0\n\n`client.nodes.get()`: Node.note is new\n',
  );
  expect(await told('github')).toMatch(/^::notice file=spec\/nodes\/openapi\.yaml,line=21,col=9,title=/);
  expect(JSON.parse(await told('json'))).toMatchObject({
    change: [
      { api: 'nodes', bump: 'minor' },
      { api: 'relays', bump: 'none' },
    ],
    release: [
      { api: 'nodes', version: '1.0.0', released: '1.0.0', bump: 'minor', refused: false },
      { api: 'relays', bump: 'none' },
    ],
    problems: [],
  });
});

test('an API that the base does not have is new, and a base that is none is refused', async () => {
  const root = await committed();
  const fragment = filesIn(root)['spec/nodes/openapi.yaml'] ?? '';
  write(root, { 'spec/birds/openapi.yaml': fragment });
  expect(await specline(root, 'release', '--check', '--base', 'main')).toEqual({
    exit: 0,
    stdout:
      'What this change means\n\nNothing changes for callers.\n\nWhat the next release contains\n\nbirds: 1.0.0, the first release\nnodes: nothing\nrelays: nothing\n',
    stderr: '',
  });
  expect(await specline(root, 'release', '--check', '--base', '--output=x')).toEqual({
    exit: 2,
    stdout: '',
    stderr: '--output=x: git knows no commit --output=x here; name a branch, a tag or a commit\n',
  });
});

test('an API that is gone is told, for no release does', async () => {
  const root = await committed();
  rmSync(join(root, 'spec/nodes'), { recursive: true });
  expect(await specline(root, 'release', '--check', '--base', 'main')).toMatchObject({
    exit: 0,
    stderr:
      'warning: spec/nodes: this API is gone, and no release will say so; deprecate its packages in the registry\n',
  });
});
