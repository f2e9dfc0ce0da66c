import type { PackedPackage } from './tarball.ts';

/** As much of a tarball as its contents are judged by. */
export type Contents = Pick<PackedPackage, 'manifest' | 'paths' | 'text'>;

/** A question to a tarball: what is wrong with it, in words; nothing where it is right. */
type Rule = (packed: Contents) => readonly string[];

/** What every tarball has to be, whatever it is for. */
const rules: readonly Rule[] = [
  function protocols({ text }) {
    const left = text('package.json').match(/"(?:workspace|catalog|link):[^"]*"/g) ?? [];
    return left.map(
      (version) => `package.json: ${version} only means something inside the workspace; pack with pnpm`,
    );
  },
  function manifestFields({ manifest }) {
    const wanted = ['license', 'repository', 'engines', 'exports', 'sideEffects', 'files'] as const;
    return wanted
      .filter((field) => manifest[field] === undefined)
      .map((field) => `package.json: "${field}" is missing; add it`);
  },
  function engines({ manifest }) {
    const node = manifest.engines?.['node'];
    return node === '>=20.19'
      ? []
      : [`package.json#engines/node: it is ${node}; the packages promise ">=20.19"`];
  },
  function documents({ paths }) {
    return ['README.md', 'LICENSE']
      .filter((path) => !paths.includes(path))
      .map((path) => `${path}: it is missing; write it beside package.json`);
  },
  function expectedPaths({ manifest, paths }) {
    const always = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];
    const listed = (path: string) =>
      manifest.files?.some((entry) => path === entry || path.startsWith(`${entry}/`)) === true;
    return paths
      .filter((path) => !always.includes(path) && !listed(path))
      .map((path) => `${path}: "files" does not list it; list it or leave it out`);
  },
  function expectedKinds({ paths }) {
    return paths
      .filter(
        (path) => !/(?:\.d\.ts|\.js|\.json|\.md|(?:^|\/)LICENSE)$/.test(path) || /(?:^|\/)test\//.test(path),
      )
      .map((path) => `${path}: sources, maps, tests and caches are not published; keep it out of dist`);
  },
  function sourceMaps({ paths, text }) {
    return paths
      .filter((path) => path.endsWith('.js') && text(path).includes('//# sourceMappingURL='))
      .map((path) => `${path}: it names a source map, which is not published; build without maps`);
  },
];

/** Every fault of a tarball's contents, as `path: problem; remedy`. */
export function contentProblems(packed: Contents): string[] {
  return rules.flatMap((rule) => rule(packed));
}
