import { join } from 'node:path';
import { exists, InputError, readJsonObject, readText } from '@specline/openapi';
import type { Needed, Surroundings } from '@specline/generator';
import { parse } from 'yaml';
import { contractVersion, ownSpecifier, runtimeVersion } from '../versions.js';

const WORKSPACE = 'pnpm-workspace.yaml';
const BASE_CONFIG = 'tsconfig.base.json';

/** The packages of Specline that a workspace may make itself, by folder. */
const OURS = {
  '@specline/contract': { directory: 'packages/contract', published: contractVersion },
  '@specline/runtime': { directory: 'packages/runtime', published: runtimeVersion },
} as const;

/** The files that say what generated packages find around them, below the root. */
export const SURROUNDINGS: readonly string[] = [
  WORKSPACE,
  BASE_CONFIG,
  ...Object.values(OURS).map(({ directory }) => `${directory}/package.json`),
];

/** What generated packages find in a workspace, and what else they take from a registry. Throws `InputError`. */
export function surroundingsOf(root: string): Surroundings {
  const catalog = catalogOf(root);
  const tool = (name: Needed) => (Object.hasOwn(catalog, name) ? 'catalog:' : ownSpecifier(name));
  return {
    specifiers: {
      '@specline/contract': ourSpecifier('@specline/contract', root),
      '@specline/runtime': ourSpecifier('@specline/runtime', root),
      '@types/node': tool('@types/node'),
      vitest: tool('vitest'),
    },
    hasBaseConfig: exists(join(root, BASE_CONFIG)),
  };
}

function ourSpecifier(name: keyof typeof OURS, root: string): string {
  const { directory, published } = OURS[name];
  const file = join(root, directory, 'package.json');
  const isMadeHere = exists(file) && readJsonObject(file, `${directory}/package.json`)['name'] === name;
  return isMadeHere ? 'workspace:^' : `^${published()}`;
}

/** The versions that a workspace gives its packages by name. */
function catalogOf(root: string): object {
  const file = join(root, WORKSPACE);
  if (!exists(file)) return {};
  const text = readText(file);
  try {
    return (parse(text) as { catalog?: object } | null)?.catalog ?? {};
  } catch {
    throw new InputError([{ file: WORKSPACE, message: 'this is not YAML', remedy: 'correct it' }]);
  }
}
