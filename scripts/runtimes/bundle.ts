import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@scripts/kit/command.ts';

export interface Bundled {
  /** A module given as text. */
  readonly text: string;
  readonly format: 'esm' | 'iife';
  /** Conditions by which packages choose their files, besides `import` and `default`. */
  readonly conditions: readonly string[];
  /** The bundler's executable. */
  readonly esbuild: string;
}

/** Bundles a module with what it imports, for runtimes that load no packages; resolves with the file, in `folder`. */
export async function bundle(
  folder: string,
  { text, format, conditions, esbuild }: Bundled,
): Promise<string> {
  const entry = join(folder, 'entry.js');
  const file = join(folder, 'bundle.js');
  await writeFile(entry, text);
  const choice = `--conditions=${conditions.join(',')}`;
  const flags = ['--bundle', `--format=${format}`, '--platform=browser', choice, '--log-level=error'];
  await run(esbuild, [entry, `--outfile=${file}`, ...flags], { cwd: folder });
  return file;
}
