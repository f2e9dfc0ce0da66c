import { join } from 'node:path';
import { CommandFailure, run } from '@scripts/kit/command.ts';
import { TEST, type Project } from './project.ts';

/** What runs a project's tests. */
export interface Runner {
  readonly name: string;
  /** Arguments of Node, run in the project's folder. */
  readonly args: (project: Project, installation: string) => readonly string[];
  /** What it prints when all three tests have passed. */
  readonly passed: RegExp;
}

export const runners: readonly Runner[] = [
  {
    name: 'vitest',
    args: (_, installation) => [
      join(installation, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--globals',
      TEST,
    ],
    passed: /Tests +3 passed \(3\)/,
  },
  { name: 'Jest 29', args: jest('jest-29'), passed: /^Tests: +3 passed, 3 total$/m },
  { name: 'Jest 30', args: jest('jest-30'), passed: /^Tests: +3 passed, 3 total$/m },
  { name: 'node --test', args: () => ['--test', TEST], passed: /pass 3$/m },
];

/** Jest loads ES modules, whosever they are, only with this flag; CommonJS needs none. */
function jest(alias: string): Runner['args'] {
  return ({ dir, mode }, installation) => [
    ...(mode.type === 'module' ? ['--experimental-vm-modules'] : []),
    join(installation, 'node_modules', alias, 'bin/jest.js'),
    `--cacheDirectory=${join(dir, 'cache')}`,
    '--rootDir=.',
  ];
}

/** Runs the tests of a compiled project against a mock; resolves with what was printed where they do not pass. */
export async function testProblem(
  project: Project,
  { args, passed }: Runner,
  installation: string,
  mockURL: string,
): Promise<string | undefined> {
  const options = { cwd: project.dir, env: { MOCK_URL: mockURL }, timeout: LONGEST };
  const done = await run(process.execPath, args(project, installation), options).catch(failure);
  return done instanceof CommandFailure || !passed.test(done.output) ? done.output : undefined;
}

/** Milliseconds that a run may take. */
const LONGEST = 60_000;

function failure(error: unknown): CommandFailure {
  if (error instanceof CommandFailure) return error;
  throw error;
}
