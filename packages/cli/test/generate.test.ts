import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changedFiles, filesIn, folder, FRAGMENT, specline, workspace, write } from './workspace.js';

const API = 'spec/relays/openapi.yaml';
const TYPES = 'packages/relays-types';
const CLIENT = 'packages/relays-client';

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
        'components:\n',
        "    delete:\n      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n      responses: { '204': { description: Gone. } }\ncomponents:\n",
      ),
      [
        ...own,
        ...['.specline.json', 'README.md', 'src/relays.ts', 'test/calls.ts'].map(
          (name) => `${CLIENT}/${name}`,
        ),
        ...['src/relays.ts', 'test/twins.ts'].map((name) => `${TYPES}/${name}`),
      ],
    ],
  ])(
    '%s changes exactly the files that hold it, and --check names them before',
    async (_, fragment, expected) => {
      const root = workspace();
      await specline(root, 'generate');
      const before = filesIn(root);
      write(root, { [API]: fragment });
      const check = await specline(root, 'generate', '--check');
      expect(check.exit).toBe(1);
      const named = [...check.stdout.matchAll(/^ {2}differs {2}(.*)$/gm)].map(([, path]) => path);
      expect(named.toSorted()).toEqual(expected.toSorted());
      expect(changedFiles(before, filesIn(root))).toEqual([API]);
      expect((await specline(root, 'generate')).exit).toBe(0);
      expect(changedFiles(before, filesIn(root))).toEqual([...expected, API].toSorted());
      expect((await specline(root, 'generate', '--check')).exit).toBe(0);
    },
  );

  test('of many warnings only the first are told, and JSON has all', async () => {
    const doubtful = Array.from({ length: 25 }, (_, index) => `        p${index}: { nullable: true }\n`);
    const root = workspace({ [API]: FRAGMENT.replace('3.1.0', '3.0.3') + doubtful.join('') });
    const { stderr } = await specline(root, 'generate');
    expect(stderr.match(/^warning: /gm)).toHaveLength(20);
    expect(stderr).toMatch(/\nand 5 more warnings; specline generate --json lists all\n$/);
    const { stdout } = await specline(root, 'generate', '--json');
    expect((JSON.parse(stdout) as { apis: [{ warnings: [] }] }).apis[0].warnings).toHaveLength(25);
  });

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
