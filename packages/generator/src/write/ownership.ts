import { hash } from 'node:crypto';
import { join } from 'node:path';
import { readText } from '@specline/openapi';
import { jsonText } from '../print/json.js';
import type { GeneratedFile } from '../print/module.js';

/** The file in each generated package that lists what Specline wrote there. */
export const OWNERSHIP_FILE = '.specline.json';

/** The SHA-256 of each file that Specline wrote, by path. */
export type Ownership = Readonly<Record<string, string>>;

/** The list of files as it is kept. */
export function ownershipText(owned: Ownership): string {
  const files = Object.fromEntries(Object.entries(owned).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return `${jsonText({ generator: '@specline/generator', files })}\n`;
}

/** What files a list names. Returns undefined where the text is no such list. */
export function parseOwnership(text: string): Ownership | undefined {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || !('files' in value)) return undefined;
  const { files } = value;
  if (typeof files !== 'object' || files === null || Array.isArray(files)) return undefined;
  const entries = Object.entries(files);
  return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')
    ? Object.fromEntries(entries)
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function ownershipOf(files: readonly GeneratedFile[]): Ownership {
  return Object.fromEntries(files.map((file) => [file.path, hashOf(file)]));
}

/** Whether every file that a folder's own list names is as it was written. */
export function isAsWritten(directory: string): boolean {
  const read = (path: string) => readText(join(directory, path));
  try {
    const owned = parseOwnership(read(OWNERSHIP_FILE)) ?? { [OWNERSHIP_FILE]: '' };
    return Object.entries(owned).every(([path, digest]) => hashOf({ path, contents: read(path) }) === digest);
  } catch {
    return false;
  }
}

function hashOf(file: GeneratedFile): string {
  return hash('sha256', comparable(file), 'hex');
}

/** What of a file is Specline's: all but the version in `package.json`, which releases raise. */
export function comparable({ path, contents }: GeneratedFile): string {
  return path === 'package.json' ? contents.replace(/^( {2}"version": )"[^"\n]*"/m, '$1""') : contents;
}
