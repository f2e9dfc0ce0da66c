import { readFileSync } from 'node:fs';

/** The version of `@specline/runtime` that clients generated outside a workspace depend on. */
export function runtimeVersion(): string {
  const manifest = new URL(import.meta.resolve('@specline/runtime/package.json'));
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
