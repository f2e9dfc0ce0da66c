// `pnpm runtimes`: the client, as packed and installed, in every runtime that is promised.
import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '@scripts/kit/turbo.ts';
import { run } from '@scripts/kit/command.ts';
import { compilers } from '@scripts/packages/compilers.ts';
import { installReference } from '@scripts/packages/reference.ts';
import { print, say } from '@scripts/kit/print.ts';
import { installEngines, installNodes, unsupported } from './engines.ts';
import { networkVerdicts } from './network.ts';
import { suiteVerdicts } from './suite.ts';
import { failures, verdictTable, type Verdict } from './verdicts.ts';
import { root } from '@scripts/kit/workspace.ts';

const isShort = process.argv.includes('--short');
const work = await mkdtemp(join(await realpath(tmpdir()), 'specline-runtimes-'));
try {
  if (unsupported !== undefined) throw new Error(unsupported);
  await runtimes();
} catch (error) {
  print(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await rm(work, { recursive: true, force: true });
}

async function runtimes(): Promise<void> {
  // Turbo, which runs the short form, has built by then.
  if (!isShort) say(`build: ${await build.run()}`);
  const nodes = isShort ? [] : await installNodes(say);
  const all = [...nodes, ...(await installEngines(say))];
  const project = join(work, 'project');
  const document = await installReference(work, project);
  // Not static imports: nothing is built yet when this begins.
  const { startMock } = await import('@specline/contract');
  const { faultVerdicts } = await import('./faults.ts');
  const mock = await startMock({ document });
  try {
    report(await suiteVerdicts(all, await compiled(project, 'runtimes', 'suite'), mock.url));
    if (isShort) return;
    report(await networkVerdicts(nodes, await compiled(project, 'network', 'network')));
    report(await faultVerdicts(all, await compiled(project, 'faults', 'launched')));
  } finally {
    await mock.close();
  }
}

/** Compiles a folder of scripts/fixtures in a project, as ES modules; resolves with the program in it. */
async function compiled(project: string, folder: string, program: string): Promise<string> {
  await cp(join(root, 'scripts/fixtures', folder), join(project, folder), { recursive: true });
  await writeFile(join(project, folder, 'package.json'), '{ "type": "module" }\n');
  const [{ tsc }] = compilers as [(typeof compilers)[number]];
  await run(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { cwd: project });
  return join(project, folder, 'out', `${program}.js`);
}

function report(verdicts: readonly Verdict[]): void {
  print(`${verdictTable(verdicts)}\n`);
  if (failures(verdicts).length > 0) process.exitCode = 1;
}
