import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  changedFiles,
  DEFAULTS,
  filesIn,
  folder,
  FRAGMENT,
  specline,
  workspace,
  write,
} from './workspace.js';

const API = 'spec/relays/openapi.yaml';
const TYPES = 'packages/relays-types';
const CLIENT = 'packages/relays-client';
const OMISSION = 'omit:\n  operations:\n    - "GET /relays/{id}"\n';
const WAY_OUT = `to generate the rest, add to sdk.yaml:\n${OMISSION}`;

describe('a workspace', () => {
  test('generates once, and has nothing to do the second time', async () => {
    const root = workspace();
    const first = await specline(root, 'generate');
    expect(first).toMatchObject({ exit: 0, stderr: '' });
    expect(first.stdout).toMatch(/^relays {2}1 operation, 1 schema: \d+ files written or deleted\n/);
    expect(first.stdout).toContain(`  added  ${TYPES}/src/relays.ts\n`);
    const files = filesIn(root);
    const second = await specline(root, 'generate');
    expect(second.stdout).toMatch(/^relays {2}1 operation, 1 schema: \d+ files, nothing to change\n$/);
    expect(changedFiles(files, filesIn(root))).toEqual([]);
    expect((await specline(root, 'generate', '--check')).exit).toBe(0);
  });

  const own = ['.specline.json', 'openapi.json', 'src/openapi.ts'].map((name) => `${TYPES}/${name}`);
  test.each([
    [
      'an enum value',
      FRAGMENT.replace('[push, pull]', '[push, pull, both]'),
      [...own, `${TYPES}/src/schemas/relay.ts`],
    ],
    [
      'an optional field',
      `${FRAGMENT}        note: { type: string }\n`,
      [...own, `${TYPES}/src/schemas/relay.ts`],
    ],
    [
      'a second operation',
      FRAGMENT.replace(
        '    get:\n',
        "    delete:\n      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n      responses: { '204': { description: Gone. } }\n    get:\n",
      ),
      [...own, `${CLIENT}/.specline.json`, `${CLIENT}/src/relays.ts`, `${TYPES}/src/relays.ts`],
    ],
  ])(
    '%s changes exactly the files that hold it, and --check names them before',
    async (_, fragment, expected) => {
      const root = workspace();
      await specline(root, 'generate');
      const before = filesIn(root);
      write(root, { [API]: fragment });
      const check = await specline(root, 'generate', '--check');
      const sources = expected.toSorted();
      const isTest = (path: string) => path.includes('/test/') || path.endsWith('README.md');
      expect(check.exit).toBe(1);
      for (const path of sources) expect(check.stdout).toContain(`  differs  ${path}\n`);
      expect(changedFiles(before, filesIn(root))).toEqual([API]);
      expect((await specline(root, 'generate')).exit).toBe(0);
      const changed = changedFiles(before, filesIn(root)).filter((path) => path !== API && !isTest(path));
      expect(changed).toEqual(expect.arrayContaining(sources));
      expect(
        changed.filter((path) => !sources.includes(path) && path !== `${CLIENT}/.specline.json`),
      ).toEqual([]);
      expect((await specline(root, 'generate', '--check')).exit).toBe(0);
    },
  );

  test('a schema that is gone takes its module with it', async () => {
    const root = workspace();
    write(root, { [API]: `${FRAGMENT}    other: { type: string }\n` });
    await specline(root, 'generate');
    expect(existsSync(join(root, TYPES, 'src/schemas/other.ts'))).toBe(true);
    write(root, { [API]: FRAGMENT });
    expect((await specline(root, 'generate')).stdout).toContain(`  deleted  ${TYPES}/src/schemas/other.ts\n`);
    expect(existsSync(join(root, TYPES, 'src/schemas/other.ts'))).toBe(false);
  });

  test('keeps the version that a release gave, and is no drift because of it', async () => {
    const root = workspace();
    await specline(root, 'generate');
    const manifest = `${TYPES}/package.json`;
    write(root, {
      [manifest]: filesIn(root)[manifest]?.replace('"version": "1.0.0"', '"version": "1.2.0"') ?? '',
    });
    expect((await specline(root, 'generate', '--check')).exit).toBe(0);
    await specline(root, 'generate');
    expect(filesIn(root)[manifest]).toContain('"version": "1.2.0"');
  });

  test('only the named APIs are written', async () => {
    const root = workspace({ 'spec/other/openapi.yaml': FRAGMENT });
    await specline(root, 'generate', 'other');
    expect(existsSync(join(root, 'packages/other-types'))).toBe(true);
    expect(existsSync(join(root, TYPES))).toBe(false);
  });

  test('an edit of a shared schema reaches the APIs that refer to it', async () => {
    const referring = FRAGMENT.replace(
      'mode: { type: string, enum: [push, pull] }',
      "mode: { $ref: '../_shared/mode.yaml' }",
    );
    const root = workspace({
      [API]: referring,
      'spec/other/openapi.yaml': FRAGMENT,
      'spec/_shared/mode.yaml': 'enum: [push]\n',
    });
    await specline(root, 'generate');
    write(root, { 'spec/_shared/mode.yaml': 'enum: [push, pull]\n' });
    const check = await specline(root, 'generate', '--check');
    expect(check.stdout).toContain(`differs  ${TYPES}/src/schemas/mode.ts`);
    expect(check.stdout).toMatch(/^other {2}.*as generated$/m);
  });

  test('--json has what was used, ignored and refused', async () => {
    const root = workspace();
    const { stdout } = await specline(root, 'generate', '--json');
    const report = JSON.parse(stdout) as {
      apis: unknown[];
      used: { kind: string }[];
      ignored: unknown[];
      refused: unknown[];
    };
    expect(report.apis).toMatchObject([{ api: 'relays', operations: 1, schemas: 1, written: true }]);
    expect(report.used.map(({ kind }) => kind)).toEqual([
      'operation',
      'parameter',
      'status',
      'media type',
      'field',
      'field',
    ]);
    expect([report.ignored, report.refused]).toEqual([[], []]);
  });

  test('--json has a refusal too', async () => {
    const root = workspace({ [API]: FRAGMENT.replace('{id}:', '{relay}:') });
    const { exit, stdout } = await specline(root, 'generate', '--json');
    const report = JSON.parse(stdout) as { refused: { line: number; pointer: string }[] };
    expect(exit).toBe(2);
    expect(report.refused.map(({ line, pointer }) => `${line} ${pointer}`)).toEqual([
      '5 #/paths/~1relays~1{relay}/get',
      '5 #/paths/~1relays~1{relay}/get',
    ]);
  });
});

test('--version', async () => {
  expect(await specline('/', '--version')).toMatchObject({
    exit: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

describe('any document', () => {
  test('becomes two packages and a tsconfig.json in a folder', async () => {
    const root = folder({
      'api.yaml': FRAGMENT,
      'sdk.yaml': 'client: Relays\npackages: { client: relays }\n',
    });
    expect(
      await specline(root, 'generate', '--spec', 'api.yaml', '--out', 'sdk', '--sdk', 'sdk.yaml'),
    ).toMatchObject({ exit: 0, stderr: '' });
    const files = filesIn(join(root, 'sdk'));
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(['tsconfig.json', 'types/src/relays.ts', 'client/src/index.ts']),
    );
    expect(JSON.parse(files['client/package.json'] ?? '')).toMatchObject({
      name: 'relays',
      dependencies: { 'relays-types': 'file:../types' },
    });
  });
});

describe('bad input is refused with status 2, and nothing is written', () => {
  test.each<[name: string, files: Record<string, string>, args: string[], want: string]>([
    [
      'no such file',
      {},
      ['--spec', 'none.yaml', '--out', 'sdk'],
      'none.yaml: there is no such file; check the path\n',
    ],
    ['no such API', {}, ['none'], 'spec/none: there is no such API; the APIs are relays\n'],
    [
      'not YAML',
      { [API]: 'a: [1' },
      [],
      `${API}:1:6: this is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]\n`,
    ],
    [
      'not OpenAPI',
      { [API]: 'a: 1' },
      [],
      `${API}:1:1 #: this is not an OpenAPI document: it has no member openapi; add openapi: 3.1.0\n`,
    ],
    [
      'an unresolved $ref',
      { [API]: FRAGMENT.replace('schemas/relay', 'schemas/rely') },
      [],
      `${API}:13:17 #/paths/~1relays~1{id}/get/responses/200/content/application~1json/schema/$ref: $ref leads nowhere: #/components/schemas/rely; correct the pointer or add its target\n${WAY_OUT}`,
    ],
    [
      'an undeclared path parameter',
      {
        [API]: FRAGMENT.replace(
          'parameters: [{ name: id, in: path, required: true, schema: { type: string } }]',
          'tags: []',
        ),
      },
      [],
      `${API}:5:5 #/paths/~1relays~1{id}/get: path parameter {id} is not declared; add it to parameters\n${WAY_OUT}`,
    ],
    [
      'an unknown key in sdk.yaml',
      { 'spec/relays/sdk.yaml': 'cleint: Relays\n' },
      [],
      'spec/relays/sdk.yaml:1:1 #/cleint: unknown key cleint; did you mean client?\n',
    ],
    [
      'two equal names in sdk.yaml',
      {
        [API]: FRAGMENT.replace(
          '    get:\n',
          "    delete:\n      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n      responses: { '204': { description: Gone. } }\n    get:\n",
        ),
        'spec/relays/sdk.yaml':
          'methods:\n  GET /relays/{id}: relays.one\n  DELETE /relays/{id}: relays.one\n',
      },
      [],
      'spec/relays/sdk.yaml:2:3 #/methods/GET ~1relays~1{id}: GET /relays/{id} and DELETE /relays/{id} are both called relays.one; give one of them another name\n',
    ],
    [
      'two APIs that claim one package',
      {
        'spec/other/openapi.yaml': FRAGMENT,
        'spec/relays/sdk.yaml': "packages: { types: '@test/other-types' }\n",
      },
      [],
      'spec/relays/sdk.yaml: the package @test/other-types is claimed by other too; give it another name under packages\n',
    ],
    [
      'a file that Specline did not write',
      { [`${TYPES}/src/index.ts`]: 'export {};\n' },
      [],
      `${TYPES}/src/index.ts: Specline would write this file and did not write the one that is there; move it away, or generate into another folder\n`,
    ],
    ['--out without --spec', {}, ['--out', 'sdk'], '--out and --sdk go with --spec; add --spec FILE\n'],
    ['--spec without --out', {}, ['--spec', API], '--spec needs a folder for the packages; add --out DIR\n'],
    [
      '--spec and a name',
      {},
      ['relays', '--spec', API, '--out', 'sdk'],
      '--spec excludes the names of APIs (relays); leave them out\n',
    ],
    [
      '--check and --watch',
      {},
      ['--check', '--watch'],
      '--check and --watch exclude each other; give one of them\n',
    ],
    [
      'an unknown option',
      {},
      ['--chek'],
      "error: unknown option '--chek'\n(Did you mean --check?)\n(specline --help tells how it is used)\n",
    ],
  ])('%s', async (_, files, args, want) => {
    const root = workspace(files);
    const before = filesIn(root);
    expect(await specline(root, 'generate', ...args)).toEqual({ exit: 2, stdout: '', stderr: want });
    expect(changedFiles(before, filesIn(root))).toEqual([]);
  });

  test('the lines that a refusal prints let the rest through', async () => {
    const root = workspace({ [API]: FRAGMENT.replace('{id}:', '{relay}:') });
    const { stderr } = await specline(root, 'generate');
    const [, lines = ''] = stderr.split('add to sdk.yaml:\n');
    write(root, { 'spec/relays/sdk.yaml': lines });
    expect(await specline(root, 'generate')).toMatchObject({ exit: 0, stderr: '' });
  });

  test('no workspace', async () => {
    const root = folder({});
    expect(await specline(root, 'generate')).toEqual({
      exit: 2,
      stdout: '',
      stderr: `${root}: this is not a Specline workspace: no folder above has spec/defaults.yaml; change to one, or give --spec FILE and --out DIR\n`,
    });
  });

  test('defaults.yaml is needed whole', async () => {
    const root = workspace({ 'spec/defaults.yaml': DEFAULTS.replace('license: MIT\n', '') });
    expect((await specline(root, 'generate')).stderr).toBe(
      'spec/defaults.yaml:1:1 #: license is missing; add it\n',
    );
  });
});
