import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { decoded } from '../json/pointer.js';
import { InputError } from '../json/problem.js';
import type { Problem } from '../json/problem.js';
import { readSource } from '../parse/source.js';
import type { Source } from '../parse/source.js';

/** The files that a document may reach: those of its own folder and of the folders it is given besides. */
export class Files {
  readonly #roots: readonly string[];
  readonly #base: string;
  readonly #sources = new Map<string, Source>();

  /** Messages name files relative to `base`. */
  constructor(entry: string, base: string, shared: readonly string[] = []) {
    this.#base = base;
    this.#roots = [dirname(entry), ...shared].map(real);
  }

  /** Reads a file once. Throws `InputError` where it lies outside, or cannot be read. */
  read(path: string): Source {
    const known = this.#sources.get(path);
    if (known !== undefined) return known;
    const file = relative(this.#base, path).replaceAll('\\', '/');
    const actual = real(path);
    if (!this.#roots.some((root) => isWithin(actual, root))) {
      throw new InputError([
        { file, message: 'this file lies outside the folder of the document', remedy: 'move it inside' },
      ]);
    }
    const source = readSource(actual, file);
    this.#sources.set(path, source);
    return source;
  }

  /** The files that were read, the first one first. */
  paths(): string[] {
    return [...this.#sources.keys()];
  }

  /** Puts another value in the place of a file's own. */
  replace(path: string, source: Source): Source {
    this.#sources.set(path, source);
    return source;
  }
}

/**
 * Throws `InputError` where a path below a folder leads out of it, or nowhere, through symbolic links. The folder itself
 * may be a link.
 */
export function refuseOutside(root: string, paths: readonly string[]): void {
  const outside = paths.filter((path) => leadsOut(root, path));
  const links = outside.filter((path) => !outside.some((above) => path.startsWith(`${above}/`)));
  if (links.length === 0) return;
  throw new InputError(links.map((file) => linkProblem(root, file)));
}

function linkProblem(root: string, file: string): Problem {
  const way = existsSync(join(root, file)) ? 'out of the workspace' : 'nowhere';
  return { file, message: `this symbolic link leads ${way}`, remedy: 'put a copy in its place' };
}

function leadsOut(root: string, path: string): boolean {
  const file = join(root, path);
  if (existsSync(file)) return !isWithin(realpathSync(file), realpathSync(root));
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true) return true;
  return path.includes('/') && leadsOut(root, path.slice(0, path.lastIndexOf('/')));
}

/** What a reference says that no document may read, and what to do about it. In this order. */
const REFUSED: readonly { readonly pattern: RegExp; readonly what: string; readonly remedy: string }[] = [
  {
    pattern: /^([A-Za-z][A-Za-z0-9+.-]*:|[\\/]{2})/,
    what: 'another host',
    remedy: 'copy the target into the folder of the document',
  },
  { pattern: /^\//, what: 'an absolute path', remedy: 'write it relative to this file' },
  { pattern: /\\/, what: 'a path with a backslash', remedy: 'write / between folders' },
  { pattern: /\0/, what: 'a path with a null byte', remedy: 'correct the path' },
];

/** The path that a reference in a file names. Throws `InputError` for one that names a host or an absolute path. */
export function referredPath(reference: string, from: string): string {
  const path = decoded(reference);
  const refused = REFUSED.find(({ pattern }) => pattern.test(reference) || pattern.test(path));
  if (refused === undefined) return resolve(dirname(from), path);
  const message = `$ref to ${refused.what} is refused: ${reference}`;
  throw new InputError([{ message, remedy: refused.remedy }]);
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The path without links; what does not exist stands in the nearest folder that does. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(real(dirname(path)), basename(path));
  }
}
