import { copyFileSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { generatorVersion } from '../../src/versions.js';
import { integrityOf } from '../../src/publish/tarball.js';
import { folder, speclineWith, write } from '../workspace.js';
import type { Ran } from '../workspace.js';
import { publishable } from './packages.js';

vi.setConfig({ hookTimeout: 60_000 });

const TYPES = 'test-relays-types-1.0.0';
const RUNTIME = 'test-runtime-1.0.0';
const REMEDY = 'do not use it: fetch it again, or ask its publisher';

let root: string;
let out: string;
beforeEach(async () => {
  root = publishable();
  out = await packed();
});

async function packed(): Promise<string> {
  const shelf = folder({});
  await specline(root, 'publish', '--dry-run', '--out', shelf);
  return shelf;
}

function specline(cwd: string, ...args: string[]): Promise<Ran> {
  return speclineWith({ SPECLINE_REGISTRY: '' }, cwd, ...args);
}

function hashOf(...path: string[]): string {
  return integrityOf(readFileSync(join(...path)));
}

function attested(name: string): Record<string, string> {
  return JSON.parse(readFileSync(join(out, `${name}.attestation.json`), 'utf8'));
}

test('what is attested of a generated package, and of another', async () => {
  const lockfile = hashOf(root, 'pnpm-lock.yaml');
  expect(attested(TYPES)).toEqual({
    name: '@test/relays-types',
    version: '1.0.0',
    integrity: hashOf(out, `${TYPES}.tgz`),
    lockfile,
    generator: `@specline/generator@${generatorVersion()}`,
    spec: hashOf(root, 'packages/relays-types/openapi.json'),
  });
  expect(attested('test-relays-client-1.0.0')['spec']).toBe(attested(TYPES)['spec']);
  expect(attested(RUNTIME)).toEqual({
    name: '@test/runtime',
    version: '1.0.0',
    integrity: hashOf(out, `${RUNTIME}.tgz`),
    lockfile,
  });
  const { exit, stdout } = await specline(root, 'attest', join(out, `${TYPES}.tgz`));
  expect({ exit, stdout: JSON.parse(stdout) }).toEqual({ exit: 0, stdout: attested(TYPES) });
});

test('the same tree gives the same bytes, whenever it was written', async () => {
  for (const name of ['runtime', 'relays-client'])
    utimesSync(join(root, `packages/${name}/index.js`), new Date(0), new Date(0));
  const again = await packed();
  const contents = (shelf: string) => readdirSync(shelf).map((name) => [name, hashOf(shelf, name)]);
  expect(contents(again)).toEqual(contents(out));
});

describe('--verify', () => {
  const verify = (cwd: string, name: string, ...args: string[]) =>
    specline(cwd, 'attest', '--verify', join(out, `${name}.tgz`), ...args);
  const passed = (name: string, of: string) => ({
    exit: 0,
    stdout: `${name}.tgz: ${of} 1.0.0 as attested\n`,
    stderr: '',
  });
  const differs = (stderr: string) => ({ exit: 1, stdout: '', stderr });

  test('what was published, where it was made and where it is used', async () => {
    for (const cwd of [root, folder({})]) {
      expect(await verify(cwd, TYPES)).toEqual(passed(TYPES, '@test/relays-types'));
      expect(await verify(cwd, RUNTIME)).toEqual(passed(RUNTIME, '@test/runtime'));
    }
  });

  test('another tarball in its place', async () => {
    write(root, { 'packages/runtime/index.js': 'evil();\n' });
    const [was, other] = [hashOf(out, `${RUNTIME}.tgz`), await packed()];
    copyFileSync(join(other, `${RUNTIME}.tgz`), join(out, `${RUNTIME}.tgz`));
    const is = hashOf(out, `${RUNTIME}.tgz`);
    expect(await verify(folder({}), RUNTIME)).toEqual(
      differs(`${join(out, `${RUNTIME}.tgz`)}: its hash is ${is}, and ${was} was attested; ${REMEDY}\n`),
    );
  });

  test('the attestation of another package', async () => {
    const file = join(out, `${TYPES}.tgz`);
    const { stderr } = await verify(
      folder({}),
      TYPES,
      '--manifest',
      join(out, `${RUNTIME}.attestation.json`),
    );
    // What has another hash is not unpacked.
    expect(stderr).toBe(
      `${file}: its hash is ${hashOf(file)}, and ${hashOf(out, `${RUNTIME}.tgz`)} was attested; ${REMEDY}\n`,
    );
  });

  test('another name, another version and another spec than those in the tarball', async () => {
    const other = { name: '@test/other', version: '2.0.0', spec: 'sha512-other' };
    write(out, { 'other.json': JSON.stringify({ ...attested(TYPES), ...other }) });
    const file = join(out, `${TYPES}.tgz`);
    expect(await verify(folder({}), TYPES, '--manifest', join(out, 'other.json'))).toEqual(
      differs(
        `${file}: it is @test/relays-types, and @test/other was attested; ${REMEDY}\n` +
          `${file}: its version is 1.0.0, and 2.0.0 was attested; ${REMEDY}\n` +
          `${file}/openapi.json: its hash is ${attested(TYPES)['spec']}, and sha512-other was attested; ${REMEDY}\n`,
      ),
    );
  });

  test('a workspace with another lockfile and another spec', async () => {
    const { lockfile, spec } = attested(TYPES);
    write(root, { 'pnpm-lock.yaml': 'other\n', 'packages/relays-types/openapi.json': '{}\n' });
    const remedy = 'check out the commit that @test/relays-types 1.0.0 was released from';
    expect(await verify(root, TYPES)).toEqual(
      differs(
        `pnpm-lock.yaml: its hash is ${hashOf(root, 'pnpm-lock.yaml')}, and ${lockfile} was attested; ${remedy}\n` +
          `packages/relays-types/openapi.json: its hash is ${hashOf(root, 'packages/relays-types/openapi.json')}, and ${spec} was attested; ${remedy}\n`,
      ),
    );
  });

  test('another generator', async () => {
    write(out, {
      'other.json': JSON.stringify({ ...attested(TYPES), generator: '@specline/generator@0.1.0' }),
    });
    const { stderr } = await verify(root, TYPES, '--manifest', join(out, 'other.json'));
    expect(stderr).toBe(
      `node_modules: the generator is @specline/generator@${generatorVersion()}, and @specline/generator@0.1.0 was attested; check out the commit that @test/relays-types 1.0.0 was released from\n`,
    );
  });
});

test('a hostile tarball is refused: before it is unpacked where its hash is another, else while it is', async () => {
  const dir = folder({});
  const bomb = gzipSync(Buffer.alloc(257 * 1024 * 1024));
  writeFileSync(join(dir, 'bomb.tgz'), bomb);
  const attestation = { ...attested(RUNTIME), integrity: integrityOf(bomb) };
  write(dir, { 'bomb.attestation.json': JSON.stringify(attestation) });
  expect(await specline(dir, 'attest', '--verify', 'bomb.tgz')).toEqual({
    exit: 2,
    stdout: '',
    stderr:
      'bomb.tgz: this tarball is not read: it unpacks to more than 256 MiB; do not use it, or pack it again\n',
  });
  write(dir, { 'bomb.attestation.json': JSON.stringify(attested(RUNTIME)) });
  expect((await specline(dir, 'attest', '--verify', 'bomb.tgz')).stderr).toBe(
    `bomb.tgz: its hash is ${integrityOf(bomb)}, and ${attested(RUNTIME)['integrity']} was attested; ${REMEDY}\n`,
  );
});

describe('what cannot be read', () => {
  test.each<[args: string[], want: string]>([
    [['none.tgz'], 'none.tgz: there is no such file; check the path\n'],
    [
      ['package.json'],
      'package.json: this is not the tarball of a package; give the .tgz that pnpm pack or npm pack made\n',
    ],
    [['--manifest', 'a.json', 'package.json'], '--manifest requires --verify; add --verify\n'],
    [
      ['--verify', `${RUNTIME}.tgz`],
      `${RUNTIME}.attestation.json: there is no such file; fetch what was published beside the tarball, or give --manifest FILE\n`,
    ],
    [
      ['--verify', `${RUNTIME}.tgz`, '--manifest', 'package.json'],
      'package.json: this is not what specline attest writes; fetch what was published beside the tarball\n',
    ],
  ])('%j', async (args, want) => {
    copyFileSync(join(out, `${RUNTIME}.tgz`), join(root, `${RUNTIME}.tgz`));
    expect(await specline(root, 'attest', ...args)).toEqual({ exit: 2, stdout: '', stderr: want });
  });

  test('a workspace without a lockfile attests nothing', async () => {
    const bare = folder({ 'spec/defaults.yaml': '' });
    expect(await specline(bare, 'attest', join(out, `${RUNTIME}.tgz`))).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'pnpm-lock.yaml: there is no lockfile to attest what a package was built with; run pnpm install, and commit it\n',
    });
  });
});
