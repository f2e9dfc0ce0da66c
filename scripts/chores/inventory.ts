import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packAll } from '@scripts/packages/tarball.ts';
import { size, table } from '@scripts/kit/print.ts';

/** The packages that there are now, as a table: name, version, packed size. */
export async function inventory(): Promise<string> {
  const temporary = await mkdtemp(join(tmpdir(), 'specline-inventory-'));
  try {
    const rows = (await packAll(temporary)).map((tarball) => [
      tarball.name,
      tarball.version,
      size(tarball.size),
    ]);
    return table(['package', 'version', 'packed'], rows);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
