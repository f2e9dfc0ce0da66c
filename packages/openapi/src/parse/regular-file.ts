import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname } from 'node:path';
import { NOT_REGULAR } from './system-fault.js';

/** In bytes: more than any file that people write or Specline prints. */
const MAX_SIZE = 2 ** 28;

/** Not on Windows, which has no pipes among its files. */
const { O_NONBLOCK = 0 } = constants as { readonly O_NONBLOCK?: number };

/**
 * Reads a regular file of at most 256 MiB, and never waits for it: folders, pipes, sockets and devices are refused. Throws a
 * fault of the system that names the path.
 */
export function readBytes(path: string): Buffer {
  return withPath(path, () => {
    // Opening a device may already do something.
    refuseOthers(statSync(path));
    const file = openSync(path, constants.O_RDONLY | O_NONBLOCK);
    try {
      refuseOthers(fstatSync(file));
      return readFileSync(file);
    } finally {
      closeSync(file);
    }
  });
}

/**
 * Reads a regular file as UTF-8, without a byte order mark, and with line ends as Specline writes them: git may have checked
 * it out with others. Throws like `readBytes`.
 */
export function readText(path: string): string {
  return withoutReturns(readBytes(path).toString('utf8')).replace(/^\uFEFF/, '');
}

/** Returns a text with LF as line ends, in place of CRLF. */
export function withoutReturns(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/**
 * Whether anything is at a path, a link that leads nowhere too: what is there and cannot be read must not count as absent.
 * Throws where the system cannot say.
 */
export function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // A part of the path is a file.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw error;
  }
}

/** Calls `action`, and names the path in a fault of the system: reading and writing an open file say none. */
export function withPath<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof Error && 'code' in error) (error as NodeJS.ErrnoException).path ??= path;
    throw error;
  }
}

/** Makes a folder and those above it, and returns the first one that it made. */
export function makeFolders(path: string): string | undefined {
  try {
    return mkdirSync(path, { recursive: true });
  } catch (error) {
    // `recursive` says that there is no such folder where it may not make it, as on a disk that is read-only.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') mkdirSync(firstMissing(path));
    throw error;
  }
}

function firstMissing(path: string): string {
  const above = dirname(path);
  return exists(above) ? path : firstMissing(above);
}

function refuseOthers(stats: Stats): void {
  if (stats.isDirectory()) throw fault('EISDIR');
  if (!stats.isFile()) throw fault(NOT_REGULAR);
  if (stats.size > MAX_SIZE) throw fault('EFBIG');
}

function fault(code: string): Error {
  return Object.assign(new Error(code), { code });
}
