import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, resolve } from 'node:path';
import { InputError } from '@specline/openapi';
import { commitOf, git } from './git.js';

/** A document where it can be read. */
export interface Located {
  /** The path of its file. */
  readonly path: string;
  /** Messages name files relative to this folder. */
  readonly base: string;
  /** What stands before the names of files: `v1.2.0:`, or nothing. */
  readonly prefix: string;
}

/**
 * Calls `read` with the document that `FILE` or `REF:path` names. What is read of a revision is taken out of git into a
 * temporary folder: the document's own, with `sdk.yaml`, and what APIs share beside it. Throws `InputError`.
 */
export function withDocument<Read>(name: string, cwd: string, read: (located: Located) => Read): Read {
  const colon = name.indexOf(':');
  // One letter is a drive of Windows.
  if (colon < 2 || existsSync(resolve(cwd, name)))
    return read({ path: resolve(cwd, name), base: cwd, prefix: '' });
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'specline-revision-'));
  try {
    const revision = new Revision(name.slice(0, colon), cwd, folder);
    return read({
      path: revision.takeOut(name.slice(colon + 1)),
      base: join(folder, 'tree'),
      prefix: name.slice(0, colon + 1),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Revision {
  readonly #name: string;
  readonly #folder: string;
  readonly #commit: string;
  /** Where the current folder is in the repository: `packages/cli/`. */
  readonly #prefix: string;
  #cwd: string;

  constructor(name: string, cwd: string, folder: string) {
    this.#name = name;
    this.#cwd = cwd;
    this.#folder = folder;
    this.#commit = commitOf(name, cwd, 'name a branch, a tag or a commit, or give a file that is there');
    this.#prefix = this.#git('rev-parse', '--show-prefix').trim();
    // From the root of the repository on, so that all paths begin there.
    this.#cwd = this.#git('rev-parse', '--show-toplevel').trim();
  }

  /** Writes the folder of a file into the temporary one; the path that the file has there. */
  takeOut(path: string): string {
    const file = this.#fromRoot(path);
    const folder = posix.dirname(file);
    const around = posix.dirname(folder);
    const beside = ['defaults.yaml', '_shared'].map((name) => posix.join(around, name));
    const wanted = folder === '.' ? ['.'] : [folder, ...beside];
    const files = this.#git('ls-tree', '-r', '-z', '--name-only', this.#commit, '--', ...wanted);
    if (!files.split('\0').includes(file)) throw new MissingFileError(this.#name, path);
    this.#git('read-tree', this.#commit);
    this.#checkOut(files);
    return join(this.#folder, 'tree', file);
  }

  /** `./` begins at the current folder, as in git's own `REF:path`. */
  #fromRoot(path: string): string {
    const isRelative = path.startsWith('./') || path.startsWith('../');
    return posix.normalize(isRelative ? `${this.#prefix}${path}` : path);
  }

  #checkOut(files: string): void {
    this.#run(['checkout-index', '-z', '--stdin', `--prefix=${join(this.#folder, 'tree')}/`], files);
  }

  #git(...args: string[]): string {
    return this.#run(args, '');
  }

  /** With an index of its own: that of the user stays as it is. */
  #run(args: readonly string[], input: string): string {
    return git(this.#name, args, { cwd: this.#cwd, input, index: join(this.#folder, 'index') });
  }
}

/** Thrown where a revision does not have a file. */
export class MissingFileError extends InputError {
  constructor(revision: string, path: string) {
    const message = `there is no such file at ${revision}`;
    const remedy = 'check the path; it begins at the root of the repository';
    super([{ file: `${revision}:${path}`, message, remedy }]);
  }
}
