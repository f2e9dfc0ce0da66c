import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { withPnpm } from '../src/pnpm.js';
import { runProgram } from '../src/child-program.js';
import { edit, MINOR, releasedWorkspace } from './release-workspace.js';
import { filesIn, folder, specline, speclineWith, write } from './workspace.js';

const PINNED = '{ "name": "shop", "private": true, "packageManager": "pnpm@12.21.0" }\n';

/** The PATH of a machine that has Node, npm and git, and no pnpm. */
function barePath(): string {
  const bin = folder({});
  for (const name of ['node', 'npm', 'npx', 'git', 'sh', 'env']) {
    const path = execFileSync('which', [name], { encoding: 'utf8' }).trim();
    symlinkSync(path, join(bin, name));
  }
  return bin;
}

/** Milliseconds: npx fetches pnpm, on a machine that may be busy. */
const DOWNLOAD = 600_000;

test(
  'update runs turbo with the pinned pnpm where PATH has none',
  async () => {
    const root = await releasedWorkspace({ 'package.json': PINNED });
    edit(root, 'relays', MINOR);
    const turbo = `
      const { spawnSync } = require('node:child_process');
      const { stdout } = spawnSync('pnpm', ['--version'], { encoding: 'utf8' });
      require('node:fs').writeFileSync('seen.txt', String(stdout) + process.argv.slice(2).join(' '));`;
    write(root, {
      'node_modules/turbo/package.json': '{ "name": "turbo", "version": "2.0.0", "bin": "turbo.cjs" }\n',
      'node_modules/turbo/turbo.cjs': turbo,
    });
    const PATH = barePath();
    vi.stubEnv('PATH', PATH);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect((await runProgram(['pnpm', '--version'], { cwd: root, env: { PATH } })).code).toBe(null);
    const { exit, stderr } = await specline(root, 'update', 'relays');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(readFileSync(join(root, 'seen.txt'), 'utf8')).toBe(
      '12.21.0\nrun test --filter=@test/relays-client --output-logs=errors-only',
    );
  },
  DOWNLOAD,
);

test('update writes nothing where there is no pnpm to be had', async () => {
  const root = await releasedWorkspace({ 'package.json': PINNED });
  edit(root, 'relays', MINOR);
  const before = filesIn(root);
  const { exit, stderr } = await speclineWith({ PATH: folder({}) }, root, 'update', 'relays');
  expect({ exit, stderr }).toEqual({
    exit: 2,
    stderr:
      'package.json: npx could not fetch pnpm@12.21.0; check the network, or npm’s registry and proxy\n',
  });
  expect(filesIn(root)).toEqual(before);
});

test('a workspace that pins no pnpm says so', async () => {
  await expect(withPnpm(folder({}), { PATH: folder({}) })).rejects.toThrow(
    'package.json: pnpm is neither on PATH nor pinned; add "packageManager": "pnpm@VERSION"',
  );
});
