import { checkPackage, Package, type Analysis, type Problem } from '@arethetypeswrong/core';
import { problemAffectsEntrypointResolution, problemKindInfo } from '@arethetypeswrong/core/problems';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { subpaths } from './exports.ts';
import type { PackedPackage } from './tarball.ts';

/** A kind of finding that is deliberately let through, and why. */
interface Exemption {
  readonly kind: Problem['kind'];
  readonly reason: string;
  readonly applies: (packed: PackedPackage, resolution: string) => boolean;
}

const exemptions: readonly Exemption[] = [
  {
    kind: 'NoResolution',
    reason: 'TypeScript’s node10 resolution is older than "exports" and finds no subpath of any package',
    applies: (_packed, resolution) => resolution === 'node10',
  },
  {
    kind: 'CJSResolvesToESM',
    reason:
      'the command and what it is made of are ES modules only; Node >= 20.19 can require them all the same',
    applies: ({ manifest }) => !hasRequire(manifest.exports),
  },
  {
    kind: 'FalseExportDefault',
    reason:
      'a client’s CommonJS entry is the class that carries itself as `default`, which only running it shows: the consumer does',
    applies: ({ manifest }, resolution) => manifest.name.endsWith('-client') && resolution === 'node16-cjs',
  },
];

/** A finding of publint that is wrong: Node takes "imports" from the nearest package.json, as running it shows. */
const mistaken = /dist\/cjs\/package\.json has an "imports" field/;

/** What publint and attw say against a tarball, as `tool: place: message`. */
export async function verdicts(packed: PackedPackage): Promise<string[]> {
  return [...(await publintProblems(packed)), ...(await attwProblems(packed))];
}

async function publintProblems({ paths, data, manifest }: PackedPackage): Promise<string[]> {
  const files = paths.map((path) => ({ name: `package/${path}`, data: data(path) }));
  const { messages } = await publint({ pkgDir: 'package', pack: { files }, strict: true });
  return messages
    .map((message) => `publint: ${formatMessage(message, manifest, { color: false })}`)
    .filter((text) => !mistaken.test(text));
}

async function attwProblems(packed: PackedPackage): Promise<string[]> {
  const entrypoints = subpaths(packed).map(({ subpath }) => subpath);
  const { name, version } = packed.manifest;
  const files = packed.paths.map((path) => [`/node_modules/${name}/${path}`, packed.data(path)]);
  const content = new Package(Object.fromEntries(files), name, version);
  const analysis = await checkPackage(content, { entrypoints });
  if (analysis.types === false) return ['attw: the package has no types'];
  return analysis.problems.flatMap((problem) => attwProblem(problem, analysis, packed));
}

const resolutions = ['node10', 'node16-cjs', 'node16-esm', 'bundler'] as const;

function attwProblem(problem: Problem, analysis: Analysis, packed: PackedPackage): string[] {
  const places = Object.keys(analysis.entrypoints).flatMap((entrypoint) =>
    resolutions
      .filter((resolution) => problemAffectsEntrypointResolution(problem, entrypoint, resolution, analysis))
      .filter((resolution) => !exempt(problem, packed, resolution))
      .map((resolution) => `${entrypoint} (${resolution})`),
  );
  const { shortDescription } = problemKindInfo[problem.kind];
  return places.map((place) => `attw: ${place}: ${problem.kind}: ${shortDescription}`);
}

function exempt(problem: Problem, packed: PackedPackage, resolution: string): boolean {
  return exemptions.some(({ kind, applies }) => kind === problem.kind && applies(packed, resolution));
}

function hasRequire(exports: unknown): boolean {
  return JSON.stringify(exports ?? {}).includes('"require":');
}
