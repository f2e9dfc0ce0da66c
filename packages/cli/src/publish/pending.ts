import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The packages that a changeset names: what has changed of them waits for its release. */
export function pendingNames(root: string): Set<string> {
  const folder = join(root, '.changeset');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.md')) : [];
  return new Set(
    files.flatMap((file) => {
      const head = /^---\r?\n([^]*?)\r?\n---/.exec(readFileSync(join(folder, file), 'utf8'))?.[1] ?? '';
      return [...head.matchAll(/^(["']?)(.+?)\1\s*:/gm)].map(([, , name = '']) => name);
    }),
  );
}
