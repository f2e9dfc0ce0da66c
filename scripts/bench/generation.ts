import { size, table } from '@scripts/kit/print.ts';
import { documentTitles, type DocumentName } from './documents.ts';
import { count, interleaved, median, ratio } from './figures.ts';
import { generators, reference } from './generators.ts';
import { generateAfresh, generateAgain, sizeOf, taskOf, type Size } from './output.ts';
import type { Setting } from './setting.ts';
import type { Usage } from './usage.ts';

/** What one generator used for one document, and what it wrote. */
export interface GenerationResult {
  readonly document: DocumentName;
  readonly name: string;
  /** The whole process, where nothing was. */
  readonly first: Usage;
  /** The whole process, where its own output for the same document was. */
  readonly again: Usage;
  readonly output: Size;
  /** Of the output, what a compiler reads. */
  readonly sources: Size;
}

/** Runs every generator on every document, afresh and once more on the unchanged document. */
export async function measureGeneration(setting: Setting): Promise<GenerationResult[]> {
  const results: GenerationResult[] = [];
  for (const document of setting.documents) results.push(...(await measureDocument(setting, document)));
  return results;
}

async function measureDocument(setting: Setting, document: DocumentName): Promise<GenerationResult[]> {
  const measured = await interleaved(setting.runs, generators, async (generator, run) => {
    setting.say(`generation of ${document}, run ${run} of ${setting.runs}: ${generator.name}`);
    const task = taskOf(setting, generator, document);
    return { first: await generateAfresh(generator, task), again: await generateAgain(generator, task) };
  });
  return Promise.all(
    measured.map(async ({ subject, measurements }) => {
      const { out } = taskOf(setting, subject, document);
      return {
        document,
        name: subject.name,
        first: medianUsage(measurements.map(({ first }) => first)),
        again: medianUsage(measurements.map(({ again }) => again)),
        output: await sizeOf(out),
        sources: await sizeOf(out, '.ts'),
      };
    }),
  );
}

function medianUsage(runs: readonly Usage[]): Usage {
  return { cpu: median(runs.map(({ cpu }) => cpu)), peak: median(runs.map(({ peak }) => peak)) };
}

/** One table for each document, CPU and memory as multiples of the reference's. */
export function generationTables(results: readonly GenerationResult[]): string {
  const documents = [...new Set(results.map(({ document }) => document))];
  return documents.map((document) => documentTable(document, results)).join('\n\n');
}

function documentTable(document: DocumentName, results: readonly GenerationResult[]): string {
  const rows = results.filter((result) => result.document === document);
  const base = rows.find(({ name }) => name === reference)?.first;
  const headings = [
    'generation',
    'CPU s',
    '×',
    'MiB',
    '×',
    'again CPU s',
    '× own',
    'files',
    'size',
    'of it .ts',
  ];
  const cells = rows.map(({ name, first, again, output, sources }) => [
    name,
    first.cpu.toFixed(2),
    ratio(first.cpu, base?.cpu),
    count(first.peak),
    ratio(first.peak, base?.peak),
    again.cpu.toFixed(2),
    ratio(again.cpu, first.cpu),
    count(output.files),
    size(output.bytes),
    size(sources.bytes),
  ]);
  const note = `×: times ${reference}, which prints types alone; again: on the unchanged document`;
  return `${documentTitles[document]} (${note})\n${table(headings, cells)}`;
}
