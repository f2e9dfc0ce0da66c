import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { removeTemporaries, temporary } from '../src/index.js';

test('what killed runs left is removed, and nothing that only looks like it', () => {
  const { pid: ended = 0 } = spawnSync(process.execPath, ['-e', '']);
  const left = [`src/.a.ts.specline-new-${ended}`, `.types.specline-new-${ended}/src/deep.ts`];
  const kept = [
    temporary('src/b.ts'),
    `src/a.ts.specline-new-${ended}`,
    `src/.a.ts.specline-new-${ended}x`,
    '.a.ts.specline-new-',
    `node_modules/.a.ts.specline-new-${ended}`,
  ];
  const folder = mkdtempSync(join(tmpdir(), 'specline-temporary-'));
  for (const path of [...left, ...kept]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), '');
  }
  removeTemporaries(folder);
  expect([...left, ...kept].filter((path) => existsSync(join(folder, path)))).toEqual(kept);
  removeTemporaries(folder, process.pid);
  expect(existsSync(join(folder, temporary('src/b.ts')))).toBe(false);
  rmSync(folder, { recursive: true });
});
