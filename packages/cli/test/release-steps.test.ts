import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ACCEPTED, edit, MAJOR, MINOR, releasedWorkspace } from './release-workspace.js';
import { changedFiles, filesIn, specline, write } from './workspace.js';

const CLIENT = 'packages/relays-client/package.json';
const RECORD = 'spec/relays/released/version.json';

/** Runs a release in a process of its own that is killed after a step, as by a machine that goes down. */
function killedAfter(step: string, root: string): void {
  const script = `
    import { run } from ${JSON.stringify(join(import.meta.dirname, '../dist/index.js'))};
    const console = { cwd: ${JSON.stringify(root)}, env: process.env, stdout: process.stdout, stderr: process.stderr };
    await run(['release'], { ...console, step: (name) => name === ${JSON.stringify(step)} && process.kill(process.pid, 'SIGKILL') });`;
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script]);
  expect(signal).toBe('SIGKILL');
}

test.each(['diff', 'changeset', 'version', 'generate', 'record'])(
  'killed after %s, the same command completes',
  async (step) => {
    const [killed, whole] = [await releasedWorkspace(), await releasedWorkspace()];
    for (const root of [killed, whole]) {
      edit(root, 'relays', MAJOR);
      edit(root, 'nodes', MINOR);
      write(root, { 'spec/relays/accepted.yaml': ACCEPTED });
    }
    killedAfter(step, killed);
    expect(await specline(killed, 'release')).toMatchObject({ exit: 0 });
    await specline(whole, 'release');
    expect(filesIn(killed)).toEqual(filesIn(whole));
    expect(JSON.parse(filesIn(killed)[CLIENT] ?? '')).toMatchObject({ version: '2.0.0' });
    expect(filesIn(killed)['packages/relays-client/src/core.ts']).toContain("version: '2.0.0',");
    expect(await specline(killed, 'generate', '--check')).toMatchObject({ exit: 0 });
  },
  60_000,
);

test('what was edited between a kill and the next run is not recorded as what was versioned', async () => {
  const root = await releasedWorkspace();
  edit(root, 'relays', MINOR);
  killedAfter('version', root);
  edit(root, 'relays', MAJOR);
  expect(await specline(root, 'release')).toEqual({
    exit: 2,
    stdout: '',
    stderr:
      'spec/relays: a release was interrupted after it had raised the version to 1.1.0, and this was edited since; take the edit back, run specline release, and make it again\n',
  });
});

test('an accepted.yaml that was edited between a kill and the next run is kept', async () => {
  const root = await releasedWorkspace();
  edit(root, 'relays', MAJOR);
  write(root, { 'spec/relays/accepted.yaml': ACCEPTED });
  killedAfter('version', root);
  write(root, { 'spec/relays/accepted.yaml': `# Mine.\n${ACCEPTED}` });
  const { stderr } = await specline(root, 'release');
  expect(stderr).toContain('relays 2.0.0: recorded, which an interrupted release had left to do');
  expect(filesIn(root)['spec/relays/accepted.yaml']).toBe(`# Mine.\n${ACCEPTED}`);
  expect(JSON.parse(filesIn(root)[RECORD] ?? '').version).toBe('2.0.0');
});

test('prereleases are held against the last stable release, which they do not move', async () => {
  const root = await releasedWorkspace();
  const record = filesIn(root)[RECORD];
  const changesets = (...args: string[]) =>
    execFileSync(process.execPath, [join(root, 'node_modules/@changesets/cli/bin.js'), ...args], {
      cwd: root,
    });
  const version = () => JSON.parse(filesIn(root)[CLIENT] ?? '').version;
  changesets('pre', 'enter', 'next');
  edit(root, 'relays', MINOR);
  await specline(root, 'release');
  expect([version(), filesIn(root)[RECORD]]).toEqual(['1.1.0-next.0', record]);
  expect(await specline(root, 'generate', '--check')).toMatchObject({ exit: 0 });
  const before = filesIn(root);
  await specline(root, 'release');
  expect(changedFiles(before, filesIn(root))).toEqual([]);
  edit(root, 'relays', MAJOR);
  write(root, { 'spec/relays/accepted.yaml': ACCEPTED });
  await specline(root, 'release');
  expect([version(), filesIn(root)[RECORD]]).toEqual(['2.0.0-next.1', record]);
  changesets('pre', 'exit');
  await specline(root, 'release');
  expect([version(), JSON.parse(filesIn(root)[RECORD] ?? '').version]).toEqual(['2.0.0', '2.0.0']);
  expect(filesIn(root)['packages/relays-client/CHANGELOG.md']?.match(/is gone/g)).toHaveLength(2);
  expect(existsSync(join(root, '.changeset/relays.md'))).toBe(false);
});

test('a snapshot is recorded nowhere', async () => {
  const root = await releasedWorkspace();
  const record = filesIn(root)[RECORD];
  edit(root, 'relays', MINOR);
  expect(await specline(root, 'release', '--snapshot', 'try')).toMatchObject({ exit: 0 });
  expect(JSON.parse(filesIn(root)[CLIENT] ?? '').version).toMatch(/^0\.0\.0-try-\d+$/);
  expect(filesIn(root)[RECORD]).toBe(record);
  expect(await specline(root, 'generate', '--check')).toMatchObject({ exit: 0 });
});
