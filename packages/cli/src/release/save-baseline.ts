import { join } from 'node:path';
import { jsonText, packageDirectories, planWrite, versionOnDisk } from '@specline/generator';
import type { GeneratedFile, WritePlan } from '@specline/generator';
import { exists, InputError, readText, releasedNames } from '@specline/openapi';
import type { Declarations } from '@specline/semver/types';
import type { Api } from '../load-api.js';
import { emittedDeclarations, recordedDeclarations } from '../declarations.js';

/** What a release says of itself: `released/version.json`. */
export interface ReleasedVersion {
  readonly version: string;
  /** The version of the runtime that the client was released with. */
  readonly runtime: string;
}

/** The version of what is recorded of an API; undefined where nothing is. Throws `InputError` where it cannot be read. */
export function releasedVersion(root: string, api: string): ReleasedVersion | undefined {
  const file = `spec/${api}/released/version.json`;
  if (!exists(join(root, file))) return undefined;
  const text = readText(join(root, file));
  try {
    const { version, runtime = '1.0.0' } = JSON.parse(text) as { version?: unknown; runtime?: unknown };
    if (typeof version === 'string' && typeof runtime === 'string') return { version, runtime };
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

/** The version that the client of an API has. */
export function clientVersion(root: string, api: string): string {
  return versionOnDisk(join(root, packageDirectories(api, 'workspace').client)) ?? '1.0.0';
}

/** What is to be written under `spec/<api>/released/`: what a version means, for later ones to be held against. */
export async function recordPlan(root: string, api: Api, version: ReleasedVersion): Promise<WritePlan> {
  return planWrite(join(root, 'spec', api.api, 'released'), await recordOf(api, version), root);
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

/** The sources of both packages, which do not depend on their version. */
export function declarationsOf({ model, document, source }: Api): Promise<Declarations> {
  return emittedDeclarations(model, document, source);
}

/** The sources that are recorded of the last release; empty where there was none. */
export function releasedDeclarations(root: string, api: string): Declarations {
  return recordedDeclarations(join(root, 'spec', api, 'released', 'declarations')) ?? {};
}

function json(value: unknown): string {
  return `${jsonText(value)}\n`;
}
