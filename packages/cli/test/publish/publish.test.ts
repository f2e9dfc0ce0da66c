import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { filesIn, folder, speclineWith, write } from '../workspace.js';
import { MEMBERS, membersFiles, publishable } from './packages.js';
import { startRegistry } from './registry.js';
import type { TestRegistry } from './registry.js';

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startRegistry();
  return () => registry.close();
});

test('x', async () => {
  const root = publishable();
  const t = Date.now();
  console.log(await speclineWith(registry.env, root, 'publish'), Date.now() - t);
  console.log(await speclineWith(registry.env, root, 'publish'), Date.now() - t);
  console.log(await registry.packageOf('@test/relays-client'));
  console.log(Object.keys(filesIn(root)), readdirSync(join(root, 'node_modules/.cache/specline-packages')));
});
