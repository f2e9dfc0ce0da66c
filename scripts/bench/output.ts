import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { documentFile, type DocumentName } from './documents.ts';
import type { Generator, Task } from './generators.ts';
import type { Setting } from './setting.ts';
import { usageOf, type Usage } from './usage.ts';

/** What a generator wrote. */
export interface Size {
  readonly files: number;
  readonly bytes: number;
}

/** The folder below which everything of one document is written. */
export function documentFolder({ work }: Setting, document: DocumentName): string {
  return join(work, document);
}

/** What a generator has to do for a document. */
export function taskOf(setting: Setting, generator: Generator, document: DocumentName): Task {
  const folder = documentFolder(setting, document);
  return {
    installation: setting.installation,
    document: documentFile(document, setting.installation),
    out: join(folder, generator.name),
    config: join(folder, `${generator.name}.config.mjs`),
  };
}

/**
 * Generates where nothing is. What was there is put aside and not deleted: for minutes after deleting thousands of files,
 * ext4 takes ten times as long to make one, as it steps over what was deleted just before, and that would be measured.
 */
export async function generateAfresh(generator: Generator, task: Task): Promise<Usage> {
  if (existsSync(task.out)) await rename(task.out, join(await mkdtemp(`${task.out}-before-`), 'out'));
  return generateAgain(generator, task);
}

/** Generates over what is there. */
export async function generateAgain(generator: Generator, task: Task): Promise<Usage> {
  const folder = dirname(task.out);
  await mkdir(folder, { recursive: true });
  if (generator.config !== undefined) await writeFile(task.config, generator.config(task));
  return usageOf(generator.command(task), folder);
}

/** Generates what a consumer needs, unless an earlier part of the benchmark has left it there. */
export async function requireOutput(setting: Setting, generator: Generator, document: DocumentName) {
  const task = taskOf(setting, generator, document);
  if (existsSync(task.out)) return;
  setting.say(`generating ${document} by ${generator.name}`);
  await generateAfresh(generator, task);
}

/** The number and size of all files below a folder, or of those of one kind: `.ts`. */
export async function sizeOf(folder: string, ending = ''): Promise<Size> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(ending));
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
