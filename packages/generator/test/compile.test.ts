import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Model } from '@specline/openapi';
import { emit } from '../src/index.js';
import type { Layout } from '../src/index.js';
import { lists } from './lists.js';
import { filesOf } from './printing.js';
import { rotate, rotateDocument } from './rotate.js';
import { zoo } from './zoo.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Both compilers: the one that the packages are built with, and the last one with a compiler API. */
const COMPILERS = {
  'TypeScript 7': at('../../../node_modules/typescript/bin/tsc'),
  'TypeScript 5.9': createRequire(import.meta.url).resolve('typescript/bin/tsc'),
};

let folder = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'specline-compile-')));
  const runtime = join(folder, 'node_modules/@specline/runtime');
  cpSync(at('runtime'), runtime, { recursive: true });
  const exports = {
    '.': './index.d.ts',
    './pagination': './pagination.d.ts',
    './*': './encoders.d.ts',
  };
  writeFileSync(
    join(runtime, 'package.json'),
    JSON.stringify({ name: '@specline/runtime', type: 'module', exports }),
  );
  cpSync(at('../../../tsconfig.base.json'), join(folder, 'workspace/tsconfig.base.json'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function generate(model: Model, layout: Layout, name: string): Promise<string> {
  const packages = await emit(model, {
    document: rotateDocument,
    layout,
    source: 'openapi.yaml',
    versions: { types: '1.0.0', client: '1.0.0', runtime: '1.0.0' },
  });
  for (const [path, contents] of filesOf(packages)) {
    const file = join(folder, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
  return join(folder, name);
}

/** The diagnostics of a project; empty where it compiles. */
function compiled(compiler: string, project: string): string {
  return spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' }).stdout;
}

const MODELS: readonly (readonly [string, Model])[] = [
  ['rotate', rotate],
  ['zoo', zoo('text')],
  ['lists', lists()],
  ['validators', { ...rotate, surface: { ...rotate.surface, validators: true } }],
  ['hostile', zoo("*/ '; export const x = 1; // \u2028 @ts-ignore `${x}` \\")],
];

for (const [compiler, path] of Object.entries(COMPILERS)) {
  test.each(MODELS)(
    `a standalone folder compiles strictly with ${compiler}: %s`,
    async (name, model) => {
      expect(compiled(path, await generate(model, 'standalone', name))).toBe('');
    },
    60_000,
  );
}

/** A program that holds each item against the type that it is to have. */
const LOOPS = `import Lists from './index.js';
import type { PagePromise, Thing } from './index.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function assertType<Holds extends true>(): Holds;

const client = new Lists();
const { things } = client;
for await (const item of client.list()) assertType<Equal<typeof item, Thing>>();
for await (const item of things.byCursor()) assertType<Equal<typeof item, Thing>>();
for await (const item of things.pages()) assertType<Equal<typeof item, PagePromise>>();
for await (const item of things.offsets()) assertType<Equal<typeof item.id, string>>();
for await (const item of things.enveloped()) assertType<Equal<typeof item.id, string>>();
for await (const item of things.beside()) assertType<Equal<typeof item.id, string>>();
for await (const item of things.texts()) assertType<Equal<typeof item, boolean>>();
for await (const page of things.enveloped().pages()) assertType<Equal<typeof page.list[number]['id'], string>>();
`;

test('items have the types that the document gives them', async () => {
  const root = await generate(lists(), 'standalone', 'items');
  const program = join(root, 'client/src/loops.ts');
  writeFileSync(program, LOOPS);
  expect(compiled(COMPILERS['TypeScript 7'], root)).toBe('');
  writeFileSync(program, LOOPS.replace('Equal<typeof item, Thing>', 'Equal<typeof item, string>'));
  expect(compiled(COMPILERS['TypeScript 7'], root)).toContain('loops.ts');
}, 60_000);

/** A program that holds what a validator gives against the type of its method. */
const VALIDATED = `import { validated } from './validators.js';
import { rotate } from './validators/moq/relays/tokens.js';
import type Acme from './index.js';
import type { TokenRotateResponse } from './index.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function assertType<Holds extends true>(): Holds;
declare const client: Acme;

const data = await validated(client.moq.relays.tokens.rotate('', { account_id: '', type: 'subscribe' }), rotate);
assertType<Equal<typeof data, TokenRotateResponse>>();
`;

test('a validator gives the type of its method', async () => {
  const model = { ...rotate, surface: { ...rotate.surface, validators: true as const } };
  const root = await generate(model, 'standalone', 'validated');
  const program = join(root, 'client/src/validated.ts');
  writeFileSync(program, VALIDATED);
  expect(compiled(COMPILERS['TypeScript 7'], root)).toBe('');
  writeFileSync(
    program,
    VALIDATED.replace('Equal<typeof data, TokenRotateResponse>', 'Equal<typeof data, string>'),
  );
  expect(compiled(COMPILERS['TypeScript 7'], root)).toContain('validated.ts');
}, 60_000);

/** The TypeScript of a README, block by block, each as a module beside the client. */
function examplesOf(readme: string): string[] {
  const blocks = [...readme.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, block = '']) => block);
  const [construction = ''] = blocks;
  return blocks.map((block) => {
    const whole =
      block === construction || block.includes('createClient') ? block : `${construction}\n${block}`;
    return whole
      .replaceAll(/'@acme\/relays-client(?:\/([^']+))?'/g, (_, path = 'index') => `'./${path}.js'`)
      .concat('declare const process: { readonly env: Readonly<Record<string, string | undefined>> };\n');
  });
}

const keyed = rotate.operations.map((operation) => ({ ...operation, idempotencyHeader: 'Idempotency-Key' }));
const { baseURLEnv: _variable, ...placeless } = rotate.surface;
const basic = rotate.securitySchemes.map(({ name, pointer }) => ({ name, pointer, kind: 'basic' as const }));

test.each<[string, Model]>([
  ['rotate', rotate],
  ['lists', lists()],
  ['validators', { ...rotate, surface: { ...rotate.surface, validators: true } }],
  ['keyed', { ...rotate, operations: keyed }],
  ['basic', { ...rotate, securitySchemes: basic }],
  ['placeless', { ...rotate, servers: [], surface: placeless }],
])(
  'the examples of a README compile strictly: %s',
  async (name, model) => {
    const root = await generate(model, 'standalone', `${name}-readme`);
    const examples = examplesOf(readFileSync(join(root, 'client/README.md'), 'utf8'));
    expect(examples.length).toBeGreaterThan(8);
    for (const [index, text] of examples.entries())
      writeFileSync(join(root, `client/src/example-${index}.ts`), text);
    expect(compiled(COMPILERS['TypeScript 7'], root)).toBe('');
  },
  60_000,
);

test('the types of a workspace, their twins and their examples compile', async () => {
  const root = await generate(rotate, 'workspace', 'workspace');
  expect(compiled(COMPILERS['TypeScript 7'], join(root, 'packages/relays-types'))).toBe('');
}, 60_000);

test.each([
  ['an unlisted difference', 'src/schemas/notice.ts', 'code?: number;', 'code?: string;', `'"different"'`],
  [
    'a listed one that is gone',
    'src/schemas/failure.ts',
    'Record<string, unknown>',
    'Record<string, never>',
    `'"equal"'`,
  ],
  ['a lost enum value', 'src/moq/relays/tokens.ts', /'publish_subscribe' \| /g, '', `'"narrower"'`],
  [
    'a required member that became optional',
    'src/moq/relays/tokens.ts',
    'account_id: ',
    'account_id?: ',
    'Unused',
  ],
])(
  'the twins or examples show %s',
  async (_, file, from, to, problem) => {
    const root = await generate(rotate, 'workspace', 'workspace');
    const path = join(root, 'packages/relays-types', file);
    const contents = readFileSync(path, 'utf8');
    const changed = contents.replace(from, to);
    expect(changed).not.toBe(contents);
    writeFileSync(path, changed);
    expect(compiled(COMPILERS['TypeScript 7'], join(root, 'packages/relays-types'))).toContain(
      problem.replaceAll("'", ''),
    );
  },
  60_000,
);
