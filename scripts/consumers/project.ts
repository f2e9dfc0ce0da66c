import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@scripts/kit/command.ts';
import { root } from '@scripts/kit/workspace.ts';
import type { versions } from './versions.ts';

/** A TypeScript, by its name in `versions`. */
type Compiler = Extract<keyof typeof versions, `typescript-${string}`>;

const compilers: readonly Compiler[] = ['typescript-5.4', 'typescript-5.9', 'typescript-7.0'];

/** How a project is compiled, and so what kind of module its JavaScript is. */
interface Mode {
  readonly name: string;
  /** The `type` of its package.json. */
  readonly type: 'commonjs' | 'module';
  readonly module: string;
  readonly moduleResolution: string;
  /** Where the types of `fetch` come from. */
  readonly platform: 'node' | 'dom';
}

const modes: readonly Mode[] = [
  { name: 'CommonJS', type: 'commonjs', module: 'node16', moduleResolution: 'node16', platform: 'node' },
  { name: 'nodenext', type: 'module', module: 'nodenext', moduleResolution: 'nodenext', platform: 'node' },
  { name: 'bundler', type: 'module', module: 'esnext', moduleResolution: 'bundler', platform: 'dom' },
];

/** A caller's project: scripts/fixtures/matrix, to be compiled by one compiler in one mode. */
export interface Project {
  readonly dir: string;
  readonly compiler: Compiler;
  readonly mode: Mode;
}

/** Writes the project of every compiler and mode into folders of `dir`, which has what they import. */
export async function createProjects(dir: string): Promise<Project[]> {
  const projects = compilers.flatMap((compiler) =>
    modes.map((mode) => ({ dir: join(dir, `${compiler}-${mode.name}`), compiler, mode })),
  );
  await Promise.all(projects.map(createProject));
  return projects;
}

async function createProject({ dir, mode }: Project): Promise<void> {
  const { type, module, moduleResolution, platform } = mode;
  const source = (name: string) => join(root, 'scripts/fixtures/matrix', name);
  await mkdir(dir);
  await cp(source('calls.ts'), join(dir, 'calls.ts'));
  await cp(source(type === 'module' ? 'calls.test.mjs' : 'calls.test.cjs'), join(dir, TEST));
  await writeFile(join(dir, 'package.json'), JSON.stringify({ type }));
  const compilerOptions = { ...strict, ...platforms[platform], module, moduleResolution };
  await writeFile(join(dir, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['calls.ts'] }));
}

/** Every runner takes a test by this name, and for the kind of module that its folder's package.json says. */
export const TEST = 'calls.test.js';

const platforms: Readonly<Record<Mode['platform'], object>> = {
  node: { lib: ['es2022'], types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
  dom: { lib: ['es2022', 'dom'], types: [] },
};

/** With the declarations of all packages checked. */
const strict = {
  target: 'es2022',
  strict: true,
  exactOptionalPropertyTypes: true,
  skipDefaultLibCheck: true,
  outDir: 'out',
};

/** Compiles a project with its compiler, which is installed in `installation`; throws with the diagnostics. */
export async function compileProject({ dir, compiler }: Project, installation: string): Promise<void> {
  const tsc = join(installation, 'node_modules', compiler, 'bin/tsc');
  await run(process.execPath, [tsc, '-p', '.', '--pretty', 'false'], { cwd: dir });
}
