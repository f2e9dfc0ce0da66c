import { lstatSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join, relative } from 'node:path';
import { InputError } from '@specline/openapi';

/** What in a generated package belongs to others. */
const FOREIGN = /^(CHANGELOG\.md|dist|node_modules|\.git)(\/|$)/i;

/** What file systems take, in bytes, less what is added to a file's name while it is written. */
const MAX_NAME = 230;
const MAX_PATH = 2000;

/** What is wrong with a path below a package's folder; undefined where it may be written. */
export function pathFault(path: string): string | undefined {
  const parts = path.split('/');
  if (parts.some((part) => ['', '.', '..'].includes(part)) || /[\\:]|\0/.test(path))
    return 'the path leads out of the folder';
  if (parts.some((part) => Buffer.byteLength(part) > MAX_NAME) || Buffer.byteLength(path) > MAX_PATH)
    return 'the path is too long';
  return FOREIGN.test(path) ? 'this is never written by Specline' : undefined;
}

/** Finds what stands in the way of files of one folder. Looks at each folder once. */
export class Obstacles {
  readonly #directory: string;
  readonly #folders = new Map<string, string | undefined>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Why a file cannot be written in its place; undefined where it can. */
  before(path: string): string | undefined {
    const end = path.lastIndexOf('/');
    const above = end < 0 ? undefined : this.#beforeFolder(path.slice(0, end));
    if (above !== undefined) return above;
    return this.#stats(path)?.isSymbolicLink() === true ? LINK : undefined;
  }

  #beforeFolder(path: string): string | undefined {
    if (!this.#folders.has(path)) {
      const isFile = () => this.#stats(path)?.isDirectory() === false;
      this.#folders.set(
        path,
        this.before(path) ?? (isFile() ? 'a file stands where a folder is needed' : undefined),
      );
    }
    return this.#folders.get(path);
  }

  #stats(path: string): Stats | undefined {
    return lstatSync(join(this.#directory, path), { throwIfNoEntry: false });
  }
}

const LINK = 'Specline writes through no symbolic link';

/**
 * Throws `InputError` where a path below a folder is a symbolic link, or leads through one. The folder itself may be
 * reached through links.
 */
export function refuseLinks(root: string, path: string): void {
  const parts = relative(root, join(root, path)).split(/[\\/]/);
  for (const [index] of parts.entries()) {
    const file = parts.slice(0, index + 1).join('/');
    if (lstatSync(join(root, file), { throwIfNoEntry: false })?.isSymbolicLink() !== true) continue;
    throw new InputError([{ file, message: LINK, remedy: 'put a file or folder of its own in its place' }]);
  }
}
