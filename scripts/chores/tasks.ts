import { relative } from 'node:path';
import { run } from '@scripts/kit/command.ts';
import type { Step } from '@scripts/kit/steps.ts';
import { build, outcome, turbo } from '@scripts/kit/turbo.ts';
import { documents, root } from '@scripts/kit/workspace.ts';

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

/** Exports, files and dependencies that nothing uses; knip.json has what it cannot see. */
export const unused: Step = {
  title: 'unused',
  run: async () => void (await run('knip', ['--no-progress', '--no-config-hints'])),
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

export const types: Step = {
  title: 'types',
  needs: [build.title],
  run: async () => outcome(await turbo(['check'])),
};

/** Rules for the repository as a whole, which read all of it. */
export const rules: Step = {
  title: 'rules',
  run: async () => outcome(await turbo(['rules'])),
};

/** The table of failures against the built client: alone, because time ends some of its calls. */
export const FAULTS = '@scripts/faults';
