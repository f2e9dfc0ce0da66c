// `pnpm bench`: ours beside the peers, in one run.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { budgetTable, verdicts, type Results } from './budgets.ts';
import { bundleTables, measureBundles } from './bundle.ts';
import { generationTables, measureGeneration } from './generation.ts';
import { optionsFrom, usage, type Options } from './options.ts';
import type { Setting } from './setting.ts';
import { measureTypeChecks, typeCheckTables } from './type-check.ts';
import { measureUse, useTables } from './use.ts';
import { versions } from './versions.ts';
import { build } from '@scripts/kit/turbo.ts';
import { installOnDemand } from '@scripts/kit/install-tools.ts';
import { print, say } from '@scripts/kit/print.ts';

try {
  const options = optionsFrom(process.argv.slice(2));
  if (options.help) print(usage);
  else await bench(options);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function bench(options: Options): Promise<void> {
  say(`build: ${await build.run()}`);
  const installation = await installOnDemand('bench', versions, say);
  const work = await mkdtemp(join(installation, 'work-'));
  try {
    report(await measure({ ...options, installation, work, say }, options), options);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function measure(setting: Setting, { parts }: Options): Promise<Results> {
  return {
    generation: parts.includes('generation') ? await measureGeneration(setting) : [],
    types: parts.includes('types') ? await measureTypeChecks(setting) : [],
    bundle: parts.includes('bundle') ? await measureBundles(setting) : [],
    use: parts.includes('use') ? await measureUse(setting) : [],
  };
}

function report(results: Results, { runs, json }: Options): void {
  const node = process.version;
  if (json) return print(JSON.stringify({ node, runs, versions, ...results, budgets: verdicts(results) }));
  const tables = [
    generationTables(results.generation),
    typeCheckTables(results.types),
    bundleTables(results.bundle),
    useTables(results.use),
    budgetTable(results),
  ];
  print(tables.filter((text) => text !== '').join('\n\n'));
}
