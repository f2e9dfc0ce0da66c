import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { jsonText } from '@specline/generator';
import { InputError, readText } from '@specline/openapi';
import type { Problem } from '@specline/openapi';
import { attestationOf, checkedTarball, isGenerated, readAttestation } from './attestation.js';
import { contentProblems } from './contents.js';
import { inOrder } from './order.js';
import { readPacked } from './tarball.js';
import type { Packed } from './tarball.js';
import type { Steps } from '../pnpm.js';
import { CYCLONEDX, settledSbom } from './sbom.js';
import { targetProblems } from './targets.js';

/** What stands in the folder of the tarballs: their names, in the order in which they are published. */
const INDEX = 'packages.json';

/** Names of what stands beside a tarball. */
export const ATTESTATION = '.attestation.json';
const SBOM = '.cdx.json';

/** Where what is said of a tarball stands: `a.tgz` has `a.attestation.json` and `a.cdx.json` beside it. */
export function beside(tarball: string, ending: string): string {
  return tarball.replace(/\.tgz$/, '') + ending;
}

/**
 * Builds every package of a workspace that is not private and packs it into a folder, with its SBOM and attestation beside
 * it, in the order in which they are published. The same tree gives the same bytes. Throws `InputError`.
 */
export async function fillShelf(root: string, folder: string, run: Steps): Promise<Packed[]> {
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, INDEX), { force: true });
  const filters = await publicPackages(run);
  const packed = filters.length === 0 ? [] : await pack(root, folder, filters, run);
  for (const item of packed) {
    const sbom = beside(item.tarball, SBOM);
    writeJson(sbom, settledSbom(readText(sbom), item.integrity));
    writeJson(beside(item.tarball, ATTESTATION), attestationOf(item, root));
  }
  const names = packed.map(({ tarball }) => basename(tarball));
  writeJson(join(folder, INDEX), names);
  return packed;
}

/** What tells pnpm which packages of the workspace are meant. */
async function publicPackages(run: Steps): Promise<string[]> {
  const listed = JSON.parse(await run(['--recursive'], 'list', '--depth=-1', '--json')) as Listed[];
  return listed.flatMap(({ name, private: isPrivate }) => (isPrivate ? [] : [`--filter=${name}`]));
}

interface Listed {
  readonly name: string;
  readonly private: boolean;
}

async function pack(root: string, folder: string, filters: string[], run: Steps): Promise<Packed[]> {
  const recursive = ['--recursive', ...filters];
  await run([...recursive, '--if-present'], 'build');
  const made = JSON.parse(await run(recursive, 'pack', '--json', `--pack-destination=${folder}`)) as
    Made | Made[];
  const packed = inOrder(
    // One package alone stands in no array.
    [made].flat().map(({ filename }) => readPacked(filename)),
    (name) => isGenerated(name, root),
  );
  const problems = packed.flatMap((item) => [...targetProblems(item), ...contentProblems(item)]);
  if (problems.length > 0) throw new InputError(problems);
  const format = ['--sbom-format=cyclonedx', `--sbom-spec-version=${CYCLONEDX}`, '--prod', '--split'];
  await run(recursive, 'sbom', ...format, `--out=${join(folder, `%s-%v${SBOM}`)}`);
  return packed;
}

interface Made {
  readonly filename: string;
}

/** Reads what `fillShelf` left in a folder. Throws `InputError` where a tarball is not the one that was attested. */
export function readShelf(folder: string): Packed[] {
  const index = join(folder, INDEX);
  if (!existsSync(index)) {
    const message = 'there are no packages here that were packed to be published';
    throw new InputError([
      { file: index, message, remedy: 'run specline publish --dry-run --out DIR first' },
    ]);
  }
  const problems: Problem[] = [];
  const shelf = namesIn(index).flatMap((name) => {
    const attestation = beside(basename(name), ATTESTATION);
    const attested = readAttestation(join(folder, attestation), attestation);
    const { packed, problems: found } = checkedTarball(join(folder, basename(name)), name, attested);
    problems.push(...found);
    if (packed === undefined) return [];
    problems.push(...contentProblems(packed));
    return packed;
  });
  if (problems.length > 0) throw new InputError(problems);
  return shelf;
}

function namesIn(index: string): string[] {
  try {
    const names = JSON.parse(readText(index)) as unknown;
    if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Said below: it is no JSON.
  }
  const message = 'this is not the list of packages that Specline wrote';
  throw new InputError([{ file: index, message, remedy: 'run specline publish --dry-run --out DIR again' }]);
}

function writeJson(path: string, value: object): void {
  writeFileSync(path, `${jsonText(value)}\n`);
}
