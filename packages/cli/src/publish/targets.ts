import type { Problem } from '@specline/openapi';
import type { Packed } from './tarball.js';

/** What package.json leads to and was not packed. */
export function targetProblems({ manifest, files }: Packed): Problem[] {
  const missing = [...new Set([...targetsIn(manifest.exports), ...targetsIn(manifest.bin)])]
    .map((target) => target.replace(/^\.\//, ''))
    .filter((target) => !target.includes('*') && !files.has(target));
  return missing.map((target) => ({
    file: manifest.name,
    message: `package.json leads to ${target}, which was not packed`,
    remedy: 'let "build" make it, and list it in "files"',
  }));
}

/** The paths in `exports` or `bin`, whatever their conditions. */
function targetsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(targetsIn);
}
