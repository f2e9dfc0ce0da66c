import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { MakeDirectoryOptions } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { makeFolders } from '../src/index.js';

const root = mkdtempSync(join(tmpdir(), 'specline-folders-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const READ_ONLY = join(root, 'read-only');

/** A disk that is read-only, as Node sees it. */
vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs')>();
  const mkdirSync = (path: string, options?: MakeDirectoryOptions) => {
    if (!path.startsWith(READ_ONLY)) return real.mkdirSync(path, options);
    const code = options?.recursive === true ? 'ENOENT' : 'EROFS';
    throw Object.assign(new Error(code), { code, path });
  };
  return { ...real, mkdirSync };
});

test('folders are made, and the first one is told', () => {
  expect(makeFolders(join(root, 'a', 'b'))).toBe(join(root, 'a'));
  expect(makeFolders(join(root, 'a', 'b'))).toBeUndefined();
  expect(existsSync(join(root, 'a', 'b'))).toBe(true);
});

test('a disk that is read-only is not taken for a folder that is not there', () => {
  expect(() => makeFolders(join(READ_ONLY, 'a'))).toThrow(
    expect.objectContaining({ code: 'EROFS', path: READ_ONLY }),
  );
});
