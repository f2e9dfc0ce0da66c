import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, openSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FRAGMENT, filesIn, specline, workspace, write } from './workspace.js';

const COMMAND = fileURLToPath(new URL('../bin/specline.js', import.meta.url));
const LONG = 'n'.repeat(300);
const onUnix = test.skipIf(process.platform === 'win32');

/** Puts something else in the place of a file. */
function replaced(root: string, path: string, make: (file: string) => void): void {
  rmSync(join(root, path), { recursive: true, force: true });
  mkdirSync(dirname(join(root, path)), { recursive: true });
  make(join(root, path));
}

const folder = (file: string): void => mkdirSync(file);
const loop = (file: string): void => symlinkSync(file, file);
const pipe = (file: string): void => void execFileSync('mkfifo', [file]);
const text = (contents: string) => (file: string) => writeFileSync(file, contents);

const FOLDER = 'this is a folder, not a file (EISDIR); give a file, or move the folder away';
const LOOP = 'too many symbolic links lead from one to the next (ELOOP); correct the links';
const NOWHERE = 'this symbolic link leads nowhere; put a copy in its place';
const PIPE = 'this is a pipe, a socket or a device, not a file; save it as a file, and give that';
const NO_JSON = 'this is not JSON; correct it, or restore it from version control';
const NO_OBJECT = 'this is not a JSON object; correct it, or restore it from version control';
const NO_PRE = 'this is not what changeset pre writes; restore it from version control';
const NO_RECORD =
  'this is not a record that specline release --record wrote; restore it from version control';
const NO_FIXED =
  'this is not a configuration of Changesets, which lists packages of one version as fixed; correct it';

/** The file, what is in its place, the command, and what it says of the file. */
const DAMAGED: readonly (readonly [string, (file: string) => void, readonly string[], string])[] = [
  ['packages/relays-types/.specline.json', folder, ['generate'], FOLDER],
  ['packages/relays-types/.specline.json', pipe, ['generate'], PIPE],
  ['packages/relays-types/package.json', folder, ['generate', '--check'], FOLDER],
  ['.changeset/pre.json', text('null'), ['release', '--check'], NO_OBJECT],
  ['.changeset/pre.json', text('{'), ['release'], NO_JSON],
  ['.changeset/pre.json', text('[]'), ['update'], NO_OBJECT],
  ['.changeset/pre.json', text('{"mode":5}'), ['release', '--record'], NO_PRE],
  ['.changeset/pre.json', text('{"mode":"pre","tag":"../../x"}'), ['release'], NO_PRE],
  ['.changeset/pre.json', folder, ['release'], FOLDER],
  ['.changeset/pre.json', loop, ['release', '--check'], LOOP],
  ['.changeset/config.json', text('{'), ['new', 'cats'], NO_JSON],
  ['.changeset/config.json', text('[]'), ['release', '--check'], NO_OBJECT],
  ['.changeset/config.json', text('{"fixed":1}'), ['release'], NO_FIXED],
  ['.changeset/some.md', folder, ['release', '--check'], FOLDER],
  ['spec/relays/openapi.yaml', folder, ['generate'], FOLDER],
  ['spec/relays/openapi.yaml', pipe, ['diff'], PIPE],
  ['spec/relays/sdk.yaml', loop, ['generate'], NOWHERE],
  ['spec/relays/sdk.yaml', folder, ['diff'], FOLDER],
  ['spec/relays/accepted.yaml', pipe, ['release', '--check'], PIPE],
  ['spec/relays/released/sdk.json', text('null'), ['generate'], NO_RECORD],
  ['spec/relays/released/sdk.json', folder, ['generate'], FOLDER],
  [
    'spec/relays/released/sdk.json',
    text('{"operations":{"GET /relays/{id}":{"call":5}},"schemas":{},"inputs":{},"auth":{},"components":{}}'),
    ['generate'],
    NO_RECORD,
  ],
  ['spec/relays/released/version.json', text('null'), ['release', '--check'], NO_RECORD],
  ['spec/relays/released/version.json', folder, ['release', '--check'], FOLDER],
  ['pnpm-workspace.yaml', folder, ['generate'], FOLDER],
  ['pnpm-workspace.yaml', text('{'), ['generate'], 'this is not YAML; correct it'],
  ['packages/runtime/package.json', text('{'), ['generate'], NO_JSON],
  ['LICENSE', folder, ['generate'], FOLDER],
];

describe('a damaged file is one line and exit 2', () => {
  onUnix.each(DAMAGED)('%s, %o, %j', async (path, make, args, said) => {
    const root = workspace();
    await specline(root, 'generate');
    replaced(root, path, make);
    const before = args[0] === 'new' ? [] : Object.keys(filesIn(root));
    const { exit, stderr } = await specline(root, ...args);
    expect([exit, stderr]).toEqual([2, `${path}: ${said}\n`]);
    if (args[0] !== 'new') expect(Object.keys(filesIn(root))).toEqual(before);
  });

  test.each(['null', '[]', '{'])(
    'a package.json that is %s keeps its version from being lost',
    async (contents) => {
      const root = workspace();
      await specline(root, 'generate');
      write(root, { 'packages/relays-client/package.json': contents });
      const { exit, stderr } = await specline(root, 'generate');
      const file = join(root, 'packages/relays-client/package.json');
      expect([exit, stderr]).toEqual([2, `${file}: ${contents === '{' ? NO_JSON : NO_OBJECT}\n`]);
    },
  );
});

describe('the generation cache is only a cache', () => {
  const CACHE = 'node_modules/.cache/specline';

  onUnix.each([
    ['garbage', text('{"key":')],
    ['null', text('null')],
    ['a folder', folder],
    ['a pipe', pipe],
    ['a link loop', loop],
  ])('%s in its place costs time alone', async (_, make) => {
    const root = workspace();
    const first = await specline(root, 'generate');
    const files = readdirSync(join(root, CACHE), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const { parentPath, name } of files) replaced(parentPath, name, make);
    const again = await specline(root, 'generate');
    expect([first.exit, again.exit, again.stderr]).toEqual([0, 0, '']);
  });
});

/** What is given in the place of a document, made below the workspace, and what is said of it. */
const GIVEN: readonly (readonly [string, (root: string) => void, string])[] = [
  ['spec', () => {}, FOLDER],
  [
    'package.json/x',
    (root) => write(root, { 'package.json': '{}' }),
    'a part of this path is a file, not a folder (ENOTDIR); check the path',
  ],
  [LONG, () => {}, 'the path is too long (ENAMETOOLONG); use shorter names'],
  ['loop', (root) => loop(join(root, 'loop')), LOOP],
  ['pipe', (root) => pipe(join(root, 'pipe')), PIPE],
  ['-', () => {}, 'there is no such file; check the path'],
];

describe('a document that is no file', () => {
  onUnix.each(GIVEN)('%s', async (name, make, said) => {
    const root = workspace();
    make(root);
    const runs = [
      ['generate', '--spec', name, '--out', 'out'],
      ['diff', name, 'spec/relays/openapi.yaml'],
      ['mock', '--spec', name],
      ['verify', '--spec', name, '--url', 'http://127.0.0.1:1'],
      ['new', 'cats', '--from', name],
      ['attest', name],
    ];
    for (const args of runs)
      expect(await specline(root, ...args)).toEqual({ exit: 2, stdout: '', stderr: `${name}: ${said}\n` });
  });

  onUnix.each(['pipe', 'link'])('a $ref to a %s is refused at once', async (target) => {
    const root = workspace();
    pipe(join(root, 'spec/relays/pipe'));
    symlinkSync('pipe', join(root, 'spec/relays/link'));
    write(root, {
      'spec/relays/openapi.yaml': FRAGMENT.replace("'#/components/schemas/relay'", `./${target}`),
    });
    const { exit, stderr } = await specline(root, 'generate');
    expect(exit).toBe(2);
    expect(stderr.split('\n')[0]).toMatch(/^spec\/relays\/openapi\.yaml:13:17 #\/paths\/\S*\$ref: /);
    expect(stderr).toContain(`: ./${target}: ${PIPE}\n`);
  });
});

describe('faults of the system', () => {
  test('the place of packages is a file', async () => {
    const root = workspace({ packages: '' });
    const { exit, stderr } = await specline(root, 'generate');
    expect(exit).toBe(2);
    expect(stderr).toMatch(
      /^packages\/\S*: (a part of this path is a file, not a folder \(ENOTDIR\)|this exists already \(EEXIST\)); [^\n]*\n$/,
    );
  });

  test('a port that is taken', async () => {
    const root = workspace();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      expect(
        await specline(root, 'mock', '--spec', 'spec/relays/openapi.yaml', '--port', String(port)),
      ).toEqual({
        exit: 2,
        stdout: '',
        stderr: `127.0.0.1:${port}: another program uses this port (EADDRINUSE); give another --port, or stop that program\n`,
      });
    } finally {
      server.close();
    }
  });

  test.skipIf(process.platform !== 'linux')('a full disk behind stdout', () => {
    const root = workspace();
    const { status, stderr } = spawnSync(process.execPath, [COMMAND, 'generate'], {
      cwd: root,
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([
      2,
      'stdout: no space is left on the disk (ENOSPC); free some, and run the command again\n',
    ]);
  });

  onUnix('a limit of the size of files', () => {
    const root = workspace();
    const args = ['-c', 'ulimit -f 0; exec "$@"', 'sh', process.execPath, COMMAND, 'generate'];
    const { status, stderr } = spawnSync('sh', args, { cwd: root, encoding: 'utf8' });
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(
        /^\/[^\n]*: the file is too large \(EFBIG\); split it, or raise the limit \(ulimit -f\)\n$/,
      ),
    ]);
  });

  onUnix('a current folder that is gone', () => {
    const root = workspace();
    const args = [
      '-c',
      'mkdir gone; cd gone; rmdir ../gone; exec "$@"',
      'sh',
      process.execPath,
      COMMAND,
      'generate',
    ];
    const { status, stderr } = spawnSync('sh', args, { cwd: root, encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, 'the current folder is gone; change to another folder\n']);
  });
});
