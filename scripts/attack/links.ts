import { existsSync, lstatSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Attack } from './attack.ts';
import { CACHE, copyOf, differences, makeTemplate, specline, treeOf, writeAll } from './state/workspace.ts';

/** Where a repository may have a link, and what meets it there. */
const CASES: readonly (readonly [path: string, ...commands: string[]])[] = [
  ['packages', 'generate', 'release', 'new pets'],
  ['packages/nodes-client', 'generate', 'release', 'update nodes'],
  ['packages/nodes-types', 'generate', 'update nodes', 'release'],
  ['packages/nodes-types/package.json', 'release', 'generate'],
  ['packages/nodes-client/src', 'generate'],
  ['packages/nodes-client/CHANGELOG.md', 'release'],
  ['packages/runtime/CHANGELOG.md', 'release'],
  ['spec', 'generate', 'new pets', 'release'],
  ['spec/nodes', 'generate', 'release', 'update nodes'],
  ['spec/nodes/released', 'release', 'release --record', 'generate', 'diff'],
  ['spec/nodes/released/declarations', 'release', 'diff'],
  ['spec/nodes/released/openapi.json', 'release', 'diff'],
  ['spec/nodes/sdk.yaml', 'generate'],
  ['spec/relays/accepted.yaml', 'release', 'release --record'],
  ['spec/_shared', 'generate', 'diff', 'new pets --from pets.yaml'],
  ['spec/defaults.yaml', 'generate'],
  ['.changeset', 'release', 'update nodes', 'new pets'],
  ['.changeset/config.json', 'new pets'],
  ['.changeset/nodes.md', 'release', 'update nodes'],
  ['LICENSE', 'generate'],
  ['node_modules/.cache', 'generate', 'release', 'publish --dry-run'],
  [CACHE, 'generate', 'new pets', 'release --record'],
  [`${CACHE}/lock`, 'generate', 'update nodes', 'release --snapshot'],
  [`${CACHE}/release.json`, 'release'],
  ['node_modules/.cache/specline-packages', 'publish --dry-run'],
  ['out/types', 'generate --spec pets.yaml --out out'],
  ['out/node_modules', 'generate --spec pets.yaml --out out'],
  ['out/client', 'generate --spec pets.yaml --out out'],
];

/** How a link leads outside. */
const FORMS = ['absolute', 'relative', 'chain', 'dangling'] as const;

const VARIANTS = CASES.flatMap(([path, ...commands]) =>
  commands.flatMap((command) => FORMS.map((form) => ({ path, command, form }))),
);

/** Puts links that lead out of a workspace in every place that Specline writes or reads. */
export const links: Attack = {
  name: 'links',
  promise: 'Nothing is written or read through a symbolic link that leads out of the workspace',
  rounds: { short: 1, full: VARIANTS.length },
  async run({ rounds, seed, work }) {
    const template = await makeTemplate(join(work, 'template'));
    const broken: string[] = [];
    const tried = Math.min(rounds, VARIANTS.length);
    for (let round = 0; round < tried; round += 1) {
      // A step without a common factor visits every variant once.
      const variant = VARIANTS[(seed * 7 + round * 37) % VARIANTS.length];
      if (variant === undefined) continue;
      const { path, command, form } = variant;
      const root = copyOf(template, join(work, `${round}`, 'workspace'));
      const outside = linkOut(root, path, form);
      const before = treeOf(outside);
      const { code, output } = await specline(root, command.split(' '));
      const faults = [
        ...differences(before, treeOf(outside)).map((file) => `it wrote ${file} outside`),
        ...(lstatSync(join(root, path)).isSymbolicLink() ? [] : ['it replaced the link']),
        ...(isRefused(code, output) ? [] : [`exit ${code}: ${output}`]),
      ];
      broken.push(...faults.map((fault) => `${form} link ${path}, ${command}: ${fault}`));
      rmSync(join(work, `${round}`), { recursive: true });
    }
    return { tried, broken };
  },
};

function isRefused(code: number | null, output: string): boolean {
  return (
    code === 2 &&
    /symbolic link|lies outside|there is no such (?:API|file)|not a Specline workspace/.test(output)
  );
}

/** Moves what is in a place out of the workspace, and links to it. */
function linkOut(root: string, path: string, form: (typeof FORMS)[number]): string {
  const outside = join(root, '..', 'outside');
  const [place, target] = [join(root, path), join(outside, 'target')];
  mkdirSync(dirname(place), { recursive: true });
  mkdirSync(outside, { recursive: true });
  if (existsSync(place)) renameSync(place, target);
  else if (/\.[a-z]+$|LICENSE$/.test(path)) writeAll(outside, { target: 'mine\n' });
  else writeAll(outside, { 'target/mine.txt': 'mine\n' });
  if (form === 'dangling') renameSync(target, join(outside, 'elsewhere'));
  if (form === 'chain') symlinkSync(target, join(outside, 'chain'));
  const leads = form === 'chain' ? join(outside, 'chain') : target;
  symlinkSync(form === 'relative' ? relative(dirname(place), leads) : leads, place);
  return outside;
}
