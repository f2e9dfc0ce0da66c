import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transpiled } from '../../../packages/generator/test/hostile/program.ts';

/** What those texts set that are code. */
const CANARY = 'SPECLINE_CANARY';

/** Runs the sources of generated packages as code, in a folder in `base`. Returns what no source may do. */
export async function faultsOfModules(files: ReadonlyMap<string, string>, base: string): Promise<string[]> {
  const folder = mkdtempSync(join(base, 'modules-'));
  const sources = [...files].filter(([path]) => /\/src\/.*\.(ts|js)$/.test(path));
  try {
    write(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [path, text] of sources) write(join(folder, codePath(path)), codeOf(path, text));
    const faults: string[] = [];
    for (const [path] of sources) faults.push(...(await faultsOfModule(path, join(folder, codePath(path)))));
    return faults;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function faultsOfModule(path: string, file: string): Promise<string[]> {
  const faults: string[] = [];
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    faults.push(`${path} cannot be imported: ${String(error)}`);
  }
  if (CANARY in globalThis) faults.push(`${path} runs a text of the document`);
  Reflect.deleteProperty(globalThis, CANARY);
  return faults;
}

/** The entry for `require` is the one source that is a CommonJS module. */
function codePath(path: string): string {
  return path.replace(/\/require\.ts$/, '/require.cjs').replace(/\.ts$/, '.js');
}

function codeOf(path: string, text: string): string {
  return path.endsWith('.js') ? text : transpiled(text, path.endsWith('/require.ts') ? 'CommonJS' : 'ESNext');
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
