import type { Target } from '@scripts/kit/workspace.ts';
import type { PackedPackage } from './tarball.ts';

/** One importable subpath: `@scope/name` or `@scope/name/sub`, and the conditions that lead to a file. */
export interface Subpath {
  readonly specifier: string;
  /** As attw and the manifest call it: `.` or `./sub`. */
  readonly subpath: string;
  readonly import: boolean;
  readonly require: boolean;
  /** Only types, nothing to run. */
  readonly typesOnly: boolean;
  readonly json: boolean;
}

/** Every subpath that the tarball's `exports` offer, patterns expanded over its files, sorted (Node, "Package exports"). */
export function subpaths({ manifest, paths }: Pick<PackedPackage, 'manifest' | 'paths'>): Subpath[] {
  const targets = Object.entries(manifest.exports ?? {});
  const names = new Set(targets.map(([key]) => key));
  const exact = targets
    .filter(([key]) => !key.includes('*'))
    .map(([key, target]) => ({ key, target, star: '' }));
  const matched = targets
    .filter(([key]) => key.includes('*'))
    .flatMap(([key, target]) =>
      stars(target, paths).map((star) => ({ key: key.replace('*', star), target, star })),
    )
    .filter(({ key }) => !names.has(key));
  return [...exact, ...matched]
    .filter(({ key, target }) => target !== null && !isClosed(key, targets))
    .map(({ key, target, star }) => subpath(manifest.name, key, filesOf(target, star), paths))
    .toSorted((a, b) => (a.subpath < b.subpath ? -1 : 1));
}

/** Whether a pattern without a target matches. It is taken for the more specific one: nothing else is closed. */
function isClosed(key: string, targets: readonly (readonly [string, Target])[]): boolean {
  return targets.some(([pattern, target]) => {
    const [before = '', after] = pattern.split('*');
    return target === null && after !== undefined && key.startsWith(before) && key.endsWith(after);
  });
}

/** The files that `import` and `require` lead to; undefined where there is nothing to run. */
interface Files {
  readonly import: string | undefined;
  readonly require: string | undefined;
}

function filesOf(target: Target, star: string): Files {
  const file = (condition: string) =>
    resolve(target, [condition, 'default'])?.replace('*', star).replace('./', '');
  return { import: file('import'), require: file('require') };
}

function subpath(name: string, key: string, files: Files, paths: readonly string[]): Subpath {
  return {
    specifier: name + key.slice(1),
    subpath: key,
    import: files.import !== undefined && paths.includes(files.import),
    require: files.require !== undefined && paths.includes(files.require),
    typesOnly: files.import === undefined && files.require === undefined,
    json: key.endsWith('.json'),
  };
}

/** The file that a target leads to under some conditions, in the target's own order (Node's rule). */
function resolve(target: Target, conditions: readonly string[]): string | undefined {
  if (target === null) return undefined;
  if (typeof target === 'string') return target;
  for (const [condition, value] of Object.entries(target)) {
    const file = conditions.includes(condition) ? resolve(value, conditions) : undefined;
    if (file !== undefined) return file;
  }
  return undefined;
}

/** What `*` may stand for: every file that any condition of the target matches. */
function stars(target: Target, paths: readonly string[]): string[] {
  const patterns = ['import', 'require', 'types'].flatMap(
    (condition) => resolve(target, [condition, 'default']) ?? [],
  );
  const matches = patterns.flatMap((pattern) => {
    const [before = '', after = ''] = pattern.replace('./', '').split('*');
    return paths
      .filter((path) => path.startsWith(before) && path.endsWith(after))
      .map((path) => path.slice(before.length, path.length - after.length));
  });
  return [...new Set(matches)].filter((star) => !star.endsWith('.d'));
}
