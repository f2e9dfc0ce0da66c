import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sizeOf } from './output.ts';

test('the size of a folder, and of one kind of file in it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'specline-size-'));
  try {
    await mkdir(join(folder, 'types/src'), { recursive: true });
    await writeFile(join(folder, 'types/src/index.ts'), '12345');
    await writeFile(join(folder, 'types/openapi.json'), 'é');
    expect(await sizeOf(folder)).toEqual({ files: 2, bytes: 7 });
    expect(await sizeOf(folder, '.ts')).toEqual({ files: 1, bytes: 5 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
