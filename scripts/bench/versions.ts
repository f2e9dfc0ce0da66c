import type { Versions } from '@scripts/kit/install-tools.ts';

/** What the benchmark installs, exactly: the peers, the compiler and bundler that judge, and GitHub's document. */
export const versions: Versions = {
  '@hey-api/openapi-ts': '0.99.0',
  '@kubb/cli': '4.39.3',
  '@kubb/core': '4.39.3',
  '@kubb/plugin-client': '4.39.3',
  '@kubb/plugin-oas': '4.39.3',
  '@kubb/plugin-ts': '4.39.3',
  '@octokit/openapi': '23.0.2',
  esbuild: '0.28.2',
  'openapi-fetch': '0.17.0',
  'openapi-typescript': '7.13.0',
  orval: '8.38.0',
  typescript: '5.9.3',
};
