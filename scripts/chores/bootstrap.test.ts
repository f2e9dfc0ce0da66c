import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from '@scripts/kit/workspace.ts';

const empty = mkdtempSync(join(tmpdir(), 'specline-bootstrap-'));
afterAll(() => rmSync(empty, { recursive: true, force: true }));

function bootstrap(chore: string, env: NodeJS.ProcessEnv, ...flags: string[]) {
  const script = join(root, 'scripts/bootstrap.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, chore, ...flags], {
    env,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

test('an unknown chore is refused', () => {
  expect(bootstrap('tset', process.env)).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'scripts/bootstrap.mjs: unknown chore "tset"; use one of start, test, check, fixtures, rehearse, runtimes, consumers\n',
  });
});

test('without git it says what to install', () => {
  expect(bootstrap('check', { PATH: empty })).toEqual({
    code: 1,
    stdout: '',
    stderr: 'PATH: git is not there; install it from https://git-scm.com\n',
  });
});

test('without a registry it says so, and names no host', () => {
  const offline = {
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_fetch_retries: '0',
    npm_config_cache: empty,
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
  };
  const { code, stderr } = bootstrap('check', { ...process.env, ...offline });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `${root}: npx could not fetch pnpm@12.21.0 (ECONNREFUSED); the package registry cannot be reached: check the network, or npm’s registry and proxy\n`,
  });
});

/** A PATH whose pnpm installs only what the lockfile does not hold it to. */
function outdatedLockfile(): NodeJS.ProcessEnv {
  const command = (name: string, script: string) =>
    writeFileSync(join(empty, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  command('npx', 'echo "$PATH"');
  command('pnpm', '[ "$2" != --frozen-lockfile ] || { echo ERR_PNPM_OUTDATED_LOCKFILE; exit 1; }');
  return { PATH: [empty, process.env['PATH']].join(delimiter) };
}

test('a package.json that changed brings the lockfile with it', () => {
  expect(bootstrap('check', outdatedLockfile())).toEqual({
    code: 0,
    stdout: 'pnpm-lock.yaml: now it matches the package.json files; commit it\n',
    stderr: '',
  });
});

test('where the lockfile is frozen it is refused', () => {
  expect(bootstrap('check', outdatedLockfile(), '--frozen-lockfile')).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'pnpm-lock.yaml: it does not match the package.json files; run "npx pnpm@12.21.0 install" and commit the lockfile\n',
  });
});
