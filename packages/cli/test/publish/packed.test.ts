import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPacked } from '../../src/publish/tarball.js';
import { folder } from '../workspace.js';

function tarballOf(name: string): string {
  const root = folder({ 'package/package.json': JSON.stringify({ name, version: '1.0.0' }) });
  execFileSync('tar', ['-czf', 'a.tgz', 'package'], { cwd: root });
  return join(root, 'a.tgz');
}

test.each(['a', '@test/a-b.c', 'a_b~'])('a package may be named %s', (name) => {
  expect(readPacked(tarballOf(name)).manifest.name).toBe(name);
});

test.each(['', '../a', '@test/../a', '@test/a/b', 'https://a.test/b', 'a?b', 'a%2fb', '/a', '.a'])(
  'it may not be named "%s", which becomes part of an address',
  (name) => {
    expect(() => readPacked(tarballOf(name))).toThrow(
      'a.tgz: this is not the tarball of a package; give the .tgz that pnpm pack or npm pack made',
    );
  },
);
