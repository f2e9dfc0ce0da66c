import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Where an entry of `exports` leads, by condition. */
export type Target = string | null | { readonly [condition: string]: Target };

/** The part of a package.json that the chores read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly repository?: { readonly directory?: string };
  readonly engines?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, Target>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly sideEffects?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface WorkspacePackage {
  readonly dir: string;
  readonly manifest: Manifest;
}

/** Every package under packages/, in the order of their folders' names. */
export function workspacePackages(base = root): WorkspacePackage[] {
  const folder = join(base, 'packages');
  return readdirSync(folder)
    .toSorted()
    .map((name) => join(folder, name))
    .filter((dir) => existsSync(join(dir, 'package.json')))
    .map((dir) => ({ dir, manifest: JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) }));
}

/** The documents of the APIs: of every folder of spec/ that has one, in the order of their names. */
export function documents(base = root): string[] {
  const folder = join(base, 'spec');
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => ['openapi.yaml', 'openapi.json'].map((file) => join(folder, name, file)))
    .filter((file) => existsSync(file));
}
