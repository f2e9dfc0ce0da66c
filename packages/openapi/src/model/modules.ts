import { own } from '../json/read.js';
import { portable } from './file-names.js';
import { fromDotted } from './method-names.js';
import type { MethodName } from './method-names.js';
import type { ReleasedNames } from './released.js';
import { camelCase, kebabCase } from '../names/words.js';

/** Modules that every package has. */
const MODULES: ReadonlySet<string> = new Set([
  'core',
  'index',
  'openapi',
  'require',
  'schemas',
  'validators',
]);

/**
 * The module of each resource, below `src/` and without ending, by its name: `moq/relays/tokens` of `moq.relays.tokens`.
 * No two differ in case alone, which many file systems do not tell apart.
 */
export function resourceModules(
  names: ReadonlyMap<string, MethodName>,
  released: ReleasedNames | undefined,
): Map<string, string> {
  const modules = new Map<string, string>();
  for (const [key, { resource }] of names) {
    const kept = own(released?.operations, key);
    if (kept !== undefined && fromDotted(kept.call).resource.join('.') === resource.join('.'))
      modules.set(resource.join('.'), kept.module);
  }
  const taken = new Set([...modules.values()].map((module) => module.toLowerCase()));
  const folders = new Map<string, string>();
  for (const module of modules.values()) asSpelled(module, folders);
  for (const { resource } of names.values()) {
    const name = resource.join('.');
    if (modules.has(name)) continue;
    const wanted = asSpelled(moduleOf(resource), folders);
    let module = wanted;
    for (let number = 2; taken.has(module.toLowerCase()); number += 1) module = `${wanted}-${number}`;
    taken.add(module.toLowerCase());
    modules.set(name, module);
  }
  return modules;
}

/** With the folders of a module spelled as they were the first time: no two differ in case alone. */
function asSpelled(module: string, folders: Map<string, string>): string {
  const parts = module.split('/');
  const name = parts.pop() ?? '';
  const folder = parts.reduce((above, part) => {
    const wanted = above + part;
    const known = folders.get(wanted.toLowerCase()) ?? wanted;
    folders.set(wanted.toLowerCase(), known);
    return `${known}/`;
  }, '');
  return folder + name;
}

/** Its words in kebab-case, or the name itself where the words do not give it back. */
function moduleOf(resource: readonly string[]): string {
  const [first = 'root', ...rest] = resource.map((name) =>
    camelCase(kebabCase(name)) === name ? kebabCase(name) : name,
  );
  const isTaken = MODULES.has(first.toLowerCase()) || (resource.length > 0 && first === 'root');
  return portable([isTaken ? `${first}-resource` : first, ...rest], 'resource').join('/');
}
