import { join } from 'node:path';
import { installOnDemand } from '@scripts/kit/install-tools.ts';
import { unpackedChromium } from './browser.ts';
import type { ProcessRuntime, Runtime } from './launch.ts';
import { engineVersions, nodeVersions } from './versions.ts';

type Say = (line: string) => void;

/** Why the runtimes cannot be installed here, if so. */
export const unsupported =
  process.platform === 'linux' && process.arch === 'x64'
    ? undefined
    : `not on ${process.platform} ${process.arch}: scripts/runtimes/versions.ts has what runs on Linux on x64`;

/** Bun, Deno, workerd and Chromium, installed on demand. */
export async function installEngines(say: Say): Promise<Runtime[]> {
  const installation = await installOnDemand('engines', engineVersions, say);
  const at = (path: string) => join(installation, 'node_modules', path);
  const esbuild = at('@esbuild/linux-x64/bin/esbuild');
  return [
    {
      name: `Bun ${engineVersions['@oven/bun-linux-x64']}`,
      family: 'bun',
      kind: 'process',
      command: [at('@oven/bun-linux-x64/bin/bun')],
    },
    {
      name: `Deno ${engineVersions['@deno/linux-x64-glibc']}`,
      family: 'deno',
      kind: 'process',
      // Of all permissions those to reach a server and to read modules: not the environment.
      command: [at('@deno/linux-x64-glibc/deno'), 'run', '--no-prompt', '--allow-net', '--allow-read'],
    },
    {
      name: 'workerd',
      family: 'workerd',
      kind: 'worker',
      workerd: at('@cloudflare/workerd-linux-64/bin/workerd'),
      esbuild,
    },
    {
      name: `Chromium ${parseInt(engineVersions['@sparticuz/chromium'], 10)}`,
      family: 'chromium',
      kind: 'browser',
      chromium: await unpackedChromium(installation),
      playwright: at('playwright-core/index.mjs'),
      esbuild,
    },
  ];
}

export interface NodeRuntime extends ProcessRuntime {
  /** An undici for it. */
  readonly undici: string;
  /** Whether it goes through the proxy that its environment names. */
  readonly readsProxyVariables: boolean;
}

/** Every line of Node that is promised, installed on demand. */
export async function installNodes(say: Say): Promise<NodeRuntime[]> {
  const installation = await installOnDemand('nodes', nodeVersions, say);
  const at = (path: string) => join(installation, 'node_modules', path);
  return Object.entries(nodeVersions)
    .filter(([alias]) => alias.startsWith('node-'))
    .map(([alias, version]) => ({
      name: `Node ${version.replace(/^.*@/, '')}`,
      family: 'node',
      kind: 'process',
      command: [at(`${alias}/bin/node`)],
      undici: at('undici/index.js'),
      readsProxyVariables: alias !== 'node-20',
    }));
}
