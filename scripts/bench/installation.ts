import { join } from 'node:path';

/** The script in a package that starts its command. */
const scripts = {
  esbuild: 'esbuild/bin/esbuild',
  'hey-api': '@hey-api/openapi-ts/bin/run.js',
  kubb: '@kubb/cli/bin/kubb.cjs',
  'openapi-typescript': 'openapi-typescript/bin/cli.js',
  orval: 'orval/dist/bin/orval.mjs',
  tsc: 'typescript/bin/tsc',
} as const;

/** The path of an installed package's command, to be run by Node. */
export function scriptOf(installation: string, command: keyof typeof scripts): string {
  return join(installation, 'node_modules', scripts[command]);
}
