import { readFileSync } from 'node:fs';
import { publish } from 'libnpmpublish';
import { withoutSecrets } from '@specline/contract';
import { InputError } from '@specline/openapi';
import { originAgent } from './agent.js';
import { VARIABLES } from './environment.js';
import type { Registry } from './environment.js';
import { trustedToken } from './identity.js';
import type { Packed } from './tarball.js';
import { shownBy } from './registry.js';

/** Publishes one tarball under a dist-tag. Throws `InputError` with the reason where it did not arrive. */
export type Push = (packed: Packed, tag: string) => Promise<void>;

/**
 * Returns what publishes to a registry. It runs no program and reads no configuration: the token goes to the registry's
 * origin alone. Throws `InputError` where there is neither a token nor an identity.
 */
export function pushTo(registry: Registry, env: NodeJS.ProcessEnv): Push {
  if (registry.writeToken === undefined && !registry.hasProvenance) {
    const message = 'it is not set, and the registry requires a token to publish';
    throw new InputError([{ file: VARIABLES.writeToken, message, remedy: 'give a token that may publish' }]);
  }
  const agent = originAgent(registry.url, env);
  return async (packed, tag) => {
    const token = registry.writeToken ?? (await trustedToken(registry, packed.manifest.name, env));
    const { access = null } = packed.manifest.publishConfig ?? {};
    try {
      await publish(manifestOf(packed) as never, readFileSync(packed.tarball), {
        registry: registry.url.href,
        forceAuth: { token },
        defaultTag: tag,
        access: access as string,
        provenance: registry.hasProvenance,
        agent,
        // A repeated request could hide that the first one arrived.
        retry: { retries: 0 },
        timeout: PATIENCE,
      });
    } catch (error) {
      if (!(await arrived(registry, packed))) throw failure(packed, error as Error, token);
    }
  };
}

/** Milliseconds for one upload. */
const PATIENCE = 300_000;

/** What a registry shows of a version. Its `tag` would take the place of the dist-tag. */
function manifestOf({ manifest, files }: Packed): object {
  const { tag: _tag, ...rest } = manifest as Packed['manifest'] & { readonly tag?: unknown };
  const readme = [...files.keys()].find((path) => /^readme(?:\.md)?$/i.test(path));
  if (readme === undefined) return rest;
  return { ...rest, readme: Buffer.from(files.get(readme) ?? []).toString(), readmeFilename: readme };
}

/** Whether a tarball is in the registry although its publisher heard otherwise, or nothing. */
async function arrived(registry: Registry, { manifest, integrity }: Packed): Promise<boolean> {
  const { dist } = await shownBy(registry, manifest.name);
  return dist[manifest.version]?.integrity === integrity;
}

function failure(
  { manifest: { name, version } }: Packed,
  { message, statusCode }: Error & { readonly statusCode?: number },
  token: string,
): InputError {
  const status =
    statusCode === undefined || message.includes(`${statusCode}`) ? '' : `status ${statusCode}: `;
  const words = status + withoutSecrets(message.replaceAll(/\s+/g, ' ').trim(), [token]);
  const remedy =
    statusCode === 401 || statusCode === 403
      ? `give a ${VARIABLES.writeToken} that may publish it, and run the command again`
      : 'run the command again: what is published by then is left out';
  return new InputError([{ file: `${name}@${version}`, message: `it was not published: ${words}`, remedy }]);
}
