import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { run } from '@scripts/kit/command.ts';
import { root } from '@scripts/kit/workspace.ts';
import type { Workflow } from '@scripts/repository/workflows/workflow.ts';
import { ended } from '../publish/child.ts';

/** Copies the files of this repository, committed or not, into a folder: what checkout leaves there. */
export async function checkout(folder: string): Promise<void> {
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  for (const name of stdout.split('\0').filter((file) => file !== '' && existsSync(join(root, file))))
    cpSync(join(root, name), join(folder, name));
}

/** What a job of a checkout needs besides: values of its expressions, artifacts by name, and variables. */
export interface Machine {
  readonly values: Readonly<Record<string, string>>;
  readonly artifacts: Readonly<Record<string, string>>;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Runs the steps of the job of release.yml that publishes, as far as they can be run outside of GitHub: its commands, and
 * the download of artifacts. Resolves with what they printed, and with the exit code of the last that was run.
 */
export async function runPublishJob(
  folder: string,
  { values, artifacts, env }: Machine,
): Promise<{ code: number | null; output: string }> {
  const { jobs } = parse(readFileSync(join(folder, '.github/workflows/release.yml'), 'utf8')) as Workflow;
  const output: string[] = [];
  for (const { uses = '', run: script, with: given = {}, env: own = {} } of jobs['publish']?.steps ?? []) {
    if (uses.startsWith('actions/download-artifact@')) {
      const from = artifacts[String(given['name'])];
      if (from === undefined) throw new Error(`there is no artifact ${String(given['name'])}`);
      cpSync(from, join(folder, String(given['path'])), { recursive: true });
    }
    if (script === undefined) continue;
    const variables = Object.entries(own).map(([name, text]) => [name, valueOf(text, values)]);
    const step = await ended(['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: folder,
      env: { ...env, ...(Object.fromEntries(variables) as NodeJS.ProcessEnv) },
    });
    output.push(`$ ${script.trim()}\n${step.output}`);
    if (step.code !== 0) return { code: step.code, output: output.join('') };
  }
  return { code: 0, output: output.join('') };
}

function valueOf(text: string, values: Machine['values']): string {
  return text.replaceAll(/\$\{\{ *([\w.]+) *\}\}/g, (_, name: string) => values[name] ?? '');
}
