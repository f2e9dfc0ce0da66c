import { hash } from 'node:crypto';
import { basename } from 'node:path';
import { InputError, isSystemFault, readBytes, systemProblem } from '@specline/openapi';
import { filesInTarball } from './tar.js';

type Ranges = Readonly<Record<string, string>>;

/** As much of a packed package.json as is read. */
export interface PackedManifest {
  readonly name: string;
  readonly version: string;
  readonly exports?: unknown;
  readonly bin?: unknown;
  readonly dependencies?: Ranges;
  readonly devDependencies?: Ranges;
  readonly peerDependencies?: Ranges;
  readonly optionalDependencies?: Ranges;
  readonly publishConfig?: { readonly access?: string; readonly registry?: string };
}

/** A tarball, read. */
export interface Packed {
  /** Its path. */
  readonly tarball: string;
  /** SHA-512 as npm has it: `sha512-…`. */
  readonly integrity: string;
  readonly manifest: PackedManifest;
  /** Contents by path inside the package. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Reads a tarball. Throws `InputError` where it cannot be read or is none. */
export function readPacked(tarball: string, named = basename(tarball)): Packed {
  const refuse = (message: string, remedy: string) => new InputError([{ file: named, message, remedy }]);
  let data: Uint8Array;
  try {
    data = readBytes(tarball);
  } catch (error) {
    if (!isSystemFault(error)) throw error;
    throw new InputError([{ ...systemProblem(error, named), file: named }]);
  }
  try {
    const files = new Map([...filesInTarball(data)].map(([path, text]) => [withoutFolder(path), text]));
    const manifest = JSON.parse(textOf(files.get('package.json'))) as PackedManifest;
    if (typeof manifest.name === 'string' && typeof manifest.version === 'string')
      return { tarball, integrity: integrityOf(data), manifest, files };
  } catch {
    // Said below: it is no archive, or has no package.json that can be read.
  }
  throw refuse('this is not the tarball of a package', 'give the .tgz that pnpm pack or npm pack made');
}

/** A hash as npm, browsers and CSP have it. */
export function integrityOf(data: Uint8Array): string {
  return `sha512-${hash('sha512', data, 'base64')}`;
}

/** All files of a package stand in one folder, mostly `package`. */
function withoutFolder(path: string): string {
  return path.slice(path.indexOf('/') + 1);
}

function textOf(data: Uint8Array | undefined): string {
  return Buffer.from(data ?? []).toString('utf8');
}
