import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exists, InputError, readJsonObject, withPath } from '@specline/openapi';

type Packages = { readonly types: string; readonly client: string };

/**
 * Adds pairs of packages that share one version to the configuration of Changesets, where a workspace has one: `save`
 * writes it. Throws `InputError` where it cannot be read.
 */
export function pairVersions(root: string, pairs: readonly Packages[]): { save(): void } {
  const file = join(root, '.changeset', 'config.json');
  if (!exists(file)) return { save: () => {} };
  const config = configurationIn(file);
  const groups = [...config.fixed, ...pairs.map(({ types, client }) => [types, client])];
  const byNames = new Map(groups.map((group) => [String(group), group]));
  const sorted = [...byNames.keys()].toSorted().map((names) => byNames.get(names));
  const text = `${JSON.stringify({ ...config, fixed: sorted }, null, 2)}\n`;
  return {
    save() {
      withPath(file, () => writeFileSync(`${file}.specline-new`, text));
      renameSync(`${file}.specline-new`, file);
    },
  };
}

/** Throws `InputError` where a workspace has a configuration of Changesets that cannot be read. */
export function checkConfiguration(root: string): void {
  const file = join(root, '.changeset', 'config.json');
  if (exists(file)) configurationIn(file);
}

function configurationIn(file: string): { readonly fixed: readonly unknown[] } {
  const value = readJsonObject(file, CONFIGURATION);
  const fixed = value['fixed'] ?? [];
  if (Array.isArray(fixed)) return { ...value, fixed };
  const message = 'this is not a configuration of Changesets, which lists packages of one version as fixed';
  throw new InputError([{ file: CONFIGURATION, message, remedy: 'correct it' }]);
}

const CONFIGURATION = '.changeset/config.json';
