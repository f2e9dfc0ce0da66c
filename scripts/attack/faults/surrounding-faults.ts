import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { FaultCase } from '../system-faults.ts';
import { documentOf } from './specimen.ts';

/** Faults of paths, limits and disks. Those that need another user than this one are left out. */
export function surroundingCases(): FaultCase[] {
  return [...documentCases(), ...outputCases(), ...limitCases(), ...diskCases()];
}

const LONG = 'n'.repeat(300);

/** Paths that are no document, by name, below the workspace. */
const NO_DOCUMENTS: Readonly<Record<string, (root: string) => string>> = {
  'a folder': () => 'spec',
  'a part that is a file': () => 'package.json/x.yaml',
  'a name too long': () => `${LONG}.yaml`,
  'a path too long': () => `${`${'n'.repeat(200)}/`.repeat(30)}x.yaml`,
  'nothing there': () => 'none.yaml',
  'a minus': () => '-',
  'a null device': () => '/dev/null',
  'a device': () => '/dev/zero',
  'a link loop': (root) => made(root, 'loop.yaml', (path) => symlinkSync(path, path)),
  'a link to nothing': (root) => made(root, 'dangling.yaml', (path) => symlinkSync('/nowhere/x', path)),
  'a pipe': (root) => made(root, 'pipe.yaml', (path) => void execFileSync('mkfifo', [path])),
  'a link to a pipe': (root) => {
    execFileSync('mkfifo', [join(root, 'hidden')]);
    return made(root, 'linked.yaml', (path) => symlinkSync('hidden', path));
  },
  'a file too large': (root) =>
    made(root, 'large.yaml', (path) => void execFileSync('truncate', ['-s', '3G', path])),
  'a file too long for a string': (root) =>
    made(root, 'long.yaml', (path) => void execFileSync('truncate', ['-s', '600M', path])),
};

function made(root: string, name: string, make: (path: string) => void): string {
  make(join(root, name));
  return name;
}

const SOUND = 'spec/pets/openapi.yaml';

function documentCases(): FaultCase[] {
  const uses: ((file: string) => readonly string[])[] = [
    (file) => ['generate', '--spec', file, '--out', 'out'],
    (file) => ['generate', '--spec', SOUND, '--sdk', file, '--out', 'out'],
    (file) => ['diff', file, SOUND],
    (file) => ['diff', SOUND, file],
    (file) => ['mock', '--spec', file],
    (file) => ['verify', '--spec', file, '--url', 'http://127.0.0.1:1'],
    (file) => ['new', 'dogs', '--from', file],
    (file) => ['attest', file],
    (file) => ['attest', '--verify', file],
  ];
  return Object.entries(NO_DOCUMENTS).flatMap(([kind, place]) => [
    ...uses.map((use) => pathCase(`the file is ${kind}`, place, use)),
    pathCase(
      `a $ref leads to ${kind}`,
      (root) => referrer(root, place(root)),
      () => ['generate', '--spec', 'referrer.json', '--out', 'out'],
    ),
  ]);
}

/** The path is only known once the fault is made; the command gets it by its place in the workspace, which never varies. */
function pathCase(
  name: string,
  place: (root: string) => string,
  use: (file: string) => readonly string[],
): FaultCase {
  return {
    name,
    args: use(nameOnly(place)),
    codes: [2],
    arrange: (root) => {
      place(root);
      return undefined;
    },
  };
}

function nameOnly(place: (root: string) => string): string {
  const folder = execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim();
  try {
    return place(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function referrer(root: string, target: string): string {
  const document = documentOf(['/pets'], { Pet: { $ref: target } });
  writeFileSync(join(root, 'referrer.json'), JSON.stringify(document));
  return 'referrer.json';
}

function outputCases(): FaultCase[] {
  const out = (folder: string) => ['generate', '--spec', SOUND, '--out', folder];
  const plain = (
    name: string,
    args: readonly string[],
    arrange: FaultCase['arrange'] = () => undefined,
  ): FaultCase => ({
    name,
    args,
    codes: [2],
    arrange,
  });
  return [
    plain('--out is a file', out('package.json')),
    plain('--out is below a file', out('package.json/out')),
    plain('--out has a name too long', out(LONG)),
    plain('--out is a link loop', out('loop'), (root) => {
      symlinkSync(join(root, 'loop'), join(root, 'loop'));
      return undefined;
    }),
    plain('packages is a file', ['generate'], (root) => replacedByFile(root, 'packages')),
    plain('.changeset is a file', ['release', '--check'], (root) => replacedByFile(root, '.changeset')),
    plain('.changeset is a file', ['release'], (root) => replacedByFile(root, '.changeset')),
    plain('released is a file', ['release', '--record'], (root) =>
      replacedByFile(root, 'spec/pets/released'),
    ),
    plain('declarations is a file', ['diff'], (root) =>
      replacedByFile(root, 'spec/pets/released/declarations'),
    ),
    plain('spec/pets is a file', ['generate', 'pets'], (root) => replacedByFile(root, 'spec/pets')),
    plain('a changeset is a folder', ['release', '--check'], (root) => {
      mkdirSync(join(root, '.changeset', 'some.md'));
      return undefined;
    }),
    plain('.specline.json lists a folder', ['generate'], (root) => {
      const file = join(root, 'packages/pets-types/.specline.json');
      writeFileSync(file, '{ "generator": "@specline/generator", "files": { "src": "0" } }\n');
      return undefined;
    }),
    {
      ...plain('stdout is full', ['generate', '--check']),
      prefix: ['sh', '-c', 'exec "$@" > /dev/full', 'sh'],
    },
    { ...plain('stdout is full', ['diff', '--json']), prefix: ['sh', '-c', 'exec "$@" > /dev/full', 'sh'] },
    plain('the port is taken', ['mock', '--spec', SOUND, '--port', '47999'], () => {
      const server = createServer().listen(47_999, '127.0.0.1');
      return () => void server.close();
    }),
    plain('the host is none of this machine', ['mock', '--spec', SOUND, '--host', '192.0.2.1']),
    plain('the host has no address', ['mock', '--spec', SOUND, '--host', 'no-such-host.invalid']),
  ];
}

function replacedByFile(root: string, path: string): undefined {
  rmSync(join(root, path), { recursive: true, force: true });
  writeFileSync(join(root, path), '');
  return undefined;
}

/** Limits that a shell sets. Too few files may also be just enough. */
function limitCases(): FaultCase[] {
  const limited = (limit: string, args: readonly string[], codes: readonly number[]): FaultCase => ({
    name: `ulimit ${limit}`,
    args,
    codes,
    prefix: ['sh', '-c', `ulimit ${limit}; exec "$@"`, 'sh'],
    arrange: (root) => {
      rmSync(join(root, 'packages/pets-types'), { recursive: true, force: true });
      return undefined;
    },
  });
  const commands = [['generate'], ['release', '--check'], ['diff']];
  return [
    limited('-f 0', ['generate'], [2]),
    limited('-f 1', ['generate'], [2]),
    limited('-f 0', ['new', 'dogs'], [2]),
    ...[24, 26, 28, 32, 40].flatMap((files) => commands.map((args) => limited(`-n ${files}`, args, [0, 2]))),
  ];
}

/** A full and a read-only disk, where this user may mount one. */
function diskCases(): FaultCase[] {
  if (!canMount()) return [];
  const commands = [['generate'], ['new', 'dogs'], ['release', '--record']];
  const disk = (name: string, size: string, options: string, args: readonly string[]): FaultCase => ({
    name,
    args,
    // A record that is as recorded writes nothing.
    codes: args.includes('--record') && options !== '' ? [0, 2] : [2],
    arrange: (root) => {
      for (const folder of ['packages', 'spec']) {
        const kept = execFileSync('tar', ['-C', join(root, folder), '-c', '.']);
        execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', join(root, folder)]);
        execFileSync('tar', ['-C', join(root, folder), '-x'], { input: kept });
        if (options !== '') execFileSync('mount', ['-o', options, join(root, folder)]);
      }
      if (options === '') fill(join(root, 'packages'), join(root, 'spec'));
      else writeStale(root);
      return () => {
        for (const folder of ['packages', 'spec']) execFileSync('umount', [join(root, folder)]);
      };
    },
  });
  return commands.flatMap((args) => [
    disk('the disk is full', '4m', '', args),
    disk('the disk is read-only', '4m', 'remount,ro', args),
  ]);
}

function fill(...folders: readonly string[]): void {
  for (const folder of folders) {
    rmSync(join(folder, 'pets-types', 'src'), { recursive: true, force: true });
    rmSync(join(folder, 'pets', 'released'), { recursive: true, force: true });
    try {
      execFileSync('dd', ['if=/dev/zero', `of=${join(folder, 'ballast')}`, 'bs=4k'], { stdio: 'ignore' });
    } catch {
      // It ends where the disk is full.
    }
  }
}

/** Something to write on a disk that takes nothing: another version of the workspace's licence. */
function writeStale(root: string): void {
  writeFileSync(join(root, 'LICENSE'), 'Another licence.\n');
}

function canMount(): boolean {
  try {
    execFileSync(
      'sh',
      ['-c', 'd=$(mktemp -d) && mount -t tmpfs -o size=64k tmpfs "$d" && umount "$d" && rmdir "$d"'],
      {
        stdio: 'ignore',
      },
    );
    return true;
  } catch {
    return false;
  }
}
