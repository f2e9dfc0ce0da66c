import { gunzipSync } from 'node:zlib';

const BLOCK = 512;

/**
 * The files of a .tgz by their names, in its order. The readers of publint and attw cut off names of more than 100 bytes,
 * which stand in the prefix of a header or in a header of their own: of type x (POSIX, "pax Interchange Format") or of
 * type L (GNU tar), by the version of pnpm that packed.
 */
export function filesInTarball(data: Uint8Array): Map<string, Uint8Array> {
  const tar = gunzipSync(data);
  const files = new Map<string, Uint8Array>();
  let longName: string | undefined;
  for (let offset = 0; tar[offset] !== undefined && tar[offset] !== 0;) {
    const text = (start: number, length: number) => field(tar, offset + start, length);
    const size = Number.parseInt(text(124, 12), 8);
    const content = tar.subarray(offset + BLOCK, offset + BLOCK + size);
    const type = text(156, 1);
    if (type === 'x') longName = paxPath(content);
    else if (type === 'L') longName = field(tar, offset + BLOCK, size);
    else {
      const name = longName ?? [text(345, 155), text(0, 100)].filter((part) => part !== '').join('/');
      if (type === '0' || type === '') files.set(name, content);
      longName = undefined;
    }
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function field(tar: Buffer, start: number, length: number): string {
  const [text = ''] = tar.toString('utf8', start, start + length).split('\0');
  return text;
}

/** The path in records of the form `30 path=package/dist/a.js\n`. */
function paxPath(content: Buffer): string | undefined {
  return /^\d+ path=(.*)$/m.exec(content.toString('utf8'))?.[1];
}
