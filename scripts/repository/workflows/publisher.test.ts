import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '@scripts/kit/workspace.ts';

const publisher = join(root, '.github/publisher');

test('what publishes is pinned: an exact version, and every package by its hash', () => {
  const { dependencies } = JSON.parse(readFileSync(join(publisher, 'package.json'), 'utf8')) as {
    dependencies: object;
  };
  expect(dependencies).toEqual({ '@specline/cli': expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  const lockfile = join(publisher, 'package-lock.json');
  // The first release is made by hand: before it there is nothing to pin.
  const { packages } = existsSync(lockfile)
    ? (JSON.parse(readFileSync(lockfile, 'utf8')) as { packages: Record<string, object> })
    : { packages: {} };
  for (const [path, entry] of Object.entries(packages).filter(([name]) => name !== ''))
    expect({ path, ...entry }).toMatchObject({ integrity: expect.stringMatching(/^sha512-/) });
  expect(JSON.stringify(packages)).not.toMatch(/"resolved"|"link"/);
});

test('nothing beside it configures what installs it', () => {
  const known = ['node_modules', 'package-lock.json', 'package.json'];
  expect(known).toEqual(expect.arrayContaining(readdirSync(publisher)));
});
