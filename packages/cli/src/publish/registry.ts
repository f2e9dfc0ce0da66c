import { InputError } from '@specline/openapi';
import { VARIABLES } from './environment.js';
import type { Registry } from './environment.js';
import { integrityOf } from './packed.js';
import { failureOf } from './registry-failure.js';
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

/** Milliseconds for one answer. */
const PATIENCE = 60_000;

/** Asks a registry for a package, which it may not have. Throws `InputError` where it does not answer, or may not. */
export async function shownBy(registry: Registry, name: string): Promise<Shown> {
  const response = await ask(registry, new URL(name.replace('/', '%2f'), registry.url));
  if (response.status === 404) return { versions: [], dist: {} };
  const { versions = {}, 'dist-tags': tags = {} } = (await response.json()) as Packument;
  return {
    versions: Object.keys(versions),
    ...(tags['latest'] === undefined ? {} : { latest: tags['latest'] }),
    dist: Object.fromEntries(Object.entries(versions).map(([version, { dist }]) => [version, dist])),
  };
}

interface Packument {
  readonly versions?: Readonly<Record<string, { readonly dist: Dist }>>;
  readonly 'dist-tags'?: Readonly<Record<string, string>>;
}

/** The tarball that a registry serves. Throws `InputError` where it is not the one that it promises. */
export async function tarballFrom(registry: Registry, name: string, dist: Dist): Promise<Uint8Array> {
  const response = await ask(registry, new URL(dist.tarball, registry.url));
  const data = new Uint8Array(await response.arrayBuffer());
  if (response.ok && (dist.integrity ?? integrityOf(data)) === integrityOf(data)) return data;
  const message = 'the registry serves another tarball than it promises';
  throw new InputError([{ file: name, message, remedy: 'ask who runs the registry' }]);
}

async function ask({ url, readToken }: Registry, address: URL): Promise<Response> {
  // The token is for the registry alone, wherever its tarballs are.
  const headers =
    readToken === undefined || address.origin !== url.origin ? {} : { authorization: `Bearer ${readToken}` };
  let response: Response;
  try {
    response = await fetch(address, { headers, signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    throw fault(
      VARIABLES.registry,
      `the registry cannot be reached (${failureOf(error)})`,
      'check the URL and the network',
    );
  }
  if (response.ok || response.status === 404) return response;
  if (response.status !== 401 && response.status !== 403)
    throw fault(
      VARIABLES.registry,
      `the registry answered with status ${response.status}`,
      'try again later',
    );
  const given = readToken === undefined ? 'asks for a token to read' : 'refuses the token to read';
  throw fault(
    VARIABLES.readToken,
    `the registry ${given} (status ${response.status})`,
    `give one that may read, here or in ${VARIABLES.writeToken}`,
  );
}

function fault(file: string, message: string, remedy: string): InputError {
  return new InputError([{ file, message, remedy }]);
}
