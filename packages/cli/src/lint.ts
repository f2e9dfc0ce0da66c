import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { InputError, loadDocument, loadSdk } from '@specline/openapi';
import type { createConfig as CreateConfig, lint as Lint } from '@redocly/openapi-core';
import { lintRules } from './lint-rules.js';

/** One remark of the linter, as `place pointer: message`. */
export interface Remark {
  readonly severity: 'error' | 'warn';
  readonly text: string;
}

/**
 * Lints a document of a workspace with the rules of the `redocly.yaml` beside it, or else of `spec/redocly.yaml`; without
 * either there is nothing to lint by. Throws `InputError` for a document that cannot be read, before it is linted.
 */
export async function lintSpec(file: string, root: string): Promise<Remark[]> {
  const path = resolve(file);
  return rulesFor(path, root) === undefined ? [] : lintFiles(filesOf(path, root), root);
}

/** Lints a document whose files, its own first, were read: the linter reads no other, and asks no host. */
export async function lintFiles(files: readonly string[], root: string): Promise<Remark[]> {
  const [ref = ''] = files;
  const named = rulesFor(ref, root);
  if (named === undefined) return [];
  const { extends: sets, rules } = lintRules(named, nameOf(named, root));
  // Only who lints pays for loading the linter.
  const { BaseResolver, createConfig, getLineColLocation, lint, ResolveError } =
    await import('@redocly/openapi-core');
  class KnownFiles extends BaseResolver {
    readonly #known: readonly string[];

    constructor(known: readonly string[]) {
      super();
      this.#known = known;
    }

    override loadExternalRef(path: string): ReturnType<InstanceType<typeof BaseResolver>['loadExternalRef']> {
      if (this.#known.includes(path)) return super.loadExternalRef(path);
      return Promise.reject(new ResolveError(new Error('it is no file of this document')));
    }
  }
  const linted = async () => {
    const raw = { extends: [...sets], rules } as RawConfig;
    const config = await createConfig(raw, { externalRefResolver: new KnownFiles([]) });
    return lint({ ref, config, externalRefResolver: new KnownFiles(files) });
  };
  const problems = await linted().catch((error: unknown) => {
    const message = `Redocly cannot lint by these rules: ${(error as Error).message}`;
    throw new InputError([{ file: nameOf(named, root), message, remedy: 'correct them' }]);
  });
  const place = (location: Location | undefined): string => {
    if (location === undefined) return '';
    const { start } = getLineColLocation(location);
    const name = nameOf(location.source.absoluteRef, root);
    return `${name}:${start.line}:${start.col} ${location.pointer ?? '#/'}:`;
  };
  return problems.map(({ severity, message, ruleId, location }) => ({
    severity,
    text: `${place(location[0])} ${message} (${ruleId})`,
  }));
}

type RawConfig = Exclude<Parameters<typeof CreateConfig>[0], string>;

type Location = Awaited<ReturnType<typeof Lint>>[number]['location'][number];

function rulesFor(file: string, root: string): string | undefined {
  return [join(dirname(file), 'redocly.yaml'), join(root, 'spec/redocly.yaml')].find((path) =>
    existsSync(path),
  );
}

/** The files that a document is read from, its own first. */
function filesOf(path: string, root: string): readonly string[] {
  const sdk = join(dirname(path), 'sdk.yaml');
  const omit = existsSync(sdk) ? loadSdk(sdk, nameOf(sdk, root)).value.omit : undefined;
  const shared = [join(root, 'spec', '_shared')];
  return loadDocument(path, { base: root, shared, ...(omit === undefined ? {} : { omit }) }).files;
}

function nameOf(path: string, root: string): string {
  return relative(root, path).replaceAll('\\', '/');
}
