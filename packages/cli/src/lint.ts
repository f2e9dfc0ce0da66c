import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { lint as Lint } from '@redocly/openapi-core';

/** One remark of the linter, as `place pointer: message`. */
export interface Remark {
  readonly severity: 'error' | 'warn';
  readonly text: string;
}

/**
 * Lints a document of a workspace with the rules of the `redocly.yaml` beside it, or else of `spec/redocly.yaml`; without
 * either there is nothing to lint by.
 */
export async function lintSpec(file: string, root: string): Promise<Remark[]> {
  const candidates = [join(dirname(file), 'redocly.yaml'), join(root, 'spec/redocly.yaml')];
  const configPath = candidates.find((path) => existsSync(path));
  if (configPath === undefined) return [];
  // Only who lints pays for loading the linter.
  const { getLineColLocation, lint, loadConfig } = await import('@redocly/openapi-core');
  const problems = await lint({ ref: file, config: await loadConfig({ configPath }) });
  const place = (location: Location | undefined): string => {
    if (location === undefined) return '';
    const { start } = getLineColLocation(location);
    const name = relative(root, location.source.absoluteRef).replaceAll('\\', '/');
    return `${name}:${start.line}:${start.col} ${location.pointer ?? '#/'}:`;
  };
  return problems
    .filter((problem) => !problem.ignored)
    .map(({ severity, message, ruleId, location }) => ({
      severity,
      text: `${place(location[0])} ${message} (${ruleId})`,
    }));
}

type Location = Awaited<ReturnType<typeof Lint>>[number]['location'][number];
