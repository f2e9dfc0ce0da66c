import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandFailure, run } from '@scripts/kit/command.ts';
import { compilers } from '@scripts/packages/compilers.ts';
import { root } from '@scripts/kit/workspace.ts';
import type { Checkout } from '@scripts/scale/checkout.ts';
import type { Setting } from './setting.ts';
import { installation, npmrc, type Manager, type Sources } from './managers.ts';

/** A project of someone else's: one program of scripts/fixtures/rehearsal. */
export interface Consumer {
  readonly dir: string;
  readonly program: string;
}

/** Makes a project whose program needs the given packages, and installs them. */
export async function installConsumer(
  consumer: Consumer,
  dependencies: Readonly<Record<string, string>>,
  manager: Manager,
  sources: Sources,
): Promise<void> {
  const { dir, program } = consumer;
  await mkdir(dir, { recursive: true });
  for (const file of ['tsconfig.json', `${program}.ts`])
    await cp(join(root, 'scripts/fixtures/rehearsal', file), join(dir, file));
  const manifest = { name: 'consumer', version: '1.0.0', private: true, type: 'module', dependencies };
  await writeFile(join(dir, 'package.json'), `${JSON.stringify(manifest)}\n`);
  await writeFile(join(dir, '.npmrc'), npmrc(sources));
  const [command = '', ...args] = installation(manager);
  await run(command, args, { cwd: dir, env: { BUN_INSTALL_CACHE_DIR: join(dir, 'cache') } });
}

/** Compiles the project strictly; resolves with the diagnostics, empty where there are none. */
export async function compile({ dir }: Consumer): Promise<string> {
  const [{ tsc }] = compilers as [(typeof compilers)[number]];
  const args = [tsc, '-p', '.', '--pretty', 'false', '--typeRoots', join(root, 'node_modules/@types')];
  return run(process.execPath, args, { cwd: dir }).then(() => '', diagnostics);
}

function diagnostics(error: unknown): string {
  if (error instanceof CommandFailure) return error.output;
  throw error;
}

/** Runs the compiled program against a mock of a document, which has to print what is wanted. */
export async function call(
  { dir, program }: Consumer,
  { project }: Setting,
  wanted: object,
  document = documentOf(project),
): Promise<void> {
  // Of the copy, which has been built by then.
  const contract = pathToFileURL(join(project.dir, 'packages/contract/dist/index.js')).href;
  const { startMock } = (await import(contract)) as typeof import('@specline/contract');
  const mock = await startMock({ document: JSON.parse(await readFile(document, 'utf8')) as object });
  try {
    const env = { BASE_URL: mock.url, API_TOKEN: 'consumer' };
    const { stdout } = await run(process.execPath, [`out/${program}.js`], { cwd: dir, env });
    if (stdout !== JSON.stringify(wanted)) throw new Error(`${program}: it printed ${stdout}`);
  } finally {
    await mock.close();
  }
}

/** The document that the project has now. */
function documentOf({ dir }: Checkout): string {
  return join(dir, 'packages/moq-relays-types/openapi.json');
}

/** The versions of every copy of a package that is installed. */
export async function installedVersions({ dir }: Consumer, name: string): Promise<string[]> {
  const entries = await readdir(join(dir, 'node_modules'), { recursive: true, withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((folder) => folder.replaceAll('\\', '/').endsWith(`/node_modules/${name}`));
  return Promise.all(
    folders.map(async (folder) => JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')).version),
  );
}
