import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** As files of JSON are written. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Throws where two folders do not hold the same files, byte for byte. */
export async function expectSameFiles(folder: string, other: string): Promise<void> {
  const [wanted, found] = [await filesIn(folder), await filesIn(other)];
  const names = new Set([...wanted.keys(), ...found.keys()]);
  const different = [...names].filter((name) => wanted.get(name) !== found.get(name)).toSorted();
  if (different.length > 0) throw new Error(`${other}: not as in ${folder}: ${different.join(', ')}`);
}

async function filesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path.slice(folder.length), await readFile(path, 'latin1')] as const),
    ),
  );
}
