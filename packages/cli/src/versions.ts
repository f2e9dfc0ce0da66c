import { readFileSync } from 'node:fs';

/** The version of `@specline/runtime` that clients generated outside a workspace depend on. */
export function runtimeVersion(): string {
  return versionIn(new URL(import.meta.resolve('@specline/runtime/package.json')));
}

/** The version of this command. */
export function ownVersion(): string {
  return versionIn(new URL('../package.json', import.meta.url));
}

function versionIn(manifest: URL): string {
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
