import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { emit } from '@specline/generator';
import type { OpenAPIDocument } from '@specline/generator';
import { exists, readText } from '@specline/openapi';
import type { Model } from '@specline/openapi';
import type { Declarations } from '@specline/semver/types';

/** The modules that are published for a model, by path: `types/index.ts`, `client/core.ts`. */
export async function emittedDeclarations(
  model: Model,
  document: OpenAPIDocument,
  source: string,
): Promise<Declarations> {
  // What they say does not depend on their versions.
  const versions = { types: '1.0.0', client: '1.0.0', runtime: '1.0.0' };
  const packages = await emit(model, { document, layout: 'standalone', source, versions });
  return Object.fromEntries(
    packages.flatMap(({ directory, files }) =>
      files
        .filter(({ path }) => /^src\/.*\.ts$/.test(path))
        .map(({ path, contents }) => [`${directory}/${path.slice('src/'.length)}`, contents]),
    ),
  );
}

/** What a release recorded of them; undefined where it recorded nothing. */
export function recordedDeclarations(folder: string): Declarations | undefined {
  if (!exists(folder)) return undefined;
  // What a link leads to was not recorded.
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return Object.fromEntries(
    paths.toSorted().map((path) => [path.replaceAll('\\', '/'), readText(join(folder, path))]),
  );
}
