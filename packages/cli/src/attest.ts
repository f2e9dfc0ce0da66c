import { basename, resolve } from 'node:path';
import { jsonText } from '@specline/generator';
import { findWorkspace, formatProblem, InputError } from '@specline/openapi';
import { print, report } from './console.js';
import type { Console } from './console.js';
import { EXIT } from './exit.js';
import type { Exit } from './exit.js';
import { attestationOf, checkedTarball, readAttestation, workspaceProblems } from './publish/attestation.js';
import { readPacked } from './publish/tarball.js';
import { ATTESTATION, beside } from './publish/pack.js';

export interface AttestOptions {
  readonly verify?: true;
  readonly manifest?: string;
}

/**
 * `specline attest`: prints what a tarball was made from, or with `--verify` holds it against what was printed then, and
 * so the workspace that it came from where this is one. Reaches no network. Throws `InputError`.
 */
export function attest(tarball: string, { verify, manifest }: AttestOptions, console: Console): Exit {
  if (manifest !== undefined && !verify)
    throw new InputError([{ message: '--manifest requires --verify', remedy: 'add --verify' }]);
  const path = resolve(console.cwd, tarball);
  if (!verify) {
    print(console, jsonText(attestationOf(readPacked(path, tarball), findWorkspace(console.cwd))));
    return EXIT.done;
  }
  const file = manifest ?? beside(tarball, ATTESTATION);
  const attested = readAttestation(resolve(console.cwd, file), file);
  const root = workspaceAround(console.cwd);
  const problems = [
    ...checkedTarball(path, tarball, attested).problems,
    ...(root === undefined ? [] : workspaceProblems(attested, root)),
  ];
  for (const problem of problems) report(console, formatProblem(problem));
  if (problems.length > 0) return EXIT.violation;
  print(console, `${basename(tarball)}: ${attested.name} ${attested.version} as attested`);
  return EXIT.done;
}

function workspaceAround(folder: string): string | undefined {
  try {
    return findWorkspace(folder);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
