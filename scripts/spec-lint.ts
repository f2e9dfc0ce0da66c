import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { getLineColLocation, lint, loadConfig } from '@redocly/openapi-core';
import { root } from './workspace.ts';

/** One remark of the linter, as `place pointer: message`. */
export interface Remark {
  readonly severity: 'error' | 'warn';
  readonly text: string;
}

/** Lints one document with the rules of the `redocly.yaml` beside it, or else of `spec/redocly.yaml`. */
export async function lintSpec(file: string, base = root): Promise<Remark[]> {
  const own = join(dirname(file), 'redocly.yaml');
  const config = await loadConfig({ configPath: existsSync(own) ? own : join(base, 'spec/redocly.yaml') });
  const problems = await lint({ ref: file, config });
  return problems
    .filter((problem) => !problem.ignored)
    .map(({ severity, message, ruleId, location }) => ({
      severity,
      text: `${place(location[0], base)} ${message} (${ruleId})`,
    }));
}

type Location = Parameters<typeof getLineColLocation>[0];

function place(location: Location | undefined, base: string): string {
  if (location === undefined) return '';
  const { start } = getLineColLocation(location);
  const file = relative(base, location.source.absoluteRef).replaceAll('\\', '/');
  return `${file}:${start.line}:${start.col} ${location.pointer ?? '#/'}:`;
}
