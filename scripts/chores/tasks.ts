import { relative } from 'node:path';
import { run } from './command.ts';
import type { Step } from './steps.ts';
import { outcome, turbo } from './turbo.ts';
import { documents, root } from './workspace.ts';

/** The steps that more than one chore takes. */

export const format: Step = {
  title: 'format',
  run: async () => {
    await run('prettier', ['--check', '--cache', '--log-level=warn', '.']);
  },
};

export const lint: Step = {
  title: 'lint',
  run: async () => void (await run('oxlint', ['--deny-warnings'])),
};

export const command: Step = {
  title: 'command',
  run: async () => outcome(await turbo(['build'], { filter: ['@specline/cli...'] })),
};

/** As many names as fit in a line. */
const FILES_NAMED = 3;

export const spec: Step = {
  title: 'spec',
  needs: [command.title],
  run: async () => {
    // Built only now.
    const { lintSpec } = await import('@specline/cli');
    const files = documents();
    const remarks = (await Promise.all(files.map((file) => lintSpec(file, root)))).flat();
    const lines = remarks.map(({ severity, text }) => `${severity}: ${text}`).join('\n');
    if (remarks.some(({ severity }) => severity === 'error')) throw new Error(lines);
    const names =
      files.length > FILES_NAMED
        ? `${files.length} documents`
        : files.map((file) => relative(root, file)).join(', ');
    return remarks.length === 0 ? names : `${names}\n${lines}`;
  },
};

export const build: Step = {
  title: 'build',
  run: async () => outcome(await turbo(['build'])),
};

const typeTasks = ['check', '//#check:scripts'];

export const types: Step = {
  title: 'types',
  needs: [build.title],
  run: async () => outcome(await turbo(typeTasks)),
};

export const testTasks: readonly string[] = ['test', '//#test:scripts', '//#test:repository'];

/** The table of failures against the built client: alone, because time ends some of its calls. */
export const faultTask = '//#test:faults';

export const packageTask = '//#packages';

/** Every task whose result turbo keeps, but the rehearsals: the one at scale runs these. */
export const cachedTasks: readonly string[] = ['build', ...typeTasks, ...testTasks, packageTask];
