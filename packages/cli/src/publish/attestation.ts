import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageDirectories } from '@specline/generator';
import { InputError, listApis, readBytes, readJsonObject, readText, withoutReturns } from '@specline/openapi';
import type { Problem } from '@specline/openapi';
import { generatorVersion } from '../versions.js';
import { integrityOf, readArchive, unpack } from './tarball.js';
import type { Packed } from './tarball.js';

/** What a package was made from; hashes are SHA-512 as npm has them. */
interface Origin {
  /** Of the workspace's `pnpm-lock.yaml`: of every dependency of the build. */
  readonly lockfile: string;
  /** Of a generated package: what generated it. */
  readonly generator?: string;
  /** Of a generated package: the bundled document, which its types package has as `openapi.json`. */
  readonly spec?: string;
}

/** What is said of a tarball beside it. */
export interface Attestation extends Origin {
  readonly name: string;
  readonly version: string;
  /** Of the tarball. */
  readonly integrity: string;
}

const LOCKFILE = 'pnpm-lock.yaml';
const DOCUMENT = 'openapi.json';

/** What is attested of a tarball that was packed in a workspace as it is now. Throws `InputError`. */
export function attestationOf({ manifest: { name, version }, integrity }: Packed, root: string): Attestation {
  return { name, version, integrity, ...originOf(name, root) };
}

/** Whether a package of a workspace is one of an API's pair. */
export function isGenerated(name: string, root: string): boolean {
  return documentOf(name, root) !== undefined;
}

/** Reads what was attested. Throws `InputError`. */
export function readAttestation(path: string, named: string): Attestation {
  const refuse = (message: string, remedy: string) => new InputError([{ file: named, message, remedy }]);
  if (!existsSync(path))
    throw refuse(
      'there is no such file',
      'fetch what was published beside the tarball, or give --manifest FILE',
    );
  const text = readText(path);
  const members: readonly (keyof Attestation)[] = ['name', 'version', 'integrity', 'lockfile'];
  try {
    const attested = JSON.parse(text) as Attestation;
    if (members.every((member) => typeof attested[member] === 'string')) return attested;
  } catch {
    // Said below.
  }
  throw refuse('this is not what specline attest writes', 'fetch what was published beside the tarball');
}

const REMEDY = 'do not use it: fetch it again, or ask its publisher';

/** A tarball, unpacked where its hash is the attested one, and the problems where anything is not as attested. */
export interface CheckedTarball {
  readonly packed?: Packed;
  readonly problems: readonly Problem[];
}

/**
 * Reads a tarball and compares it with its attestation. One with another hash is not unpacked: nobody knows what it does
 * then. Throws `InputError` where it cannot be read.
 */
export function checkedTarball(path: string, named: string, attested: Attestation): CheckedTarball {
  const archive = readArchive(path, named);
  const changed = difference(named, 'its hash is', archive.integrity, attested.integrity, REMEDY);
  if (changed.length > 0) return { problems: changed };
  const packed = unpack(archive, named);
  return { packed, problems: tarballProblems(packed, attested, named) };
}

function tarballProblems({ manifest, files }: Packed, attested: Attestation, named: string): Problem[] {
  const document = files.get(DOCUMENT);
  return [
    ...difference(named, 'it is', manifest.name, attested.name, REMEDY),
    ...difference(named, 'its version is', manifest.version, attested.version, REMEDY),
    ...(document === undefined || attested.spec === undefined
      ? []
      : difference(`${named}/${DOCUMENT}`, 'its hash is', textIntegrity(document), attested.spec, REMEDY)),
  ];
}

/** Wherein a workspace is not what a tarball was attested to be made from; nothing where the package is none of it. */
export function workspaceProblems(attested: Attestation, root: string): Problem[] {
  const { name, version, lockfile, generator, spec } = attested;
  if (!workspaceNames(root).has(name)) return [];
  const now = originOf(name, root);
  const remedy = `check out the commit that ${name} ${version} was released from`;
  return [
    ...difference(LOCKFILE, 'its hash is', now.lockfile, lockfile, remedy),
    ...difference('node_modules', 'the generator is', now.generator, generator, remedy),
    ...difference(documentOf(name, root) ?? 'spec', 'its hash is', now.spec, spec, remedy),
  ];
}

function difference(
  file: string,
  what: string,
  is: string | undefined,
  was: string | undefined,
  remedy: string,
): Problem[] {
  if (is === was) return [];
  return [{ file, message: `${what} ${is ?? 'none'}, and ${was ?? 'none'} was attested`, remedy }];
}

function originOf(name: string, root: string): Origin {
  if (!existsSync(join(root, LOCKFILE))) {
    const message = 'there is no lockfile to attest what a package was built with';
    throw new InputError([{ file: LOCKFILE, message, remedy: 'run pnpm install, and commit it' }]);
  }
  const lockfile = textIntegrity(readBytes(join(root, LOCKFILE)));
  const document = documentOf(name, root);
  if (document === undefined) return { lockfile };
  const spec = textIntegrity(readBytes(join(root, document)));
  return { lockfile, generator: `@specline/generator@${generatorVersion()}`, spec };
}

/** Of a text, whatever its line ends: git may have checked it out with others. */
function textIntegrity(data: Uint8Array): string {
  const text = withoutReturns(Buffer.from(data).toString('latin1'));
  return integrityOf(Buffer.from(text, 'latin1'));
}

/** Where the bundled document of a generated package is, below the root; undefined of any other package. */
function documentOf(name: string, root: string): string | undefined {
  for (const api of listApis(root)) {
    const { types, client } = packageDirectories(api, 'workspace');
    if ([types, client].some((directory) => nameIn(join(root, directory)) === name))
      return `${types}/${DOCUMENT}`;
  }
  return undefined;
}

function workspaceNames(root: string): Set<string | undefined> {
  const folder = join(root, 'packages');
  return new Set(
    existsSync(folder) ? readdirSync(folder).map((directory) => nameIn(join(folder, directory))) : [],
  );
}

function nameIn(directory: string): string | undefined {
  const file = join(directory, 'package.json');
  if (!existsSync(file)) return undefined;
  const { name } = readJsonObject(file, file);
  return typeof name === 'string' ? name : undefined;
}
