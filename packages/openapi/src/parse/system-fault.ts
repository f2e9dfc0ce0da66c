import { isAbsolute, relative } from 'node:path';
import type { Problem } from '../json/problem.js';

/** Stands where a path is no file that can be read whole: a pipe, a socket or a device. */
export const NOT_REGULAR = 'ENOTREG';

/** What the code of a fault means, and what to do about it. */
const MEANINGS: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  ENOENT: ['there is no such file', 'check the path'],
  ENOTDIR: ['a part of this path is a file, not a folder', 'check the path'],
  EISDIR: ['this is a folder, not a file', 'give a file, or move the folder away'],
  ENOTREG: ['this is a pipe, a socket or a device, not a file', 'save it as a file, and give that'],
  ENXIO: ['this is a pipe, a socket or a device, not a file', 'save it as a file, and give that'],
  EFBIG: ['the file is too large', 'split it, or raise the limit (ulimit -f)'],
  EACCES: ['the system denies access', 'change the permissions, or run this as another user'],
  EPERM: ['the system does not permit this', 'change the owner or attributes, or run this as another user'],
  EROFS: ['the file system is read-only', 'make it writable, or work in another folder'],
  ENOSPC: ['no space is left on the disk', 'free some, and run the command again'],
  EDQUOT: ['the disk quota is used up', 'free some space, and run the command again'],
  EMFILE: ['too many files are open', 'raise the limit (ulimit -n), and run the command again'],
  ENFILE: ['too many files are open on this machine', 'close other programs, and run the command again'],
  ENAMETOOLONG: ['the path is too long', 'use shorter names'],
  ELOOP: ['too many symbolic links lead from one to the next', 'correct the links'],
  EIO: ['the disk cannot be read or written', 'check the disk, and run the command again'],
  ENOMEM: ['no memory is left', 'close other programs, and run the command again'],
  EEXIST: ['this exists already', 'move it away'],
  ENOTEMPTY: ['the folder is not empty', 'move away what is in it'],
  EBUSY: ['another program uses this', 'close that program, and run the command again'],
  EADDRINUSE: ['another program uses this port', 'give another --port, or stop that program'],
  EADDRNOTAVAIL: ['this machine does not have this address', 'give another --host'],
  ENOTFOUND: ['there is no host of this name', 'correct the name'],
  EAI_AGAIN: ['the name of the host cannot be looked up', 'check the name and the network'],
};

/** Other codes that mean the same. */
const SYNONYMS: Readonly<Record<string, string>> = {
  ERR_FS_EISDIR: 'EISDIR',
  ERR_FS_FILE_TOO_LARGE: 'EFBIG',
  ERR_STRING_TOO_LONG: 'EFBIG',
  EEMPTY: 'ENOENT',
};

/** What Node adds to the error of a system call. */
interface SystemFault extends Error {
  readonly code: string;
  readonly path?: unknown;
  readonly dest?: unknown;
  readonly syscall?: string;
  readonly address?: string;
  readonly hostname?: string;
  readonly port?: number;
}

/** Whether a file, a disk, a port or the like failed, and no code of ours. */
export function isSystemFault(error: unknown): error is SystemFault {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return /^E[A-Z0-9]+$/.test(error.code) || Object.hasOwn(MEANINGS, codeOf(error.code));
}

/** Returns a fault of the system as a problem. It names files relative to `base`, and `base` where the system names none. */
export function systemProblem(fault: SystemFault, base: string): Problem {
  const file = placeOf(fault, base);
  const code = codeOf(fault.code);
  if (fault.syscall === 'uv_cwd')
    return { message: 'the current folder is gone', remedy: 'change to another folder' };
  if (fault.syscall?.startsWith('spawn') === true && code === 'ENOENT')
    return { file, message: 'this program is not on PATH', remedy: 'install it' };
  const [message, remedy] = MEANINGS[code] ?? [
    'the system reports a fault',
    'correct it, and run the command again',
  ];
  const isOurs = code === NOT_REGULAR || code === 'ENOENT';
  return { file, message: isOurs ? message : `${message} (${code})`, remedy };
}

function codeOf(code: string): string {
  return SYNONYMS[code] ?? code;
}

function placeOf({ path, dest, syscall, address, hostname, port }: SystemFault, base: string): string {
  // What is put in the place of a file has a name that says nothing to anyone.
  if (syscall === 'rename' && typeof dest === 'string') return shortened(dest, base);
  if (typeof path === 'string' && path !== '') return shortened(path, base);
  const host = address ?? hostname;
  if (host !== undefined) return port === undefined ? host : `${host}:${port}`;
  return base;
}

/** Relative to `base` where it is below. */
function shortened(path: string, base: string): string {
  const way = relative(base, path);
  const isBelow = isAbsolute(path) && way !== '' && !way.startsWith('..') && !isAbsolute(way);
  return (isBelow ? way : path).replaceAll('\\', '/');
}
