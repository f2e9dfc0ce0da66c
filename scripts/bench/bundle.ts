import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from '@scripts/kit/command.ts';
import { table } from '@scripts/kit/print.ts';
import {
  baseline,
  callTitles,
  consumerFolder,
  consumers,
  prepareConsumers,
  type Consumer,
} from './consumers.ts';
import type { DocumentName } from './documents.ts';
import { count, ratio } from './figures.ts';
import { scriptOf } from './installation.ts';
import type { Setting } from './setting.ts';

/** A consumer's program as a browser loads it, in bytes. */
export interface BundleResult {
  readonly document: DocumentName;
  readonly name: string;
  readonly minified: number;
  readonly gzip: number;
}

/** Bundles every consumer of every document once: the same input gives the same bytes. */
export async function measureBundles(setting: Setting): Promise<BundleResult[]> {
  const results: BundleResult[] = [];
  for (const document of setting.documents) {
    await prepareConsumers(setting, document);
    for (const consumer of consumers) results.push(await bundle(setting, document, consumer));
  }
  return results;
}

async function bundle(setting: Setting, document: DocumentName, consumer: Consumer): Promise<BundleResult> {
  setting.say(`bundle of ${document}: ${consumer.name}`);
  const folder = consumerFolder(setting, document, consumer);
  const file = join(folder, 'main.js');
  const flags = ['--bundle', '--minify', '--format=esm', '--platform=browser', '--log-level=error'];
  const args = [scriptOf(setting.installation, 'esbuild'), join(folder, 'main.ts'), `--outfile=${file}`];
  await run(process.execPath, [...args, ...flags]);
  const code = await readFile(file);
  return {
    document,
    name: consumer.name,
    minified: code.length,
    gzip: gzipSync(code, { level: 9 }).length,
  };
}

/** One table for each document, sizes as multiples of the untyped program's. */
export function bundleTables(results: readonly BundleResult[]): string {
  const documents = [...new Set(results.map(({ document }) => document))];
  return documents.map((document) => documentTable(document, results)).join('\n\n');
}

function documentTable(document: DocumentName, results: readonly BundleResult[]): string {
  const rows = results.filter((result) => result.document === document);
  const base = rows.find(({ name }) => name === baseline);
  const cells = rows.map(({ name, minified, gzip }) => [
    name,
    count(minified),
    ratio(minified, base?.minified),
    count(gzip),
    ratio(gzip, base?.gzip),
  ]);
  const headings = ['bundle', 'minified', '×', 'gzip', '×'];
  return `${callTitles[document]} (esbuild, bytes; ×: times ${baseline})\n${table(headings, cells)}`;
}
