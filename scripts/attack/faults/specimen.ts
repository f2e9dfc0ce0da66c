import { spawn } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root as repository } from '@scripts/kit/workspace.ts';
import { randomNumbers } from '../random.ts';

const COMMAND = join(repository, 'packages', 'cli', 'bin', 'specline.js');

/** Milliseconds after which a command counts as one that never ends. */
const PATIENCE = 120_000;

/** What a command printed, and its exit code; null where it had to be ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command in a folder. `prefix` is a program that starts it, such as a shell that sets limits. */
export function specline(
  cwd: string,
  args: readonly string[],
  { prefix = [], env = {} }: { readonly prefix?: readonly string[]; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  const [program = '', ...rest] = [...prefix, process.execPath, COMMAND, ...args];
  const child = spawn(program, rest, {
    cwd,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PATIENCE,
    killSignal: 'SIGKILL',
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => (texts[name] += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...texts }));
  });
}

/** A document with an operation at each path, and schemas by their names. */
export function documentOf(paths: readonly string[], schemas: Readonly<Record<string, object>> = {}): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    paths: Object.fromEntries(paths.map((path) => [path, { get: { responses: OK } }])),
    components: { schemas },
  };
}

const OK = {
  200: {
    description: 'Fine.',
    content: {
      'application/json': { schema: { type: 'object', properties: { name: { type: 'string' } } } },
    },
  },
};

/** Writes files below a folder. */
export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Makes a workspace with one API that is generated and recorded, and Changesets installed. */
export async function makeWorkspace(folder: string): Promise<void> {
  write(folder, {
    'package.json': '{ "name": "shop", "private": true }\n',
    'pnpm-workspace.yaml': 'packages: [packages/*]\n',
    'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
    '.changeset/config.json': `${JSON.stringify({ changelog: '@specline/cli/changelog', fixed: [] })}\n`,
    'spec/defaults.yaml': "npmScope: '@test'\nlicense: MIT\n",
    'spec/pets/openapi.yaml': `${JSON.stringify(documentOf(['/pets']))}\n`,
  });
  for (const [name, target] of Object.entries(TOOLS)) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
    symlinkSync(join(repository, target), join(folder, 'node_modules', name));
  }
  for (const args of [['generate'], ['release', '--record']]) {
    const { code, stderr } = await specline(folder, args);
    if (code !== 0) throw new Error(`specline ${args.join(' ')}: ${stderr}`);
  }
}

const TOOLS = {
  '@changesets/cli': 'node_modules/@changesets/cli',
  '@specline/cli': 'packages/cli',
};

/** Copies a workspace; links stay links. */
export function copied(from: string, to: string): string {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  return to;
}

/** What is below a folder without its node_modules, by path: the text of files, the kind of anything else. */
export function contentsOf(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = join(below, entry.name);
      if (entry.name === 'node_modules') continue;
      if (entry.isDirectory()) visit(path);
      else found.set(path, entry.isFile() ? textOf(join(folder, path)) : 'other');
    }
  };
  visit('');
  return found;
}

/** Larger files are only told by their size. */
const MAX_TEXT = 2 ** 24;

function textOf(path: string): string {
  const { size } = lstatSync(path);
  return size > MAX_TEXT ? String(size) : readFileSync(path, 'latin1');
}

/** The paths at which two folders differ. */
export function differences(before: Map<string, string>, after: Map<string, string>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).toSorted();
}

/** The list in an order that the seed decides. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = randomNumbers(seed);
  return items
    .map((item) => ({ item, rank: random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
