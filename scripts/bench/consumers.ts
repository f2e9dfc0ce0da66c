import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '@scripts/kit/command.ts';
import { root } from '@scripts/kit/workspace.ts';
import type { DocumentName } from './documents.ts';
import { generators, own } from './generators.ts';
import { documentFolder, requireOutput } from './output.ts';
import type { Setting } from './setting.ts';

/** A program that makes the calls; it stands in scripts/fixtures/bench/<document>/<name>.ts. */
export interface Consumer {
  readonly name: string;
  /** Whose output it imports. */
  readonly generator?: string;
}

/** The consumer that the others are held against. */
export const baseline = 'untyped-fetch';

export const consumers: readonly Consumer[] = [
  { name: baseline },
  { name: 'openapi-typescript', generator: 'openapi-typescript' },
  { name: 'openapi-fetch', generator: 'openapi-typescript' },
  { name: 'hey-api', generator: 'hey-api' },
  { name: 'orval', generator: 'orval' },
  { name: 'kubb', generator: 'kubb' },
  { name: own, generator: own },
];

/** What the programs of a document do, for headings. */
export const callTitles: Readonly<Record<DocumentName, string>> = {
  rotate: 'the rotate call',
  github: 'two GitHub calls, a GET and a POST',
};

/** Where a consumer's program stands when all is prepared: a folder with main.ts and tsconfig.json. */
export function consumerFolder(setting: Setting, document: DocumentName, { name }: Consumer): string {
  return join(documentFolder(setting, document), 'consumers', name);
}

/** Writes the consumers' projects of a document, with what they import: generated, ours built, and linked. */
export async function prepareConsumers(setting: Setting, document: DocumentName): Promise<void> {
  const folder = documentFolder(setting, document);
  if (existsSync(join(folder, 'consumers'))) return;
  const used = new Set(consumers.map(({ generator }) => generator));
  for (const generator of generators.filter(({ name }) => used.has(name))) {
    await requireOutput(setting, generator, document);
  }
  await linkOurs(folder, document);
  for (const consumer of consumers) {
    const project = consumerFolder(setting, document, consumer);
    await cp(join(root, 'scripts/fixtures/bench', document, `${consumer.name}.ts`), join(project, 'main.ts'));
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(tsconfig));
  }
}

/** Strict, as a program behind a bundler is compiled; kubb imports with `.ts`. */
const tsconfig = {
  compilerOptions: {
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    module: 'esnext',
    moduleResolution: 'bundler',
    moduleDetection: 'force',
    allowImportingTsExtensions: true,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  },
  files: ['main.ts'],
};

/** Our packages as their users have them: built, and found by name. */
async function linkOurs(folder: string, document: DocumentName): Promise<void> {
  switch (document) {
    case 'rotate':
      return link(folder, '@specline/moq-relays-client', join(root, 'packages/moq-relays-client'));
    case 'github': {
      const types = join(folder, own, 'types');
      const client = join(folder, own, 'client');
      const { name }: { name: string } = JSON.parse(await readFile(join(types, 'package.json'), 'utf8'));
      await link(folder, '@specline/runtime', join(root, 'packages/runtime'));
      await link(folder, name, types);
      await link(folder, 'github-client', client);
      for (const dir of [types, client]) await run('tsc', ['-p', join(dir, 'tsconfig.build.json')]);
    }
  }
}

async function link(folder: string, name: string, target: string): Promise<void> {
  const path = join(folder, 'node_modules', name);
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path, 'junction');
}
