import { join } from 'node:path';
import { refuseLinks } from '@specline/generator';
import { exists, InputError, readJsonObject } from '@specline/openapi';
import type { Problem } from '@specline/openapi';
import { replaceFile } from './workspace-file.js';

type Packages = { readonly types: string; readonly client: string };

interface Configuration {
  readonly fixed: readonly unknown[];
}

const CONFIG = '.changeset/config.json';

/**
 * Adds pairs of packages that share one version to the configuration of Changesets, where a workspace has one: `save`
 * writes it, and returns whether a pair was missing. Throws `InputError` where it cannot be read.
 */
export function pairVersions(root: string, pairs: readonly Packages[]): { save(): boolean } {
  refuseLinks(root, CONFIG);
  if (!exists(join(root, CONFIG))) return { save: () => false };
  configurationIn(root);
  return {
    save() {
      // It is read again, because a person may have edited it meanwhile.
      const config = configurationIn(root);
      const missing = pairs.filter((pair) => !isPaired(config, pair));
      if (missing.length === 0) return false;
      const groups = [...config.fixed, ...missing.map(({ types, client }) => [types, client])];
      const byNames = new Map(groups.map((group) => [String(group), group]));
      const sorted = [...byNames.keys()].toSorted().map((names) => byNames.get(names));
      replaceFile(root, CONFIG, `${JSON.stringify({ ...config, fixed: sorted }, null, 2)}\n`);
      return true;
    },
  };
}

/** Pairs that need not share one version, as problems; none where a workspace has no Changesets, or no sound ones. */
export function unpairedProblems(root: string, pairs: readonly Packages[]): Problem[] {
  if (!exists(join(root, CONFIG))) return [];
  try {
    const config = configurationIn(root);
    return pairs.filter((pair) => !isPaired(config, pair)).map(unpairedProblem);
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

function unpairedProblem({ types, client }: Packages): Problem {
  const message = `fixed does not list ${types} and ${client} together, so that they get different versions`;
  return { file: CONFIG, message, remedy: `add ${JSON.stringify([types, client])} to it` };
}

function isPaired({ fixed }: Configuration, { types, client }: Packages): boolean {
  return fixed.some((group) => {
    const members = Array.isArray(group) ? group.map(String) : [];
    const has = (name: string) => members.some((member) => patternOf(member).test(name));
    return has(types) && has(client);
  });
}

/** Changesets takes `*` in a name for any letters but a slash, and `**` for any. */
function patternOf(member: string): RegExp {
  const parts = member.split(/(\*+)/).map((part) => {
    if (part.startsWith('*')) return part === '*' ? '[^/]*' : '.*';
    return part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}

/** Throws `InputError` where a workspace has a configuration of Changesets that cannot be read. */
export function checkConfiguration(root: string): void {
  if (exists(join(root, CONFIG))) configurationIn(root);
}

function configurationIn(root: string): Configuration {
  refuseLinks(root, CONFIG);
  const value = readJsonObject(join(root, CONFIG), CONFIG);
  const fixed = value['fixed'] ?? [];
  if (Array.isArray(fixed)) return { ...value, fixed };
  const message = 'this is not a configuration of Changesets, which lists packages of one version as fixed';
  throw new InputError([{ file: CONFIG, message, remedy: 'correct it' }]);
}
