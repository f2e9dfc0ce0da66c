import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, workspacePackages } from '@scripts/kit/workspace.ts';

test('each generated pair shares one version', () => {
  const { fixed } = JSON.parse(readFileSync(join(root, '.changeset/config.json'), 'utf8'));
  const clients = workspacePackages()
    .map(({ manifest }) => manifest.name)
    .filter((name) => name.endsWith('-client'));
  const pairs = clients.map((client) => [client.replace(/-client$/, '-types'), client]);
  expect(fixed).toHaveLength(pairs.length);
  expect(fixed).toEqual(expect.arrayContaining(pairs));
});
