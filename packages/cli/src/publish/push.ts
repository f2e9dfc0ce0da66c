import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@specline/openapi';
import { VARIABLES } from './environment.js';
import type { Registry } from './environment.js';
import type { Packed } from './packed.js';
import { PnpmFailure } from './pnpm.js';
import type { Pnpm } from './pnpm.js';
import { shownBy } from './registry.js';

/** Publishes one tarball under a dist-tag. Throws `InputError` with the reason where it did not arrive. */
export type Push = (packed: Packed, tag: string) => Promise<void>;

/**
 * Calls `publishAll` with what publishes to a registry: pnpm, in a folder of its own in which nothing but the environment
 * says where to, and whose configuration names the token's variable, not the token.
 */
export async function withPush<Result>(
  registry: Registry,
  pnpm: Pnpm,
  env: NodeJS.ProcessEnv,
  publishAll: (push: Push) => Promise<Result>,
): Promise<Result> {
  if (registry.writeToken === undefined && !registry.hasProvenance) {
    const message = 'it is not set, and the registry lets nobody publish without a token';
    throw new InputError([{ file: VARIABLES.writeToken, message, remedy: 'give a token that may publish' }]);
  }
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'specline-publish-'));
  try {
    // Not .npmrc: an npx that fetches pnpm first would look for it in this registry.
    const configuration = join(folder, 'npmrc');
    writeFileSync(configuration, configurationOf(registry), { mode: 0o600 });
    const flags = [
      `--registry=${registry.url.href}`,
      `--npmrc-auth-file=${configuration}`,
      '--no-git-checks',
      '--ignore-scripts',
      ...(registry.hasProvenance ? ['--provenance'] : []),
    ];
    const options = { cwd: folder, env: { ...env, XDG_CONFIG_HOME: folder } };
    return await publishAll(async (packed, tag) => {
      try {
        await pnpm(['publish', packed.tarball, `--tag=${tag}`, ...flags], options);
      } catch (error) {
        if (!(error instanceof PnpmFailure)) throw error;
        if (!(await arrived(registry, packed))) throw failure(packed, registry, error.message);
      }
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function configurationOf({ url, writeToken }: Registry): string {
  const token = `//${url.host}${url.pathname}:_authToken=\${${VARIABLES.writeToken}}\n`;
  return `registry=${url.href}\n${writeToken === undefined ? '' : token}`;
}

/** Whether a tarball is in the registry although its publisher heard otherwise, or nothing. */
async function arrived(registry: Registry, { manifest, integrity }: Packed): Promise<boolean> {
  const { dist } = await shownBy(registry, manifest.name);
  return dist[manifest.version]?.integrity === integrity;
}

function failure({ manifest: { name, version } }: Packed, registry: Registry, words: string): InputError {
  const tokens = [registry.writeToken, registry.readToken].filter((token) => token !== undefined);
  const message = tokens.reduce((text, token) => text.replaceAll(token, '***'), words);
  const remedy = /\b(?:401|403)\b/.test(message)
    ? `give a ${VARIABLES.writeToken} that may publish it, and run the command again`
    : 'run the command again: what is published by then is left out';
  return new InputError([
    { file: `${name}@${version}`, message: `it was not published: ${message}`, remedy },
  ]);
}
