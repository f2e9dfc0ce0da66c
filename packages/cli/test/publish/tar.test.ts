import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../../src/child-program.js';
import { ArchiveError, filesInTarball } from '../../src/publish/tar.js';

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

interface Header {
  readonly name?: string;
  readonly size?: string;
  readonly type?: string;
  readonly sum?: string;
}

/** An entry of an archive, its header as given and otherwise right. */
function entry(content: string, { name = 'package/a.js', size, type = '0', sum }: Header = {}): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(size ?? content.length.toString(8).padStart(11, '0'), 124);
  header.write(type, 156);
  header.write('        ', 148);
  header.write(sum ?? header.reduce((total, byte) => total + byte, 0).toString(8), 148);
  return Buffer.concat([header, Buffer.from(content), Buffer.alloc(-content.length & 511)]);
}

test.each<[given: string, entries: readonly Buffer[], want: string]>([
  [
    'a negative size',
    [entry('', { size: '-0001000' })],
    'the size of the entry at byte 0 is not an octal number',
  ],
  [
    'a size that is none',
    [entry('', { size: 'NaN' })],
    'the size of the entry at byte 0 is not an octal number',
  ],
  ['no size', [entry('', { size: '' })], 'the size of the entry at byte 0 is not an octal number'],
  [
    'a size of GNU tar',
    [entry('', { size: '\u0080' })],
    'the size of the entry at byte 0 is not an octal number',
  ],
  ['a size beyond the end', [entry('', { size: '77777777777' })], 'it ends within the entry at byte 0'],
  ['a header cut short', [entry('a').subarray(0, 300)], 'it has no header at byte 0'],
  ['text', [Buffer.from('text'.repeat(500))], 'it has no header at byte 0'],
  ['a wrong checksum', [entry('a', { sum: '1' })], 'it has no header at byte 0'],
  ['a sparse file', [entry('a', { type: 'S' })], 'the entry at byte 0 is of type "S"'],
  ['a link with contents', [entry('a', { type: '2' })], 'the entry at byte 0 is of type "2"'],
  ['a file twice', [entry('a'), entry('b')], 'it has package/a.js twice'],
  ['a second size', [entry('10 size=1\n', { type: 'x' }), entry('a')], 'it gives an entry two sizes'],
  ['a record without end', [entry('99 path=a\n', { type: 'x' })], 'it has a record that is cut short'],
  ['a record of no length', [entry('0 path=a\n', { type: 'x' })], 'it has a record that is cut short'],
  ['no record', [entry('path=a\n', { type: 'x' })], 'it has a record that is cut short'],
  [
    'a record within a record',
    [entry('26 comment=a\n13 path=.env\n', { type: 'x' }), entry('a')],
    'it has a record of more than one line',
  ],
  ['a size of all files', [entry('10 size=0\n', { type: 'g' }), entry('a')], 'it gives an entry two sizes'],
  ['a name of all files', [entry('10 path=b\n', { type: 'g' }), entry('a')], 'it gives all entries one name'],
  [
    'a file after a block of zeros',
    [entry('a'), Buffer.alloc(512), entry('b', { name: 'package/.env' })],
    'it has more after its end',
  ],
  ['a file whose name is elsewhere', [entry('a'), entry('b', { name: '' })], 'it has more after its end'],
])('%s is refused', (_, entries, want) => {
  expect(() => filesInTarball(gzipSync(Buffer.concat(entries)))).toThrow(new ArchiveError(want));
});

test('more than enough entries are refused', () => {
  const many = Buffer.concat(Array.from({ length: 100_001 }, () => entry('', { type: '5' })));
  expect(() => filesInTarball(gzipSync(many))).toThrow('it has more than 100000 entries');
});

test('what describes an entry is not taken for a file', () => {
  const entries = [
    entry('12 comment=\n', { type: 'g' }),
    entry('', { type: '5' }),
    entry('', { type: '2' }),
    entry('17 path=other.js\n', { type: 'x' }),
    entry('a'),
    entry('b', { name: 'package/b.js' }),
  ];
  const files = filesInTarball(gzipSync(Buffer.concat(entries)));
  expect([...files].map(([name, data]) => [name, Buffer.from(data).toString()])).toEqual([
    ['other.js', 'a'],
    ['package/b.js', 'b'],
  ]);
});

test('what ends in zeros is read, and what only remarks on all files', () => {
  const archive = [entry('20 comment=a1b2c3d4\n', { type: 'g' }), entry('a'), Buffer.alloc(10_240)];
  expect([...filesInTarball(gzipSync(Buffer.concat(archive))).keys()]).toEqual(['package/a.js']);
});
