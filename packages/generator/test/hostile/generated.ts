import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildModel, InputError, loadDefaults, loadDocument, loadSdk } from '@specline/openapi';
import type { Problem } from '@specline/openapi';
import type { emit as Emit } from '../../src/index.js';
import type { Documents } from './document.js';

/** What became of documents: files by path, or why they are refused. */
export type Outcome = Files | { readonly problems: readonly Problem[] };

export interface Files {
  readonly files: ReadonlyMap<string, string>;
  /** The name of the types package. */
  readonly types: string;
}

export const NAMES = { document: 'api.json', sdk: 'sdk.yaml', defaults: 'defaults.yaml' } as const;

/**
 * Loads, models and prints documents with an `emit` of the sources or of the built package, in a folder in `base`. Throws
 * only what is no fault of the input.
 */
export async function generated(
  documents: Documents,
  emit: typeof Emit,
  base = realpathSync(tmpdir()),
): Promise<Outcome> {
  const folder = mkdtempSync(join(base, 'specline-hostile-'));
  const at = (name: keyof Documents) => join(folder, NAMES[name]);
  try {
    for (const name of ['document', 'sdk', 'defaults'] as const)
      writeFileSync(at(name), JSON.stringify(documents[name]));
    const sdk = loadSdk(at('sdk'), NAMES.sdk);
    const defaults = loadDefaults(at('defaults'), NAMES.defaults);
    const loaded = loadDocument(at('document'), { base: folder });
    const model = buildModel({ api: 'hostile', loaded, sdk: sdk.value, defaults: defaults.value });
    const problems = [...loaded.locate(model.problems), ...sdk.locate(model.sdkProblems)];
    if (problems.length > 0) return { problems };
    const packages = await emit(model.model, {
      document: loaded.document,
      layout: 'workspace',
      source: 'api.json',
      versions: { types: '1.0.0', client: '1.0.0', runtime: '1.0.0' },
    });
    const files = packages.flatMap(({ directory, files: found }) =>
      found.map(({ path, contents }) => [`${directory}/${path}`, contents] as const),
    );
    return { files: new Map(files), types: model.model.surface.packages.types };
  } catch (error) {
    if (error instanceof InputError) return { problems: error.problems };
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
