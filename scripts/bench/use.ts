import { cp, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@scripts/kit/command.ts';
import { installTarballs } from '@scripts/packages/installation.ts';
import { packAll, readTarball } from '@scripts/packages/tarball.ts';
import { table } from '@scripts/kit/print.ts';
import { root } from '@scripts/kit/workspace.ts';
import { baseline } from './consumers.ts';
import { count, interleaved, median, ratio } from './figures.ts';
import { own } from './generators.ts';
import type { Setting } from './setting.ts';

/** What using a client costs, besides its bytes in a browser. */
export interface UseResult {
  readonly name: string;
  /** Microseconds of CPU a call. */
  readonly call?: number;
  /** Milliseconds that the import takes in a new process. */
  readonly load?: number;
  /** What an installation has of files and bytes, dependencies included. */
  readonly files?: number;
  readonly bytes?: number;
}

/** What ours is held against. */
export const plain = 'openapi-fetch';

const packages: Readonly<Record<string, string>> = {
  [plain]: plain,
  [own]: '@specline/moq-relays-client',
};

const callsPerRound = '3000';

/** Installs our client from its tarballs, then calls it and loads it beside openapi-fetch. */
export async function measureUse(setting: Setting): Promise<UseResult[]> {
  const project = join(setting.work, 'use');
  setting.say('use: packing and installing');
  const tarballs = join(setting.work, 'tarballs');
  await mkdir(tarballs, { recursive: true });
  const packed = await Promise.all((await packAll(tarballs)).map(readTarball));
  const needed = packed.filter(({ manifest }) => /\/(runtime|moq-relays-\w+)$/.test(manifest.name));
  await installTarballs(needed, project);
  const size = await installed(join(project, 'node_modules'));
  const calls = await callCosts(setting, project);
  const loads = await loadTimes(setting, project);
  return [baseline, plain, own].map((name) => ({
    name,
    ...(calls[name] === undefined ? {} : { call: calls[name] }),
    ...(loads[name] === undefined ? {} : { load: loads[name] }),
    ...(name === own ? size : {}),
  }));
}

async function callCosts(setting: Setting, project: string): Promise<Record<string, number>> {
  await cp(join(root, 'scripts/fixtures/use/calls.mjs'), join(project, 'calls.mjs'));
  setting.say('use: calls');
  const { stdout } = await run(process.execPath, ['calls.mjs', callsPerRound], { cwd: project });
  const costs: Record<string, number[]> = JSON.parse(stdout);
  return Object.fromEntries(Object.entries(costs).map(([name, values]) => [name, median(values)]));
}

async function loadTimes(setting: Setting, project: string): Promise<Record<string, number>> {
  const subjects = Object.entries(packages).map(([name, specifier]) => ({ name, specifier }));
  for (const { name, specifier } of subjects) {
    const code = `const begun = performance.now();\nawait import('${specifier}');\nprocess.stdout.write(String(performance.now() - begun));\n`;
    await writeFile(join(project, `load-${name}.mjs`), code);
  }
  setting.say('use: loading');
  const measured = await interleaved(setting.runs * 8, subjects, async ({ name }) => {
    const { stdout } = await run(process.execPath, [`load-${name}.mjs`], { cwd: project });
    return Number(stdout);
  });
  return Object.fromEntries(
    measured.map(({ subject, measurements }) => [subject.name, median(measurements)]),
  );
}

async function installed(dir: string): Promise<{ files: number; bytes: number }> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== '.package-lock.json');
  const sizes = await Promise.all(files.map((file) => stat(join(file.parentPath, file.name))));
  return { files: files.length, bytes: sizes.reduce((sum, { size }) => sum + size, 0) };
}

/** Empty where nothing was measured. */
export function useTables(results: readonly UseResult[]): string {
  if (results.length === 0) return '';
  const base = results.find(({ name }) => name === plain);
  const cells = results.map(({ name, call, load, files, bytes }) => [
    name,
    call === undefined ? '–' : call.toFixed(1),
    call === undefined ? '–' : ratio(call, base?.call),
    load === undefined ? '–' : load.toFixed(1),
    load === undefined ? '–' : ratio(load, base?.load),
    files === undefined ? '–' : count(files),
    bytes === undefined ? '–' : count(bytes),
  ]);
  const headings = ['use', 'µs a call', '×', 'ms to load', '×', 'files', 'bytes'];
  return `the rotate call (Node ${process.version}; ×: times ${plain})\n${table(headings, cells)}`;
}
