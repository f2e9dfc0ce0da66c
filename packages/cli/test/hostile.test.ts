import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, folder, FRAGMENT, specline, workspace, write } from './workspace.js';
import type { Files } from './workspace.js';

/** What moves a terminal, or shows text in another order than it has. */
const INVISIBLE = /(?!\n)[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/u;

const NASTY = 'a\u001b]0;evil\u0007\u009b31m\u202Eb\u2028\n';

describe('what a document says does not move the terminal', () => {
  const document = (more: object) =>
    JSON.stringify({ openapi: '3.1.0', info: { title: NASTY, version: '1' }, ...more });
  const done = { responses: { '200': { description: '' } } };

  test.each([
    [
      'a refusal',
      {
        paths: {
          [`/${NASTY}`]: { get: { ...done, [`respones${NASTY}`]: 1, parameters: [{ $ref: NASTY }] } },
        },
      },
      2,
    ],
    ['a way out', { paths: { [`/${NASTY}/{${NASTY}}`]: { get: done } } }, 2],
    ['a warning', { paths: { [`/${NASTY}`]: { get: done }, [`/${NASTY}.json`]: { get: done } } }, 0],
    ['a report', { components: { schemas: { [NASTY]: { [NASTY]: NASTY } } } }, 0],
  ])('%s', async (_, more, exit) => {
    const root = folder({ 'api.json': document(more) });
    for (const json of [[], ['--json']]) {
      const ran = await specline(root, 'generate', '--spec', 'api.json', '--out', 'sdk', ...json);
      expect(ran.exit).toBe(exit);
      expect(INVISIBLE.exec(ran.stdout + ran.stderr)).toBeNull();
    }
  });

  test('nor a file that is not there', async () => {
    const { stderr } = await specline('/', 'generate', '--spec', NASTY, '--out', 'sdk');
    expect(stderr).toBe(
      'a\\u001b]0;evil\\u0007\\u009b31m\\u202eb\\u2028\\u000a: there is no such file; check the path\n',
    );
  });
});

describe('whatever a document is called, its packages have names', () => {
  test.each([
    ['', 'api'],
    ['..', 'api'],
    ['日本', 'api'],
    ['CON', 'con'],
    ['@scope/name', 'scope-name'],
    ['constructor', 'constructor'],
    ['x'.repeat(300), 'x'.repeat(100)],
  ])('%j', async (title, slug) => {
    const root = folder({ 'api.yaml': FRAGMENT.replace('title: Relays', `title: ${JSON.stringify(title)}`) });
    const ran = await specline(root, 'generate', '--spec', 'api.yaml', '--out', 'sdk');
    expect(ran).toMatchObject({ exit: 0, stderr: '' });
    const manifest = JSON.parse(filesIn(root)['sdk/client/package.json'] ?? '') as { name: string };
    expect(manifest.name).toBe(`${slug}-client`);
  });

  test.each([
    ['packages: { types: a, client: a }', 'types and client are both called a'],
    ['packages: { types: openapi-fetch }', 'the package openapi-fetch is one that generated packages use'],
  ])('%s is refused', async (sdk, want) => {
    const root = folder({ 'api.yaml': FRAGMENT, 'sdk.yaml': sdk });
    const ran = await specline(root, 'generate', '--spec', 'api.yaml', '--out', 'sdk', '--sdk', 'sdk.yaml');
    expect(ran).toEqual({
      exit: 2,
      stdout: '',
      stderr: `sdk.yaml: ${want}; give it another name under packages\n`,
    });
  });

  test('a name that is too long for a file is cut, or refused', async () => {
    const schema = 'Long'.repeat(80);
    const long = FRAGMENT.replaceAll('schemas/relay', `schemas/${schema}`).replace(
      '    relay:',
      `    ${schema}:`,
    );
    const root = folder({
      'api.yaml': long,
      'path.yaml': FRAGMENT.replace('/relays/', `/${'x'.repeat(300)}/`),
    });
    const generate = (spec: string) => specline(root, 'generate', '--spec', spec, '--out', 'sdk');
    expect(await generate('path.yaml')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('the path is too long; choose another name in sdk.yaml'),
    });
    expect(await generate('api.yaml')).toMatchObject({ exit: 0, stderr: '' });
  });
});

test('the same bytes in every locale and time zone, whichever file was made first', () => {
  const files: Files = {
    'spec/iii/openapi.yaml': `${FRAGMENT}    ıI-İi: { enum: [I, ı, İ, i, é, e\u0301, ß, ẞ, Z, z] }\n    Ii: { $ref: '../_shared/ı.yaml' }\n`,
    'spec/iii/sdk.yaml': 'client: IstanbulI\n',
    'spec/_shared/ı.yaml':
      'type: object\nproperties: { I: { $ref: İ.yaml }, ı: { $ref: i.yaml }, ç: {}, c: {} }\n',
    'spec/_shared/İ.yaml': 'type: string\nenum: [İSTANBUL, istanbul]\n',
    'spec/_shared/i.yaml': 'title: TITLE\ndescription: IĞDIR ılık\n',
  };
  const generated = (order: readonly [string, string][], environment: Readonly<Record<string, string>>) => {
    const root = workspace();
    for (const [name, text] of order) write(root, { [name]: text });
    const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, 'generate'], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...environment },
    });
    expect(status).toBe(0);
    return { stdout, stderr, files: filesIn(root) };
  };
  const entries = Object.entries(files);
  const plain = generated(entries, { LC_ALL: 'C', TZ: 'UTC' });
  const turkish = generated(entries.toReversed(), {
    LC_ALL: 'tr_TR.UTF-8',
    LANG: 'tr_TR.UTF-8',
    TZ: 'Asia/Tokyo',
  });
  expect(turkish).toEqual(plain);
  expect(Object.keys(plain.files)).toContain('packages/iii-types/src/schemas/ii.ts');
});

const COMMAND = join(import.meta.dirname, '../bin/specline.js');

test('half of a letter in a value is no fault of a comparison', async () => {
  const document = (required: boolean) =>
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'a', version: '1' },
      paths: {
        '/a': {
          get: {
            parameters: [{ name: 'q', in: 'query', required, schema: { type: 'string', enum: ['\ud800'] } }],
            responses: { 200: { description: '' } },
          },
        },
      },
    });
  const root = folder({ 'old.json': document(false), 'new.json': document(true) });
  const { exit, stdout, stderr } = await specline(root, 'diff', 'old.json', 'new.json');
  expect([exit, stderr]).toEqual([1, '']);
  expect(stdout).toContain('client.a.list(): the query parameter q is now required');
});
