import type { Problem } from '../json/problem.js';

/** What an API calls its packages, and the `sdk.yaml` that can say otherwise. */
export interface PackageClaim {
  readonly api: string;
  readonly packages: { readonly types: string; readonly client: string };
  readonly file: string;
}

/** What npm allows, in characters. */
const MAX_LENGTH = 214;

/** What generated packages depend on. */
const DEPENDENCIES: ReadonlySet<string> = new Set([
  '@specline/contract',
  '@specline/runtime',
  '@types/node',
  'openapi-fetch',
  'typescript',
  'vitest',
]);

/** Refuses two packages of one name, in capitals or not, and names that npm does not allow or something else has. */
export function packageProblems(claims: readonly PackageClaim[]): Problem[] {
  const owners = new Map<string, string>();
  return claims.flatMap(({ api, packages, file }) =>
    [packages.types, packages.client].flatMap((name) => {
      const owner = owners.get(name.toLowerCase());
      owners.set(name.toLowerCase(), api);
      const message = faultOf(name, api, owner);
      return message === undefined ? [] : [{ file, message, remedy: 'give it another name under packages' }];
    }),
  );
}

function faultOf(name: string, api: string, owner: string | undefined): string | undefined {
  if (owner === api) return `types and client are both called ${name}`;
  if (owner !== undefined) return `the package ${name} is claimed by ${owner} too`;
  if (DEPENDENCIES.has(name.toLowerCase())) return `the package ${name} is one that generated packages use`;
  return name.length > MAX_LENGTH ? `the package ${name} has more than ${MAX_LENGTH} characters` : undefined;
}
