import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporary } from '@specline/generator';
import { describe, expect, test } from 'vitest';
import { CONFIG, PETS, ready } from './new-workspace.js';
import { changedFiles, DEFAULTS, filesIn, folder, specline, workspace, write } from './workspace.js';

describe('a new API is ready to test', () => {
  test('from nothing: one operation to edit', async () => {
    const root = await ready();
    const before = filesIn(root);
    const { exit, stdout, stderr } = await specline(root, 'new', 'my-pets');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toMatch(
      /^my-pets {2}1 operation, 1 schema: \d+ files written\n {2}spec\/my-pets\/openapi\.yaml {2}the source of truth: edit it, then run specline generate my-pets\n {2}spec\/my-pets\/sdk\.yaml {2}the names of the client, of its options and of methods\n {2}@test\/my-pets-types, @test\/my-pets-client {2}its packages, under packages\/\nnext: install \(pnpm install\), npm test, and commit it all\n$/,
    );
    const after = filesIn(root);
    const changed = changedFiles(before, after).filter((path) => !/^packages\/my-pets-|\.cache/.test(path));
    expect(changed).toEqual([CONFIG, 'spec/my-pets/openapi.yaml', 'spec/my-pets/sdk.yaml']);
    expect(after['spec/my-pets/sdk.yaml']).toBe(
      '# What OpenAPI cannot say of my-pets: names, options, what to leave out.\nclient: MyPets\nauth:\n  api_token:\n    option: apiToken\n    env: MY_PETS_TOKEN\n',
    );
    expect(JSON.parse(after[CONFIG] ?? '')).toEqual({
      access: 'public',
      fixed: [
        ['@test/my-pets-types', '@test/my-pets-client'],
        ['@test/relays-types', '@test/relays-client'],
      ],
    });
    expect(after['packages/my-pets-client/src/items.ts']).toContain('get(');
    expect((await specline(root, 'generate', '--check')).exit).toBe(0);
  });

  test.each(['true', 'object', 'a-', 'x'.repeat(100)])(
    'whatever its name means elsewhere: %s',
    async (name) => {
      const root = workspace();
      expect(await specline(root, 'new', name)).toMatchObject({ exit: 0, stderr: '' });
      expect((await specline(root, 'generate', '--check', name)).exit).toBe(0);
    },
  );

  test('from a document, byte for byte, whose rules of lint are its own', async () => {
    const document = `# mine\n${PETS.replaceAll('\n', '\r\n')}`;
    const root = await ready({ 'drafts/pets.yaml': document });
    expect(await specline(join(root, 'drafts'), 'new', 'pets', '--from', 'pets.yaml')).toMatchObject({
      exit: 0,
      stderr: '',
    });
    const files = filesIn(root);
    expect(files['spec/pets/openapi.yaml']).toBe(document);
    expect(files['spec/pets/redocly.yaml']).toMatch(/^# .*\nextends: \[\]\n$/);
    expect((await specline(root, 'generate', '--check')).exit).toBe(0);
  });

  test('from JSON, from Swagger 2.0, and with an sdk.yaml of its own', async () => {
    const info = { title: 'Old', version: '1' };
    const responses = { '200': { description: 'Done.' } };
    const swagger = { swagger: '2.0', info, paths: { '/a': { get: { responses } } } };
    const root = await ready({ 'old.json': JSON.stringify(swagger), 'names.yaml': 'client: Ancient\n' });
    const { exit } = await specline(root, 'new', 'old', '--from', 'old.json', '--sdk', 'names.yaml');
    expect(exit).toBe(0);
    const files = filesIn(root);
    expect(JSON.parse(files['spec/old/openapi.json'] ?? '')).toEqual(swagger);
    expect(files['spec/old/sdk.yaml']).toBe('client: Ancient\n');
    expect(files['packages/old-client/src/index.ts']).toContain('export class Ancient extends');
    expect((await specline(root, 'generate', '--check')).exit).toBe(0);
  });

  test('from a document of many files, which keep their places', async () => {
    const root = await ready({
      'api/cafe.yaml':
        'openapi: 3.1.0\ninfo: { title: C, version: "1" }\npaths:\n  /a: { $ref: paths/a.yaml }\ncomponents: { schemas: { A: { type: string } } }\n',
      'api/paths/a.yaml':
        "get:\n  responses:\n    '200':\n      description: Done.\n      content: { application/json: { schema: { $ref: '../cafe.yaml#/components/schemas/A' } } }\n",
      'api/unused.yaml': 'a: 1\n',
    });
    expect((await specline(root, 'new', 'cafe', '--from', 'api/cafe.yaml')).exit).toBe(0);
    const files = filesIn(root);
    expect(Object.keys(files).filter((path) => path.startsWith('spec/cafe/'))).toEqual([
      'spec/cafe/openapi.yaml',
      'spec/cafe/paths/a.yaml',
      'spec/cafe/redocly.yaml',
      'spec/cafe/sdk.yaml',
    ]);
    expect(files['spec/cafe/paths/a.yaml']).toContain('$ref: "../openapi.yaml#/components/schemas/A"');
  });

  test('--json tells what was written and what became of the document', async () => {
    const root = await ready({ 'pets.yaml': PETS });
    const { stdout } = await specline(root, 'new', 'pets', '--from', 'pets.yaml', '--json');
    const { apis, used, refused } = JSON.parse(stdout);
    expect(apis).toMatchObject([{ api: 'pets', operations: 1, written: true }]);
    expect([used.length > 0, refused]).toEqual([true, []]);
  });

  test('without Changesets there is no configuration of them', async () => {
    const root = workspace();
    expect((await specline(root, 'new', 'pets')).exit).toBe(0);
    expect(existsSync(join(root, '.changeset'))).toBe(false);
  });
});

describe('what cannot be is refused with status 2, and leaves nothing behind', () => {
  const outside = `${PETS.replace("'#/components/schemas/pet'", "'../common.yaml#/pet'")}`;
  test.each<[name: string, files: Record<string, string>, args: string[], want: string]>([
    [
      'a name that is no slug',
      {},
      ['Pets'],
      'spec/Pets: the name of an API is lower-case letters, digits and hyphens, a letter first, 100 at most; give another name\n',
    ],
    [
      'a name that leads elsewhere',
      {},
      ['../pets'],
      'spec/../pets: the name of an API is lower-case letters, digits and hyphens, a letter first, 100 at most; give another name\n',
    ],
    [
      'an API that there is',
      {},
      ['relays'],
      ['spec/relays', 'packages/relays-types', 'packages/relays-client']
        .map(
          (path) =>
            `${path}: this already exists; give the API another name, or move it away, or run specline generate relays to complete its packages\n`,
        )
        .join(''),
    ],
    [
      'a package that there is',
      { 'packages/pets-client/a': '' },
      ['pets'],
      'packages/pets-client: this already exists; give the API another name, or move it away\n',
    ],
    [
      'no such file',
      {},
      ['pets', '--from', 'none.yaml'],
      'none.yaml: there is no such file; check the path\n',
    ],
    [
      'a folder',
      {},
      ['pets', '--from', 'spec'],
      'spec: this is a folder, not a file (EISDIR); give a file, or move the folder away\n',
    ],
    [
      'an invalid document, with the way out',
      { 'pets.yaml': PETS.replace('schemas/pet', 'schemas/dog') },
      ['pets', '--from', 'pets.yaml'],
      'pets.yaml:13:17 #/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema/$ref: $ref leads nowhere: #/components/schemas/dog; correct the pointer or add its target\nto generate the rest, add to sdk.yaml:\nomit:\n  operations:\n    - "GET /pets/{id}"\n',
    ],
    [
      'a reference out of the folder',
      { 'api/pets.yaml': outside, 'common.yaml': 'pet: { type: string }\n' },
      ['pets', '--from', 'api/pets.yaml'],
      'api/pets.yaml:13:17 #/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema/$ref: ../common.yaml#/pet: this file lies outside the folder of the document; move it inside\nto generate the rest, add to sdk.yaml:\nomit:\n  operations:\n    - "GET /pets/{id}"\n',
    ],
    [
      'a file whose name means something else here',
      { 'pets.yaml': PETS.replace("'#/components/schemas/pet'", 'sdk.yaml'), 'sdk.yaml': 'type: string\n' },
      ['pets', '--from', 'pets.yaml'],
      'sdk.yaml: this name has a meaning of its own in the folder of an API; give the file, and what refers to it, another name\n',
    ],
    ['--sdk alone', {}, ['pets', '--sdk', 'a.yaml'], '--sdk requires --from; add --from FILE\n'],
    [
      'a configuration that is not one of Changesets',
      { [CONFIG]: '{ "fixed": 1 }' },
      ['pets'],
      `${CONFIG}: this is not a configuration of Changesets, which lists packages of one version as fixed; correct it\n`,
    ],
    [
      'packages that another API claims',
      { 'names.yaml': 'packages: { types: "@test/relays-types" }\n', 'pets.yaml': PETS },
      ['pets', '--from', 'pets.yaml', '--sdk', 'names.yaml'],
      'spec/relays/sdk.yaml: the package @test/relays-types is claimed by pets too; give it another name under packages\n',
    ],
  ])('%s', async (_, files, args, want) => {
    const root = await ready(files);
    const before = filesIn(root);
    expect(await specline(root, 'new', ...args)).toEqual({ exit: 2, stdout: '', stderr: want });
    expect(changedFiles(before, filesIn(root))).toEqual([]);
    expect(existsSync(join(root, 'spec/pets'))).toBe(false);
  });

  test('with --json the refusal is JSON', async () => {
    const { exit, stdout } = await specline(await ready(), 'new', 'relays', '--json');
    expect([exit, JSON.parse(stdout).refused.length]).toEqual([2, 3]);
  });

  test('outside of a workspace', async () => {
    const root = folder({});
    expect((await specline(root, 'new', 'pets')).stderr).toContain('this is not a Specline workspace');
    write(root, { 'spec/defaults.yaml': DEFAULTS });
    expect((await specline(root, 'new', 'pets')).exit).toBe(0);
  });

  test('a disk that does not take everything', async () => {
    const root = await ready();
    mkdirSync(join(root, temporary(CONFIG)));
    const before = filesIn(root);
    const { exit, stderr } = await specline(root, 'new', 'pets');
    expect([exit, stderr]).toEqual([2, expect.stringContaining('this is a folder, not a file (EISDIR)')]);
    expect(changedFiles(before, filesIn(root))).toEqual([]);
    expect(readdirSync(join(root, 'packages'))).toEqual(['relays-client', 'relays-types']);
  });
});
