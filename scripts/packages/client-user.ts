import { startMock } from '@specline/contract';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFailure, run } from '@scripts/kit/command.ts';
import { root } from '@scripts/kit/workspace.ts';
import { compilers, type Compiler } from './compilers.ts';
import { subpaths } from './exports.ts';
import { installTarballs, loadSubpaths, nodes } from './installation.ts';
import { useReadmes } from './readme-user.ts';
import type { PackedPackage } from './tarball.ts';

/** A project of someone else's: sources of scripts/fixtures/client as one kind of module. */
interface Project {
  readonly dir: string;
  readonly type: 'module' | 'commonjs';
}

/** What no compiler may let through: the diagnostics of scripts/fixtures/client/faults. */
const faults: readonly RegExp[] = [
  /^faults\/misspelt-type\.ts\(.*Type '"publish_subscribed"' is not assignable to type/,
  /^faults\/missing-account\.ts\([^]*Property 'account_id' is missing in type/,
];

const wantedOutput = {
  types: ['publish_subscribe', 'publish_subscribe', 'publish_subscribe'],
  statuses: [200, 200, 200],
};

/** Of a validated call to a server that keeps the document, and to one whose token is a number. */
const wantedOutcomes = [
  'publish_subscribe',
  'applied: POST /accounts/{account_id}/moq/relays/{relay_id}/tokens/rotate: 200, applied, but it is not valid: token must be string',
];

/** Uses the installed runtime and generated pairs as a stranger's projects would, in folders of `dir`. */
export async function useClient(packed: readonly PackedPackage[], dir: string): Promise<void> {
  await installTarballs(packed, dir);
  await loadSubpaths(packed, dir);
  for (const type of ['module', 'commonjs'] as const) {
    const project = await createProject(packed, join(dir, type), type);
    for (const compiler of compilers) await compile(project, compiler);
    await runProject(packed, project);
  }
  await useReadmes(packed, join(dir, 'readmes'));
}

async function createProject(
  packed: readonly PackedPackage[],
  dir: string,
  type: Project['type'],
): Promise<Project> {
  await cp(join(root, 'scripts/fixtures/client'), dir, { recursive: true });
  await writeFile(join(dir, 'package.json'), `${JSON.stringify({ type })}\n`);
  const imports = packed
    .flatMap(subpaths)
    .map(({ specifier, json }, index) => typeImport(specifier, index, json));
  await writeFile(join(dir, 'subpaths.ts'), `${imports.join('\n')}\n`);
  return { dir, type };

  function typeImport(specifier: string, index: number, json: boolean): string {
    const attributes = json && type === 'module' ? ` with { type: 'json' }` : '';
    const clause = json ? `document${index}` : `type * as module${index}`;
    return `import ${clause} from '${specifier}'${attributes};\nexport type { ${clause.replace('type * as ', '')} };`;
  }
}

/** Compiles the project; the faults, and nothing else, have to be reported. */
async function compile({ dir, type }: Project, { name, tsc }: Compiler): Promise<void> {
  const args = [tsc, '-p', '.', '--pretty', 'false', '--typeRoots', join(root, 'node_modules/@types')];
  const output = await run(process.execPath, args, { cwd: dir }).then(() => '', diagnostics);
  const found = output.trim().split(/\n(?=\S)/);
  const missing = faults.filter((fault) => !found.some((diagnostic) => fault.test(diagnostic)));
  if (missing.length === 0 && found.length === faults.length) return;
  throw new Error(
    `${name}, ${type}: these and only these errors are wanted:\n${faults.join('\n')}\nfound:\n${output}`,
  );
}

function diagnostics(error: unknown): string {
  if (error instanceof CommandFailure) return error.output;
  throw error;
}

/** The calls as compiled, and the reference call as plain CommonJS, against the mock of the packed document. */
async function runProject(packed: readonly PackedPackage[], { dir, type }: Project): Promise<void> {
  const document = packedDocument(packed);
  const mock = await startMock({ document });
  const broken = await startMock({ document: withNumbersForTokens(document) });
  const env = { BASE_URL: mock.url, BROKEN_URL: broken.url, CLOUDFLARE_API_TOKEN: 'consumer' };
  try {
    for (const node of nodes) {
      const { stdout } = await run(node, ['out/rotate.js'], { cwd: dir, env });
      if (stdout !== JSON.stringify(wantedOutput))
        throw new Error(`${type}: the reference call gave ${stdout}`);
      const plain = await run(node, ['plain.cjs'], { cwd: dir, env });
      if (plain.stdout !== '200')
        throw new Error(`${type}: the call from plain CommonJS gave ${plain.stdout}`);
      const validated = await run(node, ['out/validated.js'], { cwd: dir, env });
      if (validated.stdout !== JSON.stringify(wantedOutcomes))
        throw new Error(`${type}: validated calls gave ${validated.stdout}`);
    }
  } finally {
    await Promise.all([mock.close(), broken.close()]);
  }
}

/** A document of the same API whose tokens are numbers. */
function withNumbersForTokens(document: object): object {
  const isToken = (value: unknown) => typeof value === 'object' && value !== null && 'x-sensitive' in value;
  return JSON.parse(JSON.stringify(document, changed));

  function changed(name: string, value: unknown): unknown {
    if (name === 'token' && isToken(value)) return { type: 'integer' };
    return name === 'example' || name === 'examples' ? undefined : value;
  }
}

function packedDocument(packed: readonly PackedPackage[]): object {
  const types = packed.find(({ manifest }) => manifest.name === '@specline/moq-relays-types');
  if (types === undefined)
    throw new Error('packages/moq-relays-types: it was not packed; run `specline generate`');
  return JSON.parse(types.text('openapi.json'));
}
