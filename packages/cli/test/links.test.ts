import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { edit, MINOR, releasedWorkspace } from './release-workspace.js';
import {
  changedFiles,
  DEFAULTS,
  filesIn,
  folder,
  FRAGMENT,
  specline,
  workspace,
  write,
} from './workspace.js';
import type { Files } from './workspace.js';

const THROUGH = 'Specline writes through no symbolic link; put a file or folder of its own in its place\n';
const OUT = 'this symbolic link leads out of the workspace; put a copy in its place\n';

/** Puts a link to what is in its place, or to the given files, that lie outside. */
function linkOut(root: string, path: string, files: Files): string {
  const outside = folder(files);
  rmSync(join(root, path), { recursive: true, force: true });
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(outside, join(root, path));
  return outside;
}

function linkFile(root: string, path: string, text: string): string {
  const outside = folder({ file: text });
  rmSync(join(root, path), { force: true });
  symlinkSync(join(outside, 'file'), join(root, path));
  return outside;
}

describe('nothing is written through a link', () => {
  test.each(['packages', 'packages/relays-types', 'packages/relays-client', 'packages/relays-client/src'])(
    'generate: %s',
    async (path) => {
      const root = workspace();
      const outside = linkOut(root, path, { 'mine.txt': '' });
      const { exit, stderr } = await specline(root, 'generate');
      expect([exit, stderr.includes('symbolic link')]).toEqual([2, true]);
      expect(filesIn(outside)).toEqual({ 'mine.txt': '' });
    },
  );

  test('generate --out', async () => {
    const root = folder({ 'api.yaml': FRAGMENT });
    const outside = linkOut(root, 'out/types', {});
    expect(await specline(root, 'generate', '--spec', 'api.yaml', '--out', 'out')).toEqual({
      exit: 2,
      stdout: '',
      stderr: `types: ${THROUGH}`,
    });
    expect(filesIn(outside)).toEqual({});
  });

  test.each<[path: string, ...args: string[]]>([
    ['.changeset', 'release'],
    ['spec/relays/released', 'release', '--record'],
    ['packages/relays-types', 'release'],
  ])('%s: specline %s %s', async (path, ...args) => {
    const root = await releasedWorkspace();
    edit(root, 'relays', MINOR);
    const before = filesIn(join(root, path));
    const outside = linkOut(root, path, before);
    const tree = filesIn(root);
    const { exit, stderr } = await specline(root, ...args);
    expect(exit).toBe(2);
    expect(stderr.startsWith(`${path}: `)).toBe(true);
    expect(filesIn(outside)).toEqual(before);
    expect(changedFiles(tree, filesIn(root))).toEqual([]);
  });

  test.each(['spec', 'packages', '.changeset/config.json'])('new: %s', async (path) => {
    const root = workspace({ '.changeset/config.json': '{}' });
    const inside = path.endsWith('.json') ? { file: '{}' } : { 'defaults.yaml': DEFAULTS };
    const outside = path.endsWith('.json') ? linkFile(root, path, '{}') : linkOut(root, path, inside);
    expect(await specline(root, 'new', 'pets')).toEqual({
      exit: 2,
      stdout: '',
      stderr: `${path}: ${THROUGH}`,
    });
    expect(filesIn(outside)).toEqual(inside);
  });

  test('a link that stays inside neither', async () => {
    const root = workspace({ 'elsewhere/mine.txt': '' });
    mkdirSync(join(root, 'packages'));
    symlinkSync('../elsewhere', join(root, 'packages/relays-types'));
    expect((await specline(root, 'generate')).stderr).toBe(`packages/relays-types: ${THROUGH}`);
  });
});

describe('nothing is read that a link leads to outside', () => {
  test.each([
    ['spec/relays', { 'openapi.yaml': FRAGMENT }],
    ['spec/_shared', { 'common.yaml': 'type: string\n' }],
    ['spec/relays/released', { 'sdk.json': '{}' }],
  ])('%s', async (path, files) => {
    const root = workspace();
    linkOut(root, path, files);
    for (const command of [['generate'], ['generate', '--check'], ['diff'], ['release', '--check']])
      expect((await specline(root, ...command)).stderr).toBe(`${path}: ${OUT}`);
  });

  test.each([
    ['spec/relays/sdk.yaml', 'client: Other\n'],
    ['spec/relays/accepted.yaml', 'changes: []\n'],
    ['spec/defaults.yaml', DEFAULTS],
    ['LICENSE', 'secret\n'],
    ['pnpm-workspace.yaml', 'catalog: {}\n'],
  ])('%s', async (path, text) => {
    const root = workspace();
    linkFile(root, path, text);
    expect((await specline(root, 'generate')).stderr).toBe(`${path}: ${OUT}`);
  });

  test('a recorded declaration', async () => {
    const root = await releasedWorkspace();
    const path = 'spec/relays/released/declarations/types/index.ts';
    linkFile(root, path, 'export type Secret = 1;\n');
    const { stdout } = await specline(root, 'diff', '--json');
    expect(stdout).not.toContain('Secret');
  });
});

test('a link that stays inside is read', async () => {
  const root = workspace({ 'apis/shared/common.yaml': 'type: string\n' });
  symlinkSync('../apis/shared', join(root, 'spec/_shared'));
  write(root, {
    'spec/relays/openapi.yaml': FRAGMENT.replace(
      '{ type: string, enum',
      "{ $ref: '../_shared/common.yaml' }\n        other: { type: string, enum",
    ),
  });
  expect(await specline(root, 'generate')).toMatchObject({ exit: 0, stderr: '' });
});

test('a workspace that is reached through a link is one like any other', async () => {
  const root = await releasedWorkspace();
  const link = join(folder({}), 'link');
  symlinkSync(root, link);
  edit(root, 'relays', MINOR);
  expect(await specline(link, 'generate')).toMatchObject({ exit: 0, stderr: '' });
  expect(await specline(link, 'release')).toMatchObject({ exit: 0, stderr: '' });
});
