// `pnpm consumers`: the client, as packed and installed, by compilers, kinds of modules and test runners of callers.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '@scripts/kit/turbo.ts';
import { compileProject, createProjects, type Project } from './project.ts';
import { runners, testProblem } from './runners.ts';
import { versions } from './versions.ts';
import { installOnDemand } from '@scripts/kit/install-tools.ts';
import { installReference } from '@scripts/packages/reference.ts';
import { print, say, table } from '@scripts/kit/print.ts';

const work = await mkdtemp(join(await realpath(tmpdir()), 'specline-consumers-'));
try {
  await consumers();
} catch (error) {
  print(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await rm(work, { recursive: true, force: true });
}

async function consumers(): Promise<void> {
  say(`build: ${await build.run()}`);
  const installation = await installOnDemand('consumers', versions, say);
  const dir = join(work, 'projects');
  const document = await installReference(work, dir);
  // Not a static import: nothing is built yet when this begins.
  const { startMock } = await import('@specline/contract');
  const mock = await startMock({ document });
  try {
    const rows: string[][] = [];
    for (const project of await createProjects(dir))
      rows.push([...titles(project), ...(await cells(project, installation, mock.url))]);
    print(table(['compiler', 'modules', ...runners.map(({ name }) => name)], rows));
  } finally {
    await mock.close();
  }
}

function titles({ compiler, mode }: Project): string[] {
  return [`TypeScript ${versions[compiler].replace(/^.*@/, '')}`, mode.name];
}

/** One cell for each runner; what does not hold is told at once. */
async function cells(project: Project, installation: string, mockURL: string): Promise<string[]> {
  const problem = await compileProject(project, installation).catch(String);
  if (problem !== undefined) return runners.map(() => cell(project, 'compiler', problem));
  const found: string[] = [];
  for (const runner of runners) {
    const output = await testProblem(project, runner, installation, mockURL);
    found.push(cell(project, runner.name, output));
  }
  return found;
}

function cell(project: Project, judge: string, problem: string | undefined): string {
  if (problem === undefined) return 'ok';
  process.exitCode = 1;
  say(`${[...titles(project), judge].join(', ')}:\n${problem}`);
  return 'FAILS';
}
