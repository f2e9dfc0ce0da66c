import { lstatSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refuseLinks, temporary } from '@specline/generator';
import { makeFolders, withPath } from '@specline/openapi';

/** Returns the bytes of a file below a root, each as one letter; undefined where there is no file. */
export function bytesOf(root: string, path: string): string | undefined {
  const isFile = lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true;
  return isFile ? readFileSync(join(root, path), 'latin1') : undefined;
}

/** Replaces a file below a root, whole or not at all. Throws `InputError` where a symbolic link is on its way. */
export function replaceFile(
  root: string,
  path: string,
  contents: string,
  encoding: 'utf8' | 'latin1' = 'utf8',
): void {
  refuseLinks(root, path);
  const file = join(root, path);
  const draft = temporary(file);
  const { mode = 0o666 } = statSync(file, { throwIfNoEntry: false }) ?? {};
  makeFolders(dirname(file));
  try {
    withPath(file, () => writeFileSync(draft, contents, { encoding, mode }));
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes a file below a root. Throws `InputError` where a symbolic link is on its way. */
export function removeFile(root: string, path: string): void {
  refuseLinks(root, path);
  rmSync(join(root, path), { force: true });
}

/** Removes a folder if nothing is in it; returns whether it is gone. */
export function removeEmptyFolder(path: string): boolean {
  try {
    rmdirSync(path);
    return true;
  } catch {
    return false;
  }
}
