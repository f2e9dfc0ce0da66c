import { describe, expect, test } from 'vitest';
import { reportFailure } from '../src/index.js';

describe('how a failure is reported', () => {
  const told = (error: unknown, env: NodeJS.ProcessEnv = {}): [number, string] => {
    let printed = '';
    const stderr = { write: (line: string) => (printed += line) !== '' } as unknown as NodeJS.WritableStream;
    return [reportFailure(error, { cwd: '/w', env, stderr }), printed];
  };
  const system = (code: string, more: object = { path: '/w/a' }) =>
    Object.assign(new Error(code), { code, ...more });

  test.each([
    ['EACCES', 'a: the system denies access (EACCES); change the permissions, or run this as another user'],
    [
      'EPERM',
      'a: the system does not permit this (EPERM); change the owner or attributes, or run this as another user',
    ],
    ['EROFS', 'a: the file system is read-only (EROFS); make it writable, or work in another folder'],
    ['ENOSPC', 'a: no space is left on the disk (ENOSPC); free some, and run the command again'],
    ['EDQUOT', 'a: the disk quota is used up (EDQUOT); free some space, and run the command again'],
    ['EMFILE', 'a: too many files are open (EMFILE); raise the limit (ulimit -n), and run the command again'],
    [
      'ENFILE',
      'a: too many files are open on this machine (ENFILE); close other programs, and run the command again',
    ],
    ['EIO', 'a: the disk cannot be read or written (EIO); check the disk, and run the command again'],
    ['ENOMEM', 'a: no memory is left (ENOMEM); close other programs, and run the command again'],
    ['EEXIST', 'a: this exists already (EEXIST); move it away'],
    ['ENOTEMPTY', 'a: the folder is not empty (ENOTEMPTY); move away what is in it'],
    ['EBUSY', 'a: another program uses this (EBUSY); close that program, and run the command again'],
    ['ERR_FS_EISDIR', 'a: this is a folder, not a file (EISDIR); give a file, or move the folder away'],
    ['ERR_STRING_TOO_LONG', 'a: the file is too large (EFBIG); split it, or raise the limit (ulimit -f)'],
    ['EWEIRD', 'a: the system reports a fault (EWEIRD); correct it, and run the command again'],
  ])('%s', (code, line) => {
    expect(told(system(code))).toEqual([2, `${line}\n`]);
  });

  test('without a path, the folder that the command runs in is named', () => {
    expect(told(system('ENOSPC', {}))[1]).toMatch(/^\/w: no space is left on the disk/);
  });

  test('a file that cannot be replaced is named, and not what was to take its place', () => {
    const paths = { syscall: 'rename', path: '/w/.a.specline-new-1', dest: '/w/a' };
    expect(told(system('EISDIR', paths))[1]).toMatch(/^a: this is a folder/);
  });

  test('a program that is not there', () => {
    expect(told(system('ENOENT', { syscall: 'spawn npx', path: 'npx' }))).toEqual([
      2,
      'npx: this program is not on PATH; install it\n',
    ]);
  });

  test('a host and a port', () => {
    expect(told(system('EADDRNOTAVAIL', { address: '192.0.2.1', port: 80 }))[1]).toBe(
      '192.0.2.1:80: this machine does not have this address (EADDRNOTAVAIL); give another --host\n',
    );
    expect(told(system('ENOTFOUND', { hostname: 'no.invalid' }))[1]).toBe(
      'no.invalid: there is no host of this name (ENOTFOUND); correct the name\n',
    );
  });

  test('a fault of Specline says so, on one line, and shows its stack on request', () => {
    const error = new TypeError('x\u001b[2J is\nnothing');
    const line =
      'Specline itself failed: TypeError: x\\u001b[2J is\\u000anothing; report the command and the spec to the maintainers of Specline; SPECLINE_DEBUG=1 prints the stack\n';
    expect(told(error)).toEqual([2, line]);
    const [exit, printed] = told(error, { SPECLINE_DEBUG: '1' });
    expect(exit).toBe(2);
    expect(printed.startsWith(line)).toBe(true);
    expect(printed).toContain('failure.test.ts');
    expect(printed).not.toContain('\u001b');
    expect(told(`${'a'.repeat(400)}`)[1]).toContain(`${'a'.repeat(300)}…; report`);
  });
});
