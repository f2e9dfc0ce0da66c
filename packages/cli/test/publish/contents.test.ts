import { describe, expect, test } from 'vitest';
import { contentProblems, contentWarnings } from '../../src/publish/contents.js';
import type { Packed, PackedManifest } from '../../src/publish/tarball.js';
import { speclineWith, write } from '../workspace.js';
import { publishable } from './packages.js';

function packed(paths: readonly string[], manifest: Partial<PackedManifest> = {}): Packed {
  const files = new Map(paths.map((path) => [path, new Uint8Array()]));
  return { tarball: '', integrity: '', manifest: { name: '@test/a', version: '1.0.0', ...manifest }, files };
}

describe('a file that holds credentials is refused by its name', () => {
  test.each([
    '.env',
    '.env.local',
    '.env.production.local',
    'config/.ENV',
    '.envrc',
    '.npmrc',
    'a/.npmrc',
    '.yarnrc.yml',
    '.netrc',
    '_netrc',
    '.pypirc',
    '.pgpass',
    '.git-credentials',
    'dist/.git/config',
    '.ssh/config',
    '.aws/x',
    'id_rsa',
    'keys/id_ed25519',
    'id_ecdsa_sk',
    'id_rsa.bak',
    'server.pem',
    'tls/server.KEY',
    'a.p12',
    'a.pfx',
  ])('%s', (path) => {
    expect(contentProblems(packed(['index.js', path]))).toEqual([
      {
        file: '@test/a',
        message: `${path} was packed, and a file of that name holds credentials`,
        remedy: 'list in "files" what callers need, and nothing else',
      },
    ]);
  });

  test('others are not', () => {
    const paths = [
      '.env.example',
      'id_rsa.pub',
      'env.js',
      'src/keys.ts',
      'monkey',
      '.github/a',
      'dist/.gitkeep',
    ];
    expect(contentProblems(packed(paths))).toEqual([]);
  });
});

test('a package without "files" is warned about', () => {
  expect(contentWarnings(packed([], { files: ['dist'] }))).toEqual([]);
  expect(contentWarnings(packed([]))).toEqual([
    {
      file: '@test/a/package.json',
      message: 'every file of the folder is packed, because package.json has no "files"',
      remedy: 'list in "files" what callers need',
    },
  ]);
});

test('publish packs neither: it refuses the one and warns about the other', async () => {
  const root = publishable({ runtime: { files: undefined } });
  const none = { SPECLINE_REGISTRY: '' };
  const warning =
    'warning: @test/runtime/package.json: every file of the folder is packed, because package.json has no "files"; list in "files" what callers need\n';
  expect(await speclineWith(none, root, 'publish', '--dry-run')).toEqual({
    exit: 0,
    stdout: '@test/runtime 1.0.0: packed\n',
    stderr: warning,
  });
  write(root, { 'packages/runtime/.env': 'TOKEN=canary\n', 'packages/runtime/id_rsa': 'canary\n' });
  expect(await speclineWith(none, root, 'publish', '--dry-run')).toEqual({
    exit: 2,
    stdout: '',
    stderr: ['.env', 'id_rsa']
      .map(
        (path) =>
          `@test/runtime: ${path} was packed, and a file of that name holds credentials; list in "files" what callers need, and nothing else\n`,
      )
      .join(''),
  });
});
