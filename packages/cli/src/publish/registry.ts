import { InputError } from '@specline/openapi';
import { VARIABLES } from './environment.js';
import type { Registry } from './environment.js';
import { integrityOf } from './tarball.js';
import { failureOf } from './registry-failure.js';
import { BodyLimitError, bytesOf } from './response-body.js';
import { MOST_BYTES } from './tar.js';
import type { Known } from './version.js';

/** What a registry has of one package. */
export interface Shown extends Known {
  readonly dist: Readonly<Record<string, Dist>>;
}

interface Dist {
  /** SHA-512 as npm has it; some registries leave it out. */
  readonly integrity?: string;
  /** The address of the tarball. */
  readonly tarball: string;
}

/** Milliseconds for one answer, its body included. */
const PATIENCE = 60_000;
const MIB = 1024 * 1024;
const MOST_METADATA = 64 * MIB;
const ASK = 'ask the operators of the registry';

/** Asks a registry for a package, which it may not have. Throws `InputError` where it does not answer, or may not. */
export async function shownBy(registry: Registry, name: string): Promise<Shown> {
  const response = await ask(registry, new URL(name.replace('/', '%2f'), registry.url));
  if (response.status === 404) return { versions: [], dist: {} };
  const data = await body(response, name, MOST_METADATA);
  const { versions = {}, 'dist-tags': { latest } = {} } = packumentOf(data, name);
  return {
    versions: Object.keys(versions),
    ...(latest === undefined ? {} : { latest }),
    dist: Object.fromEntries(Object.entries(versions).map(([version, { dist }]) => [version, dist])),
  };
}

interface Packument {
  readonly versions?: Readonly<Record<string, { readonly dist: Dist }>>;
  readonly 'dist-tags'?: { readonly latest?: string };
}

/** Throws `InputError` where it is no answer about a package. */
function packumentOf(data: Uint8Array, name: string): Packument {
  try {
    const packument: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    if (isPackument(packument)) return packument;
  } catch {
    // Said below.
  }
  throw fault(name, "the registry's response describes no package", ASK);
}

function isPackument(value: unknown): value is Packument {
  const { versions = {}, 'dist-tags': tags = {} } = objectIn(value);
  return (
    isObject(value) &&
    isObject(versions) &&
    isObject(tags) &&
    ['string', 'undefined'].includes(typeof tags['latest']) &&
    Object.values(versions).every((version) => isDist(objectIn(version)['dist']))
  );
}

function isDist(value: unknown): value is Dist {
  const { tarball, integrity } = objectIn(value);
  return typeof tarball === 'string' && ['string', 'undefined'].includes(typeof integrity);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

/** The tarball that a registry serves. Throws `InputError` where it is not the one that it promises. */
export async function tarballFrom(registry: Registry, name: string, dist: Dist): Promise<Uint8Array> {
  if (!URL.canParse(dist.tarball, registry.url.href))
    throw fault(name, "the registry's response has no URL of the tarball", ASK);
  const response = await ask(registry, new URL(dist.tarball, registry.url));
  const data = await body(response, name, MOST_BYTES);
  if (response.ok && (dist.integrity ?? integrityOf(data)) === integrityOf(data)) return data;
  throw fault(name, 'the registry does not serve the tarball that it lists', ASK);
}

async function body(response: Response, name: string, most: number): Promise<Uint8Array> {
  try {
    return await bytesOf(response, most);
  } catch (error) {
    if (error instanceof BodyLimitError)
      throw fault(name, `the registry's response has more than ${most / MIB} MiB`, ASK);
    throw unreachable(error);
  }
}

async function ask({ url, readToken }: Registry, address: URL): Promise<Response> {
  // The token is for the registry alone, wherever its tarballs are.
  const headers =
    readToken === undefined || address.origin !== url.origin ? {} : { authorization: `Bearer ${readToken}` };
  let response: Response;
  try {
    response = await fetch(address, { headers, signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    throw unreachable(error);
  }
  if (response.ok || response.status === 404) return response;
  if (response.status !== 401 && response.status !== 403)
    throw fault(
      VARIABLES.registry,
      `the registry answered with status ${response.status}`,
      'try again later',
    );
  const given = readToken === undefined ? 'requires a token to read' : 'refuses the token to read';
  throw fault(
    VARIABLES.readToken,
    `the registry ${given} (status ${response.status})`,
    `give one that may read, here or in ${VARIABLES.writeToken}`,
  );
}

function unreachable(error: unknown): InputError {
  const message = `the registry cannot be reached (${failureOf(error)})`;
  return fault(VARIABLES.registry, message, 'check the URL and the network');
}

function fault(file: string, message: string, remedy: string): InputError {
  return new InputError([{ file, message, remedy }]);
}
