import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Attack, AttackContext, AttackResult } from './attack.ts';
import { crash, specline } from './growth/child.ts';
import { randomNumbers } from './random.ts';

export const archives: Attack = {
  name: 'archives',
  promise:
    'specline attest ends for any tarball, within its memory, and unpacks none that is not as attested',
  rounds: { short: 4, full: 150 },
  run,
};

const MIB = 1024 * 1024;

interface Header {
  readonly name?: string;
  readonly size?: string;
  readonly type?: string;
}

/** An entry of a tar archive with a right checksum. */
function entry(content: Buffer | string, { name = 'package/a.js', size, type = '0' }: Header = {}): Buffer {
  const data = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(name.slice(0, 100), 0);
  header.write(size ?? data.length.toString(8).padStart(11, '0'), 124, 12, 'latin1');
  header.write(type, 156);
  header.write('        ', 148);
  header.write(header.reduce((sum, byte) => sum + byte, 0).toString(8), 148);
  return Buffer.concat([header, data, Buffer.alloc(-data.length & 511)]);
}

/** The one that is attested as it is. */
const FINE = 'nothing wrong';

const MANIFEST = entry('{"name":"@test/a","version":"1.0.0"}', { name: 'package/package.json' });

type Random = () => number;

/** Archives that are wrong in one way each; the random ones are another with each round. */
const HOSTILE: readonly (readonly [name: string, make: (random: Random) => Buffer])[] = [
  [FINE, whole],
  ['a negative size', () => gzipSync(Buffer.concat([MANIFEST, entry('', { size: '-0001000' })]))],
  ['a random size', (random) => gzipSync(entry('', { size: String(Math.floor(random() * 1e11) - 5e10) }))],
  ['a size in base 256', () => gzipSync(entry('', { size: '\u0080\0\0\0\0\0\0\0\u0001\0\0\0' }))],
  ['no number', () => gzipSync(entry('', { size: 'Infinity' }))],
  ['zeros', () => gzipSync(Buffer.alloc(400 * MIB))],
  ['a large file', () => gzipSync(Buffer.concat([MANIFEST, entry(Buffer.alloc(300 * MIB))]))],
  ['gzip in gzip', () => gzipSync(gzipSync(gzipSync(Buffer.alloc(64 * MIB))))],
  [
    'members of gzip',
    () => Buffer.concat(Array.from({ length: 40 }, () => gzipSync(Buffer.alloc(16 * MIB)))),
  ],
  [
    'many entries',
    () => gzipSync(Buffer.concat(Array.from({ length: 150_000 }, () => entry('', { type: '5' })))),
  ],
  ['a long name', () => gzipSync(Buffer.concat([entry('a/'.repeat(5_000_000), { type: 'L' }), MANIFEST]))],
  [
    'records',
    () => gzipSync(Buffer.concat([entry('11 path=ab\n'.repeat(500_000), { type: 'x' }), MANIFEST])),
  ],
  ['a record of no length', () => gzipSync(entry('0 a=b\n', { type: 'x' }))],
  ['a manifest twice', () => gzipSync(Buffer.concat([MANIFEST, MANIFEST]))],
  ['a deep manifest', () => gzipSync(entry('['.repeat(1_000_000), { name: 'package/package.json' }))],
  ['a manifest that is a link', () => gzipSync(entry('', { name: 'package/package.json', type: '2' }))],
  ['nothing', () => Buffer.alloc(0)],
  ['an empty archive', () => gzipSync(Buffer.alloc(0))],
  ['one cut off', (random) => whole().subarray(0, Math.floor(random() * whole().length))],
  ['one with bytes changed', (random) => gzipSync(changed(tar(), random))],
  ['compressed bytes changed', (random) => changed(whole(), random)],
  ['random bytes', (random) => Buffer.from(Array.from({ length: 3000 }, () => Math.floor(random() * 256)))],
];

function tar(): Buffer {
  return Buffer.concat([MANIFEST, entry('export {};\n'), entry('13 path=b.js\n', { type: 'x' }), entry('b')]);
}

function whole(): Buffer {
  return gzipSync(Buffer.concat([tar(), Buffer.alloc(1024)]));
}

function changed(data: Buffer, random: Random): Buffer {
  const copy = Buffer.from(data);
  for (let count = 0; count < 8; count += 1)
    copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  return copy;
}

async function run({ rounds, seed, work }: AttackContext): Promise<AttackResult> {
  const broken: string[] = [];
  const codes = new Map<number | undefined, number>();
  for (let index = 0; index < rounds; index += 1) {
    const turn = index + seed - 1;
    const [name, make] = HOSTILE[turn % HOSTILE.length] ?? ['', () => Buffer.alloc(0)];
    const data = make(randomNumbers(turn));
    // Every second one is attested as it is: then it is unpacked.
    const isAttested = Math.floor(turn / HOSTILE.length) % 2 === 0;
    const hash = createHash('sha512')
      .update(isAttested ? data : 'other')
      .digest('base64');
    const attestation = { name: '@test/a', version: '1.0.0', integrity: `sha512-${hash}`, lockfile: 'x' };
    await writeFile(join(work, 'a.tgz'), data);
    await writeFile(join(work, 'a.attestation.json'), JSON.stringify(attestation));
    const ending = await specline(['attest', '--verify', 'a.tgz'], work);
    const fault = crash(ending) ?? judgementFault(ending.code, name === FINE && isAttested, isAttested);
    if (fault !== undefined) broken.push(`${name}, seed ${turn}: ${fault}`);
    codes.set(ending.code, (codes.get(ending.code) ?? 0) + 1);
  }
  const remark = [...codes].map(([code, count]) => `${count} × exit ${code}`).join(', ');
  return { tried: rounds, broken, remark };
}

function judgementFault(code: number | undefined, isFine: boolean, isAttested: boolean): string | undefined {
  if (isFine && code !== 0) return `ended with ${code}, although it is the attested one`;
  return !isAttested && code === 0 ? 'was taken for the attested one' : undefined;
}
