import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '@scripts/kit/workspace.ts';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

test('the root depends on no workspace package: turbo would count all their files for every task', () => {
  const { dependencies, devDependencies } = manifest;
  const internal = Object.entries<string>({ ...dependencies, ...devDependencies }).filter(([, version]) =>
    /^(?:workspace|link|file):/.test(version),
  );
  expect(internal).toEqual([]);
});

test('npx finds specline in the root itself, and asks no registry for a package of that name', () => {
  const [name, file] = Object.entries<string>(manifest.bin)[0] ?? [];
  const tracked = execFileSync('git', ['ls-files', '--stage', '--', file ?? ''], {
    cwd: root,
    encoding: 'utf8',
  });
  expect([name, tracked.split(' ')[0]]).toEqual(['specline', '100755']);
});
