import type { Model } from '@specline/openapi';
import type { OpenAPIDocument } from '../types/openapi-typescript.js';

/** Where packages are written: as members of a workspace, or as a folder of their own that needs none. */
export type Layout = 'workspace' | 'standalone';

/** What packages of a workspace need to be built and tested, and to run. */
export type Needed = '@specline/contract' | '@specline/runtime' | '@types/node' | 'vitest';

/** What packages of a workspace find around them. */
export interface Surroundings {
  /** How a dependency is written: `workspace:^`, `catalog:`, or a range of versions. */
  readonly specifiers: Readonly<Record<Needed, string>>;
  /** Whether there is a `tsconfig.base.json`. */
  readonly hasBaseConfig: boolean;
}

/** A workspace that has everything itself, as Specline's own. */
const COMPLETE: Surroundings = {
  specifiers: {
    '@specline/contract': 'workspace:^',
    '@specline/runtime': 'workspace:^',
    '@types/node': 'catalog:',
    vitest: 'catalog:',
  },
  hasBaseConfig: true,
};

/** What generated packages depend on besides the model. */
export interface EmitOptions {
  /** The bundled document. It is not changed. */
  readonly document: OpenAPIDocument;
  readonly layout: Layout;
  /** What the packages are generated from, as their files name it: `spec/moq-relays/openapi.yaml`. */
  readonly source: string;
  /** The version of each package; those of the generated ones are kept from disk. */
  readonly versions: { readonly types: string; readonly client: string; readonly runtime: string };
  /** The text of `LICENSE`; without one the packages have no such file. */
  readonly licenseText?: string;
  /** Of a workspace that has not everything itself. */
  readonly surroundings?: Surroundings;
}

/** What packages find around them: outside a workspace nothing. */
export function surroundingsOf({ layout, surroundings = COMPLETE }: EmitOptions): Surroundings | undefined {
  return layout === 'workspace' ? surroundings : undefined;
}

/** The folders of an API's packages, below the workspace's root or the output folder. */
export function packageDirectories(api: string, layout: Layout): { types: string; client: string } {
  if (layout === 'standalone') return { types: 'types', client: 'client' };
  return { types: `packages/${api}-types`, client: `packages/${api}-client` };
}

/** All that the files around the sources depend on. */
export interface PackageContext extends EmitOptions {
  readonly model: Model;
}
