import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a release that was interrupted had done. */
export interface Journal {
  /** While versions are being raised: what the files held before. */
  readonly before?: Readonly<Record<string, string>>;
  /** Once they are: what each API was when it was versioned, a digest by its name. */
  readonly versioned?: Readonly<Record<string, string>>;
}

function journalFile(root: string): string {
  return join(root, 'node_modules', '.cache', 'specline', 'release.json');
}

export function readJournal(root: string): Journal {
  try {
    return JSON.parse(readFileSync(journalFile(root), 'utf8')) as Journal;
  } catch {
    return {};
  }
}

export function writeJournal(root: string, journal: Journal): void {
  const file = journalFile(root);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(journal));
  renameSync(`${file}.new`, file);
}

export function closeJournal(root: string): void {
  rmSync(journalFile(root), { force: true });
}

/** Puts files back as they were, and removes what only raising versions makes; what a person made since stays. */
export function restore(root: string, before: NonNullable<Journal['before']>): void {
  for (const path of Object.keys(versionedFiles(root)))
    if (!Object.hasOwn(before, path) && MADE.test(path)) rmSync(join(root, path));
  for (const [path, text] of Object.entries(before)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const MADE = /(^|\/)CHANGELOG\.md$|^\.changeset\/(pre\/|.*\.refused$)/;

/** How deep packages lie in a workspace. */
const DEPTH = 4;
const VERSIONED = ['package.json', 'CHANGELOG.md'];

/** What raising versions changes: manifests, changelogs and changesets, by their paths below the root. */
export function versionedFiles(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (folder: string, depth: number): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const isChangeset = path.startsWith('.changeset/');
      if (entry.isFile() && (isChangeset || VERSIONED.includes(entry.name)))
        found[path] = readFileSync(join(root, path), 'utf8');
      if (entry.isDirectory() && depth < DEPTH && !isForeign(entry.name)) visit(path, depth + 1);
    }
  };
  visit('', 1);
  return found;
}

function isForeign(name: string): boolean {
  return (
    (name.startsWith('.') && name !== '.changeset') ||
    ['node_modules', 'dist', 'spec', 'src', 'test'].includes(name)
  );
}
