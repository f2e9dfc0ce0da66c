import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { folder, specline, write } from './workspace.js';
import { runtimePaths } from './runtime-paths.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const TSC = at('../../../node_modules/typescript/bin/tsc');

const OLD = `openapi: 3.1.0
info: { title: Pets, version: '1' }
servers: [{ url: https://pets.example }]
paths:
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getPet
      parameters: [{ name: X-Trace, in: header, schema: { type: string } }]
      responses:
        '200': { description: Found., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        '404': { description: Missing., content: { text/plain: { schema: { type: string } } } }
components:
  schemas:
    Pet:
      type: object
      properties:
        name: { type: string }
        tags: { type: array, items: { type: string } }
    Toy: { type: object, properties: { size: { type: integer } } }
`;

/** Six breaks that callers meet when they compile. */
const NEW = OLD.replace('operationId: getPet', 'operationId: findPet')
  .replace(/ {6}parameters: \[\{ name: X-Trace.*\n/, '')
  .replace(/ {8}'404'.*\n/, '')
  .replace(/ {8}tags:.*\n/, '')
  .replace(/ {4}Toy:.*\n/, '');

interface Report {
  readonly changes: readonly {
    readonly bump: string;
    readonly witness?: { readonly kind: string; readonly text: string; readonly problem: string };
  }[];
}

/** Programs beside the packages of a document, as their callers have them: the runtime is the real one. */
async function project(root: string, spec: string, programs: readonly string[]): Promise<string> {
  expect(await specline(root, 'generate', '--spec', spec, '--out', `${spec}-sdk`)).toMatchObject({ exit: 0 });
  const paths = {
    ...runtimePaths(),
    'pets-client': ['./client/src/index.ts'],
    'pets-client/*': ['./client/src/*.ts'],
    'pets-types': ['./types/src/index.ts'],
    'pets-types/*': ['./types/src/*.ts'],
  };
  const compilerOptions = {
    strict: true,
    noEmit: true,
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2022',
    lib: ['es2023', 'dom'],
    skipLibCheck: true,
    types: [],
    paths,
  };
  write(join(root, `${spec}-sdk`), {
    'programs/tsconfig.json': JSON.stringify({
      compilerOptions: { ...compilerOptions, paths: moved(paths) },
      include: ['.'],
    }),
    ...Object.fromEntries(programs.map((text, index) => [`programs/${index}.ts`, text])),
  });
  return join(root, `${spec}-sdk`, 'programs');
}

/** The programs stand in a folder of their own. */
function moved(paths: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(paths).map(([name, places]) => [
      name,
      places.map((place) => place.replace(/^\.\//, '../')),
    ]),
  );
}

/** The programs that the compiler refuses. */
function refused(folderOfPrograms: string): string[] {
  const { stdout } = spawnSync(process.execPath, [TSC, '-p', folderOfPrograms, '--pretty', 'false'], {
    encoding: 'utf8',
  });
  return [
    ...new Set([...stdout.matchAll(/^(\S+\.ts)\(/gm)].map(([, file = '']) => file.split('/').at(-1) ?? '')),
  ].toSorted();
}

test('programs compile with the old packages and not with the new ones, also by the other compiler', async () => {
  const root = folder({ 'old.yaml': OLD, 'new.yaml': NEW });
  const { stdout } = await specline(root, 'diff', 'old.yaml', 'new.yaml', '--json');
  const { changes } = JSON.parse(stdout) as Report;
  const programs = changes.flatMap(({ witness }) => (witness?.kind === 'program' ? [witness.text] : []));
  expect(programs.length).toBeGreaterThanOrEqual(4);
  expect(refused(await project(root, 'old.yaml', programs))).toEqual([]);
  expect(refused(await project(root, 'new.yaml', programs))).toEqual(
    programs.map((_, index) => `${index}.ts`),
  );
}, 60_000);

/** Each value fits many patterns, so that finding one message takes many steps. */
function properties(count: number, maxLength: number): string {
  const names = Array.from({ length: count }, (_, index) => `p${index}`);
  const schema = {
    type: 'object',
    required: names,
    properties: Object.fromEntries(
      names.map((name) => [name, { type: 'string', pattern: '^a+$', maxLength }]),
    ),
  };
  const content = { 'application/json': { schema } };
  const post = {
    operationId: 'send',
    requestBody: { required: true, content },
    responses: { 204: { description: 'Done.' } },
  };
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Many', version: '1' },
    paths: { '/a': { post } },
  });
}

test('a search that reaches its limit is reported for each change', { timeout: 120_000 }, async () => {
  const root = folder({ 'old.json': properties(400, 9), 'new.json': properties(400, 8) });
  const { exit, stdout } = await specline(root, 'diff', 'old.json', 'new.json', '--json');
  const { changes }: Report = JSON.parse(stdout);
  const problems = changes.map(({ witness }) => witness?.problem ?? '');
  expect(exit).toBe(1);
  expect(changes).toHaveLength(400);
  expect(
    problems.filter((problem) => problem.includes('ended at its limit of steps')).length,
  ).toBeGreaterThan(0);
});

/** What `sdk.yaml` said and says, and what becomes of a program that relied on it. */
const runs = [
  [
    'the variable of a credential',
    'auth: { key: { option: baseURLToken, env: OLD_KEY } }',
    'auth: { key: { option: baseURLToken, env: NEW_KEY } }',
    'GET /: no credentials; pass baseURLToken or set NEW_KEY; it was: the call is sent',
  ],
  [
    'the variable of the base URL',
    'baseURLEnv: OLD_URL',
    'baseURLEnv: NEW_URL',
    'baseURL is https://example.com; it was: baseURL is https://elsewhere.example',
  ],
] as const;

test.each(runs)('a run does not work any more because of %s', async (_, before, after, want) => {
  const document = `${OLD}  securitySchemes: { key: { type: http, scheme: bearer } }\nsecurity: [{ key: [] }]\n`;
  const files = (side: string, sdk: string) => ({
    [`${side}/openapi.yaml`]: document,
    [`${side}/sdk.yaml`]: sdk,
  });
  const root = folder({ ...files('old', before), ...files('new', after) });
  const { stdout } = await specline(root, 'diff', 'old/openapi.yaml', 'new/openapi.yaml', '--json');
  const { changes }: Report = JSON.parse(stdout);
  expect(changes.map(({ witness }) => [witness?.kind, witness?.problem])).toEqual([['run', want]]);
});
