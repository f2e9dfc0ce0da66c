import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const runtime = new URL('../../runtime/', import.meta.url);

/** Returns the `paths` by which a compiler finds every entry of the built runtime. */
export function runtimePaths(): Record<string, string[]> {
  const { exports }: { exports: Record<string, string | { import: { types: string } }> } = JSON.parse(
    readFileSync(new URL('package.json', runtime), 'utf8'),
  );
  return Object.fromEntries(
    Object.entries(exports).flatMap(([subpath, target]) =>
      typeof target === 'string'
        ? []
        : [[`@specline/runtime${subpath.slice(1)}`, [fileURLToPath(new URL(target.import.types, runtime))]]],
    ),
  );
}
