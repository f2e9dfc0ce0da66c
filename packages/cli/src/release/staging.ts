import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { refuseLinks, temporary } from '@specline/generator';
import { bytesOf } from '../workspace-file.js';
import { prereleaseMode } from './context.js';
import { answerOf } from './head.js';
import type { Move } from './moves.js';
import { runTool } from './tool.js';

/**
 * Lets Changesets raise versions and write changelogs in a copy of what it reads, so that nothing is half done where it
 * is killed. Returns what it changed there. Changesets of `omitted`, names of files, wait.
 */
export async function stagedMoves(
  root: string,
  omitted: readonly string[],
  options: readonly string[],
): Promise<Move[]> {
  const folder = temporary(join(root, 'release'));
  rmSync(folder, { recursive: true, force: true });
  try {
    const stage = copyOf(root, folder, omitted);
    const before = versionedFiles(stage);
    if (!hasChangesets(stage)) return [];
    const args = ['version', ...options];
    await runTool(root, '@changesets/cli', 'changeset', args, {
      cwd: stage,
      env: { ...process.env, ...stagedEnvironment(root, folder) },
    });
    return movesBetween(before, versionedFiles(stage));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Git leaves it out, and it lies in the copy as deep as in the repository, for those who ask git about a changeset. */
function copyOf(root: string, folder: string, omitted: readonly string[]): string {
  const stage = join(folder, 'tree', prefixOf(root));
  mkdirSync(stage, { recursive: true });
  writeFileSync(join(folder, '.gitignore'), '*\n');
  const rootFiles = readdirSync(root, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.startsWith('.env'),
  );
  for (const { name } of rootFiles) copyFileSync(join(root, name), join(stage, name));
  const versioned = Object.entries(versionedFiles(root)).filter(([path]) => !omitted.includes(path));
  for (const [path, bytes] of versioned) {
    mkdirSync(dirname(join(stage, path)), { recursive: true });
    writeFileSync(join(stage, path), path === CONFIG ? withOwnModules(bytes, root) : bytes, 'latin1');
  }
  return stage;
}

const CONFIG = '.changeset/config.json';

/** A module that writes changelogs may lie anywhere in the workspace. */
function withOwnModules(bytes: string, root: string): string {
  try {
    const config = JSON.parse(Buffer.from(bytes, 'latin1').toString('utf8')) as { changelog?: unknown };
    const [module, ...options] = [config.changelog].flat() as unknown[];
    if (typeof module !== 'string' || !module.startsWith('.')) return bytes;
    const { href } = pathToFileURL(resolve(root, '.changeset', module));
    const changelog = Array.isArray(config.changelog) ? [href, ...options] : href;
    return Buffer.from(JSON.stringify({ ...config, changelog })).toString('latin1');
  } catch {
    // Changesets says what is wrong with it.
    return bytes;
  }
}

/** The way from the top of the repository to a workspace; empty where there is none. */
function prefixOf(root: string): string {
  return answerOf(root, 'rev-parse', '--show-prefix') ?? '';
}

/** Changesets may ask git which commit added a changeset, and has formatters run by pnpm, which is to install nothing. */
function stagedEnvironment(root: string, folder: string): NodeJS.ProcessEnv {
  const repository = answerOf(root, 'rev-parse', '--absolute-git-dir');
  return {
    pnpm_config_verify_deps_before_run: 'false',
    npm_config_verify_deps_before_run: 'false',
    ...(repository === null ? {} : { GIT_DIR: repository, GIT_WORK_TREE: join(folder, 'tree') }),
  };
}

type Files = Readonly<Record<string, string>>;

/** What raising versions reads and changes: manifests, changelogs and changesets, by their paths below a root. */
function versionedFiles(root: string): Files {
  const found: Record<string, string> = {};
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const isChangeset = path.startsWith('.changeset/');
      if (isChangeset) refuseLinks(root, path);
      const isVersioned = isChangeset || VERSIONED.has(entry.name);
      if (entry.isFile() && isVersioned) found[path] = bytesOf(root, path) ?? '';
      if (entry.isDirectory() && isSearched(entry.name)) visit(path);
    }
  };
  visit('');
  return found;
}

const VERSIONED = new Set(['package.json', 'CHANGELOG.md']);

function isSearched(name: string): boolean {
  return name === '.changeset' || !(name.startsWith('.') || name === 'node_modules');
}

/** Whether there is a changeset that waits, or prereleases to end; Changesets takes neither for a fault. */
function hasChangesets(stage: string): boolean {
  const isEnding = prereleaseMode(stage) === 'exit';
  return Object.keys(versionedFiles(stage)).some(
    (path) =>
      (isEnding ? /^\.changeset\/(pre\/)?[^/]+\.md$/ : /^\.changeset\/[^/]+\.md$/).test(path) &&
      !/\/README\.md$/i.test(path),
  );
}

/** What is removed comes last: a changeset is there for as long as its text is nowhere else. */
function movesBetween(before: Files, after: Files): Move[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  const changed = paths.filter((path) => before[path] !== after[path]);
  const isRemoved = (path: string) => after[path] === undefined;
  return [...changed.filter((path) => !isRemoved(path)), ...changed.filter(isRemoved)].map((path) => ({
    path,
    before: before[path] ?? null,
    after: after[path] ?? null,
  }));
}
