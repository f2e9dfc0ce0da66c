import { hash } from 'node:crypto';
import { basename } from 'node:path';
import { InputError, isSystemFault, readBytes, systemProblem } from '@specline/openapi';
import { ArchiveError, filesInTarball } from './tar.js';

type Ranges = Readonly<Record<string, string>>;

/** As much of a packed package.json as is read. */
export interface PackedManifest {
  readonly name: string;
  readonly version: string;
  readonly files?: unknown;
  readonly exports?: unknown;
  readonly bin?: unknown;
  readonly dependencies?: Ranges;
  readonly devDependencies?: Ranges;
  readonly peerDependencies?: Ranges;
  readonly optionalDependencies?: Ranges;
  readonly publishConfig?: { readonly access?: string };
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

/** A tarball before it is unpacked. */
export interface Archive extends Pick<Packed, 'tarball' | 'integrity'> {
  readonly data: Uint8Array;
}

/** Reads a tarball and unpacks it in memory. Throws `InputError` where it cannot be read or is none. */
export function readPacked(tarball: string, named = basename(tarball)): Packed {
  return unpack(readArchive(tarball, named), named);
}

/** Reads the bytes of a tarball. Throws `InputError` where there are none. */
export function readArchive(tarball: string, named: string): Archive {
  try {
    const data = readBytes(tarball);
    return { tarball, integrity: integrityOf(data), data };
  } catch (error) {
    if (!isSystemFault(error)) throw error;
    throw new InputError([{ ...systemProblem(error, named), file: named }]);
  }
}

/** Unpacks a tarball in memory. Throws `InputError` where it is none, or hostile. */
export function unpack({ tarball, integrity, data }: Archive, named: string): Packed {
  try {
    const files = filesOf(data);
    const manifest = JSON.parse(textOf(files.get('package.json'))) as PackedManifest;
    if (NAME.test(manifest.name) && typeof manifest.version === 'string')
      return { tarball, integrity, manifest, files };
  } catch (error) {
    if (error instanceof ArchiveError)
      throw refusal(named, `this tarball is not read: ${error.message}`, 'do not use it, or pack it again');
    // Said below: it is no archive, or has no package.json that can be read.
  }
  const remedy = 'give the .tgz that pnpm pack or npm pack made';
  throw refusal(named, 'this is not the tarball of a package', remedy);
}

function refusal(file: string, message: string, remedy: string): InputError {
  return new InputError([{ file, message, remedy }]);
}

/** Installers take the last of two files of one name. */
function filesOf(data: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [path, content] of filesInTarball(data)) {
    const name = withoutFolder(path);
    if (files.has(name)) throw new ArchiveError(`it has ${name} twice`);
    files.set(name, content);
  }
  return files;
}

/** What a registry takes for a name: it becomes part of addresses. */
const NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

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
