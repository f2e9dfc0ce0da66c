import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { temporary } from '@specline/generator';
import { describe, expect, test } from 'vitest';
import { run } from '../src/index.js';
import { CONFIG, PETS, ready } from './new-workspace.js';
import { filesIn, specline, write } from './workspace.js';

describe('what a run that was killed has left is completed by the same command', () => {
  const PET_FILES = ['spec/pets', 'packages/pets-types', 'packages/pets-client'];

  /** Makes it and takes parts of it away again, as they are missing after a kill. */
  async function killed(missing: readonly string[], isPaired: boolean, ...args: string[]) {
    const root = await ready({ 'pets.yaml': PETS });
    const config = filesIn(root)[CONFIG] ?? '';
    await specline(root, 'new', 'pets', ...args);
    const whole = filesIn(root);
    for (const path of missing) rmSync(join(root, path), { recursive: true });
    if (!isPaired) write(root, { [CONFIG]: config });
    return { root, whole };
  }

  test.each<[name: string, missing: string[], isPaired: boolean, args: string[]]>([
    ['after the spec', PET_FILES.slice(1), false, []],
    ['between the packages', PET_FILES.slice(2), false, []],
    ['before the pair shares one version', [], false, []],
    ['before the packages, from a document', PET_FILES.slice(1), false, ['--from', 'pets.yaml']],
    ['before the pair, from a document', [], false, ['--from', 'pets.yaml']],
  ])('%s', async (_, missing, isPaired, args) => {
    const { root, whole } = await killed(missing, isPaired, ...args);
    expect(await specline(root, 'new', 'pets', ...args)).toMatchObject({ exit: 0, stderr: '' });
    expect(filesIn(root)).toEqual(whole);
    expect((await specline(root, 'new', 'pets', ...args)).exit).toBe(2);
    expect(filesIn(root)).toEqual(whole);
  });

  test('unless a person went on with it: generate completes it, and names the pair', async () => {
    const { root } = await killed(PET_FILES.slice(1), false);
    write(root, { 'spec/pets/sdk.yaml': 'client: Mine\n' });
    const before = filesIn(root);
    expect(await specline(root, 'new', 'pets')).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'spec/pets: this already exists; give the API another name, or move it away, or run specline generate pets to complete its packages\n',
    });
    expect(filesIn(root)).toEqual(before);
    expect(await specline(root, 'generate', 'pets')).toMatchObject({
      exit: 0,
      stderr: expect.stringContaining(
        'warning: .changeset/config.json: fixed does not list @test/pets-types and @test/pets-client together, so that they get different versions; add ["@test/pets-types","@test/pets-client"] to it\n',
      ),
    });
  });

  test('another document is another API', async () => {
    const { root } = await killed(PET_FILES.slice(1), false, '--from', 'pets.yaml');
    write(root, { 'pets.yaml': `${PETS}# another\n` });
    expect((await specline(root, 'new', 'pets', '--from', 'pets.yaml')).exit).toBe(2);
  });
});

test.each([['@test/*'], ['@test/pets-*'], ['**']])(
  'a pair that %s covers is not listed again',
  async (pattern) => {
    const root = await ready({ [CONFIG]: JSON.stringify({ fixed: [[pattern]] }) });
    expect(await specline(root, 'new', 'pets')).toMatchObject({ exit: 0, stderr: '' });
    expect(filesIn(root)[CONFIG]).toBe(JSON.stringify({ fixed: [[pattern]] }));
    expect((await specline(root, 'generate', 'pets')).stderr).toBe('');
  },
);

test('what a person makes of a new API while it fails is kept', async () => {
  const root = await ready();
  mkdirSync(join(root, temporary(CONFIG)));
  const stdout = Object.assign(new PassThrough(), { isTTY: true });
  stdout.on('data', () => write(root, { 'spec/pets/mine.yaml': 'a: 1\n' }));
  const console = { cwd: root, env: {}, stdout, stderr: stdout };
  expect(await run(['new', 'pets'], console)).toBe(2);
  expect(Object.keys(filesIn(root)).filter((path) => path.includes('pets'))).toEqual(['spec/pets/mine.yaml']);
});
