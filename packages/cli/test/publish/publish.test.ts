import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { readPacked } from '../../src/publish/tarball.js';
import { folder, speclineWith, write } from '../workspace.js';
import type { Ran } from '../workspace.js';
import { MEMBERS, membersFiles, publishable } from './packages.js';
import { startRegistry } from './registry.js';
import type { TestRegistry } from './registry.js';

vi.setConfig({ hookTimeout: 60_000 });

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startRegistry();
  return () => registry.close();
});

function publish(root: string, env: NodeJS.ProcessEnv = {}, ...args: string[]): Promise<Ran> {
  return speclineWith({ ...registry.env, ...env }, root, 'publish', ...args);
}

/** What is printed where one and the same thing became of every package. */
function all(state: string, names: readonly string[] = ['runtime', 'relays-types', 'relays-client']): string {
  return names.map((name) => `@test/${name} 1.0.0: ${state}\n`).join('');
}

const PUBLISHED = 'published as latest';
const PRESENT = 'in the registry';
const ALONE = { runtime: {} };
const COMMAND = fileURLToPath(new URL('../../bin/specline.js', import.meta.url));

test('what the registry lacks is published, what others need first, and nothing twice', async () => {
  const root = publishable({ ...MEMBERS, secrets: { private: true } });
  expect(await publish(root)).toEqual({ exit: 0, stdout: all(PUBLISHED), stderr: '' });
  expect(await publish(root)).toEqual({ exit: 0, stdout: all(PRESENT), stderr: '' });
  expect(registry.uploads()).toBe(3);
  expect(await registry.packageOf('@test/secrets')).toEqual({ versions: [], tags: {} });
  const shelf = join(root, 'node_modules/.cache/specline-packages');
  const { manifest } = readPacked(join(shelf, 'test-relays-client-1.0.0.tgz'));
  expect(manifest.dependencies).toEqual({ '@test/relays-types': '1.0.0', '@test/runtime': '^1.0.0' });
  expect(readdirSync(shelf)).toEqual([
    'packages.json',
    ...['client', 'types'].flatMap((kind) =>
      ['attestation.json', 'cdx.json', 'tgz'].map((ending) => `test-relays-${kind}-1.0.0.${ending}`),
    ),
    ...['attestation.json', 'cdx.json', 'tgz'].map((ending) => `test-runtime-1.0.0.${ending}`),
  ]);
});

describe('a run that was ended is completed by the same command', () => {
  test('when the connection breaks before the registry has acted', async () => {
    const root = publishable();
    registry.breakUpload(1, 'before');
    const broken = await publish(root);
    expect({ ...broken, stderr: '' }).toEqual({ exit: 2, stdout: all(PUBLISHED, ['runtime']), stderr: '' });
    expect(broken.stderr).toMatch(
      /^@test\/relays-types@1\.0\.0: it was not published: .*; run the command again: what is published by then is left out\n$/,
    );
    expect(await registry.packageOf('@test/relays-types')).toEqual({ versions: [], tags: {} });
    const rest = all(PUBLISHED, ['relays-types', 'relays-client']);
    expect(await publish(root)).toEqual({ exit: 0, stdout: all(PRESENT, ['runtime']) + rest, stderr: '' });
  });

  test('when it breaks after the registry has acted, which is no failure', async () => {
    const root = publishable(ALONE);
    registry.breakUpload(0, 'after');
    expect(await publish(root)).toEqual({ exit: 0, stdout: all(PUBLISHED, ['runtime']), stderr: '' });
    expect(registry.uploads()).toBe(1);
  });

  test('when it is killed between two packages', async () => {
    const root = publishable();
    const child = spawn(process.execPath, [COMMAND, 'publish'], {
      cwd: root,
      env: { ...process.env, ...registry.env },
      stdio: 'ignore',
    });
    registry.breakUpload(1, 'after', () => child.kill('SIGKILL'));
    await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    const { exit, stdout } = await publish(root);
    expect(exit).toBe(0);
    expect(stdout.endsWith(all(PUBLISHED, ['relays-client']))).toBe(true);
    for (const name of Object.keys(MEMBERS))
      expect(await registry.packageOf(`@test/${name}`)).toEqual({
        versions: ['1.0.0'],
        tags: { latest: '1.0.0' },
      });
  });
});

describe('tokens', () => {
  const refusal = (status: number) =>
    new RegExp(
      `^@test/runtime@1\\.0\\.0: it was not published: .*\\b${status}\\b.*; give a SPECLINE_TOKEN that may publish it, and run the command again\n$`,
    );

  test('one to read and another to write', async () => {
    const root = publishable(ALONE);
    const { exit } = await publish(root, { SPECLINE_READ_TOKEN: registry.readToken });
    expect(exit).toBe(0);
  });

  test('one that may not publish', async () => {
    const { exit, stderr } = await publish(publishable(ALONE), { SPECLINE_TOKEN: registry.readToken });
    expect(exit).toBe(2);
    expect(stderr).toMatch(refusal(403));
  });

  test('one that the registry does not know is refused, and never shown or left behind', async () => {
    const [root, temporary] = [publishable(ALONE), folder({})];
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { exit, stdout, stderr } = await publish(root, {
      SPECLINE_TOKEN: 'canary-token',
      SPECLINE_READ_TOKEN: registry.readToken,
    });
    expect(exit).toBe(2);
    expect(stderr).toMatch(refusal(401));
    expect(stdout + stderr).not.toContain('canary');
    expect(readdirSync(temporary).filter((name) => name.startsWith('specline-'))).toEqual([]);
  });

  test.each([
    [
      'to read',
      { SPECLINE_READ_TOKEN: 'no-token' },
      'SPECLINE_READ_TOKEN: the registry refuses the token to read (status 401); give one that may read, here or in SPECLINE_TOKEN\n',
    ],
    [
      'at all',
      { SPECLINE_TOKEN: '' },
      'SPECLINE_READ_TOKEN: the registry requires a token to read (status 401); give one that may read, here or in SPECLINE_TOKEN\n',
    ],
  ])('none %s', async (_, env, want) => {
    expect(await publish(publishable(ALONE), env)).toEqual({ exit: 2, stdout: '', stderr: want });
    expect(registry.uploads()).toBe(0);
  });

  test('none to write', async () => {
    const env = { SPECLINE_TOKEN: '', SPECLINE_READ_TOKEN: registry.readToken };
    expect(await publish(publishable(ALONE), env)).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'SPECLINE_TOKEN: it is not set, and the registry requires a token to publish; give a token that may publish\n',
    });
  });
});

describe('a version is published once', () => {
  test('other contents are refused, unless a changeset says that they wait for their release', async () => {
    const root = publishable();
    await publish(root);
    write(root, { 'packages/runtime/index.js': 'changed\n' });
    expect(await publish(root)).toEqual({
      exit: 1,
      stdout: '',
      stderr:
        '@test/runtime@1.0.0: the registry has this version with other contents (index.js); a version is published once; add a changeset to release the change as a new version\n',
    });
    write(root, { '.changeset/change.md': '---\n"@test/runtime": minor\n---\n\nA change.\n' });
    const waits = all('in the registry; what has changed since waits for its release', ['runtime']);
    expect(await publish(root)).toEqual({
      exit: 0,
      stdout: waits + all(PRESENT, ['relays-types', 'relays-client']),
      stderr: '',
    });
    expect(registry.uploads()).toBe(3);
  });

  test('what others need them with moves without a release', async () => {
    const root = publishable();
    await publish(root);
    write(root, membersFiles({ runtime: { version: '1.1.0' } }));
    expect(await publish(root)).toEqual({
      exit: 0,
      stdout: `@test/runtime 1.1.0: published as latest\n${all(PRESENT, ['relays-types', 'relays-client'])}`,
      stderr: '',
    });
  });
});

test('what is published was built for it, without the tokens', async () => {
  const scripts = {
    build:
      'node -e "fs.writeFileSync(\'index.js\',JSON.stringify([process.env.SPECLINE_TOKEN,process.env.SPECLINE_READ_TOKEN]))"',
  };
  const root = publishable({ runtime: { scripts } });
  await publish(root, { SPECLINE_READ_TOKEN: registry.readToken });
  const shelf = join(root, 'node_modules/.cache/specline-packages');
  const { files } = readPacked(join(shelf, 'test-runtime-1.0.0.tgz'));
  expect(Buffer.from(files.get('index.js') ?? []).toString()).toBe('[null,null]');
});

test('nothing but the environment says where to publish', async () => {
  const elsewhere = 'http://127.0.0.1:1/';
  const home = folder({ '.npmrc': `registry=${elsewhere}\n@test:registry=${elsewhere}\n` });
  const root = publishable(ALONE, { '.npmrc': `@test:registry=${elsewhere}\n` });
  const { exit, stderr } = await publish(root, {
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: home,
    npm_config_registry: elsewhere,
    pnpm_config_registry: elsewhere,
    'npm_config_@test:registry': elsewhere,
  });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  expect(registry.uploads()).toBe(1);
});

test('a prerelease and an older line have dist-tags of their own', async () => {
  const root = publishable(ALONE);
  const published = [];
  for (const version of ['1.0.0', '2.0.0-next.0', '2.0.0', '1.0.1']) {
    write(root, membersFiles({ runtime: { version } }));
    published.push((await publish(root)).stdout);
  }
  expect(published).toEqual([
    '@test/runtime 1.0.0: published as latest\n',
    '@test/runtime 2.0.0-next.0: published as next\n',
    '@test/runtime 2.0.0: published as latest\n',
    '@test/runtime 1.0.1: published as v1\n',
  ]);
  expect(await registry.packageOf('@test/runtime')).toEqual({
    versions: ['1.0.0', '2.0.0-next.0', '2.0.0', '1.0.1'],
    tags: { latest: '2.0.0', next: '2.0.0-next.0', v1: '1.0.1' },
  });
});

describe('in two steps', () => {
  test('packed without a registry, published without packing', async () => {
    const root = publishable();
    const out = folder({});
    const offline = { SPECLINE_REGISTRY: '' };
    expect(await publish(root, offline, '--dry-run', '--out', out)).toEqual({
      exit: 0,
      stdout: all('packed'),
      stderr: '',
    });
    write(root, { 'packages/runtime/index.js': 'what was edited since\n' });
    expect(await publish(root, {}, '--from', out, '--dry-run')).toEqual({
      exit: 0,
      stdout: all('would be published as latest'),
      stderr: '',
    });
    expect(registry.uploads()).toBe(0);
    expect(await publish(root, {}, '--from', out)).toEqual({ exit: 0, stdout: all(PUBLISHED), stderr: '' });
  });

  test('what is not as it was packed is refused', async () => {
    const root = publishable();
    const out = folder({});
    await publish(root, {}, '--dry-run', '--out', out);
    const tarball = (kind: string) => join(out, `test-${kind}-1.0.0.tgz`);
    write(out, { 'test-runtime-1.0.0.attestation.json': '{}' });
    expect((await publish(root, {}, '--from', out)).stderr).toBe(
      'test-runtime-1.0.0.attestation.json: this is not what specline attest writes; fetch what was published beside the tarball\n',
    );
    await publish(root, {}, '--dry-run', '--out', out);
    write(root, { 'packages/runtime/index.js': 'another\n' });
    const other = folder({});
    await publish(root, {}, '--dry-run', '--out', other);
    const [mine, theirs] = [tarball('runtime'), join(other, 'test-runtime-1.0.0.tgz')].map(
      (path) => readPacked(path).integrity,
    );
    write(out, {
      'test-runtime-1.0.0.attestation.json': readFileSync(
        join(other, 'test-runtime-1.0.0.attestation.json'),
        'utf8',
      ),
    });
    expect(await publish(root, {}, '--from', out)).toEqual({
      exit: 2,
      stdout: '',
      stderr: `test-runtime-1.0.0.tgz: its hash is ${mine}, and ${theirs} was attested; do not use it: fetch it again, or ask its publisher\n`,
    });
  });
});

test('--json says what became of each package', async () => {
  const root = publishable(ALONE);
  const { stdout } = await publish(root, {}, '--json');
  expect(JSON.parse(stdout)).toEqual({
    packages: [
      {
        name: '@test/runtime',
        version: '1.0.0',
        integrity: expect.stringMatching(/^sha512-/),
        state: 'published',
        tag: 'latest',
      },
    ],
  });
});
