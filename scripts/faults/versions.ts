import { versions as benchmarked } from '@scripts/bench/versions.ts';
import type { Versions } from '@scripts/kit/install-tools.ts';

const { esbuild = '', typescript = '' } = benchmarked;

/** What the faults are shown to besides ours, exactly; what the benchmark has too is the same there. */
export const versions: Versions = {
  '@hey-api/openapi-ts': benchmarked['@hey-api/openapi-ts'] ?? '',
  'openapi-fetch': benchmarked['openapi-fetch'] ?? '',
  cloudflare: '6.5.0',
  esbuild,
  typescript,
};
