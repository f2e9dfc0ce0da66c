import { CommandFailure, run } from '@scripts/kit/command.ts';
import { table } from '@scripts/kit/print.ts';
import { baseline, callTitles, consumerFolder, consumers, prepareConsumers } from './consumers.ts';
import type { DocumentName } from './documents.ts';
import { count, interleaved, median, ratio } from './figures.ts';
import { scriptOf } from './installation.ts';
import type { Setting } from './setting.ts';

/** What `tsc --extendedDiagnostics` says of a program. */
export interface Diagnostics {
  readonly files: number;
  readonly types: number;
  readonly instantiations: number;
  /** Seconds. */
  readonly time: number;
  /** MiB. */
  readonly memory: number;
  /** Errors that it found. */
  readonly errors: number;
}

export interface TypeCheckResult extends Diagnostics {
  readonly document: DocumentName;
  readonly name: string;
}

/** Checks every consumer of every document with TypeScript 5.9. */
export async function measureTypeChecks(setting: Setting): Promise<TypeCheckResult[]> {
  const results: TypeCheckResult[] = [];
  for (const document of setting.documents) results.push(...(await measureDocument(setting, document)));
  return results;
}

async function measureDocument(setting: Setting, document: DocumentName): Promise<TypeCheckResult[]> {
  await prepareConsumers(setting, document);
  const measured = await interleaved(setting.runs, consumers, async (consumer, number) => {
    setting.say(`type check of ${document}, run ${number} of ${setting.runs}: ${consumer.name}`);
    return typeCheck(setting.installation, consumerFolder(setting, document, consumer));
  });
  return measured.map(({ subject, measurements }) => ({
    document,
    name: subject.name,
    files: median(measurements.map(({ files }) => files)),
    types: median(measurements.map(({ types }) => types)),
    instantiations: median(measurements.map(({ instantiations }) => instantiations)),
    time: median(measurements.map(({ time }) => time)),
    memory: median(measurements.map(({ memory }) => memory)),
    errors: median(measurements.map(({ errors }) => errors)),
  }));
}

/** Errors are counted, not thrown: some peers' output has them. */
async function typeCheck(installation: string, project: string): Promise<Diagnostics> {
  const args = [scriptOf(installation, 'tsc'), '-p', project, '--extendedDiagnostics', '--pretty', 'false'];
  const { output } = await run(process.execPath, args).catch((error: unknown) => {
    if (error instanceof CommandFailure && error.output.includes('Total time:')) return error;
    throw error;
  });
  return diagnosticsIn(output);
}

/** The figures in what `tsc --extendedDiagnostics` printed; throws where one is missing. */
export function diagnosticsIn(output: string): Diagnostics {
  const figure = (label: string) => {
    const found = new RegExp(`^${label}: +([\\d.]+)[Ks]?$`, 'm').exec(output)?.[1];
    if (found === undefined)
      throw new Error(`tsc --extendedDiagnostics: it printed no "${label}"\n${output}`);
    return Number(found);
  };
  return {
    files: figure('Files'),
    types: figure('Types'),
    instantiations: figure('Instantiations'),
    time: figure('Total time'),
    memory: figure('Memory used') / 1024,
    errors: [...output.matchAll(/: error TS\d+: /g)].length,
  };
}

/** One table for each document, time and memory as multiples of the untyped program's. */
export function typeCheckTables(results: readonly TypeCheckResult[]): string {
  const documents = [...new Set(results.map(({ document }) => document))];
  return documents.map((document) => documentTable(document, results)).join('\n\n');
}

function documentTable(document: DocumentName, results: readonly TypeCheckResult[]): string {
  const rows = results.filter((result) => result.document === document);
  const base = rows.find(({ name }) => name === baseline);
  const headings = ['type check', 'files', 'types', 'instantiations', 's', '×', 'MiB', '×', 'errors'];
  const cells = rows.map(({ name, files, types, instantiations, time, memory, errors }) => [
    name,
    count(files),
    count(types),
    count(instantiations),
    time.toFixed(2),
    ratio(time, base?.time),
    count(memory),
    ratio(memory, base?.memory),
    count(errors),
  ]);
  return `${callTitles[document]} (TypeScript 5.9, skipLibCheck; ×: times ${baseline})\n${table(headings, cells)}`;
}
