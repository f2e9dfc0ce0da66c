import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../../src/child-program.js';
import { filesInTarball } from '../../src/publish/tar.js';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'specline-tar-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test('a name of any length comes whole out of what pnpm packs', async () => {
  const long = `dist/${'deep/'.repeat(40)}${'name-'.repeat(40)}end.js`;
  const files = {
    'package.json': '{ "name": "packed", "version": "1.0.0", "files": ["dist"] }\n',
    'dist/short.js': 'short\n',
    [`dist/${'middle-'.repeat(14)}end.js`]: 'middle\n',
    [long]: 'long\n',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  await runProgram(['pnpm', 'pack', '--out=packed.tgz'], { cwd: dir, env: process.env });
  const found = filesInTarball(await readFile(join(dir, 'packed.tgz')));
  const texts = [...found].map(([name, data]) => [name, Buffer.from(data).toString()] as const);
  const { 'package.json': _, ...others } = files;
  expect(Object.fromEntries(texts.filter(([name]) => name !== 'package/package.json'))).toEqual(
    Object.fromEntries(Object.entries(others).map(([path, text]) => [`package/${path}`, text])),
  );
});
