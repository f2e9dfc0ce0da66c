// Packs every package as a release would, judges the tarballs, and uses them as strangers would.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useClient } from './client-user.ts';
import { useCommand } from './command-user.ts';
import { contentProblems } from './contents.ts';
import { verdicts } from './judges.ts';
import { packAll, readTarball, type PackedPackage } from './tarball.ts';
import { print } from '@scripts/kit/print.ts';

const temporary = await mkdtemp(join(tmpdir(), 'specline-packages-'));
try {
  const packed = await Promise.all((await packAll(temporary)).map(readTarball));
  await judge(packed);
  print(`${packed.length} tarballs: contents, publint and attw find nothing`);
  await useClient(packed.filter(forCallers), join(temporary, 'client'));
  print(
    'clients: they install, load, compile and run, as ES modules and as CommonJS, and as their READMEs say',
  );
  await useCommand(packed.filter(forOwners), join(temporary, 'command'));
  print('command: it installs, loads, compares, and generates what compiles');
} catch (error) {
  print(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await rm(temporary, { recursive: true, force: true });
}

async function judge(packed: readonly PackedPackage[]): Promise<void> {
  const problems: string[] = [];
  // One after the other: each takes the memory of a compiler.
  for (const one of packed) problems.push(...(await problemsOf(one)));
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

async function problemsOf(packed: PackedPackage): Promise<string[]> {
  const problems = [...contentProblems(packed), ...(await verdicts(packed))];
  return problems.map((problem) => `${packed.manifest.name}: ${problem}`);
}

/** What a caller of an API installs: its types and client, and the runtime. */
function forCallers({ manifest }: PackedPackage): boolean {
  return manifest.name === '@specline/runtime' || !forOwners({ manifest });
}

/** What the owner of an API installs: the command, and what it and its output need. */
function forOwners({ manifest }: Pick<PackedPackage, 'manifest'>): boolean {
  return !/-(?:types|client)$/.test(manifest.name);
}
