import { symlinkSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lintSpec } from '../src/lint.js';
import { plantedServer } from './publish/planted-server.js';
import { folder } from './workspace.js';
import type { Files } from './workspace.js';

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'specline-lint-'));
  await mkdir(join(base, 'spec'));
  await cp(join(import.meta.dirname, '../../../spec/redocly.yaml'), join(base, 'spec/redocly.yaml'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

test('a remark names file, line, column and pointer', async () => {
  const file = join(base, 'spec/faulty.yaml');
  await writeFile(file, 'openapi: 3.1.1\ninfo:\n  title: Faulty\npaths: {}\n');
  const errors = (await lintSpec(file, base)).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ text }) => text)).toContain(
    'spec/faulty.yaml:2:1 #/info: The field `version` must be present on this level. (struct)',
  );
});

test('an example is what its schema says', async () => {
  const file = join(base, 'spec/examples.yaml');
  const schema = '{ type: string, example: 1 }';
  await writeFile(
    file,
    `openapi: 3.0.3\ninfo: { title: Examples, version: '1' }\npaths: {}\ncomponents: { schemas: { A: ${schema} } }\n`,
  );
  const errors = (await lintSpec(file, base)).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ text }) => text)).toContain(
    'spec/examples.yaml:4:54 #/components/schemas/A/example: Example value must conform to the schema: type must be string. (no-invalid-schema-examples)',
  );
});

test('a document may have rules of its own', async () => {
  const foreign = join(base, 'spec/foreign');
  await mkdir(foreign);
  const file = join(foreign, 'openapi.json');
  await writeFile(file, '{ "openapi": "3.1.1", "info": { "title": "Foreign" }, "paths": {} }\n');
  expect(await lintSpec(file, base)).not.toEqual([]);
  await writeFile(join(foreign, 'redocly.yaml'), 'extends: []\n');
  expect(await lintSpec(file, base)).toEqual([]);
});

test('without rules there is nothing to lint by', async () => {
  const file = join(base, 'openapi.json');
  await writeFile(file, '{ "openapi": "3.1.1", "info": { "title": "Foreign" }, "paths": {} }\n');
  expect(await lintSpec(file, join(base, 'nowhere'))).toEqual([]);
});

const HEAD =
  'openapi: 3.1.0\ninfo: { title: Pets, version: "1", license: { name: MIT, url: "https://a.test" } }\n';

/** A document in a folder of its own, with what else is there. */
function documentWith(schema: string, files: Files = {}): string {
  const root = folder({
    'spec/redocly.yaml': 'extends: [recommended]\n',
    'spec/pets/openapi.yaml': `${HEAD}paths: {}\ncomponents:\n  schemas:\n    Pet: ${schema}\n`,
    'outside.json': '{ "type": "string", "nosuchkeyword": 1 }',
    ...files,
  });
  return root;
}

const lintPets = (root: string) => lintSpec(join(root, 'spec/pets/openapi.yaml'), root);

describe('the linter reads no file and asks no host that the document may not', () => {
  test.each([
    ['a host', (url: string) => `{ $ref: '${url}evil.json' }`],
    ['a host, without its scheme', (url: string) => `{ $ref: '${url.replace('http:', '')}evil.json' }`],
    ['a host, in upper case', (url: string) => `{ $ref: '${url.replace('http', 'HTTP')}evil.json' }`],
    ['a host, in a list', (url: string) => `{ oneOf: [{ $ref: '${url}evil.json#/a' }] }`],
    ['a host, as an example', (url: string) => `{ type: object, example: { $ref: '${url}evil.json' } }`],
    ['a host, within an extension', (url: string) => `{ x-a: { $ref: '${url}evil.json' } }`],
    [
      'a host, in a discriminator',
      (url: string) => `{ discriminator: { propertyName: a, mapping: { a: '${url}' } } }`,
    ],
    ['a file above', () => `{ $ref: '../../outside.json' }`],
    ['a file above, encoded', () => `{ $ref: '..%2f..%2foutside.json' }`],
    ['an absolute path', () => `{ $ref: /etc/hostname }`],
    ['a file URL', () => `{ $ref: 'file:///etc/hostname' }`],
  ])('%s', async (_, schema) => {
    const { url, requests } = await plantedServer((__, response) => response.end('{ "nosuchkeyword": 1 }'));
    const remarks = await lintPets(documentWith(schema(url))).catch((error: unknown) => [String(error)]);
    expect(requests).toEqual([]);
    expect(JSON.stringify(remarks)).not.toMatch(/nosuchkeyword|ENOENT|EISDIR/);
  });

  test('and says that it did not', async () => {
    const remarks = await lintPets(documentWith(`{ $ref: '../../outside.json' }`));
    expect(remarks.map(({ text }) => text)).toContain(
      "spec/pets/openapi.yaml:6:10 #/components/schemas/Pet: Can't resolve $ref: it is no file of this document (no-unresolved-refs)",
    );
  });

  test('those of the document it reads', async () => {
    const root = documentWith(`{ $ref: pet.yaml }`, { 'spec/pets/pet.yaml': 'type: 1\n' });
    expect((await lintPets(root)).map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^spec\/pets\/pet\.yaml:1:7 #\/type: .* \(struct\)$/),
    );
  });
});

describe('a redocly.yaml below spec/ has only rules', () => {
  const evil = "import { writeFileSync } from 'node:fs';\nwriteFileSync('/nowhere', '');\n";
  const where = ['spec/pets/redocly.yaml', 'spec/redocly.yaml'];

  test.each<[config: string, message: string]>([
    ['plugins: [./evil.mjs]', 'plugins is not read: a redocly.yaml below spec/ has only rules; remove it'],
    ['plugins: []', 'plugins is not read: a redocly.yaml below spec/ has only rules; remove it'],
    [
      'resolve: { http: { headers: [{ matches: "**", name: X, envVariable: HOME }] } }',
      'resolve is not read: a redocly.yaml below spec/ has only rules; remove it',
    ],
    ['apis: { a: { root: a } }', 'apis is not read: a redocly.yaml below spec/ has only rules; remove it'],
    ['decorators: {}', 'decorators is not read: a redocly.yaml below spec/ has only rules; remove it'],
    ['$ref: a.yaml', '$ref is not read: a redocly.yaml below spec/ has only rules; remove it'],
    [
      'extends: [./other.yaml]',
      'extends ./other.yaml is not read; extend all, minimal, recommended, recommended-strict, spec, or nothing',
    ],
    [
      'extends: [recommended, "http://127.0.0.1:1/a.yaml"]',
      'extends http://127.0.0.1:1/a.yaml is not read; extend all, minimal, recommended, recommended-strict, spec, or nothing',
    ],
    [
      'extends: [{ $ref: a }]',
      'extends [object Object] is not read; extend all, minimal, recommended, recommended-strict, spec, or nothing',
    ],
    ['extends: recommended', 'extends is not a list, or rules are not an object; correct it'],
    ['rules: [a]', 'extends is not a list, or rules are not an object; correct it'],
    [
      'rules: { rule/a: { subject: { $ref: a.yaml } } }',
      'rules: rule/a is no rule that comes with Redocly, or has a $ref; remove it',
    ],
    [
      'rules: { evil/rule: error }',
      'rules: evil/rule is no rule that comes with Redocly, or has a $ref; remove it',
    ],
    ['rules: { struct: loud }', 'rules: struct is no rule that comes with Redocly, or has a $ref; remove it'],
    [
      'rules: { rule/a: { subject: Info, assertions: { required: [a] } } }',
      "Redocly cannot lint by these rules: rule/a: 'type' (String) is required; correct them",
    ],
    ['[]', 'this is not an object in YAML; write rules: and what follows'],
    ['rules: { rule/a: &a { b: *a } }', 'this is not an object in YAML; write rules: and what follows'],
    ['a: [', 'this is not an object in YAML; write rules: and what follows'],
  ])('%s', async (config, message) => {
    for (const file of where) {
      const root = documentWith('{}', { [file]: `${config}\n`, 'spec/pets/evil.mjs': evil });
      await expect(lintPets(root)).rejects.toThrow(`${file}: ${message}`);
    }
  });

  test('not one of more levels than can be read', async () => {
    const config = `rules: ${'{ a: '.repeat(9000)}${'}'.repeat(9000)}\n`;
    await expect(lintPets(documentWith('{}', { 'spec/pets/redocly.yaml': config }))).rejects.toThrow(
      'spec/pets/redocly.yaml: this is not an object in YAML; write rules: and what follows',
    );
  });

  test('not a link to another file', async () => {
    const root = documentWith('{}');
    symlinkSync('/etc/hostname', join(root, 'spec/pets/redocly.yaml'));
    await expect(lintPets(root)).rejects.toThrow(
      'spec/pets/redocly.yaml: this is not a file; write the rules into it',
    );
  });

  test('what else Redocly would find is not looked for', async () => {
    const root = documentWith('{ type: 1 }', {
      '.redocly.lint-ignore.yaml': 'spec/pets/openapi.yaml:\n  struct: ["#/components/schemas/Pet/type"]\n',
      'spec/.redocly.lint-ignore.yaml': 'pets/openapi.yaml:\n  struct: ["#/components/schemas/Pet/type"]\n',
      'spec/plugin.js': evil,
      'spec/pets/plugin.js': evil,
      'redocly.yaml': 'plugins: [./evil.mjs]\n',
    });
    expect((await lintPets(root)).map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/#\/components\/schemas\/Pet\/type: .*\(struct\)$/),
    );
  });

  test('rules of its own, with assertions', async () => {
    const rule =
      '{ subject: { type: Info }, message: say who, severity: error, assertions: { required: [contact] } }';
    const root = documentWith('{}', { 'spec/pets/redocly.yaml': `rules: { rule/contact: ${rule} }\n` });
    expect(await lintPets(root)).toMatchObject([
      { severity: 'error', text: expect.stringContaining('(rule/contact)') },
    ]);
  });
});
