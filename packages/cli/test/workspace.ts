import {
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import { run } from '../src/index.js';
import type { Exit } from '../src/index.js';

export type Files = Readonly<Record<string, string>>;

/** A folder of its own with the given files, for as long as the test runs. */
export function folder(files: Files): string {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'specline-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  write(root, files);
  return root;
}

export function write(root: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

/** All files below a folder, with their text; what is remembered in `node_modules` is none. */
export function filesIn(root: string): Files {
  const names = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(root, 'node_modules')))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  return Object.fromEntries(names.toSorted().map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

/** The paths whose text differs between two states of a folder. */
export function changedFiles(before: Files, after: Files): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => before[name] !== after[name]).toSorted();
}

export interface Ran {
  readonly exit: Exit;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `specline` in a folder. */
export function specline(cwd: string, ...args: string[]): Promise<Ran> {
  return speclineWith({}, cwd, ...args);
}

/** Runs `specline` in a folder, with more variables in its environment. */
export async function speclineWith(env: NodeJS.ProcessEnv, cwd: string, ...args: string[]): Promise<Ran> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const exit = await run(args, { cwd, env: { ...process.env, ...env }, stdout, stderr });
  return { exit, stdout: textOf(stdout), stderr: textOf(stderr) };
}

function textOf(stream: PassThrough): string {
  return (stream.read() as Buffer | null)?.toString() ?? '';
}

const HEAD = 'openapi: 3.1.0\ninfo: { title: Relays, version: "1" }\n';

/** An API with one operation, `GET /relays/{id}`. */
export const FRAGMENT = `${HEAD}paths:
  /relays/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: The relay.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/relay'
components:
  schemas:
    relay:
      type: object
      required: [name]
      properties:
        name: { type: string }
        mode: { type: string, enum: [push, pull] }
`;

export const DEFAULTS = "npmScope: '@test'\nlicense: MIT\n";

/** A workspace with the API \`relays\`, and more files or others in their place. */
export function workspace(files: Files = {}): string {
  return folder({ 'spec/defaults.yaml': DEFAULTS, 'spec/relays/openapi.yaml': FRAGMENT, ...files });
}
