import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn, folder, FRAGMENT, specline, workspace, write } from './workspace.js';

const OLD = `openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
      responses: { '204': { description: None. } }
`;
const NEW = OLD.replace('integer', 'boolean').replace('None.', 'No *pets*.');

test('documents, for people: the first line has the bump and what matters most', async () => {
  const root = folder({ 'old.yaml': OLD, 'new.yaml': NEW });
  expect(await specline(root, 'diff', 'old.yaml', 'new.yaml')).toEqual({
    exit: 1,
    stdout: `major: client.pets.list(): the query parameter limit was integer and is boolean; and 1 more change

on the wire
  major  client.pets.list(): the query parameter limit was integer and is boolean
         new.yaml:7:37  #/paths/~1pets/get/parameters/0/schema  request-type-replaced
         worked before:
           GET /pets?limit=0
         now: query parameter limit: is not of type boolean (#/paths/~1pets/get/parameters/0)

in the types
  patch  client.pets.list(): the response 204 is documented otherwise
         new.yaml:8:20  #/paths/~1pets/get/responses/204  documentation-changed
`,
    stderr: '',
  });
});

test('the same documents', async () => {
  const root = folder({ 'old.yaml': OLD });
  expect(await specline(root, 'diff', 'old.yaml', 'old.yaml')).toEqual({
    exit: 0,
    stdout: 'none: nothing changed\n',
    stderr: '',
  });
});

test('of many patches people are told some', async () => {
  const many = (text: string) =>
    OLD.replace(/ {6}responses.*\n/, () => {
      const statuses = Array.from(
        { length: 23 },
        (_, index) => `        '4${index + 10}': { description: ${text} }\n`,
      );
      return `      responses:\n${statuses.join('')}`;
    });
  const root = folder({ 'old.yaml': many('One'), 'new.yaml': many('Two') });
  const lines = (await specline(root, 'diff', 'old.yaml', 'new.yaml')).stdout.split('\n');
  expect(lines.slice(-4)).toEqual([
    '  patch  client.pets.list(): the response 429 is documented otherwise',
    '         new.yaml:28:9  #/paths/~1pets/get/responses/429  documentation-changed',
    '  and 3 more patches; --json lists all',
    '',
  ]);
  const markdown = await specline(root, 'diff', 'old.yaml', 'new.yaml', '--format', 'markdown');
  expect(markdown.stdout).toMatch(/\n- and 3 more patches; --json lists all\n\n$/);
});

test('as JSON', async () => {
  const root = folder({
    'old.yaml': OLD,
    'new.yaml': OLD.replace('/pets:', '/cats: {}\n  /pets:').replace('None.', 'Gone.'),
  });
  const { exit, stdout } = await specline(root, 'diff', 'old.yaml', 'new.yaml', '--json');
  expect(exit).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    bump: 'patch',
    layers: { wire: 'none', types: 'patch', surface: 'none' },
    changes: [
      {
        id: 'documentation-changed',
        layer: 'types',
        bump: 'patch',
        pointer: '#/paths/~1pets/get/responses/204',
        oldPointer: '#/paths/~1pets/get/responses/204',
        newPointer: '#/paths/~1pets/get/responses/204',
        operation: 'GET /pets',
        operations: ['GET /pets'],
        call: 'client.pets.list()',
        message: 'client.pets.list(): the response 204 is documented otherwise',
        file: 'new.yaml',
        line: 9,
        column: 20,
      },
    ],
  });
});

test('as annotations: nothing that a document says ends one', async () => {
  const evil = '"100%,\\n::error::"';
  const fragment = (name: string) => OLD.replace('name: limit', `name: ${name}`);
  const root = folder({ 'old.yaml': fragment('a'), 'new.yaml': fragment(evil) });
  const { stdout } = await specline(root, 'diff', 'old.yaml', 'new.yaml', '--format', 'github');
  expect(stdout)
    .toBe(`::error file=new.yaml,line=7,col=11,title=major%3A parameter-removed::client.pets.list(): the query parameter a is gone
::notice file=new.yaml,line=7,col=11,title=minor%3A parameter-added-optional::client.pets.list(): the query parameter \`100%25,\\u000a::error\`:: is new
`);
});

test('as Markdown: nothing that a document says is markup', async () => {
  const root = folder({ 'old.yaml': OLD, 'new.yaml': OLD.replace('limit', '"<b>*_x_"') });
  const { stdout } = await specline(root, 'diff', 'old.yaml', 'new.yaml', '--format', 'markdown');
  expect(stdout).toBe(`### major

#### On the wire

- **major** \`client.pets.list()\`: the query parameter limit is gone (parameter-removed)

  Worked before:

  \`\`\`http
  GET /pets?limit=1
  \`\`\`

  Now: query parameter limit: is not documented (\`#/paths/~1pets/get\`)
- **minor** \`client.pets.list()\`: the query parameter \\<b\\>\\*\\_x\\_ is new (parameter-added-optional)

`);
});

test('what generation refuses is compared as far as it can be read', async () => {
  const broken = OLD.replace('integer', 'string').replace('in: query', 'in: nowhere');
  const root = folder({ 'old.yaml': OLD, 'new.yaml': `${broken}  /cats/{id}: { get: {} }\n` });
  const { exit, stdout, stderr } = await specline(root, 'diff', 'old.yaml', 'new.yaml');
  expect(exit).toBe(1);
  expect(stdout).toMatch(/^major: client\.pets\.list\(\): the query parameter limit is gone/);
  expect(stderr).toMatch(/^warning: new\.yaml:7:26 .*a parameter cannot be in nowhere/m);
});

/** A workspace in a repository of git with one commit. */
function repository(files = {}): { readonly root: string; git(...args: string[]): void } {
  const root = workspace(files);
  const git = (...args: string[]) =>
    void execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd: root });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'One');
  git('tag', 'v1');
  return { root, git };
}

const FILE = 'spec/relays/openapi.yaml';
const CHANGED = FRAGMENT.replaceAll('{id}', '{relay}').replaceAll('name: id', 'name: relay');

test('a document of a revision, with its settings and what it refers to, from any folder', async () => {
  const { root } = repository({ 'spec/relays/sdk.yaml': 'client: Relays\n' });
  write(root, { [FILE]: CHANGED, 'spec/relays/sdk.yaml': 'client: Other\n' });
  const before = filesIn(root);
  const want = {
    exit: 1,
    stdout: expect.stringMatching(/^major: the class of the client is Other instead of Relays/) as string,
    stderr: '',
  };
  expect(await specline(root, 'diff', `v1:${FILE}`, FILE)).toEqual(want);
  expect(
    await specline(join(root, 'spec'), 'diff', 'v1:./relays/openapi.yaml', 'relays/openapi.yaml'),
  ).toEqual(want);
  expect(filesIn(root)).toEqual(before);
});

test('documents with an sdk.yaml beside each, outside of a workspace', async () => {
  const root = folder({
    'a/openapi.yaml': OLD,
    'a/sdk.yaml': 'client: A\n',
    'b/openapi.yaml': OLD.replace('title: Pets', 'title: Zoo'),
    'b/sdk.yaml': 'client: B\n',
  });
  const { stdout } = await specline(root, 'diff', 'a/openapi.yaml', 'b/openapi.yaml');
  expect(stdout).toMatch(/^major: the class of the client is B instead of A; and 1 more change\n/);
});

test('a document without settings is read with those of the other', async () => {
  const { root } = repository({ 'spec/relays/sdk.yaml': 'client: Relays\n', 'draft.yaml': FRAGMENT });
  expect((await specline(root, 'diff', `HEAD:${FILE}`, 'draft.yaml')).stdout).toBe('none: nothing changed\n');
});

test('alone: every API against what of it is released', async () => {
  const root = workspace();
  expect(await specline(root, 'diff')).toEqual({
    exit: 0,
    stdout: '',
    stderr: 'relays: nothing is released yet; specline release --record begins\n',
  });
  await specline(root, 'generate');
  await specline(root, 'release', '--record');
  expect(await specline(root, 'diff')).toEqual({
    exit: 0,
    stdout: 'relays: none: nothing changed\n',
    stderr: '',
  });
  write(root, { 'spec/relays/sdk.yaml': 'client: Other\n' });
  const { exit, stdout } = await specline(root, 'diff', '--json');
  expect(exit).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    bump: 'major',
    apis: [{ api: 'relays', bump: 'major', layers: { wire: 'none', types: 'none', surface: 'major' } }],
    changes: [{ api: 'relays', id: 'client-renamed' }],
  });
  const accepted = "changes: [{ id: client-renamed, pointer: '#', reason: The product has another name. }]\n";
  write(root, { 'spec/relays/accepted.yaml': accepted });
  expect((await specline(root, 'diff')).exit).toBe(0);
});

const refused: readonly (readonly [args: readonly string[], stderr: string])[] = [
  [['old.yaml'], 'diff compares two documents; give OLD and NEW, or neither'],
  [['old.yaml', 'none.yaml'], 'none.yaml: there is no such file; check the path'],
  [
    ['nope:old.yaml', 'old.yaml'],
    'nope: git knows no commit nope here; name a branch, a tag or a commit, or give a file that is there',
  ],
  [
    ['--', '--all:old.yaml', 'old.yaml'],
    '--all: git knows no commit --all here; name a branch, a tag or a commit, or give a file that is there',
  ],
  [
    ['v1:none.yaml', 'old.yaml'],
    'v1:none.yaml: there is no such file at v1; check the path; it begins at the root of the repository',
  ],
  [
    ['v1:LICENSE', 'old.yaml'],
    'v1:LICENSE:1:1 #: this is not an OpenAPI document but a string; give the file that begins with openapi: 3.1.0',
  ],
  [
    ['old.yaml', 'old.yaml', '--json', '--format', 'markdown'],
    '--json and --format cannot be combined; give one of them',
  ],
  [['old.yaml', 'old.yaml', '--format', 'html'], 'there is no format html; use text, json, github, markdown'],
];

test.each(refused)('%j is refused', async (args, stderr) => {
  const { root } = repository({ 'old.yaml': OLD, LICENSE: 'Any.' });
  expect(await specline(root, 'diff', ...args)).toEqual({ exit: 2, stdout: '', stderr: `${stderr}\n` });
});
