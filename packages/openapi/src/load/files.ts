import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InputError } from './problem.js';
import { readSource } from './source.js';
import type { Source } from './source.js';

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
    if (!this.#roots.some((root) => actual.startsWith(root + sep))) {
      throw new InputError([
        { file, message: 'this file lies outside the folder of the document', remedy: 'move it inside' },
      ]);
    }
    const source = readSource(path, file);
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

/** The path that a reference in a file names. Throws `InputError` for one that names a host or an absolute path. */
export function referredPath(reference: string, from: string): string {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(reference) || reference.startsWith('//')) {
    throw new InputError([
      {
        message: `$ref to another host is refused: ${reference}`,
        remedy: 'copy the target into the folder of the document',
      },
    ]);
  }
  const path = decodeURIComponent(reference);
  if (isAbsolute(path)) {
    throw new InputError([
      {
        message: `$ref to an absolute path is refused: ${reference}`,
        remedy: 'write it relative to this file',
      },
    ]);
  }
  return resolve(dirname(from), path);
}

/** The path without links; what does not exist stands in the nearest folder that does. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(real(dirname(path)), basename(path));
  }
}
