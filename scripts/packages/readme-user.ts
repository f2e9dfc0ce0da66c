import { startMock } from '@specline/contract';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@scripts/kit/command.ts';
import { root } from '@scripts/kit/workspace.ts';
import { compilers } from './compilers.ts';
import { nodes } from './installation.ts';
import type { PackedPackage } from './tarball.ts';

/** A client that was packed, its README, and the document that a mock of its API keeps. */
interface Documented {
  readonly name: string;
  readonly readme: string;
  readonly document: object;
  /** The environment variable of its `baseURL`. */
  readonly variable: string;
}

/** Compiles every example in the READMEs of the installed clients, and runs it against a mock. */
export async function useReadmes(packed: readonly PackedPackage[], dir: string): Promise<void> {
  for (const { manifest } of packed.filter((one) => one.manifest.name.endsWith('-client')))
    await useReadme(documented(manifest.name, packed), join(dir, manifest.name.replaceAll(/\W/g, '-')));
}

function documented(name: string, packed: readonly PackedPackage[]): Documented {
  const read = (wanted: string, path: string) =>
    packed.find(({ manifest }) => manifest.name === wanted)?.text(path) ?? '';
  const readme = read(name, 'README.md');
  const [, variable = ''] = /\| `baseURL` .*the variable `(\w+)`/.exec(readme) ?? [];
  const document = JSON.parse(read(name.replace(/-client$/, '-types'), 'openapi.json'));
  return { name, readme, document, variable };
}

async function useReadme({ name, readme, document, variable }: Documented, dir: string): Promise<void> {
  const examples = examplesIn(readme);
  if (examples.length < 2 || variable === '')
    throw new Error(`${name}: its README has no examples, or no variable for baseURL`);
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'package.json'), '{ "type": "module" }\n');
  await writeFile(join(dir, 'tsconfig.json'), JSON.stringify(STRICT));
  for (const [index, text] of examples.entries()) await writeFile(join(dir, `example-${index}.ts`), text);
  for (const { tsc } of compilers)
    await run(process.execPath, [tsc, '-p', '.', '--typeRoots', join(root, 'node_modules/@types')], {
      cwd: dir,
    });
  const mock = await startMock({ document });
  const env = { [variable]: mock.url, ...credentials(readme) };
  try {
    for (const node of nodes)
      for (const index of examples.keys()) await run(node, [`out/example-${index}.js`], { cwd: dir, env });
    const calls = examples.filter((text) => text.includes('await ')).length * nodes.length;
    if (mock.requests.length < calls)
      throw new Error(`${name}: ${calls} examples of its README call, and ${mock.requests.length} arrived`);
  } finally {
    await mock.close();
  }
}

/** The TypeScript of a README, each block as a module: one that makes no client has the one that the first block makes. */
function examplesIn(readme: string): string[] {
  const blocks = [...readme.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, block = '']) => block);
  const [construction = ''] = blocks;
  return blocks.map((block) =>
    block === construction || block.includes('createClient') ? block : `${construction}\n${block}`,
  );
}

/** A secret for each environment variable that the README reads. */
function credentials(readme: string): Record<string, string> {
  const names = [...readme.matchAll(/process\.env\['(\w+)'\]/g)].map(([, name = '']) => name);
  return Object.fromEntries(names.map((name) => [name, 'secret']));
}

const STRICT = {
  compilerOptions: {
    target: 'es2022',
    lib: ['es2023', 'dom'],
    module: 'nodenext',
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipDefaultLibCheck: true,
    types: ['node'],
    outDir: 'out',
  },
  include: ['*.ts'],
};
