import { join } from 'node:path';
import { jsonText, packageDirectories, planWrite, versionOnDisk, writeFiles } from '@specline/generator';
import type { GeneratedFile } from '@specline/generator';
import { findWorkspace, InputError, listApis, releasedNames } from '@specline/openapi';
import { readApi } from './api.js';
import type { Api } from './api.js';
import { emittedDeclarations } from './declarations.js';
import { print } from './console.js';
import type { Console } from './console.js';
import { EXIT } from './exit.js';
import type { Exit } from './exit.js';

export interface ReleaseOptions {
  readonly record?: true;
}

/**
 * `specline release --record`: writes down under `spec/<api>/released/` what the packages' current version means, for
 * later versions to be held against. Throws `InputError` for usage and for faults of the documents.
 */
export async function release({ record }: ReleaseOptions, console: Console): Promise<Exit> {
  if (!record) throw new InputError([{ message: 'release only records yet', remedy: 'add --record' }]);
  const root = findWorkspace(console.cwd);
  const plans = [];
  for (const name of listApis(root)) {
    const api = readApi(root, name);
    const version = versionOnDisk(join(root, packageDirectories(name, 'workspace').types)) ?? '1.0.0';
    const plan = planWrite(join(root, 'spec', name, 'released'), await recordOf(api, version));
    plans.push(plan);
    print(console, `${name} ${version}: ${plan.differences.length === 0 ? 'as recorded' : 'recorded'}`);
  }
  writeFiles(plans);
  return EXIT.done;
}

/** The document, the names, the declarations and the version. */
async function recordOf(api: Api, version: string): Promise<GeneratedFile[]> {
  const { model, document, components, source } = api;
  const declarations = await emittedDeclarations(model, document, source, version);
  return [
    { path: 'openapi.json', contents: json(document) },
    { path: 'sdk.json', contents: json(releasedNames(model, components)) },
    { path: 'version.json', contents: json({ version }) },
    ...Object.entries(declarations).map(([path, contents]) => ({ path: `declarations/${path}`, contents })),
  ];
}

function json(value: unknown): string {
  return `${jsonText(value)}\n`;
}
