import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { run as runCommand } from '@scripts/kit/command.ts';
import { root as repository } from '@scripts/kit/workspace.ts';

export type Files = Readonly<Record<string, string>>;

export const CACHE = 'node_modules/.cache/specline';

export function writeAll(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A copy of a workspace. What lies outside of it is linked, and not copied. */
export function copyOf(template: string, to: string): string {
  cpSync(template, to, { recursive: true, verbatimSymlinks: true });
  return to;
}

/** What a workspace has, besides what a killed run has left: the text of every file by its path. */
export function treeOf(root: string): Files {
  const files: [string, string][] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (['.git', 'node_modules'].includes(entry.name) || LEFT.test(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) files.push([relative(root, path), readFileSync(path, 'utf8')]);
    }
  };
  visit(root);
  return Object.fromEntries(files.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const LEFT = /\.specline-new/;

/** The paths whose text differs. */
export function differences(a: Files, b: Files): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((path) => a[path] !== b[path]);
}

/** What a run that was killed has left: temporary names, a lock, a journal. */
export function debrisIn(root: string): string[] {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => LEFT.test(path) || [`${CACHE}/lock`, `${CACHE}/release.json`].includes(path));
}

/** What a run of the built command printed, and how it ended. */
export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

const COMMAND = join(repository, 'packages/cli/bin/specline.js');

/** No run of these workspaces takes nearly as long: one that does hangs. */
const LIMIT = 300_000;

/** Starts the built command; `onStart` may end it. */
export function specline(
  root: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  onStart: (end: End) => void = () => {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [COMMAND, ...args], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LIMIT,
      killSignal: 'SIGKILL',
      detached: true,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve({ code, signal, output }));
    onStart((signal, isAlone) => {
      const isRunning = child.exitCode === null && child.signalCode === null && child.pid !== undefined;
      if (isRunning) process.kill(isAlone ? child.pid : -child.pid, signal);
    });
  });
}

/** Ends a run: alone, as the system may, or with all that it runs, as Ctrl+C does. */
export type End = (signal: NodeJS.Signals, isAlone: boolean) => void;

const HEAD = 'openapi: 3.1.0\ninfo: { title: Relays, version: "1" }\n';

/** An API with one operation. */
const RELAYS = `${HEAD}paths:
  /relays/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: The relay.
          content: { application/json: { schema: { $ref: '#/components/schemas/relay' } } }
components:
  schemas:
    relay:
      type: object
      required: [name]
      properties:
        name: { type: string }
        mode: { type: string, enum: [push, pull] }
`;

const NODES = RELAYS.replaceAll('relay', 'node').replace('Relays', 'Nodes');

const CONFIG = {
  changelog: '@specline/cli/changelog',
  commit: false,
  fixed: ['relays', 'nodes'].map((api) => [`@test/${api}-types`, `@test/${api}-client`]),
  access: 'public',
  baseBranch: 'main',
  updateInternalDependencies: 'patch',
};

const FILES: Files = {
  '.gitignore': 'node_modules/\n',
  'package.json': '{ "name": "shop", "private": true }\n',
  'pnpm-workspace.yaml': 'packages: [packages/*]\n',
  'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
  '.changeset/config.json': `${JSON.stringify(CONFIG)}\n`,
  'pets.yaml': RELAYS.replaceAll('relay', 'pet'),
  'spec/defaults.yaml': "npmScope: '@test'\nlicense: MIT\n",
  'spec/redocly.yaml': 'extends: []\n',
  'spec/relays/openapi.yaml': RELAYS,
  'spec/nodes/openapi.yaml': NODES,
  'packages/runtime/package.json': '{ "name": "@specline/runtime", "version": "1.0.0" }\n',
  'packages/contract/package.json': '{ "name": "@specline/contract", "version": "1.0.0" }\n',
  // The tests of the packages are not what is attacked.
  'node_modules/turbo/package.json': '{ "name": "turbo", "bin": { "turbo": "turbo.cjs" } }\n',
  'node_modules/turbo/turbo.cjs': '',
};

/** What waits for the release: a break that was accepted, an addition, and a changeset of a package by hand. */
const PENDING: Files = {
  'spec/relays/openapi.yaml': RELAYS.replace(/ {8}mode: .*\n/, ''),
  'spec/relays/accepted.yaml': `changes:
  - id: response-property-removed
    pointer: '#/components/schemas/relay/properties/mode'
    reason: Unused.
`,
  'spec/nodes/openapi.yaml': NODES.replace('        mode:', '        note: { type: string }\n        mode:'),
  '.changeset/runtime.md': "---\n'@specline/runtime': minor\n---\n\nMore.\n",
};

/** A workspace with two APIs that are released, and one change of each that is not. */
export async function makeTemplate(root: string): Promise<string> {
  writeAll(root, FILES);
  for (const [name, target] of [
    ['@changesets/cli', 'node_modules/@changesets/cli'],
    ['@specline/cli', 'packages/cli'],
  ] as const) {
    mkdirSync(join(root, 'node_modules', name, '..'), { recursive: true });
    symlinkSync(join(repository, target), join(root, 'node_modules', name));
  }
  for (const args of [['generate'], ['release', '--record']]) await succeed(root, args);
  writeAll(root, PENDING);
  await git(root, 'init', '--quiet', '--initial-branch=main');
  await commit(root);
  return root;
}

async function succeed(root: string, args: readonly string[]): Promise<void> {
  const { code, output } = await specline(root, args);
  if (code !== 0) throw new Error(`specline ${args.join(' ')}: exit ${code}\n${output}`);
}

export function git(root: string, ...args: string[]) {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  return runCommand('git', [...author, ...args], { cwd: root });
}

export async function commit(root: string): Promise<void> {
  await git(root, 'add', '--all');
  await git(root, 'commit', '--quiet', '--allow-empty', '--message', 'a');
}

/** Appends to a file, which is made where it is not there. */
export function append(root: string, path: string, text: string): void {
  const before = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
  writeAll(root, { [path]: before + text });
}
