import { gunzipSync } from 'node:zlib';

const BLOCK = 512;

/** More than any package of sources: 256 MiB. */
export const MOST_BYTES = 256 * 1024 * 1024;
const MOST_ENTRIES = 100_000;

/** Why a tarball is not read. */
export class ArchiveError extends Error {}

/** One entry of an archive: its type (POSIX, "ustar Interchange Format", typeflag), name and contents. */
interface Entry {
  readonly type: string;
  readonly name: string;
  readonly content: Buffer;
}

/**
 * The files of a .tgz by their names, in its order. The readers of publint and attw cut off names of more than 100 bytes,
 * which stand in the prefix of a header or in a header of their own: of type x (POSIX, "pax Interchange Format") or of
 * type L (GNU tar), by the version of pnpm that packed. Throws ArchiveError where readers could differ about what is in it,
 * and where it unpacks to more than 256 MiB or has more than 100,000 entries.
 */
export function filesInTarball(data: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let longName: string | undefined;
  for (const { type, name, content } of entriesIn(unpacked(data))) {
    if (type === 'x') longName = paxPath(content);
    else if (type === 'g') refuseNameOfAll(content);
    else if (type === 'L') longName = textUpToNul(content);
    else if (type === '0') {
      if (files.has(longName ?? name)) throw new ArchiveError(`it has ${longName ?? name} twice`);
      files.set(longName ?? name, content);
    }
    if (!/[xgLK]/.test(type)) longName = undefined;
  }
  return files;
}

function unpacked(data: Uint8Array): Buffer {
  try {
    return gunzipSync(data, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    if (error instanceof RangeError) throw new ArchiveError('it unpacks to more than 256 MiB');
    throw error;
  }
}

function* entriesIn(tar: Buffer): Generator<Entry> {
  let count = 0;
  let offset = 0;
  while (offset < tar.length && tar[offset] !== 0) {
    const header = tar.subarray(offset, offset + BLOCK);
    if (!isHeader(header)) throw new ArchiveError(`it has no header at byte ${offset}`);
    const size = sizeIn(header, offset);
    const end = offset + BLOCK + size;
    if (end > tar.length) throw new ArchiveError(`it ends within the entry at byte ${offset}`);
    count += 1;
    if (count > MOST_ENTRIES) throw new ArchiveError(`it has more than ${MOST_ENTRIES} entries`);
    const name = [field(header, 345, 155), field(header, 0, 100)].filter((part) => part !== '').join('/');
    yield { type: typeIn(header, size, offset), name, content: tar.subarray(offset + BLOCK, end) };
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  // Installers read on after one block of zeros, and after a header whose name begins with one.
  if (tar.subarray(offset).some((byte) => byte !== 0)) throw new ArchiveError('it has more after its end');
}

/** Whether the checksum of a header is right: the sum of its bytes, itself taken for spaces. */
function isHeader(header: Buffer): boolean {
  if (header.length < BLOCK) return false;
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
  return Number.parseInt(field(header, 148, 8).trim(), 8) === sum;
}

/** Octal digits alone; what GNU tar writes for more than 8 GiB is none. */
function sizeIn(header: Buffer, offset: number): number {
  const text = field(header, 124, 12).trim();
  if (/^[0-7]{1,11}$/.test(text)) return Number.parseInt(text, 8);
  throw new ArchiveError(`the size of the entry at byte ${offset} is not an octal number`);
}

/** A file, what describes the next entry, or what has no contents: a link, a folder. */
function typeIn(header: Buffer, size: number, offset: number): string {
  const type = field(header, 156, 1);
  if (type === '' || type === '0') return '0';
  if (/[xgLK]/.test(type) || (/[125]/.test(type) && size === 0)) return type;
  throw new ArchiveError(`the entry at byte ${offset} is of type ${JSON.stringify(type)}`);
}

function field(header: Buffer, start: number, length: number): string {
  return textUpToNul(header.subarray(start, start + length));
}

function textUpToNul(data: Buffer): string {
  const end = data.indexOf(0);
  return data.toString('utf8', 0, end === -1 ? data.length : end);
}

/** Some readers give every file the name in a header for all of them, and others none. */
function refuseNameOfAll(content: Buffer): void {
  if (paxPath(content) !== undefined) throw new ArchiveError('it gives all entries one name');
}

/** The path in records of the form `30 path=package/dist/a.js\n`, whose number is their length. */
function paxPath(content: Buffer): string | undefined {
  let path: string | undefined;
  for (let at = 0; at < content.length;) {
    const [head = '', digits = ''] = /^(\d{1,9}) /.exec(content.toString('latin1', at, at + 10)) ?? [];
    const end = at + Number(digits);
    const record = content.toString('utf8', at + head.length, end);
    const [, key, value] = /^([^=]+)=(.*)\n$/s.exec(record) ?? [];
    if (key === undefined || end > content.length)
      throw new ArchiveError('it has a record that is cut short');
    // Installers take each line for a record.
    if (value?.includes('\n') === true) throw new ArchiveError('it has a record of more than one line');
    if (key === 'size') throw new ArchiveError('it gives an entry two sizes');
    if (key === 'path') path = value;
    at = end;
  }
  return path;
}
