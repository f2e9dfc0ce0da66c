import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emit, jsonText, packageDirectories, planWrite, versionOnDisk } from '@specline/generator';
import type { GeneratedFile, WritePlan } from '@specline/generator';
import { InputError, releasedNames } from '@specline/openapi';
import type { Api } from '../api.js';

/** What a release says of itself: `released/version.json`. */
export interface ReleasedVersion {
  readonly version: string;
  /** The version of the runtime that the client was released with. */
  readonly runtime: string;
}

/** The version of what is recorded of an API; undefined where nothing is. Throws `InputError` where it cannot be read. */
export function releasedVersion(root: string, api: string): ReleasedVersion | undefined {
  const file = `spec/${api}/released/version.json`;
  if (!existsSync(join(root, file))) return undefined;
  try {
    const { version, runtime } = JSON.parse(
      readFileSync(join(root, file), 'utf8'),
    ) as Partial<ReleasedVersion>;
    if (typeof version === 'string') return { version, runtime: runtime ?? '1.0.0' };
  } catch {
    // Said below.
  }
  const message = 'this is not a record that specline release --record wrote';
  throw new InputError([{ file, message, remedy: 'restore it from version control' }]);
}

/** The version that the packages of an API have. */
export function currentVersion(root: string, api: string): string {
  return versionOnDisk(join(root, packageDirectories(api, 'workspace').types)) ?? '1.0.0';
}

/** What is to be written under `spec/<api>/released/`: what a version means, for later ones to be held against. */
export async function recordPlan(root: string, api: Api, version: ReleasedVersion): Promise<WritePlan> {
  return planWrite(join(root, 'spec', api.api, 'released'), await recordOf(api, version));
}

/** The document, the names, the declarations and the version. */
async function recordOf(api: Api, version: ReleasedVersion): Promise<GeneratedFile[]> {
  const { model, document, components } = api;
  const sources = Object.entries(await declarationsOf(api));
  return [
    { path: 'openapi.json', contents: json(document) },
    { path: 'sdk.json', contents: json(releasedNames(model, components)) },
    { path: 'version.json', contents: json(version) },
    ...sources.map(([path, contents]) => ({ path: `declarations/${path}`, contents })),
  ];
}

/** Sources by path: `types/moq/relays/tokens.ts`, `client/index.ts`. */
export type Declarations = Readonly<Record<string, string>>;

/** The sources of both packages, which do not depend on their version. */
export async function declarationsOf({ model, document, source }: Api): Promise<Declarations> {
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

/** The sources that are recorded of the last release; empty where there was none. */
export function releasedDeclarations(root: string, api: string): Declarations {
  const folder = join(root, 'spec', api, 'released', 'declarations');
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return Object.fromEntries(
    files.map((file) => [file.replaceAll('\\', '/'), readFileSync(join(folder, file), 'utf8')]),
  );
}

function json(value: unknown): string {
  return `${jsonText(value)}\n`;
}
