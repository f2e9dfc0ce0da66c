import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planWrite, versionOnDisk, writeFiles } from '../src/index.js';
import type { GeneratedFile } from '../src/index.js';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'specline-write-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const files = (contents: Readonly<Record<string, string>>): GeneratedFile[] =>
  Object.entries(contents).map(([path, text]) => ({ path, contents: text }));

function put(path: string, contents: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), contents);
}

const textOf = (path: string) => readFileSync(join(folder, path), 'utf8');
const write = (contents: Readonly<Record<string, string>>) =>
  writeFiles([planWrite(folder, files(contents))]);
const differences = (contents: Readonly<Record<string, string>>) =>
  planWrite(folder, files(contents)).differences;

test('writes what is missing, and then nothing', () => {
  const given = { 'src/a.ts': 'a', 'README.md': 'b' };
  expect(differences(given)).toEqual([
    { path: '.specline.json', status: 'missing' },
    { path: 'README.md', status: 'missing' },
    { path: 'src/a.ts', status: 'missing' },
  ]);
  expect(readdirSync(folder)).toEqual([]);
  expect(write(given)).toEqual([
    { directory: folder, written: ['.specline.json', 'README.md', 'src/a.ts'], deleted: [], unchanged: [] },
  ]);
  expect(textOf('src/a.ts')).toBe('a');
  expect(differences(given)).toEqual([]);
  expect(write(given)).toEqual([
    { directory: folder, written: [], deleted: [], unchanged: ['src/a.ts', 'README.md', '.specline.json'] },
  ]);
  expect(readdirSync(folder, { recursive: true }).toSorted()).toEqual([
    '.specline.json',
    'README.md',
    'src',
    'src/a.ts',
  ]);
});

test('the list of files holds a hash of each, sorted', () => {
  write({ 'b.ts': 'b', 'a.ts': 'a' });
  expect(JSON.parse(textOf('.specline.json'))).toEqual({
    generator: '@specline/generator',
    files: {
      'a.ts': 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
      'b.ts': '3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d',
    },
  });
});

test('names what changed and what went stale, and deletes it with its empty folders', () => {
  write({ 'src/a.ts': 'a', 'src/old/deep/b.ts': 'b', 'src/kept/c.ts': 'c' });
  put('src/kept/mine.txt', 'mine');
  const next = { 'src/a.ts': 'A' };
  expect(differences(next)).toEqual([
    { path: '.specline.json', status: 'changed' },
    { path: 'src/a.ts', status: 'changed' },
    { path: 'src/kept/c.ts', status: 'stale' },
    { path: 'src/old/deep/b.ts', status: 'stale' },
  ]);
  expect(write(next)[0]?.deleted).toEqual(['src/kept/c.ts', 'src/old/deep/b.ts']);
  expect(readdirSync(join(folder, 'src'), { recursive: true }).toSorted()).toEqual([
    'a.ts',
    'kept',
    'kept/mine.txt',
  ]);
  expect(differences(next)).toEqual([]);
});

test('an edited or lost file of its own is put right', () => {
  write({ 'a.ts': 'a', 'b.ts': 'b' });
  put('a.ts', 'edited');
  rmSync(join(folder, 'b.ts'));
  expect(differences({ 'a.ts': 'a', 'b.ts': 'b' })).toEqual([
    { path: 'a.ts', status: 'changed' },
    { path: 'b.ts', status: 'missing' },
  ]);
  write({ 'a.ts': 'a', 'b.ts': 'b' });
  expect(textOf('a.ts') + textOf('b.ts')).toBe('ab');
});

test('a file that it did not write is not overwritten, and then nothing is', () => {
  put('src/b.ts', 'by hand');
  const plan = planWrite(folder, files({ 'src/a.ts': 'a', 'src/b.ts': 'b' }));
  expect(plan.differences).toContainEqual({ path: 'src/b.ts', status: 'unowned' });
  expect(() => writeFiles([plan])).toThrow(
    `${folder}/src/b.ts: Specline would write this file and did not write the one that is there; move it away, or generate into another folder`,
  );
  expect(readdirSync(folder, { recursive: true }).toSorted()).toEqual(['src', 'src/b.ts']);
});

test('a refusal in one folder leaves the others as they were', () => {
  put('two/a.ts', 'by hand');
  const plans = ['one', 'two'].map((name) => planWrite(join(folder, name), files({ 'a.ts': 'a' })));
  expect(() => writeFiles(plans)).toThrow('did not write the one that is there');
  expect(existsSync(join(folder, 'one'))).toBe(false);
});

test('a file that is there with the same contents becomes its own', () => {
  put('a.ts', 'a');
  write({ 'a.ts': 'a' });
  expect(differences({ 'a.ts': 'b' })).toContainEqual({ path: 'a.ts', status: 'changed' });
});

test('a folder in the place of a file is not touched', () => {
  put('a.ts/inside', 'mine');
  expect(differences({ 'a.ts': 'a' })).toContainEqual({ path: 'a.ts', status: 'unowned' });
});

test('a version is no drift, and is kept', () => {
  const manifest = (version: string, name = 'x') => `{\n  "name": "${name}",\n  "version": "${version}"\n}\n`;
  write({ 'package.json': manifest('1.0.0') });
  put('package.json', manifest('1.4.0'));
  expect(differences({ 'package.json': manifest('1.0.0') })).toEqual([]);
  expect(versionOnDisk(folder)).toBe('1.4.0');
  expect(differences({ 'package.json': manifest('1.4.0', 'y') })).toContainEqual({
    path: 'package.json',
    status: 'changed',
  });
});

test.each([[undefined], ['{"version": 1}']])('no version in %j', (contents) => {
  if (contents !== undefined) put('package.json', contents);
  expect(versionOnDisk(folder)).toBeUndefined();
});

test.each([
  ['not JSON', 'this is not JSON'],
  ['[]', 'this is not a JSON object'],
  ['null', 'this is not a JSON object'],
])('a package.json that is %s is refused, because its version would be lost', (contents, message) => {
  put('package.json', contents);
  const file = join(folder, 'package.json');
  expect(() => versionOnDisk(folder)).toThrow(
    `${file}: ${message}; correct it, or restore it from version control`,
  );
});

test.each([
  ['../a.ts', 'the path leads out of the folder'],
  ['/a.ts', 'the path leads out of the folder'],
  ['a/../../b.ts', 'the path leads out of the folder'],
  ['a\\b.ts', 'the path leads out of the folder'],
  ['C:/a.ts', 'the path leads out of the folder'],
  ['a//b.ts', 'the path leads out of the folder'],
  [`a/${'é'.repeat(116)}.ts`, 'the path is too long'],
  ['a/'.repeat(1000), 'the path leads out of the folder'],
  [`${'a/'.repeat(1000)}b.ts`, 'the path is too long'],
  ['CHANGELOG.md', 'this is never written by Specline'],
  ['dist/index.js', 'this is never written by Specline'],
  ['node_modules/a.js', 'this is never written by Specline'],
])('refuses the path %s', (path, message) => {
  expect(() => planWrite(folder, files({ [path]: 'a' }))).toThrow(
    `${message}; choose another name in sdk.yaml`,
  );
  put('.specline.json', JSON.stringify({ files: { [path]: 'hash' } }));
  expect(() => planWrite(folder, files({ 'a.ts': 'a' }))).toThrow(message);
});

test.each(['src', 'src/a.ts', '.specline.json'])('refuses the symbolic link %s', (link) => {
  const outside = mkdtempSync(join(tmpdir(), 'specline-outside-'));
  writeFileSync(join(outside, 'a.ts'), '{"files":{}}');
  mkdirSync(dirname(join(folder, link)), { recursive: true });
  symlinkSync(link === 'src' ? outside : join(outside, 'a.ts'), join(folder, link));
  expect(() => planWrite(folder, files({ 'src/a.ts': 'a' }))).toThrow(
    'Specline writes through no symbolic link; move it away',
  );
  expect(readFileSync(join(outside, 'a.ts'), 'utf8')).toBe('{"files":{}}');
  rmSync(outside, { recursive: true });
});

test('a list of files that cannot be read is a refusal', () => {
  for (const text of ['', 'null', '{"files": []}', '{"files": {"a": 1}}']) {
    put('.specline.json', text);
    expect(() => planWrite(folder, [])).toThrow(
      `${folder}/.specline.json: this should list the files that Specline wrote, and cannot be read; restore it from version control`,
    );
  }
});

test('a file in the place of a folder is a refusal', () => {
  put('src', 'mine');
  expect(() => planWrite(folder, files({ 'src/a/b.ts': 'b' }))).toThrow(
    `${folder}/src/a/b.ts: a file stands where a folder is needed; move it away`,
  );
});

test('a failure on the way leaves all as it was', () => {
  write({ 'a.ts': 'a', 'b.ts': 'b' });
  put('b.ts.specline-new/full', 'in the way');
  const plan = planWrite(folder, files({ 'a.ts': 'A', 'b.ts': 'B' }));
  expect(() => writeFiles([plan])).toThrow();
  expect(textOf('a.ts') + textOf('b.ts')).toBe('ab');
  expect(readdirSync(folder).toSorted()).toEqual(['.specline.json', 'a.ts', 'b.ts', 'b.ts.specline-new']);
});

test('two paths that are one where capitals do not count', () => {
  const both = ['a/b.ts', 'A/b.ts'].map((path) => ({ path, contents: '' }));
  expect(() => planWrite(folder, both)).toThrow(
    `${folder}/A/b.ts: a/b.ts differs from this in capitals alone, and is the same file on many systems; choose another name in sdk.yaml`,
  );
});
