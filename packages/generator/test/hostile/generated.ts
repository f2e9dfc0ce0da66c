import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildModel, InputError, loadDefaults, loadDocument, loadSdk } from '@specline/openapi';
import type { Json, Problem } from '@specline/openapi';
import { emit } from '../../src/index.js';
import { filesOf } from '../printing.js';
import { documentsOf } from './document.js';
import type { Documents, Text } from './document.js';

/** What became of documents: files by path, or why they are refused. */
export type Outcome =
  | { readonly files: ReadonlyMap<string, string>; readonly types: string }
  | { readonly problems: readonly Problem[] };

const NAMES = { document: 'api.json', sdk: 'sdk.yaml', defaults: 'defaults.yaml' } as const;

/** Loads, models and prints documents. Throws only what is no fault of the input. */
export async function generated(documents: Documents): Promise<Outcome> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'specline-hostile-'));
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
    return { files: filesOf(packages), types: model.model.surface.packages.types };
  } catch (error) {
    if (error instanceof InputError) return { problems: error.problems };
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The places whose texts a problem is about: those that stand where it points to, or in what holds it. */
export function placesOf({ file, pointer }: Problem, text: Text): string[] {
  const name = (['document', 'sdk', 'defaults'] as const).find((key) => NAMES[key] === file) ?? 'document';
  if (pointer === undefined) return [];
  return PLACES[name]
    .filter((place) => {
      const other = place.pointer.replaceAll(/⟦(.*?)⟧/g, (_, inner: string) => escaped(text(inner)));
      return pointer === other || pointer.startsWith(`${other}/`) || other.startsWith(`${pointer}/`);
    })
    .flatMap(({ places }) => places);
}

function escaped(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

interface Placed {
  /** Names of places stand for their texts. */
  readonly pointer: string;
  readonly places: readonly string[];
}

/** Every pointer with a place's text in it or at it. */
const PLACES: Readonly<Record<keyof Documents, readonly Placed[]>> = (() => {
  const documents = documentsOf((place) => `⟦${place}⟧`);
  return {
    document: placesIn(documents.document),
    sdk: placesIn(documents.sdk),
    defaults: placesIn(documents.defaults),
  };
})();

function placesIn(value: Json, pointer = '#'): Placed[] {
  const named = (text: string) => [...text.matchAll(/⟦(.*?)⟧/g)].map(([, place = '']) => place);
  if (typeof value === 'string') return [{ pointer, places: named(value) }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]): Placed[] => {
    const place = `${pointer}/${escaped(name)}`;
    const own = named(name);
    return [...(own.length === 0 ? [] : [{ pointer: place, places: own }]), ...placesIn(inner, place)];
  });
}
