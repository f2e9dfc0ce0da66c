import { describe, expect, test } from 'vitest';
import { speclineWith } from '../workspace.js';
import { publishable } from './packages.js';
import type { Member } from './packages.js';

const ALONE = { runtime: {} };

function publish(members: Record<string, Member>, env: NodeJS.ProcessEnv, ...args: string[]) {
  const none = { SPECLINE_REGISTRY: '', SPECLINE_TOKEN: 'token', SPECLINE_READ_TOKEN: '' };
  return speclineWith({ ...none, ...env }, publishable(members), 'publish', ...args);
}

describe('a registry that the environment does not name well', () => {
  test.each([
    ['', 'it is not set; give the URL of a registry, or "public" for the public one'],
    ['registry', 'it is not the URL of a registry; give one that begins with https://'],
    ['file:///srv/packages', 'it is not the URL of a registry; give one that begins with https://'],
    ['https://packages.test/?a=1', 'it is not the URL of a registry; give one that begins with https://'],
    ['https://me:canary@packages.test/', 'it holds credentials; leave them out, and set SPECLINE_TOKEN'],
    [
      'http://packages.test',
      'a token sent over http: can be read on its way; give a URL that begins with https://',
    ],
  ])('%s', async (url, want) => {
    expect(await publish(ALONE, { SPECLINE_REGISTRY: url })).toEqual({
      exit: 2,
      stdout: '',
      stderr: `SPECLINE_REGISTRY: ${want}\n`,
    });
  });

  test('one that does not answer', async () => {
    expect(await publish(ALONE, { SPECLINE_REGISTRY: 'http://127.0.0.1:1' })).toEqual({
      exit: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^SPECLINE_REGISTRY: the registry cannot be reached \(.+\); check the URL and the network\n$/,
      ),
    });
  });
});

describe('a package that may not be published', () => {
  const nowhere = { SPECLINE_REGISTRY: 'http://127.0.0.1:1' };

  test.each(['restricted', undefined])('to the public registry, with access %s', async (access) => {
    const member: Member = access === undefined ? { publishConfig: {} } : { access };
    expect(await publish({ runtime: member, tools: {} }, { SPECLINE_REGISTRY: 'public' })).toEqual({
      exit: 1,
      stdout: '',
      stderr:
        '@test/runtime/package.json: the registry is public, and publishConfig.access does not say so; to publish it for everyone, add "publishConfig": { "access": "public" }; else add "private": true, or publish elsewhere\n',
    });
  });

  test.each(['registry', '@test:registry'])('because it says where to: %s', async (key) => {
    const publishConfig = { access: 'public', [key]: 'https://packages.test/' };
    expect(await publish({ runtime: { publishConfig } }, nowhere)).toEqual({
      exit: 1,
      stdout: '',
      stderr:
        '@test/runtime/package.json: publishConfig names a registry, and the environment says where to publish; remove it\n',
    });
  });

  test('because it cannot be built', async () => {
    const scripts = { build: `node -e "console.log('src/a.ts:1:1 wrong');process.exit(2)"` };
    const { exit, stdout, stderr } = await publish({ runtime: { scripts } }, nowhere);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(
      /^pnpm build: .*src\/a\.ts:1:1 wrong.*; fix what it reports, and run the command again\n$/,
    );
  });

  test('because its build does not make what package.json leads to', async () => {
    const exports = {
      '.': { types: './dist/index.d.ts', default: './index.js' },
      './*': './dist/*.js',
      './none': null,
    };
    expect(await publish({ runtime: { exports, bin: { run: 'bin/run.js' } } }, nowhere)).toEqual({
      exit: 2,
      stdout: '',
      stderr: ['dist/index.d.ts', 'bin/run.js']
        .map(
          (path) =>
            `@test/runtime: package.json leads to ${path}, which was not packed; let "build" make it, and list it in "files"\n`,
        )
        .join(''),
    });
  });
});

test.each([
  [['--out', 'a', '--from', 'b'], '--out and --from cannot be combined; give one of them\n'],
  [
    ['--from', 'none'],
    /^.*none.packages\.json: there are no packages here that were packed to be published; run specline publish --dry-run --out DIR first\n$/,
  ],
])('usage: %s', async (args, want) => {
  const { exit, stderr } = await publish(ALONE, { SPECLINE_REGISTRY: 'http://127.0.0.1:1' }, ...args);
  expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringMatching(want) });
});
