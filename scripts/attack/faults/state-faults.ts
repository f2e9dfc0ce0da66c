import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that Specline or a person keeps, and the commands that read it. */
export interface StateFile {
  readonly path: string;
  readonly commands: readonly (readonly string[])[];
  /** Whether damage costs only time: the file is made anew. */
  readonly isCache?: true;
  /** Kinds of damage that leave a sound file. */
  readonly sound?: readonly string[];
}

const GENERATE = ['generate'];
const CHECK = ['generate', '--check'];
const RELEASE_CHECK = ['release', '--check'];
const RECORD = ['release', '--record'];
const RELEASE = ['release'];
const DIFF = ['diff'];
const NEW = ['new', 'dogs'];

export const STATE_FILES: readonly StateFile[] = [
  { path: 'packages/pets-types/.specline.json', commands: [GENERATE, CHECK, RELEASE] },
  { path: 'packages/pets-types/package.json', commands: [GENERATE, CHECK, RELEASE_CHECK, RELEASE, RECORD] },
  { path: 'packages/pets-client/package.json', commands: [GENERATE, RELEASE] },
  { path: 'packages/runtime/package.json', commands: [GENERATE, RELEASE_CHECK] },
  { path: '.changeset/pre.json', commands: [RELEASE_CHECK, RELEASE, RECORD] },
  { path: '.changeset/config.json', commands: [NEW, RELEASE_CHECK, RELEASE] },
  { path: 'spec/pets/openapi.yaml', commands: [GENERATE, CHECK, DIFF, RELEASE_CHECK, RELEASE] },
  { path: 'spec/pets/sdk.yaml', commands: [GENERATE, DIFF, RELEASE_CHECK], sound: ['null'] },
  { path: 'spec/pets/accepted.yaml', commands: [DIFF, RELEASE_CHECK, RELEASE], sound: ['null'] },
  { path: 'spec/defaults.yaml', commands: [GENERATE, DIFF, RELEASE_CHECK, NEW] },
  { path: 'spec/pets/released/sdk.json', commands: [GENERATE, DIFF, RELEASE_CHECK, RELEASE] },
  { path: 'spec/pets/released/openapi.json', commands: [DIFF, RELEASE_CHECK, RELEASE] },
  { path: 'spec/pets/released/version.json', commands: [RELEASE_CHECK, RELEASE] },
  { path: 'pnpm-workspace.yaml', commands: [GENERATE, CHECK], sound: ['null', 'a list', 'a number'] },
  {
    path: 'LICENSE',
    commands: [GENERATE, CHECK],
    sound: ['null', 'a brace', 'a list', 'a number', 'garbage'],
  },
  { path: 'node_modules/.cache/specline/pets.json', commands: [GENERATE, NEW], isCache: true },
];

/** Ways to damage a file, by name. */
export const DAMAGES: Readonly<Record<string, (path: string) => void>> = {
  'a folder': (path) => mkdirSync(path),
  'a pipe': (path) => void execFileSync('mkfifo', [path]),
  'a link loop': (path) => symlinkSync(path, path),
  'a device': (path) => symlinkSync('/dev/zero', path),
  null: (path) => writeFileSync(path, 'null\n'),
  'a brace': (path) => writeFileSync(path, '{'),
  'a list': (path) => writeFileSync(path, '[]\n'),
  'a number': (path) => writeFileSync(path, '5\n'),
  garbage: (path) => writeFileSync(path, Buffer.from([0x7b, 0x00, 0xff, 0xfe, 0x80, 0x1b, 0x5b, 0x22])),
};

/** Puts a damaged file in the place of a sound one. */
export function damage(root: string, path: string, kind: string): void {
  const file = join(root, path);
  rmSync(file, { recursive: true, force: true });
  mkdirSync(join(file, '..'), { recursive: true });
  DAMAGES[kind]?.(file);
}
