import type { Versions } from '@scripts/kit/install-tools.ts';

/** What the rehearsal at scale installs, exactly: GitHub's document, and a cache server that others run in earnest. */
export const versions: Versions = {
  '@octokit/openapi': '23.0.2',
  'turborepo-remote-cache': '2.12.0',
};
